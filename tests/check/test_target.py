"""ref-id."""

import pytest

from tests.check.boards import board, found, panel, said, target

HINT = "(name the queries A, B, C …)"


def test_ref_ids_of_their_own_pass() -> None:
    """The same refId on two panels is fine."""
    one = panel(targets=[target("up"), target("up", "B")])
    assert found(board(one, panel(x=6, targets=[target("up")]))) == []


@pytest.mark.parametrize(("foreign", "severity"), [(False, "error"), (True, "warning")])
def test_ref_ids_are_not_shared(foreign: bool, severity: str) -> None:
    """Two queries of one refId are an error in ours, a warning in others'."""
    findings = found(board(panel(targets=[target("up"), target("down")])), foreign=foreign)
    assert said(findings) == [
        f"{severity} ref-id /panels/0/targets/{index}: refId 'A' stands 2 times {HINT}" for index in (0, 1)
    ]


def test_a_missing_ref_id_is_a_warning() -> None:
    """The page gives such a query a name when it is opened; however many there are, it is told once."""
    one, two = panel(targets=[{"expr": "up"}]), panel("Q", x=6, targets=[{"expr": "a"}, {"expr": "b"}, target("c")])
    assert said(found(board(one))) == [f"warning ref-id /panels/0/targets/0: 1 query has no refId {HINT}"]
    assert said(found(board(one, two))) == [f"warning ref-id /panels/0/targets/0: 3 queries have no refId {HINT}"]
