"""Findings: their order, and the places they name."""

from pathlib import Path

import attrs

from grafmint.finding import Finding, has_errors, in_order
from grafmint.origin import Place

HERE = Finding(rule="r", severity="warning", message="m", place=Place("/p/b.py", 9))


def test_findings_are_ordered_by_place_and_severity() -> None:
    """By file, line, and errors first within one place; a repetition is dropped."""
    worse = attrs.evolve(HERE, severity="error")
    earlier = attrs.evolve(HERE, place=Place("/p/b.py", 2))
    first = attrs.evolve(HERE, place=Place("/p/a.py", 50))
    nowhere = attrs.evolve(HERE, place=None)
    assert in_order([HERE, worse, earlier, first, HERE, nowhere]) == (nowhere, first, earlier, worse, HERE)


def test_places_are_named_from_the_project() -> None:
    """Both places lose the project's folder; those outside of it stay whole."""
    found = attrs.evolve(HERE, also=Place("/other/a.py", 1)).relative_to(Path("/p"))
    assert (str(found.place), str(found.also)) == ("b.py:9", "/other/a.py:1")
    assert attrs.evolve(HERE, place=None).relative_to(Path("/p")).place is None


def test_only_errors_stop_a_build() -> None:
    """Warnings and remarks alone let it go on."""
    assert not has_errors([HERE, attrs.evolve(HERE, severity="info")])
    assert has_errors([HERE, attrs.evolve(HERE, severity="error")])
