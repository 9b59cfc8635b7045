"""What real connections do: broken ones, slow ones, foreign ones, safe ones."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grafmint.environment import Server, Tls
from grafmint.errors import TargetError
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.credentials import Credentials
from grafmint.target.server.http.faults import Uncertain, Unreachable
from grafmint.target.server.http.pool import in_parallel
from tests.target.server.peer import Act, FakeTime, Handler, Peer, cuts, resets, running, says, secured, sleeps

TOKEN = "glsa_0123456789abcdef0123456789abcdef_01234567"  # noqa: S105  # it opens nothing


def _http(url: str, *, tls: Tls | None = None, timeout: float = 5.0) -> Http:
    server = Server(url, tls=tls or Tls(), timeout=timeout)
    return Http(server, Credentials(token=TOKEN), policy=FakeTime().policy())


def test_requests_come_as_they_were_meant() -> None:
    """Path, token, name and body, on one connection."""
    with running(Peer(says({"a": 1}))) as peer, _http(f"{peer.url}/grafana") as http:
        assert http.get("/api/x", q="a b") == {"a": 1}
        http.send("PUT", "/apis/y", b"{ }")
        first, second = peer.requests
    assert (first.method, first.path) == ("GET", "/grafana/api/x?q=a+b")
    assert (second.method, second.path, second.body) == ("PUT", "/grafana/apis/y", b"{ }")
    assert first.headers["Authorization"] == f"Bearer {TOKEN}"
    assert first.headers["User-Agent"].startswith("grafmint/")
    assert first.headers["Accept"] == "application/json"


def test_ipv6_addresses_work() -> None:
    """An address in brackets is one."""
    try:
        peer = Peer(says({}), family=socket.AF_INET6)
    except OSError:
        pytest.skip("there is no IPv6 here")
    with running(peer), _http(f"http://[::1]:{peer.port}") as http:
        assert http.get("/api/x") == {}
    assert peer.requests[0].headers["Host"] == f"[::1]:{peer.port}"


def test_a_wrong_address_is_told_at_once() -> None:
    """Nobody answered before: no second attempt."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    clock = FakeTime()
    with Http(Server(f"http://127.0.0.1:{port}"), None, policy=clock.policy()) as http:
        with pytest.raises(Unreachable, match="connection refused"):
            http.get("/api/x")
        with pytest.raises(Unreachable, match="connection refused"):
            http.send("POST", "/api/x", {})
    assert clock.waits == []


def test_a_server_that_restarts_is_waited_for() -> None:
    """It answered once: a write that was not sent is tried again, and fails as what it is."""
    clock = FakeTime()
    with running(Peer(says({}, Connection="close"))) as peer:
        http = Http(Server(peer.url), None, policy=clock.policy())
        http.get("/api/x")
    with http, pytest.raises(Unreachable, match="connection refused"):
        http.send("POST", "/api/x", {})
    assert len(clock.waits) == 7


def test_an_unknown_name_is_told() -> None:
    """The name is what is wrong."""
    with _http("http://grafana.invalid") as http, pytest.raises(Unreachable, match="name of its host is not known"):
        http.get("/api/x")


@pytest.mark.parametrize("loss", [resets, cuts, sleeps(0.5)], ids=["reset", "cut", "late"])
def test_a_lost_answer(loss: Act) -> None:
    """A read is done again; a write, which may have been done, goes out exactly once."""
    with running(Peer(loss, says({"a": 1}), loss, says({}))) as peer, _http(peer.url, timeout=0.2) as http:
        assert http.get("/api/x") == {"a": 1}
        with pytest.raises(Uncertain, match="may have been done"):
            http.send("POST", "/api/x", {})
        assert [request.method for request in peer.requests] == ["GET", "GET", "POST"]


def test_a_connection_that_broke_while_idle_sends_nothing_twice() -> None:
    """A server that closed a kept connection sees the write once, or we say that we do not know."""

    def hangs_up(handler: Handler) -> None:
        says({"a": 1})(handler)
        handler.close_connection = True

    with running(Peer(hangs_up)) as peer, _http(peer.url) as http:
        http.get("/api/x")
        time.sleep(0.1)
        assert http.send("POST", "/api/x", {}) == {"a": 1}
        assert [request.method for request in peer.requests] == ["GET", "POST"]


@pytest.mark.parametrize(
    ("location", "hint"),
    [
        ("https://grafana.example/api/x", 'write url = "https://grafana.example" in grafmint.toml'),
        ("/login", "url is to be the address of Grafana itself"),
        ("http://[bad", None),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_redirect_is_told_and_not_followed(method: str, location: str, hint: str | None) -> None:
    """A write would become a read on its way."""
    with running(Peer(says({}, 302, Location=location), says({}))) as peer, _http(peer.url) as http:
        with pytest.raises(Unreachable) as error:
            http.get("/api/x") if method == "GET" else http.send(method, "/api/x", {})
        assert len(peer.requests) == 1
    if hint is not None:
        assert f"redirects to {location}" in error.value.message
        assert error.value.hint == hint


@pytest.mark.parametrize("status", [200, 403, 404, 500])
def test_a_page_is_no_grafana(status: int) -> None:
    """Whatever the status, something else stands at the address."""
    peer = Peer(says(b"<html>Welcome</html>", status))
    with running(peer), _http(peer.url) as http, pytest.raises(Unreachable, match="is a page"):
        http.get("/api/x")


def test_other_protocols_are_no_grafana() -> None:
    """An SSH server is not waited for."""

    def greets(handler: Handler) -> None:
        handler.wfile.write(b"SSH-2.0-OpenSSH_9\r\n")
        handler.close_connection = True

    with running(Peer(greets)) as peer, _http(peer.url) as http, pytest.raises(Unreachable):
        http.get("/api/x")


def test_many_threads_share_few_connections() -> None:
    """Forty requests at once on four connections: all come back, and no fifth connection is made."""
    ports = set()

    def notes(handler: Handler) -> None:
        ports.add(handler.client_address[1])
        time.sleep(0.002)
        says({})(handler)

    with running(Peer(notes)) as peer, Http(Server(peer.url), None, connections=4) as http:
        results = [result for _, result in in_parallel(lambda item: http.get(f"/api/{item}"), range(200), 40)]
    assert results == [{}] * 200
    assert len(ports) <= 4


def test_at_most_eight_writes_go_at_once() -> None:
    """Reads are bounded by the connections, writes by what a server takes."""
    busy = highest = 0

    def counts(handler: Handler) -> None:
        nonlocal busy, highest
        busy += 1
        highest = max(highest, busy)
        time.sleep(0.01)
        busy -= 1
        says({})(handler)

    with running(Peer(counts)) as peer, Http(Server(peer.url), None) as http:
        list(in_parallel(lambda item: http.send("POST", f"/api/{item}", {}), range(60), 16))
    assert 2 <= highest <= 8


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that nobody trusts yet, with its key in the same file."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl, which makes the certificate, is not installed")
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        [
            *(openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test"),
            *("-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "certificate.pem"),
        ],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    both = folder / "both.pem"
    both.write_text((folder / "key.pem").read_text() + (folder / "certificate.pem").read_text())
    return both


@pytest.fixture
def safe(certificate: Path) -> Iterator[Peer]:
    """A server behind TLS."""
    with running(secured(Peer(says({})), certificate)) as peer:
        yield peer


def test_a_certificate_that_nobody_vouches_for(safe: Peer, certificate: Path) -> None:
    """It is refused unless its authority is named or nobody wants to know."""
    url = f"https://127.0.0.1:{safe.port}"
    with _http(url) as http, pytest.raises(Unreachable, match="not trusted: self-signed certificate"):
        http.send("POST", "/api/x", {})
    for tls in (Tls(ca=certificate), Tls(verify=False)):
        with _http(url, tls=tls) as http:
            assert http.get("/api/x") == {}


def test_a_certificate_for_another_host(safe: Peer, certificate: Path) -> None:
    """The right authority does not make it the right server."""
    http = _http(f"https://localhost:{safe.port}", tls=Tls(ca=certificate))
    with http, pytest.raises(Unreachable, match="not trusted"):
        http.get("/api/x")


def test_a_server_that_asks_who_we_are(certificate: Path) -> None:
    """Our own certificate goes along where it is named, in one file or in two; without it the way out is said."""
    with running(secured(Peer(says({})), certificate, asks=True)) as peer:
        url = f"https://127.0.0.1:{peer.port}"
        for tls in (Tls(ca=certificate, cert=certificate), Tls(ca=certificate, cert=certificate, key=certificate)):
            with _http(url, tls=tls) as http:
                assert http.get("/api/x") == {}
        with _http(url, tls=Tls(ca=certificate)) as http, pytest.raises(Unreachable) as error:
            http.get("/api/x")
    assert error.value.hint is not None
    assert "cert = " in error.value.hint


def test_https_where_http_is_spoken() -> None:
    """The two are told apart for whoever mixed them up, without a second attempt."""
    with running(Peer(says({}))) as peer, pytest.raises(Unreachable, match="no safe connection") as error:
        _http(f"https://127.0.0.1:{peer.port}").get("/api/x")
    assert error.value.hint is not None
    assert "http or https" in error.value.hint


NONE = Path("no-such-file.pem")


@pytest.mark.parametrize("tls", [Tls(ca=NONE), Tls(cert=NONE), Tls(cert=Path(__file__), key=NONE)])
def test_a_file_that_is_not_there(tls: Tls) -> None:
    """It is named before anything is sent."""
    with pytest.raises(TargetError, match=r"tls\.(ca|cert|key): there is no file no-such-file\.pem"):
        _http("https://127.0.0.1:9", tls=tls)


#: In a process of its own: the library reads the environment once.
_ASK = """
import sys, traceback
from grafmint.environment import Server
from grafmint.target.server.http.client import Http
try:
    with Http(Server(sys.argv[1], timeout=5), None) as http:
        print(http.get("/api/x"))
except Exception:
    traceback.print_exc(file=sys.stdout)
"""


def _ask(url: str, **environment: str) -> str:
    command = [sys.executable, "-c", _ASK, url]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60).stdout


def test_proxies_of_the_environment_are_used() -> None:
    """And left out for the addresses that NO_PROXY names."""
    with running(Peer(says({"from": "proxy"}))) as proxy, running(Peer(says({"from": "grafana"}))) as peer:
        url, through = peer.url, f"http://ann:hunter2@127.0.0.1:{proxy.port}"
        assert "proxy" in _ask(url, http_proxy=through)
        assert "grafana" in _ask(url, http_proxy=through, no_proxy="127.0.0.1")
        assert "grafana" in _ask(url)
        assert [request.path for request in proxy.requests] == [f"{url}/api/x"]


def test_a_proxy_that_does_not_work_keeps_its_password() -> None:
    """The proxy is named as the culprit; what it is called with is in no line of the traceback."""
    for url, key in (("http://grafana.invalid", "http_proxy"), ("https://grafana.invalid", "https_proxy")):
        said = _ask(url, **{key: "http://ann:hunter2@127.0.0.1:9"})
        assert "the proxy gives no connection: connection refused" in said
        assert "hunter2" not in said
        assert "niquests" not in said


def test_the_password_of_a_proxy_is_hidden_from_answers() -> None:
    """A proxy that repeats it in a redirect is not repeated."""
    with running(Peer(says({}, 302, Location="http://ann:hunter2@there/"))) as proxy:
        said = _ask("http://grafana.invalid", http_proxy=f"http://ann:hunter2@127.0.0.1:{proxy.port}")
    assert "redirects to http://***@there/" in said
    assert "hunter2" not in said


def test_a_netrc_is_not_read(tmp_path: Path) -> None:
    """Without credentials none are sent, whatever another tool keeps for the host."""
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login ann password hunter2\n")
    with running(Peer(says({}))) as peer:
        _ask(peer.url, HOME=str(tmp_path))
        assert "Authorization" not in peer.requests[0].headers


def test_nothing_is_loaded_before_a_server_is_talked_to() -> None:
    """The library costs more than the rest of the command together."""
    command = "import sys, grafmint.target.server.http.client; sys.exit('niquests' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", command], check=False).returncode == 0
