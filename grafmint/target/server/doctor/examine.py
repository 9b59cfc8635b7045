"""Looking at a server: whether it answers, who we are, what we may, whose things are there, what answers it."""

import time
from collections.abc import Generator, Iterator
from typing import Any
from urllib.parse import urlsplit

from grafmint.bundle import Bundle, Kind
from grafmint.environment import Environment, Server
from grafmint.errors import CredentialsError, TargetError
from grafmint.target.checkup import Check, failed
from grafmint.target.server.api.index import Index, read_index
from grafmint.target.server.doctor.contents import contents
from grafmint.target.server.doctor.health import health
from grafmint.target.server.doctor.needs import needs
from grafmint.target.server.doctor.visitor import admitted
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.credentials import Credentials, credentials_of
from grafmint.target.server.instance.rights import Rights, read_rights
from grafmint.target.server.instance.version import read_version, refuse_older

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_Going = Generator[Check, None, bool]


def examine_server(environment: Environment, server: Server, bundle: Bundle | None) -> Iterator[Check]:
    """The checks of a server; what depends on one that is bad is left out. Reads only."""
    credentials, refusal = _credentials(environment, server)
    try:
        http = Http(server, credentials)
    except TargetError as error:
        yield failed("reachable", error)
        return
    with http:
        if not (yield from _reached(http, server, refusal is None and credentials is not None)):
            return
        yield from _version(environment, http)
        if refusal is not None:
            yield failed("credentials", refusal)
        elif (yield from admitted(environment, server, credentials, http)):
            yield _served(http)
            yield from _inside(environment, server, credentials, http, bundle)


def _credentials(environment: Environment, server: Server) -> tuple[Credentials | None, CredentialsError | None]:
    """Without them there is still something to be seen."""
    try:
        return credentials_of(server, what=environment.name), None
    except CredentialsError as error:
        return None, error


def _reached(http: Http, server: Server, secret: bool) -> _Going:
    begun = time.monotonic()
    try:
        health: Any = http.get("/api/health")
    except (TargetError, CredentialsError) as error:
        yield failed("reachable", error)
        return False
    taken = f"answered in {1000 * (time.monotonic() - begun):.0f} ms"
    address = _address(server.url)
    if not isinstance(health, dict) or "database" not in health:
        hint = "see that url is Grafana's address, and what stands before it"
        yield Check(name="reachable", status="bad", said=f"{address} answers, but not as a Grafana", hint=hint)
        return False
    tls, advice = _tls(server, secret)
    said = f"{address}, {tls}, {taken}, database {health['database']}"
    is_well = bool(health["database"] == "ok")
    yield Check(name="reachable", status="bad" if not is_well else "warn" if advice else "ok", said=said, hint=advice)
    return is_well


def _address(url: str) -> str:
    """The address without what must not be shown."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()


def _tls(server: Server, secret: bool) -> tuple[str, str | None]:
    """How the connection is kept from others, and what to do where a secret goes over it all the same."""
    parts = urlsplit(server.url)
    if parts.scheme == "https":
        hint = "name the authority of its certificate with tls = { ca = … } instead of verify = false"
        return ("TLS", None) if server.tls.verify else ("TLS whose certificate is not verified", hint)
    is_near = not secret or parts.hostname in _LOOPBACK
    return "no TLS", None if is_near else "the credentials go over the network in clear text: use https"


def _version(environment: Environment, http: Http) -> Iterator[Check]:
    built_for = f"built for {'.'.join(map(str, environment.grafana))}"
    try:
        found = read_version(http)
        refuse_older(environment, found)
    except TargetError as error:
        yield failed("version", error)
        return
    told: Any = http.get("/api/health")
    said = f"Grafana {told.get('version')}" if found is not None else "not told by this server"
    yield Check(name="version", status="ok", said=f"{said}; {built_for}")


def _served(http: Http) -> Check:
    try:
        found = http.find("/apis")
    except TargetError as error:
        return Check(name="serves", status="warn", said=f"/api; /apis is not told: {error.message}")
    said = "/api and /apis" if isinstance(found, dict) and "groups" in found else "/api only: /apis is not there"
    return Check(name="serves", status="ok", said=said)


def _inside(
    environment: Environment, server: Server, credentials: Credentials | None, http: Http, bundle: Bundle | None
) -> Iterator[Check]:
    index, problem = _index(environment, http)
    rights = _rights(http)
    yield from _may(rights, index, bundle)
    if problem is not None:
        yield problem
    if index is not None:
        yield from contents(environment, http, index, bundle)
        yield from health(environment, server, credentials, index, rights, bundle)


def _index(environment: Environment, http: Http) -> tuple[Index | None, Check | None]:
    try:
        return read_index(http, environment.project), None
    except (TargetError, CredentialsError) as error:
        return None, failed("contents", error)


def _rights(http: Http) -> Rights | None:
    """None where the server does not tell."""
    try:
        return read_rights(http)
    except TargetError:
        return None


def _may(rights: Rights | None, index: Index | None, bundle: Bundle | None) -> Iterator[Check]:
    if rights is None:
        yield Check(name="may", status="warn", said="not told by this server: the first plan and sync show it")
        return
    present: set[Kind] = {"folder", "dashboard"}
    if index is not None:
        present = {each.kind for each in index.listed}
    yield from (need.check(rights) for need in needs(bundle, present))
