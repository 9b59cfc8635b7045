"""Which alerts are told behind their panels."""

from collections.abc import Sequence
from typing import Any

from grafmint.bundle import Entry
from grafmint.review import Review
from grafmint.review.follow import followers
from tests.review.alerts import TOLD, alert, prometheus_rules, review, rule
from tests.review.scene import board, panel, steps

_ON = {"__dashboardUid__": "load", "__panelId__": "1"}
_BOARDS = [board(panel(**steps(("green", None), ("red", limit)), description=f"{limit}")) for limit in (0.05, 0.01)]
_SEEN = [board(panel(description=text)) for text in ("Before.", "After.")]


def _following(made: Review) -> list[tuple[str, list[str]]]:
    found = followers(made.groups)
    return [
        (made.groups[at].parts[0][1].name, [each.parts[0][1].name for each in groups]) for at, groups in found.items()
    ]


def _made(before: Entry, after: Entry, boards: Sequence[Entry] = _BOARDS) -> Review:
    return review([*TOLD, boards[0], before], [*TOLD, boards[1], after])


def test_an_alert_follows_its_panel() -> None:
    """Where the numbers of both change, whoever evaluates it."""
    assert _following(_made(rule(annotations=_ON), rule(limit=0.01, annotations=_ON))) == [("Load", ["checkout fails"])]
    link: Any = {"dashboard": "https://grafana.example/d/load?viewPanel=1"}
    before, after = [prometheus_rules(alert(expr=f"up > {limit}", annotations=link)) for limit in (0.05, 0.01)]
    assert _following(_made(before, after)) == [("Load", ["checkout fails"])]


def test_what_is_no_news_of_the_same_numbers_stands_alone() -> None:
    """An alert on another panel, on none, on one that only looks otherwise; one whom others are told of now."""
    elsewhere = {**_ON, "__panelId__": "2"}
    assert _following(_made(rule(annotations=elsewhere), rule(limit=0.01, annotations=elsewhere))) == []
    assert _following(_made(rule(), rule(limit=0.01))) == []
    assert _following(_made(rule(annotations=_ON), rule(limit=0.01, annotations=_ON), _SEEN)) == []
    assert _following(_made(rule(annotations=_ON), rule(labels={}, annotations=_ON))) == []
    assert _following(_made(rule(annotations=_ON), rule(isPaused=True, annotations=_ON))) == []
