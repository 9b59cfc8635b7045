"""The one border to grafana-client and the HTTP library below it: requests go out, replies come in.

The client builds the session (address, credentials, organisation, pool); requests use that session directly. The
client's own decoding would lose the headers of an answer and the bytes of a document.
"""

from collections.abc import Iterator
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import attrs

from grafmint.environment import Server, Tls
from grafmint.errors import TargetError
from grafmint.target.server.http.broken import broken
from grafmint.target.server.http.credentials import Credentials
from grafmint.target.server.http.reply import Broken, Reply
from grafmint.target.server.http.retry import asked_to_wait, fault_of

if TYPE_CHECKING:
    import niquests
    from grafana_client.api import GrafanaApi

_DEFAULT_ORG = 1


@attrs.frozen
class Session:
    """Connections to one Grafana; `address` is what stands before every path. Safe to use from several threads."""

    address: str
    timeout: float
    _session: "niquests.Session" = attrs.field(repr=False)
    #: What every request has in common, prepared once: thousands differ by no more than their paths.
    _blank: "niquests.PreparedRequest" = attrs.field(repr=False)

    def exchange(self, method: str, path: str, body: bytes | None, now: float) -> Reply | Broken:
        """One attempt; `now` is the time of day in seconds."""
        from niquests.packages import urllib3

        session = self._session
        try:
            request = self._request(method, path, body)
            response = session.send(request, timeout=self.timeout, allow_redirects=False, proxies=session.proxies)
            content = response.content or b""
        # ValueError: a redirect to an address that is none.
        except (OSError, ValueError, urllib3.exceptions.HTTPError) as error:
            return broken(error, self.timeout)
        status = response.status_code or 0
        return Reply(
            status=status,
            body=content,
            fault=fault_of(status, content),
            asked=asked_to_wait(response.headers.get("Retry-After"), now),
            location=response.headers.get("Location"),
        )

    def secrets(self) -> Iterator[str]:
        """What proxies of the environment are called with."""
        for proxy in (self._session.proxies or {}).values():
            parts = urlsplit(str(proxy))
            yield from (parts.password or "", parts.netloc.rpartition("@")[0])

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _request(self, method: str, path: str, body: bytes | None) -> "niquests.PreparedRequest":
        request = self._blank.copy()
        request.method, request.url = method, self.address + path
        if body is not None and request.headers is not None:
            request.headers["Content-Type"] = "application/json"
        if method != "GET":
            request.prepare_body(body, files=None, json=None)
        return request


def open_session(server: Server, credentials: Credentials | None, connections: int) -> Session:
    """A session that holds at most that many connections; raises TargetError for a file of `tls` that is not there."""
    from niquests import Request

    api = _api(server, credentials, connections)
    address = api.client.url.removesuffix("/api")
    session = api.client.s
    session.headers["Accept"] = "application/json"
    session.auth = api.client.auth
    if (host := urlsplit(address).netloc).startswith("["):
        # The library would leave out the brackets of an IPv6 address, which strict proxies refuse.
        session.headers["Host"] = host
    _connect_by(session, connections)
    # Looked up once: proxies and authorities of the environment. After that nothing is, neither ~/.netrc.
    found = session.merge_environment_settings(address, {}, None, _verify(server.tls), _certificate(server.tls))
    session.proxies, session.verify, session.cert = found["proxies"], found["verify"], found["cert"]
    session.trust_env = False
    return Session(address, server.timeout, session, session.prepare_request(Request("GET", f"{address}/")))


def _api(server: Server, credentials: Credentials | None, connections: int) -> "GrafanaApi":
    from grafana_client.api import GrafanaApi

    parts = urlsplit(server.url)
    host = parts.hostname or ""
    path = parts.path.strip("/")
    login = None if credentials is None else credentials.token or _login(credentials)
    # A token belongs to one organisation, and Grafana refuses it for another one since 10: that is what we want where
    # somebody wrote an organisation, but not for the one that is meant when nobody did.
    chosen = server.org != _DEFAULT_ORG or isinstance(login, tuple)
    return GrafanaApi(
        auth=login,
        protocol=parts.scheme,
        host=f"[{host}]" if ":" in host else host,
        port=parts.port,
        url_path_prefix=f"{path}/" if path else "",
        organization_id=server.org if chosen else None,
        timeout=server.timeout,
        user_agent=f"grafmint/{version('grafmint')}",
        session_pool_size=connections,
    )


def _login(credentials: Credentials) -> tuple[bytes, bytes]:
    """Bytes, for the library would write anything but Latin-1 wrong."""
    return (credentials.user or "").encode(), (credentials.password or "").encode()


def _connect_by(session: "niquests.Session", connections: int) -> None:
    """Plain HTTP/1.1 on a bounded number of connections; no cookies, and no questions to others about certificates."""
    from niquests.adapters import HTTPAdapter

    session.allow_incoming_cookies = False
    for scheme in ("http://", "https://"):
        session.mount(
            scheme,
            HTTPAdapter(
                pool_connections=1,
                pool_maxsize=connections,
                pool_block=True,
                disable_http2=True,
                disable_http3=True,
                revocation_configuration=None,
                allow_incoming_cookies=False,
            ),
        )


def _verify(tls: Tls) -> bool | str | None:
    if not tls.verify:
        from warnings import simplefilter

        from niquests.packages import urllib3

        # Whoever wrote `verify = false` knows, and need not hear it with each request.
        simplefilter("ignore", urllib3.exceptions.InsecureRequestWarning)
        return False
    return None if tls.ca is None else _file(tls, "ca")


def _certificate(tls: Tls) -> str | tuple[str, str] | None:
    if tls.cert is None:
        return None
    return _file(tls, "cert") if tls.key is None else (_file(tls, "cert"), _file(tls, "key"))


def _file(tls: Tls, name: str) -> str:
    path = getattr(tls, name)
    if not path.exists():
        raise TargetError(f"tls.{name}: there is no file {path}", hint="name a file that is there in grafmint.toml")
    return str(path)
