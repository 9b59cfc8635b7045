"""Pictures for pages and comments: which are made, and how often."""

import pickle
import sys
from typing import Any

import attrs
import pytest

from grafmint.data.ask import Ask
from grafmint.data.frame import Data, Field, Frame
from grafmint.data.sample import NOW, Sample
from grafmint.errors import GrafmintError
from grafmint.picture.image import PictureKey, unanswered
from grafmint.review.illustrate import Look, Memory, Wanted, illustrated

LOOK = Look(now=NOW, format="svg")


@attrs.define
class Counting:
    """Made-up numbers, and the panels that asked for them."""

    asked: list[int] = attrs.field(factory=list)
    numbers: Sample = attrs.field(factory=Sample)

    def data(self, ask: Ask) -> Data:
        """What a sample has."""
        self.asked.append(ask.panel_id)
        return self.numbers.data(ask)


def panel(id_: int | None, expr: str = "sum(up)", **said: Any) -> dict[str, Any]:
    """A panel's JSON."""
    target = {"refId": "A", "expr": expr, "datasource": {"type": "prometheus", "uid": "p"}}
    named = {"id": id_} if id_ is not None else {}
    place = {"x": 0, "y": 0, "w": 12, "h": 8}
    return {"type": "timeseries", "title": "Load", "gridPos": place, "targets": [target], **named, **said}


def wanted(*panels: dict[str, Any]) -> list[Wanted]:
    """All of these panels of one dashboard."""
    return [Wanted(board={"uid": "load", "title": "Load", "panels": list(panels)}, panels=panels)]


def test_every_panel_has_its_picture() -> None:
    """Pictures go by dashboard, id, side and theme; rows have none, and a panel without an id has a name too."""
    row = {"id": 9, "type": "row", "title": "Row"}
    [first, other] = illustrated(wanted(panel(1), row, panel(None)), Sample(), LOOK)
    assert first == PictureKey("load", "1", "after", "dark")
    assert len(other.panel) == 16


def test_a_picture_says_what_it_is() -> None:
    """Its words have the title, the type, and that its numbers are made up; its size is that of the panel."""
    [picture] = illustrated(wanted(panel(1)), Sample(), LOOK).values()
    assert picture.alt == "panel Load (timeseries), sample data"
    assert picture.content.startswith(b"<?xml")
    assert (picture.width, picture.height) == (752, 296)
    [png] = illustrated(wanted(panel(1)), Sample(), attrs.evolve(LOOK, format="png")).values()
    assert png.content.startswith(b"\x89PNG")


def test_both_themes_are_drawn_of_one_answer() -> None:
    """A datasource is asked once for however many pictures."""
    source = Counting()
    found = illustrated(wanted(panel(1)), source, attrs.evolve(LOOK, themes=("dark", "light")))
    assert source.asked == [1]
    dark, light = found.values()
    assert dark.content != light.content


def test_before_and_after_are_two() -> None:
    """The same panel on both sides is drawn once and has two names."""
    [after] = wanted(panel(1))
    found = illustrated([attrs.evolve(after, side="before"), after], Sample(), LOOK)
    assert [key.side for key in found] == ["before", "after"]
    first, second = found.values()
    assert first is second


def test_panels_that_share_an_id_are_not_drawn() -> None:
    """Nobody could tell which picture is of which."""
    assert [key.panel for key in illustrated(wanted(panel(1), panel(1, "up"), panel(2)), Sample(), LOOK)] == ["2"]


def test_a_panel_that_only_moved_is_not_drawn_again() -> None:
    """Where a panel stands is on no picture; its size and its query are."""
    memory, source = Memory(), Counting()
    [first] = illustrated(wanted(panel(1)), source, LOOK, memory).values()
    moved = panel(1, gridPos={"x": 12, "y": 40, "w": 12, "h": 8})
    [second] = illustrated(wanted(moved), source, LOOK, memory).values()
    assert second is first
    assert source.asked == [1]
    larger = panel(1, gridPos={"x": 0, "y": 0, "w": 24, "h": 8})
    [third] = illustrated(wanted(larger), source, LOOK, memory).values()
    assert third.width > first.width


def test_the_memory_does_not_grow() -> None:
    """What the last pictures did not need is forgotten."""
    memory = Memory()
    for number in range(3):
        illustrated(wanted(panel(1, f"sum(up{number})")), Sample(), LOOK, memory)
    assert (len(memory.answers), len(memory.pictures)) == (1, 1)


NODE = {"name": "node", "type": "query", "query": "label_values(up, node)", "datasource": {"type": "prometheus"}}


@attrs.define
class Labelled:
    """A server whose nodes have names, and the queries that it was asked."""

    asked: list[str] = attrs.field(factory=list)

    def data(self, ask: Ask) -> Data:
        """A node for whoever asks for nodes."""
        self.asked.extend(str(target.query["expr"]) for target in ask.targets)
        value = Field(name="Value", type="number", values=(1.0,), labels={"node": "db-1"})
        time = Field(name="Time", type="time", values=(NOW,))
        return Data(frames=(Frame(fields=(time, value)),), start=NOW - 1, end=NOW, origin="live")


def test_variables_without_a_value_are_asked_for_once() -> None:
    """For both sides of a change and for later pictures together; what is made up has no need of it."""
    both = [panel(1, 'sum(up{node="$node"})')]
    one = Wanted(board={"uid": "load", "panels": both, "templating": {"list": [NODE]}}, panels=both)
    memory, source = Memory(), Labelled()
    for _ in range(2):
        found = illustrated([one, attrs.evolve(one, side="before")], source, LOOK, memory)
        assert [picture.problem for picture in found.values()] == [None, None]
    assert source.asked == ["group by (node) (last_over_time(up[21600s]))", 'sum(up{node="db-1"})']
    made_up = Memory()
    illustrated([one], Sample(), LOOK, made_up)
    assert made_up.values == {}


def test_many_are_drawn_by_several_processes_to_the_same_bytes() -> None:
    """Whether few or many are asked for, a picture is the same."""
    panels = [panel(number, f"sum(up{number})") for number in range(1, 31)]
    many = illustrated(wanted(*panels), Sample(), LOOK)
    assert len(many) == 30
    few = illustrated(wanted(*panels[:2]), Sample(), LOOK)
    assert {key: many[key] for key in few} == few


def test_pictures_can_be_sent_to_another_process() -> None:
    """They are values."""
    found = illustrated(wanted(panel(1)), Sample(), LOOK)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301  # our own


@attrs.frozen
class Answering:
    """A server that has the same for each panel."""

    frames: tuple[Frame, ...] = ()
    problem: str | None = None

    def data(self, ask: Ask) -> Data:
        """What it has."""
        return Data(frames=self.frames, start=ask.start, end=ask.end, problem=self.problem)


def test_numbers_that_never_came_are_told() -> None:
    """By each picture that would show some, once for both themes; not by a type that is never drawn, nor by a text."""
    text, map_ = {"id": 2, "type": "text", "title": "Notes"}, panel(3, type="geomap")
    look = attrs.evolve(LOOK, themes=("dark", "light"))
    found = illustrated(wanted(panel(1), text, map_), Answering(problem="it refused"), look)
    assert {key.panel for key, each in found.items() if each.problem == "it refused"} == {"1"}
    assert unanswered(found) == (1, "it refused")
    assert unanswered(illustrated(wanted(panel(1)), Sample(), LOOK)) is None


def test_pictures_of_a_server_s_numbers_say_until_when() -> None:
    """Whoever sees them later knows what they show; an end beyond all calendars and an odd type break nothing."""
    [picture] = illustrated(wanted(panel(1)), Answering(), LOOK).values()
    assert picture.alt == "panel Load (timeseries), until 2024-05-14 12:00 UTC"
    odd = Wanted(board={"uid": "x", "time": {"from": 0, "to": 10**17}}, panels=[panel(1), panel(2, type=["x"])])
    found = [each.alt for each in illustrated([odd], Answering(), LOOK).values()]
    assert found == ["panel Load (timeseries)", "panel Load (['x'])"]


def test_a_server_without_any_data_is_told() -> None:
    """One panel without data is no news beside others; where none has any, something is wrong."""
    assert unanswered(illustrated(wanted(panel(1), panel(2)), Answering(), LOOK)) == (2, "the queries brought no data")
    one = Frame(fields=(Field(name="Time", type="time", values=(NOW,)), Field(name="x", type="number", values=(1.0,))))
    assert unanswered(illustrated(wanted(panel(1)), Answering(frames=(one,)), LOOK)) is None


def test_without_matplotlib_the_way_to_get_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names what to install."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(GrafmintError) as raised:
        illustrated(wanted(panel(1)), Sample(), LOOK)
    assert raised.value.hint == "install it: pip install matplotlib"
