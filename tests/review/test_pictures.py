"""Which panels a review shows, and with which numbers."""

import attrs
import pytest

from grafmint.bundle import Bundle, Entry
from grafmint.data.ask import Ask
from grafmint.data.frame import Data
from grafmint.data.sample import NOW, Sample
from grafmint.picture.image import PictureKey
from grafmint.review.illustrate import Look, illustrated
from grafmint.review.make import make_review
from grafmint.review.pictures import keys, left_out, wanted
from grafmint.review.review import Review
from grafmint.revision import Revision
from tests.review.scene import board, panel, steps

LOOK = Look(now=NOW, format="svg", datasources={"prom": "prometheus"})
LOW = steps(("green", None), ("red", 1.0), unit="percentunit")
HIGH = steps(("green", None), ("red", 50.0), unit="percentunit")


@attrs.define
class Remembering:
    """Made-up numbers, and which were given."""

    given: list[list[float]] = attrs.field(factory=list)

    def data(self, ask: Ask) -> Data:
        """What a sample has."""
        data = Sample().data(ask)
        self.given.append([value for frame in data.frames for value in frame.fields[-1].values])
        return data


def review(before: Entry, after: Entry) -> Review:
    """The review of one dashboard."""
    base, head = (Revision(name="x", bundle=Bundle(entries=(each,))) for each in (before, after))
    return make_review(base, head, project="shop", environment=None)


def test_new_thresholds_do_not_change_the_numbers() -> None:
    """A query that stays the same shows the same made-up numbers, or the picture would lie about the change."""
    source = Remembering()
    made = review(board(panel("Errors", **LOW)), board(panel("Errors", **HIGH)))
    drawn = illustrated(wanted(made), source, LOOK)
    assert len(drawn) == 2
    assert len(source.given) == 1, "both sides are asked for once"
    alone = Remembering()
    illustrated(wanted(review(board(), board(panel("Errors", **HIGH)))), alone, LOOK)
    assert alone.given != source.given


def test_new_thresholds_are_seen() -> None:
    """A number has another color after the change; a time series that draws no thresholds looks the same."""
    low, high = (steps(("green", None), ("red", end), unit="s") for end in (1.0, 2.0))
    for kind, differs in (("stat", True), ("timeseries", False)):
        made = review(board(panel("Age", type=kind, **low)), board(panel("Age", type=kind, **high)))
        before, after = illustrated(wanted(made), Sample(), LOOK).values()
        assert (before.content != after.content) is differs


def test_of_many_panels_one_of_each_change_is_drawn_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left out is counted, and is more of the same."""
    monkeypatch.setattr("grafmint.review.pictures.MOST", 2)
    same = [panel(f"P{at}", at, y=8 * at, expr="up") for at in range(1, 6)]
    other = panel("Other", 9, y=90, expr="a")
    after = [each | {"description": "new"} for each in same]
    made = review(board(*same, other), board(*after, other | {"title": "Another"}))
    assert len(made.groups) == 2
    found = {panel["id"] for each in wanted(made) for panel in each.panels}
    assert 9 in found
    assert (len(found), left_out(made)) == (2, 4)


def test_only_what_changes_is_drawn_and_found_again() -> None:
    """Panels that change on both sides, that are new after, and that are gone before; by the names of each side."""
    old, gone, kept = panel("A", 1), panel("B", 2, expr="gone", y=8), panel("K", 4, y=16)
    made = review(board(old, gone, kept), board(old | {"title": "A2"}, panel("C", 3, expr="new_one", y=8), kept))
    drawn = illustrated(wanted(made), Sample(), LOOK)
    sides = {(key.panel, key.side) for key in drawn}
    assert sides == {("1", "before"), ("1", "after"), ("2", "before"), ("3", "after")}
    (change,) = made.resources
    named = {part.name: keys(change, part, "dark") for part in change.parts}
    assert named["A2"] == {
        "before": PictureKey("load", "1", "before", "dark"),
        "after": PictureKey("load", "1", "after", "dark"),
    }
    assert {key for found in named.values() for key in found.values()} == set(drawn)
