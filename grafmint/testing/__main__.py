"""`python -m grafmint.testing`: the double in a process of its own, until its input ends or it is told to stop.

It writes one line of JSON with its address and tokens. `GET /double/requests` answers how many requests it was sent by
method, `POST /double/forget` lets it count anew; neither is counted.
"""

import signal
import sys
from types import FrameType

import click
import orjson

from grafmint.testing.grafana import Grafana


@click.command()
@click.option("--read-ms", type=float, default=0.0, help="How long each GET takes at least.")
@click.option("--write-ms", type=float, default=0.0, help="How long each other request takes at least.")
@click.option("--port", type=int, default=0, help="The port to serve on; a free one by default.")
def main(read_ms: float, write_ms: float, port: int) -> None:
    """Serve a double of a Grafana 9.4."""
    signal.signal(signal.SIGTERM, _stop)
    with Grafana(read_delay=read_ms / 1000, write_delay=write_ms / 1000, port=port) as grafana:
        said = {"url": grafana.url, "token": grafana.token, "viewer_token": grafana.viewer_token}
        click.echo(orjson.dumps(said).decode())
        sys.stdin.read()


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


if __name__ == "__main__":
    main()
