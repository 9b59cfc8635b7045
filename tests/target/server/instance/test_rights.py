"""Rights: what the server tells, and what a plan needs of it."""

from pathlib import Path

import pytest

from grafmint.bundle import GRAFANA, Kind
from grafmint.environment import Server
from grafmint.errors import CredentialsError
from grafmint.plan import Plan, Step
from grafmint.plan.step import WRITES as ACTIONS
from grafmint.plan.step import Action
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.credentials import Credentials
from grafmint.target.server.instance.rights import WRITES, Rights, read_rights, refuse_powerless
from tests.target.server.answers import ADMIN, EDITOR, NOT_FOUND, TOKEN, VIEWER, Answers, answers, serving


def rights(table: Answers) -> Rights | None:
    """What the server tells."""
    with serving(table) as peer, Http(Server(peer.url), Credentials(token=TOKEN)) as http:
        return read_rights(http)


def plan(*steps: tuple[str, str]) -> Plan:
    """A plan with these actions on these kinds."""
    made = (Step(action=action, kind=kind, uid="u", title="T") for kind, action in steps)  # type: ignore[arg-type]
    return Plan(environment="prod", root=Path("/project"), steps=tuple(made))


def in_place(_kind: Kind) -> bool:
    """A server that gives any kind another uid."""
    return True


def test_every_write_needs_a_right() -> None:
    """No action on a kind goes unasked."""
    assert set(WRITES) == {(kind, action) for kind in GRAFANA for action in ACTIONS}


@pytest.mark.parametrize(
    ("folders", "boards", "sees_all"),
    [
        (["folders:*"], ["folders:*"], True),
        (["folders:uid:general", "folders:*"], ["dashboards:*"], True),
        (["*"], ["*"], True),
        (["folders:uid:a", "folders:uid:b"], ["folders:*"], False),
        (["folders:*"], ["folders:uid:a", "dashboards:uid:b"], False),
        (["folders:*"], None, False),
        (None, ["dashboards:*"], False),
    ],
)
def test_only_who_may_read_all_of_them_sees_all(
    folders: list[str] | None, boards: list[str] | None, sees_all: bool
) -> None:
    """Folder by folder is not all: what is hidden cannot be told from what is not there."""
    table = answers()
    told = {"folders:read": folders, "dashboards:read": boards}
    said = {action: scopes for action, scopes in told.items() if scopes is not None}
    table["/api/access-control/user/permissions"] = (200, said)
    found = rights(table)
    assert found is not None
    assert found.sees_all == sees_all


def test_a_server_that_does_not_tell_is_not_guessed_at() -> None:
    """Without an answer nothing is refused: the server itself will."""
    table = answers()
    table["/api/access-control/user/permissions"] = NOT_FOUND
    assert rights(table) is None
    refuse_powerless(None, plan(("dashboard", "create")), in_place)


@pytest.mark.parametrize(
    ("role", "step", "lacking"),
    [
        (VIEWER, ("dashboard", "create"), "dashboards:create"),
        (VIEWER, ("folder", "update"), "folders:write"),
        (EDITOR, ("datasource", "take over"), "datasources:write"),
        (ADMIN, ("dashboard", "delete"), "dashboards:delete"),
        (VIEWER, ("library-panel", "delete"), "dashboards:create"),
    ],
)
def test_what_a_plan_lacks_is_named_together(role: tuple[str, ...], step: tuple[str, str], lacking: str) -> None:
    """Each right once, in order, and that nothing was written."""
    found = rights(answers(*role))
    assert found is not None
    with pytest.raises(CredentialsError, match=f"lack {lacking}: nothing written"):
        refuse_powerless(found, plan(step, step, ("folder", "unchanged")), in_place)


@pytest.mark.parametrize("action", ["unchanged", "conflict", "managed", "stray"])
def test_what_writes_nothing_needs_nothing(action: Action) -> None:
    """A plan that leaves all alone is for everybody."""
    refuse_powerless(Rights(frozenset()), plan(("dashboard", action), ("datasource", action)), in_place)


def test_a_rename_that_makes_a_new_one_needs_to_delete_the_old_one() -> None:
    """Else it would end with both of them; where it is done in place, writing is enough."""
    found = Rights(frozenset({"dashboards:create", "dashboards:write"}))
    renamed = plan(("dashboard", "rename"))
    refuse_powerless(found, renamed, in_place)
    with pytest.raises(CredentialsError, match="lack dashboards:delete: nothing written"):
        refuse_powerless(found, renamed, lambda _: False)
