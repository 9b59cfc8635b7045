"""panel-type and panel-id."""

import pytest

from tests.check.boards import board, found, panel, said

RENUMBERED = "(the page renumbers such panels, and links to them break)"


def test_sound_panels_pass() -> None:
    """A type and ids of their own, or none at all, are fine; so is a library panel without a type."""
    library = {"libraryPanel": {"uid": "x"}, "id": 3}
    assert found(board(panel(id=1), panel(x=6, id=2), library, panel(x=12))) == []


def test_a_panel_needs_a_type() -> None:
    """Without a type the page shows nothing: an error whoever made it."""
    for foreign in (False, True):
        findings = found(board({"title": "P"}), foreign=foreign)
        assert said(findings) == ["error panel-type /panels/0: a panel has no type"]


@pytest.mark.parametrize(("foreign", "severity"), [(False, "error"), (True, "warning")])
def test_ids_are_not_shared(foreign: bool, severity: str) -> None:
    """Equal ids, in rows too, and ids below 1 are errors in ours and warnings in others'."""
    row = {"type": "row", "title": "R", "id": 9, "collapsed": True, "panels": [panel("C", id=7)]}
    assert said(found(board(panel("A", id=7), row, panel("B", x=6, id=0)), foreign=foreign)) == [
        f"{severity} panel-id /panels/0: panel 'A': its id 7 stands 2 times {RENUMBERED}",
        f"{severity} panel-id /panels/1/panels/0: panel 'C': its id 7 stands 2 times {RENUMBERED}",
        f"{severity} panel-id /panels/2: panel 'B': its id 0 is below 1 {RENUMBERED}",
    ]


def test_true_is_no_id() -> None:
    """True equals 1 in Python, and is no id of a panel."""
    assert found(board(panel(id=1), panel(x=6, id=True))) == []
