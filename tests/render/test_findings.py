"""Findings as text."""

import attrs
import pytest

from grafmint.check import Size
from grafmint.finding import Finding, Snippet
from grafmint.origin import Place
from grafmint.render.findings import findings_text, number, summary


def _text(text: str, start: int, end: int, hint: str | None = "here") -> list[str]:
    finding = Finding(
        rule="r", severity="error", message="m", hint=hint, snippet=Snippet(text=text, start=start, end=end)
    )
    return findings_text([finding]).splitlines()[1:]


@pytest.mark.parametrize(
    ("text", "start", "end", "lines"),
    [
        ("sum(x", 3, 4, ["   |  sum(x", "   |     ^ here"]),
        ("one\ntwo $x\nthree", 8, 10, ["   |  two $x", "   |      ^^ here"]),
        ("ab\ncd", 1, 5, ["   |  ab", "   |   ^ here"]),
        ("a\x1b$x", 2, 4, ["   |  a\\x1b$x", "   |       ^^ here"]),
        ("\t$x", 1, 3, ["   |   $x", "   |   ^^ here"]),
        ("end", 3, 4, ["   |  end", "   |     ^ here"]),
        ("whole", 0, 0, ["   |  whole", "  hint: here"]),
        (" \n", 0, 1, ["  hint: here"]),
    ],
)
def test_the_marks_stand_below_the_part(text: str, start: int, end: int, lines: list[str]) -> None:
    """The line of the part is shown and marked, also after escapes, on later lines and at the end."""
    assert _text(text, start, end) == lines


def test_without_a_hint_only_the_marks_are_shown() -> None:
    """No hint leaves nothing behind the marks."""
    assert _text("abc", 0, 2, None) == ["   |  abc", "   |  ^^"]
    assert _text("abc", 0, 0, None) == ["   |  abc"]


def test_a_finding_is_told_whole() -> None:
    """Severity, message, rule, both places and the names of what it is about; file names are data too."""
    finding = Finding(
        rule="r", severity="warning", message="m\x1b", hint="h", place=Place("a\x1b.py", 3), also=Place("b.py", 4),
        kind="dashboard", uid="u", panel="P\n", query="A",
    )  # fmt: skip
    assert findings_text([finding]) == (
        'warning: m\\x1b (r)\n  --> a\\x1b.py:3  dashboard u, panel "P\\n", query A\n  and b.py:4\n  hint: h\n'
    )


def test_counts_agree_with_their_nouns() -> None:
    """One is singular, also in words with a plural of their own."""
    assert [number(1, "error"), number(0, "error"), number(2, "query", "queries")] == [
        "1 error",
        "0 errors",
        "2 queries",
    ]
    size = Size(dashboards=1, queries=2)
    assert summary([], size, 0.04) == "0 errors, 0 warnings in 1 dashboard, 2 queries (0.0 s)."
    watched = attrs.evolve(size, alert_rules=1)
    assert summary([], watched, 0.04) == "0 errors, 0 warnings in 1 dashboard, 2 queries, 1 alert rule (0.0 s)."
