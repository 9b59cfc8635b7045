"""Folders: deleted last, and only when nothing is in them, for the server deletes all that is, whoever's."""

from collections.abc import Callable, Iterator

import attrs
import pytest

from grafmint.bundle import Entry
from grafmint.testing import Grafana
from tests.target.server.alerting.scene import rule
from tests.target.server.prune.scene import STAYS, Scene, actions, board, folder, panel, reason
from tests.testing.client import ask


@pytest.fixture
def scene() -> Iterator[Scene]:
    """A project on a fresh server."""
    with Grafana() as grafana:
        yield Scene(grafana)


@pytest.fixture
def nested() -> Iterator[Scene]:
    """The same where folders lie in folders."""
    with Grafana(release="11.6") as grafana:
        yield Scene(grafana)


def their_board(scene: Scene) -> None:
    """Somebody saves a dashboard into our folder."""
    scene.hand_made("theirs", "team-a")


def their_panel(scene: Scene) -> None:
    """Somebody puts a panel of the library into our folder."""
    body = {"uid": "theirs", "name": "Theirs", "kind": 1, "folderUid": "team-a", "model": {"type": "text"}}
    scene.ask("POST", "/api/library-elements", body)


def their_rule(scene: Scene) -> None:
    """Somebody makes an alert rule in our folder."""
    body = {**rule("theirs", title="Theirs").json, "folderUID": "team-a", "orgID": 1}
    scene.ask("POST", "/api/v1/provisioning/alert-rules", body)


others = pytest.mark.parametrize(
    ("put", "what"),
    [(their_board, "dashboard"), (their_panel, "library panel"), (their_rule, "alert rule")],
    ids=["dashboard", "library panel", "alert rule"],
)


@others
def test_what_others_put_in_keeps_it(scene: Scene, put: Callable[[Scene], None], what: str) -> None:
    """The plan names it; what is ours in the folder goes all the same."""
    scene.made(folder(), board(folder="team-a"))
    put(scene)
    outcome = scene.sync(STAYS)
    assert actions(outcome.plan) == {"dashboard load": "delete", "folder team-a": "conflict"}
    assert (
        reason(outcome.plan, "team-a")
        == f"not in the code, but kept: holds {what} 'theirs' (Theirs), which is not ours"
    )
    assert "folder team-a" in scene.there()
    assert scene.steps() == {"folder team-a": "conflict"}


@others
def test_what_others_put_in_after_the_plan_keeps_it(scene: Scene, put: Callable[[Scene], None], what: str) -> None:
    """It is looked at once more right before, for the server would take it along without a word."""
    scene.made(folder())
    outcome = scene.sync(STAYS, between=lambda: put(scene))
    (problem,) = outcome.problems
    assert problem.message == f"folder 'team-a' holds {what} 'theirs' (Theirs) by now: not deleted"
    assert scene.grafana.count("DELETE") == 0
    assert "folder team-a" in scene.there()


def test_what_stays_for_another_reason_keeps_it(scene: Scene) -> None:
    """An edit of ours is nobody's to delete, with its folder even less; by force both go."""
    scene.made(folder(), board(folder="team-a"))
    scene.grafana.edit("load", lambda document: document.update(refresh="5m"))
    made = scene.plan(STAYS)
    assert actions(made) == {"dashboard load": "conflict", "folder team-a": "conflict"}
    assert reason(made, "team-a") == "not in the code, but kept: holds dashboard 'load' (Load), which stays"
    assert scene.sync(STAYS, force=("load",)).exit_code == 0
    assert scene.there() == {"dashboard stays"}


@pytest.mark.parametrize(("to", "action"), [("team-b", "delete"), (None, "delete"), ("team-a", "conflict")])
def test_what_moves_out_in_this_run_keeps_it_not(scene: Scene, to: str | None, action: str) -> None:
    """What the code has elsewhere now is gone when the folder's turn comes; what it goes on putting there is not."""
    scene.made(folder(), folder("team-b"), board(folder="team-a"), panel(folder="team-a"))
    code = (folder("team-b"), board(folder=to), panel(folder="team-b"))
    outcome = scene.sync(*code, STAYS)
    assert actions(outcome.plan).get("folder team-a") == action
    assert ("folder team-a" in scene.there()) == (action == "conflict")


def test_an_edited_dashboard_that_should_move_out_keeps_it(scene: Scene) -> None:
    """Its conflict leaves it where it is."""
    scene.made(folder(), board(folder="team-a"))
    scene.grafana.edit("load", lambda document: document.update(refresh="5m"))
    assert scene.steps(board()) == {"dashboard load": "conflict", "folder team-a": "conflict"}
    assert scene.sync(board(), STAYS, force=("load",)).exit_code == 0
    assert "folder team-a" not in scene.there()


def test_only_what_is_declared_is_listed(scene: Scene) -> None:
    """A folder of any other name is nobody's: the code had it once, and nothing proves it."""
    scene.made(folder("shared"), board(folder="shared"))
    assert actions(scene.plan(STAYS)) == {"dashboard load": "delete"}


def test_a_new_title_after_the_plan_keeps_it(scene: Scene) -> None:
    """Somebody took it for their own in the meantime."""
    scene.made(folder())
    path = "/api/folders/team-a"
    outcome = scene.sync(STAYS, between=lambda: scene.ask("PUT", path, {"title": "Theirs", "overwrite": True}))
    assert "has changed on the server since the plan was made: not deleted" in str(outcome.problems[0])


def test_who_may_not_see_everything_deletes_no_folder(scene: Scene) -> None:
    """What an editor does not see may be in it; what they see of ours goes."""
    account = ask(
        scene.grafana.url, scene.grafana.token, "POST", "/api/serviceaccounts", {"name": "e", "role": "Editor"}
    )
    tokens = f"/api/serviceaccounts/{account.json['id']}/tokens"
    token = ask(scene.grafana.url, scene.grafana.token, "POST", tokens, {"name": "sync"}).json["key"]
    editor = attrs.evolve(scene, token=token)
    editor.made(folder(), board(folder="team-a"), panel(folder="team-a"))
    outcome = editor.sync(STAYS)
    assert (
        reason(outcome.plan, "team-a") == "not in the code, but kept: these credentials may not see all that is in it"
    )
    assert scene.there() == {"dashboard stays", "folder team-a"}


def test_rules_are_never_forced_away(scene: Scene) -> None:
    """The server is never asked to delete the rules of a folder with it."""
    scene.made(folder())
    assert scene.sync(STAYS).exit_code == 0
    deletes = [each for each in scene.grafana.requests if each.method == "DELETE"]
    assert [(each.path, each.query) for each in deletes] == [("/api/folders/team-a", "")]


FAMILY = (folder("team-a"), folder("team-0", "team-a"), folder("team-z", "team-0"))


def test_folders_in_folders_go_from_the_inside(nested: Scene) -> None:
    """Whatever their uids are, a parent waits for its children."""
    nested.made(*FAMILY, board(folder="team-z"))
    outcome = nested.sync(STAYS)
    assert (outcome.exit_code, outcome.problems) == (0, ())
    assert nested.there() == {"dashboard stays"}
    assert nested.settled()


def test_what_lies_deep_inside_keeps_all_around_it(nested: Scene) -> None:
    """The folder that holds it, the one that holds that, and so on."""
    nested.made(*FAMILY)
    nested.hand_made("theirs", "team-z")
    made = nested.plan(STAYS)
    assert set(actions(made).values()) == {"conflict"}
    assert reason(made, "team-a") == "not in the code, but kept: holds folder 'team-0' (Team-0), which stays"


def test_a_folder_of_others_inside_keeps_it(nested: Scene) -> None:
    """It is not ours, although it lies in ours."""
    nested.made(folder())
    nested.ask("POST", "/api/folders", {"uid": "theirs", "title": "Theirs", "parentUid": "team-a"})
    assert reason(nested.plan(STAYS), "team-a").endswith("holds folder 'theirs' (Theirs), which is not ours")
    entry: Entry = folder()
    assert nested.sync(entry, STAYS).plan.is_empty


@pytest.mark.parametrize("release", ["12.2", "13.2"])
def test_what_the_search_does_not_find_yet_keeps_it(release: str) -> None:
    """Newer servers index after the save: what lies there is listed itself, once for all folders."""
    with Grafana(release=release) as grafana:
        scene = Scene(grafana)
        scene.made(folder(), folder("team-b"), folder("team-c", "team-b"))

        def put() -> None:
            their_board(scene)
            grafana.forget_requests()
            grafana.fail_next(status=200, body=[], path="/api/search", times=9)  # type: ignore[arg-type]

        (problem,) = scene.sync(STAYS, between=put).problems
        assert problem.message == "folder 'team-a' holds dashboard 'theirs' (Theirs) by now: not deleted"
        assert scene.there() >= {"folder team-a", "dashboard theirs"}
        assert not scene.there() & {"folder team-b", "folder team-c"}
        listed = [each for each in grafana.requests if each.method == "GET" and each.path.endswith("/dashboards")]
        assert len(listed) == 1
