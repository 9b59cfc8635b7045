"""Logs: lines in their order, times, levels, labels and duplicates."""

from typing import Any

import pytest

from grafmint.data.frame import Field, Frame
from tests.picture.drawn import START, Drawn, data, drawn, panel

LINES = ["level=info a", "level=error b", "WARN c", "nothing d"]
COLORS = {"info": "#7eb26d", "error": "#e24d42", "warning": "#f5b73d", "unknown": "#8e8e8e"}


def frame(lines: Any = LINES, labels: Any = None, *more: Field) -> Frame:
    """Lines, a second apart."""
    times = [START + 1000 * index for index in range(len(lines))]
    at = Field(name="time", type="time", values=times)
    return Frame(fields=(at, Field(name="line", type="string", values=lines, labels=labels or {}), *more))


def logs(*frames: Frame, timezone: str = "utc", **options: Any) -> Drawn:
    """Logs drawn."""
    return drawn(panel("logs", options), data(*(frames or (frame(),))), timezone=timezone)


def bars(shown: Drawn) -> list[str]:
    """The colours of the levels from above."""
    return [shape.fill for shape in shown.shapes if shape.width == pytest.approx(3) and shape.stroke == "none"]


def test_the_newest_line_stands_above() -> None:
    """Unless the order is the other one."""
    assert logs().texts[1:] == LINES[::-1]
    assert logs(sortOrder="Ascending").texts[1:] == LINES
    above, below = logs().word("nothing d"), logs().word("WARN c")
    assert below.y - above.y == pytest.approx(20.3, abs=0.5)
    assert "Mono" in above.style


def test_levels_are_told_by_colours() -> None:
    """By the first word in a line that names one."""
    assert bars(logs()) == [COLORS[level] for level in ("unknown", "warning", "error", "info")]


@pytest.mark.parametrize(
    ("labels", "more", "level"),
    [
        ({"level": "error"}, (), "error"),
        ({"level": "error"}, (Field(name="level", type="string", values=["warn"]),), "warning"),
        ({"level": "loud"}, (), "unknown"),
    ],
)
def test_a_level_that_is_given_comes_before_the_line(labels: Any, more: Any, level: str) -> None:
    """By a field of that name, else by a label."""
    assert bars(logs(frame(["info: all is well"], labels, *more))) == [COLORS[level]]


def test_times_are_those_of_the_zone() -> None:
    """Without fractions of a second, whatever the span."""
    assert "2023-11-14 22:13:20" in logs(showTime=True).texts
    assert "2023-11-15 07:13:20" in logs(showTime=True, timezone="Asia/Tokyo").texts
    assert not [text for text in logs().texts if text.startswith("2023")]


def test_lines_are_wrapped_or_cut_off() -> None:
    """Between any two letters; what is cut off is not seen."""
    long = "x" * 300
    whole, wrapped = logs(frame([long])), logs(frame([long]), wrapLogMessage=True)
    assert whole.texts[1:] == [long]
    assert "".join(wrapped.texts[1:]) == long
    assert len(wrapped.texts) > 3
    assert wrapped.words[2].y > wrapped.words[1].y


def test_no_wrapped_line_begins_with_a_space() -> None:
    """It ends the line before, where nobody sees it."""
    words = ("abcdefghi " * 60).strip()
    texts = logs(frame([words]), wrapLogMessage=True).texts[1:]
    assert len(texts) > 3
    assert not [each for each in texts if each.startswith(" ")]
    assert "".join(texts).replace(" ", "") == words.replace(" ", "")


def test_lines_are_wrapped_where_the_page_wraps_them() -> None:
    """As measured on the page: half its width has room for 97 letters, and with times for 75."""
    letters = "abcdefghij" * 40
    assert len(logs(frame([letters]), wrapLogMessage=True, enableLogDetails=False).texts[1]) == 97
    assert len(logs(frame([letters]), wrapLogMessage=True, showTime=True).texts[2]) == 75


def test_labels_are_those_that_differ() -> None:
    """Levels and names of files are none; common ones stand below all lines or above them."""
    one = frame(["a"], {"app": "shop", "host": "h1", "filename": "/f"})
    two = frame(["b"], {"app": "shop", "host": "h2", "filename": "/f"})
    shown = logs(one, two, showLabels=True, showCommonLabels=True)
    assert {"h1", "h2", "shop", "Common labels:"} <= set(shown.texts)
    assert "/f" not in shown.texts
    assert shown.word("Common labels:").y < shown.word("a").y
    assert shown.word("h1").x < shown.word("a").x
    below = logs(one, two, showCommonLabels=True, sortOrder="Ascending")
    assert below.word("Common labels:").y > below.word("b").y
    assert "(no unique labels)" in logs(frame(["a"], {"app": "shop"}), showLabels=True).texts


@pytest.mark.parametrize(
    ("strategy", "texts"),
    [
        ("none", ["took 1", "took 2", "took 2"]),
        ("exact", ["2x", "took 2", "took 1"]),
        ("numbers", ["3x", "took 1"]),
        ("signature", ["3x", "took 1"]),
    ],
)
def test_duplicates_are_counted(strategy: str, texts: list[str]) -> None:
    """Equal lines, those that differ in digits only, or in words only."""
    shown = logs(frame(["took 1", "took 2", "took 2"]), dedupStrategy=strategy)
    assert sorted(shown.texts[1:]) == sorted(texts)


def test_json_is_laid_out_where_asked() -> None:
    """One line a part."""
    shown = logs(frame(['{"a": 1}', "plain"]), prettifyLogMessage=True)
    assert shown.texts[1:] == ["plain", "{", '  "a": 1', "}"]


def test_what_steers_a_terminal_is_left_out() -> None:
    """Colours of the shell are no text."""
    assert "red" in logs(frame(["\x1b[31mred\x1b[0m"])).texts


def test_of_many_lines_the_newest_are_seen() -> None:
    """At the upper or the lower edge, by the order."""
    many = frame([f"line {index}" for index in range(100)])
    assert "line 99" in logs(many).texts
    ascending = logs(many, sortOrder="Ascending")
    assert "line 99" in ascending.texts
    assert "line 1" not in logs(many).texts + ascending.texts
    assert 250 < ascending.word("line 99").y < 288


def test_numbers_are_no_logs() -> None:
    """It is said what is missing."""
    times = Field(name="time", type="time", values=[START])
    shown = logs(Frame(fields=(times, Field(name="n", type="number", values=[1.0]))))
    assert "Data is missing a string field" in shown.texts


@pytest.mark.parametrize("option", [{"sortOrder": "Random"}, {"showTime": "yes"}, {"dedupStrategy": "fuzzy"}])
def test_unknown_options_are_not_drawn(option: dict[str, Any]) -> None:
    """None of them is guessed at."""
    assert "Not drawn: logs" in logs(**option).texts
