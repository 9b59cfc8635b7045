"""The preview that follows its files, over real connections."""

import queue
import socket
import struct
import threading
from collections.abc import Iterator

import attrs
import pytest

from grafmint.data.ask import Ask
from grafmint.data.frame import Data
from grafmint.data.source import Source
from grafmint.errors import GrafmintError
from grafmint.preview import Session, serving
from grafmint.preview.channel import Channel
from grafmint.preview.server import Server
from tests.cli.runner import BOARD, TOML, Project
from tests.preview.browsing import PATIENCE, get, news
from tests.render.page.reading import read

BROKEN = BOARD.replace("http_requests_total[5m]))", "http_requests_total[5m])")


@attrs.frozen
class Waiting:
    """A source that answers when it is told to."""

    source: Source
    going: threading.Event

    def data(self, ask: Ask) -> Data:
        """What the source behind it answers, later."""
        self.going.wait(PATIENCE)
        return self.source.data(ask)


@pytest.fixture
def url(session: Session) -> Iterator[str]:
    """Where the page is served."""
    with serving(session) as url:
        yield url


def test_the_page_is_served_with_a_policy(url: str) -> None:
    """The page has its panel drawn; the browser may run our script and no other, and keeps nothing."""
    answer = get(url)
    assert answer.status == 200
    root = read(answer.text)
    assert [each.attributes["alt"] for each in root.all("img")] == ["panel Requests (timeseries), sample data"]
    policy = answer.headers["Content-Security-Policy"]
    own = root.all("meta")[1].attributes["content"] or ""
    assert policy == f"{own}; frame-ancestors 'none'"
    assert policy.count("script-src 'sha256-") == 1
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/events", "/boards.py"])
def test_a_head_has_nothing_behind_it(url: str, path: str) -> None:
    """HEAD is answered as GET is, without the content; news that never end are not begun."""
    head = get(url, path, "HEAD")
    assert head.text == ""
    if path != "/events":
        whole = get(url, path)
        assert (head.status, head.headers["Content-Length"]) == (whole.status, str(len(whole.text.encode())))


def test_the_address_is_known_before_the_first_page(session: Session) -> None:
    """While the first page is being built another one stands in for it, which the news then replace."""
    going = threading.Event()
    session.source = Waiting(session.source, going)
    opened: queue.Queue[str] = queue.Queue()
    wanted = threading.Event()

    def serve() -> None:
        with serving(session, opened=opened.put):
            wanted.wait(PATIENCE)

    thread = threading.Thread(target=serve)
    thread.start()
    url = opened.get(timeout=PATIENCE)
    assert "is being built" in read(get(url).text).text
    with news(url) as versions:
        going.set()
        next(versions)
    assert read(get(url).text).all("img")
    wanted.set()
    thread.join(PATIENCE)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1.evil.example:{port}", "evil.example:{port}"])
@pytest.mark.parametrize("path", ["/", "/events"])
def test_a_name_that_leads_here_from_elsewhere_is_refused(url: str, host: str, path: str) -> None:
    """A site whose name was made to mean this machine sees nothing of the page."""
    answer = get(url, path, host=host.format(port=url.rsplit(":", 1)[1].strip("/")))
    assert answer.status == 403
    assert "Requests" not in answer.text


def test_this_machine_may_call_itself_localhost(url: str) -> None:
    """Both of its usual names are answered."""
    assert get(url, host=url.removeprefix("http://").strip("/").replace("127.0.0.1", "localhost")).status == 200


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/boards.py", 404), ("POST", "/", 501), ("PUT", "/", 501)]
)
def test_there_is_nothing_but_the_page(url: str, method: str, path: str, status: int) -> None:
    """No file of the project is served, and nothing can be sent."""
    assert get(url, path, method).status == status


def test_only_this_machine_is_answered() -> None:
    """The server listens on the loopback address and no other."""
    with Server(Channel()) as server:
        assert server.socket.getsockname()[0] == "127.0.0.1"


def test_a_save_is_told_and_shown(project: Project, url: str) -> None:
    """Whoever listens hears of a new version after a save, and finds it."""
    with news(url) as versions:
        first = next(versions)
        assert read(get(url).text).one("html").attributes["data-version"] == first
        project.write({"boards.py": BOARD.replace("Requests", "Answers")})
        second = next(versions)
    page = read(get(url).text)
    assert second != first
    assert page.one("html").attributes["data-version"] == second
    assert page.one("img").attributes["alt"] == "panel Answers (timeseries), sample data"


def test_an_error_stands_above_the_last_good_page(project: Project, url: str) -> None:
    """A query that is broken is told with its place and its hint, the pictures stay; mended, the page is as before."""
    good = get(url).text
    with news(url) as versions:
        next(versions)
        project.write({"boards.py": BROKEN})
        next(versions)
        page = read(get(url).text)
        [trouble] = [each for each in page.walk() if each.attributes.get("role") == "alert"]
        assert "boards.py:9" in trouble.text
        assert "never closed" in trouble.text
        assert page.one("img").attributes["alt"] == "panel Requests (timeseries), sample data"
        project.write({"boards.py": BOARD})
        next(versions)
    assert get(url).text == good


def test_the_file_of_the_project_is_followed_too(project: Project, url: str) -> None:
    """A mistake in grafmint.toml is told like any other."""
    with news(url) as versions:
        next(versions)
        project.write({"grafmint.toml": TOML.replace("modules", "module")})
        next(versions)
    assert "grafmint.toml:3" in read(get(url).text).text


def test_a_save_that_changes_nothing_is_no_news(project: Project, session: Session) -> None:
    """A page that is the same is not told of again; only the next that differs is."""
    made: list[float] = []
    with serving(session, told=lambda _, seconds: made.append(seconds)) as url, news(url) as versions:
        first = next(versions)
        project.write({"README.md": "Nothing of the page."})
        while len(made) < 2:
            threading.Event().wait(0.01)
        project.write({"boards.py": BOARD.replace("Requests", "Answers")})
        assert next(versions) != first


def test_a_project_that_never_was_sound_is_served(project: Project, session: Session) -> None:
    """The first page may be one of errors; it is no reason to end."""
    project.write({"boards.py": BROKEN})
    with serving(session) as url:
        text = read(get(url).text).text
    assert "Nothing was built yet." in text
    assert "boards.py:9" in text


def test_a_port_that_is_taken_is_refused(session: Session) -> None:
    """Before anything is built, with the way out."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(GrafmintError, match="is in use") as raised, serving(session, other.getsockname()[1]):
            pass
    assert "--port" in (raised.value.hint or "")


def test_a_browser_that_goes_is_no_trouble(capfd: pytest.CaptureFixture[str]) -> None:
    """Whoever leaves before the answer comes is not told of on the terminal."""
    with Server(Channel()) as server:
        answering = threading.Thread(target=server.handle_request)
        answering.start()
        with socket.create_connection(("127.0.0.1", server.server_port)) as browser:
            # Closed like this, the connection is reset.
            browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            browser.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.server_port}\r\n\r\n".encode())
        answering.join(PATIENCE)
        for thread in threading.enumerate():
            if "process_request_thread" in thread.name:
                thread.join(PATIENCE)
    assert capfd.readouterr().err == ""


def test_it_ends_without_a_trace(session: Session) -> None:
    """Whoever listens is sent away, the port is free again, and no thread of it is left."""
    before = set(threading.enumerate())
    with serving(session) as url, news(url) as versions:
        next(versions)
    assert list(versions) == []
    for thread in set(threading.enumerate()) - before:
        thread.join(5)
        assert not thread.is_alive()
    with pytest.raises(ConnectionRefusedError):
        get(url)
