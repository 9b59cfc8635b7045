"""Folders: their uid, their parents, who may see them."""

from collections.abc import Callable
from typing import Any

import pytest

from grafmint import Folder, Permission
from grafmint.errors import ModelError
from grafmint.project import Resource

Refuse = Callable[..., ModelError]


def test_a_folder_is_its_uid_its_title_and_its_permissions(write: Callable[[Resource], Any]) -> None:
    """Permissions that are left out are not written: they stay as they are on the server."""
    assert write(Folder(uid="hosts", title="Hosts")) == {"uid": "hosts", "title": "Hosts"}
    folder = Folder(uid="hosts", title="Hosts", permissions=Permission(permission="View", role="Viewer"))
    assert write(folder) == {
        "uid": "hosts",
        "title": "Hosts",
        "permissions": [{"permission": "View", "role": "Viewer"}],
    }


def test_the_name_of_the_top_level_is_refused(refuse: Refuse) -> None:
    """`general` is Grafana's own; the way to the top level is no folder."""
    error = refuse(Folder, uid="general", title="General")
    assert error.message == "Folder: the uid 'general' is Grafana's own"
    assert "leave folder=… out" in (error.hint or "")


def test_a_folder_knows_its_parents() -> None:
    """From itself to the top."""
    top = Folder(uid="top", title="Top")
    middle = Folder(uid="middle", title="Middle", parent=top)
    bottom = Folder(uid="bottom", title="Bottom", parent=middle)
    assert list(bottom.ancestry) == [bottom, middle, top]
    assert list(top.ancestry) == [top]


@pytest.mark.parametrize("who", [{"role": "Viewer"}, {"team": "db"}, {"user": "ann"}])
def test_a_permission_is_for_a_role_a_team_or_a_user(who: dict[str, Any]) -> None:
    """Each of the three, by its name."""
    permission = Permission(permission="Edit", **who)
    assert Folder(uid="a", title="A", permissions=permission).permissions == (permission,)


@pytest.mark.parametrize("who", [{}, {"role": "Viewer", "team": "db"}, {"role": "Viewer", "team": "a", "user": "b"}])
def test_a_permission_for_none_or_several_is_refused(refuse: Refuse, who: dict[str, str]) -> None:
    """Exactly one is named."""
    assert str(refuse(Permission, permission="Edit", **who)) == (
        "Permission needs a role, a team or a user; write exactly one of them"
    )


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        ({"permission": "view", "role": "Viewer"}, "did you mean 'View'?"),
        ({"permission": "View", "role": "Veiwer"}, "did you mean 'Viewer'?"),
    ],
)
def test_a_permission_grafana_has_not_is_refused(refuse: Refuse, options: dict[str, str], hint: str) -> None:
    """Levels and roles are closed sets."""
    assert refuse(Permission, **options).hint == hint
