"""Tiles with a word each."""

import pytest

from grafmint.kit import health, lamps
from grafmint.kit.look import ask
from grafmint.model.fields import TextSize
from grafmint.model.panel.stat import Stat
from grafmint.prometheus import Query
from grafmint.promql import metric


def _text(panel: Stat) -> dict[str, object]:
    assert isinstance(panel.text, TextSize)
    return {"title": panel.text.title_size, "value": panel.text.value_size}


@pytest.mark.parametrize(
    ("query", "title"),
    [
        (ask(metric("up"), "{{job}}", interval="15s"), None),
        (ask(metric("up"), "{{job}} {{instance}}", interval="15s"), 10),
        (Query(expr="up"), None),
    ],
)
def test_names_are_read_however_many_there_are(query: Query, title: int | None) -> None:
    """A name of one word fits itself; one of several does not, for Grafana reckons with a single line."""
    text = _text(lamps.lamps("Up", query, description=""))
    assert text["value"] == 22
    assert (text["title"] if isinstance(text["title"], int) else None) == title


def test_the_panels_of_targets_are_tiles() -> None:
    """Jobs have names of one word, instances of two."""
    jobs, instances = (_text(builder(health.Targets())) for builder in (health.status, health.instances))
    assert (isinstance(jobs["title"], int), instances["title"]) == (False, 10)
