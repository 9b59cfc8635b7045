"""One picture, and what stands in its place."""

import subprocess
import sys
from typing import Any

import attrs
import pytest

from grafmint.data.sample import Sample
from grafmint.review import drawing
from grafmint.review.illustrate import illustrated
from tests.review.test_illustrate import LOOK, panel, wanted


def test_a_picture_that_takes_too_long_is_a_box_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are drawn all the same."""
    monkeypatch.setattr(drawing, "PATIENCE", 1.0)
    illustrated(wanted(panel(1)), Sample(), LOOK)
    endless = panel(2, type="text", title="Text", options={"mode": "markdown", "content": "*a " * 2_000_000})
    first, second = illustrated(wanted(endless, panel(1)), Sample(), LOOK).values()
    assert first.alt == "panel Text (text); it took longer than 1 seconds to draw"
    assert b"took longer than" in first.content
    assert (first.width, first.height) == (second.width, second.height)
    assert second.alt == "panel Load (timeseries), sample data"


@pytest.mark.parametrize(("format_", "module"), [("svg", "backend_svg"), ("png", "backend_agg")])
def test_what_draws_is_loaded_before_the_time_runs(format_: str, module: str) -> None:
    """An import that is given up in its middle would break every later picture, on a machine that is slow enough."""
    code = (
        "import sys; from contextlib import nullcontext; from grafmint.data.frame import Data;"
        "from grafmint.review import drawing;"
        f"drawing.deadline = lambda _: print('matplotlib.backends.{module}' in sys.modules) or nullcontext();"
        "drawing.picture_of(drawing.Drawing(panel={'type': 'text'}, title='', data=Data(start=0, end=1),"
        f"theme='dark', format='{format_}', timezone='utc'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


def test_an_endless_pattern_is_a_box_that_says_so() -> None:
    """It is not even tried."""
    rename = {"id": "renameByRegex", "options": {"regex": r'^(([a-zA-Z0-9_={}":., -])+)+!$', "renamePattern": "x"}}
    [picture] = illustrated(wanted(panel(1, transformations=[rename])), Sample(), LOOK).values()
    assert b"could take too long" in picture.content


def test_more_queries_than_a_picture_can_show_are_not_asked() -> None:
    """The box says how many they are."""
    source = {"type": "prometheus", "uid": "p"}
    targets = [{"refId": f"A{number}", "expr": f"up{number}", "datasource": source} for number in range(2000)]
    [picture] = illustrated(wanted(panel(1, targets=targets)), Sample(), LOOK).values()
    assert picture.problem == "it has 2000 queries, more than the 200 that one picture is drawn of"


def test_a_text_needs_no_answer() -> None:
    """The queries that an earlier type has left in it are not its own."""
    left = {"refId": "A", "datasource": {"type": "unheard-of", "uid": "u"}, "expr": "up"}
    text = panel(1, type="text", options={"mode": "markdown", "content": "Call us"}, targets=[left])
    [picture] = illustrated(wanted(text), Sample(), LOOK).values()
    assert (picture.problem, picture.alt.startswith("panel")) == (None, True)
    assert b"Call us" in illustrated_svg(text)


def illustrated_svg(text: dict[str, Any]) -> bytes:
    """The picture of a panel as SVG, whose letters can be read."""
    [picture] = illustrated(wanted(text), Sample(), attrs.evolve(LOOK, format="svg")).values()
    return picture.content
