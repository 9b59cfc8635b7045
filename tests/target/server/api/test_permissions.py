"""Permissions: compared in one order, given by name, and nobody else's taken away."""

from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.environment import Server
from grafmint.errors import TargetError
from grafmint.target.server.api.permissions import Permissions
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.credentials import Credentials
from grafmint.testing import Grafana
from tests.testing.client import ask

Json = dict[str, Any]
EDITOR, VIEWER = {"role": "Editor", "permission": "Edit"}, {"role": "Viewer", "permission": "View"}
subjects = st.one_of(
    st.fixed_dictionaries({"role": st.sampled_from(("Viewer", "Editor", "Admin"))}),
    st.fixed_dictionaries({"team": st.sampled_from(("Ops", "Dev"))}),
    st.fixed_dictionaries({"user": st.just("admin")}),
)
rows = st.builds(lambda who, level: {**who, "permission": level}, subjects, st.sampled_from(("View", "Edit", "Admin")))


@attrs.frozen
class Scene:
    """A server with a folder and two teams."""

    grafana: Grafana
    permissions: Permissions

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Somebody else's request."""
        return ask(self.grafana.url, self.grafana.token, method, path, body).json


@pytest.fixture
def scene() -> Iterator[Scene]:
    """A folder with what Grafana gives each one: editors edit, viewers view."""
    with Grafana() as grafana, Http(Server(grafana.url), Credentials(token=grafana.token)) as http:
        scene = Scene(grafana, Permissions(http))
        scene.ask("POST", "/api/folders", {"uid": "shop", "title": "Shop"})
        for name in ("Ops", "Dev"):
            scene.ask("POST", "/api/teams", {"name": name})
        yield scene


@given(said=st.lists(rows), seed=st.randoms())
def test_the_order_of_rows_means_nothing(said: list[Json], seed: Any) -> None:
    """However they are written they are compared alike; admins, who may do everything anyway, are not part of it."""
    with Http(Server("http://127.0.0.1:9"), None) as http:
        form = Permissions(http).form
        shuffled = list(said)
        seed.shuffle(shuffled)
        assert form(said) == form(shuffled)
        assert not [row for row in form(said) if row.get("role") == "Admin"]


@pytest.mark.parametrize("exact", [True, False])
def test_what_is_written_is_read_back(scene: Scene, exact: bool) -> None:
    """By name, whatever the server calls them; others are there beside them unless the rows are to be exact."""
    wanted = [{"team": "Ops", "permission": "Admin"}, {"user": "admin", "permission": "View"}]
    scene.permissions.write("shop", wanted, exact=exact)
    assert scene.permissions.read("shop", wanted, exact=exact) == scene.permissions.form(wanted)
    others = [] if exact else [EDITOR, VIEWER]
    assert scene.permissions.read("shop", [], exact=True) == scene.permissions.form([*wanted, *others])


def test_what_the_code_does_not_speak_of_stays_as_it_is(scene: Scene) -> None:
    """A team, a role and a user of somebody else's keep their levels when one row is added."""
    theirs = [{"team": "Dev", "permission": "Admin"}, {"user": "admin", "permission": "Edit"}, VIEWER]
    scene.permissions.write("shop", theirs, exact=True)
    scene.permissions.write("shop", [EDITOR], exact=False)
    assert scene.permissions.read("shop", [], exact=True) == scene.permissions.form([*theirs, EDITOR])


def test_a_level_is_changed_and_not_doubled(scene: Scene) -> None:
    """Whoever the code speaks of has one row afterwards."""
    scene.permissions.write("shop", [{"role": "Viewer", "permission": "Admin"}], exact=False)
    found = scene.ask("GET", "/api/folders/shop/permissions")
    assert sorted((row["role"], row["permission"]) for row in found) == [("Editor", 2), ("Viewer", 4)]


def test_names_are_whole_names(scene: Scene) -> None:
    """A part of a name, which Grafana's own search finds too, is nobody."""
    wanted = [{"team": "Op", "permission": "View"}, {"user": "adm", "permission": "View"}, VIEWER]
    assert scene.permissions.unknown(wanted) == ["team 'Op'", "user 'adm'"]
    with pytest.raises(TargetError, match="there is no team 'Op' in this Grafana"):
        scene.permissions.write("shop", wanted, exact=False)
    assert scene.permissions.read("shop", [], exact=True) == scene.permissions.form([EDITOR, VIEWER])


def test_a_name_is_looked_up_once(scene: Scene) -> None:
    """However many folders give rights to a team."""
    wanted = [{"team": "Ops", "permission": "View"}]
    for _ in range(3):
        assert scene.permissions.unknown(wanted) == []
        scene.permissions.write("shop", wanted, exact=False)
    assert scene.grafana.count("GET", "/api/teams/search") == 1
