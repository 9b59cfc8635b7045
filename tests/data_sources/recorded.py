"""What a real Grafana answered to queries, as it was recorded."""

from pathlib import Path
from typing import Any

import orjson

from grafmint.data import Ask, ask_of
from tests.data_sources.boards import Json, board

_FILE = Path(__file__).parents[1] / "data/recordings/grafana-9.4-queries.json"
EXCHANGES: dict[str, Json] = {each["step"]: each for each in orjson.loads(_FILE.read_bytes())["exchanges"]}


def answer(step: str) -> tuple[Any, int]:
    """The body and status of an answer."""
    response = EXCHANGES[step]["response"]
    return response["body"], response["status"]


def asking(step: str) -> Ask:
    """What a panel with the queries of that step asks, over the range of that time."""
    body = EXCHANGES[step]["request"]["body"]
    times = {"from": body["from"], "to": body["to"]}
    panel = {"id": 1, "title": step, "targets": body["queries"], "maxDataPoints": 300}
    return ask_of(board(time=times), panel, now=int(body["to"]), width=300)
