"""The double in a process of its own, and connections that are kept."""

import signal
import subprocess
import sys
from http.client import HTTPConnection
from urllib.parse import urlsplit

import orjson
import pytest

from grafmint.testing import Grafana
from tests.testing.client import ask


@pytest.mark.parametrize("end", ["input", "signal"])
def test_it_serves_until_it_is_told_to_stop(end: str) -> None:
    """One line says where it is and how to sign in; the end of its input, or a signal, stops it without complaint."""
    command = [sys.executable, "-m", "grafmint.testing", "--read-ms", "1", "--write-ms", "1"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        said = orjson.loads(process.stdout.readline())
        assert set(said) == {"url", "token", "viewer_token"}
        assert ask(said["url"], said["token"], "POST", "/api/folders", {"title": "X"}).status == 200
        assert ask(said["url"], said["viewer_token"], "GET", "/api/folders").status == 200
        assert ask(said["url"], "", "GET", "/double/requests").json == {"POST": 1, "GET": 1}
        if end == "input":
            process.stdin.close()
        else:
            process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
        assert process.stderr is not None
        assert process.stderr.read() == b""


def test_a_connection_is_kept() -> None:
    """Many requests go over one connection, and one that a client leaves open does not keep the double from ending."""
    with Grafana() as grafana:
        connection = HTTPConnection(urlsplit(grafana.url).netloc, timeout=5)
        ports = set()
        for _ in range(3):
            connection.request("GET", "/api/health")
            assert connection.getresponse().read()
            ports.add(connection.sock.getsockname())
        assert len(ports) == 1
    assert connection.sock.recv(1) == b""
    connection.close()


def test_a_client_may_ask_before_it_sends() -> None:
    """One that announces a large body is told to go on."""
    with Grafana() as grafana:
        connection = HTTPConnection(urlsplit(grafana.url).netloc, timeout=5)
        body = orjson.dumps({"title": "Shop"})
        connection.putrequest("POST", "/api/folders")
        connection.putheader("Authorization", f"Bearer {grafana.token}")
        connection.putheader("Expect", "100-continue")
        connection.putheader("Content-Length", str(len(body)))
        connection.putheader("Connection", "close")
        connection.endheaders(body)
        assert connection.getresponse().status == 200
        connection.close()
        assert list(grafana.folders().values()) == ["Shop"]
