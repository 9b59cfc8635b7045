"""A tiny exporter on loopback: one system that is ill and its healthy twin."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Thread

#: What tells the two apart, wherever an alert names what it is about.
ILL, WELL = "ill", "well"
_FILES = 'mountpoint="/", fstype="ext4"'


@contextmanager
def exporter() -> Iterator[int]:
    """Serve the metrics while the block runs, each time a second later; the value is the port.

    By a clock a busy machine would show rates that nobody has.
    """
    seconds = count()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = metrics(next(seconds)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; version=0.0.4")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing: a scrape a second is no news."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def metrics(seconds: int) -> str:
    """What is measured after so many seconds."""
    return "".join(f"{name} {value}\n" for who in (ILL, WELL) for name, value in _of(who, who == ILL, seconds))


def _of(who: str, is_ill: bool, seconds: int) -> Iterator[tuple[str, float]]:
    # A window of five minutes is divided by five minutes, even where there are but seconds of them.
    yield f'node_cpu_seconds_total{{instance="{who}", cpu="0", mode="idle"}}', seconds * (0.1 if is_ill else 300)
    yield f'node_memory_MemAvailable_bytes{{instance="{who}"}}', 10 if is_ill else 60
    yield f'node_memory_MemTotal_bytes{{instance="{who}"}}', 100
    yield f'node_filesystem_avail_bytes{{instance="{who}", {_FILES}}}', 10 if is_ill else 60
    yield f'node_filesystem_size_bytes{{instance="{who}", {_FILES}}}', 100
    for status, share in (("200", 0.9 if is_ill else 1), ("500", 0.1 if is_ill else 0)):
        yield f'http_requests_total{{service="{who}", status="{status}"}}', seconds * 100 * share
    for le, share in (("0.5", 0.5 if is_ill else 1), ("1", 1), ("+Inf", 1)):
        yield f'http_request_duration_seconds_bucket{{service="{who}", le="{le}"}}', seconds * 100 * share
