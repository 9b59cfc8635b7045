"""Findings as text."""

import re

import attrs
import pytest

from grafmint.check import Size
from grafmint.finding import Finding, Severity, Snippet
from grafmint.origin import Place
from grafmint.render.few import MOST, few_text
from grafmint.render.findings import findings_text, number, stopped, summary


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


def _found(severity: Severity, rule: str = "r", file: str = "a.json") -> Finding:
    return Finding(rule=rule, severity=severity, message=f"{severity} of {rule}", place=Place(file, 1))


def test_errors_come_last() -> None:
    """There a terminal ends; among themselves findings keep their order."""
    text = findings_text([_found("warning", "b"), _found("error"), _found("warning", "a"), _found("info", "c")])
    assert re.findall(r"\((\w)\)", text) == ["b", "a", "c", "r"]


def test_what_stopped_a_command_is_counted() -> None:
    """Warnings only where there are any."""
    assert stopped([_found("error")], "Nothing written") == "1 error. Nothing written: mend the error above."
    found = [_found("error"), _found("error", "x"), *[_found("warning")] * 1207]
    assert stopped(found, "Nothing drawn") == "2 errors, 1,207 warnings. Nothing drawn: mend the errors above."


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("old one/a.json", " in old one/a.json: `grafmint check 'old one/a.json'` tells all"),
        ("maps.yaml#a.json", " in maps.yaml#a.json: `grafmint check maps.yaml` tells all"),
        ("boards.py", " in boards.py: `grafmint check` tells all"),
    ],
)
def test_of_many_alike_a_few_are_told(file: str, told: str) -> None:
    """The first of a rule in a file, where they stand, and how many more; errors are never left out."""
    many = [_found("warning", file=file)] * (MOST + 3)
    errors = [_found("error", file=file)] * (MOST + 1)
    lines = few_text([*errors, *many, _found("warning", "other", file)]).splitlines()
    assert [line for line in lines if "-->" not in line] == [
        *["warning: warning of r (r)"] * MOST,
        f"… and 3 more of r{told}",
        "warning: warning of other (other)",
        *["error: error of r (r)"] * len(errors),
    ]


def test_as_many_as_there_is_room_for_are_all_told() -> None:
    """Each file and each rule has its own room."""
    many = [_found("warning", rule, file) for rule in "rs" for file in ("a.json", "b.json") for _ in range(MOST)]
    assert few_text(many) == findings_text(many)


def test_counts_agree_with_their_nouns() -> None:
    """One is singular, also in words with a plural of their own."""
    assert [number(1, "error"), number(0, "error"), number(2, "query", "queries")] == [
        "1 error",
        "0 errors",
        "2 queries",
    ]
    assert number(1207, "warning") == "1,207 warnings"
    size = Size(dashboards=1, queries=2)
    assert summary([], size, 0.04) == "0 errors, 0 warnings in 1 dashboard, 2 queries (0.0 s)."
    watched = attrs.evolve(size, alert_rules=1)
    assert summary([], watched, 0.04) == "0 errors, 0 warnings in 1 dashboard, 2 queries, 1 alert rule (0.0 s)."
