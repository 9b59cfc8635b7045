"""Library panels: what is written comes back as ours, and what somebody else does is seen."""

from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grafmint.bundle import Entry
from grafmint.environment import Server
from grafmint.errors import TargetError
from grafmint.plan.snapshot import Held
from grafmint.plan.step import Action, Step
from grafmint.target.server.api.library_panels import LibraryPanels
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.credentials import Credentials
from grafmint.target.server.http.faults import Refused
from grafmint.target.server.http.retry import Policy
from grafmint.target.server.proof.owner import Owner
from grafmint.testing import Grafana
from tests.target.server.prune.scene import TEXT, Scene, board, panel

PATH = "/api/library-elements/shared"
FOLDERS = ("a", "b")


@pytest.fixture
def scene() -> Iterator[Scene]:
    """A server with two folders."""
    with Grafana() as grafana:
        made = Scene(grafana)
        for uid in FOLDERS:
            made.ask("POST", "/api/folders", {"uid": uid, "title": uid})
        grafana.forget_requests()
        yield made


@pytest.fixture
def panels(scene: Scene) -> Iterator[LibraryPanels]:
    """The library of that server, as one project sees it."""
    with Http(Server(scene.grafana.url), Credentials(token=scene.grafana.token), policy=Policy(sleep=_at_once)) as http:
        yield LibraryPanels(http, Owner("shop", "prod"))


def _at_once(_: float) -> None:
    """Pauses are taken as taken."""


def write(panels: LibraryPanels, made: Entry) -> Held:
    """Write over what is there; what is there then."""
    held = panels.read(made.uid, made)
    action: Action = "create" if held is None else "update"
    panels.write(Step(action=action, kind=made.kind, uid=made.uid, title=made.title, entry=made, held=held))
    after = panels.read(made.uid, made)
    assert after is not None
    return after


models = st.fixed_dictionaries(
    {"title": st.text(max_size=5)},
    optional={
        "description": st.text(max_size=5),
        "transparent": st.booleans(),
        "options": st.dictionaries(st.text(max_size=3), st.integers(min_value=-9, max_value=9) | st.none(), max_size=3),
    },
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=models, second=models, folder=st.sampled_from(FOLDERS))
def test_what_is_written_is_read_back_as_ours(
    panels: LibraryPanels, first: dict[str, Any], second: dict[str, Any], folder: str
) -> None:
    """Made and changed in any way, from folder to folder: what is read is what the code says, as we left it."""
    for made in (panel(folder="a", **first), panel(folder=folder, **second)):
        held = write(panels, made)
        assert (held.hold, held.proof, held.folder) == ("ours", True, made.folder)
        assert held.document == panels.form(made)
        assert b"grafmint" not in held.document


@pytest.mark.parametrize("change", [
    {"model": {"type": "text", "title": "Theirs"}},
    {"name": "Theirs"},
    {"folderUid": "b"},
    {},
])  # fmt: skip
def test_an_edit_is_seen(scene: Scene, panels: LibraryPanels, change: dict[str, Any]) -> None:
    """Of the panel, its name and its folder; the page keeps the mark, which is then of another version."""
    write(panels, panel(folder="a"))
    found = scene.ask("GET", PATH)["result"]
    mark = {"grafmint": found["model"]["grafmint"]}
    model = {**change.get("model", found["model"]), **mark}
    body = {key: found[key] for key in ("name", "kind", "folderUid", "version")}
    scene.ask("PATCH", PATH, {**body, **change, "model": model})
    held = panels.read("shared", None)
    assert held is not None
    assert (held.hold, held.proof, held.base) == ("edited", True, None)
    assert "(version 2, by sa-double-admin)" in held.where


@pytest.mark.parametrize(
    ("mark", "hold"),
    [
        ({"project": "other", "uid": "shared"}, "managed"),
        ({"project": "shop", "environment": "staging", "uid": "shared"}, "foreign"),
        ({"project": "shop", "environment": "prod", "uid": "q"}, "foreign"),
        ({"project": "shop", "environment": "prod", "uid": "shared", "version": 1}, "edited"),
        ("shop", "foreign"),
        (None, "foreign"),
    ],
)
def test_another_mark_is_no_proof(scene: Scene, panels: LibraryPanels, mark: object, hold: str) -> None:
    """Of another project or environment it is theirs, of another uid a copy; ours with other content is an edit."""
    body = {"uid": "shared", "name": "S", "kind": 1, "model": {"type": "text", "grafmint": mark}}
    scene.ask("POST", "/api/library-elements", body)
    held = panels.read("shared", None)
    assert held is not None
    assert (held.hold, held.proof) == (hold, hold == "edited")


@pytest.mark.parametrize(("title", "folder"), [("Theirs", "a"), ("P", "b")])
def test_one_that_came_back_is_not_as_we_left_it(scene: Scene, panels: LibraryPanels, title: str, folder: str) -> None:
    """Deleted and made again, it counts its versions anew and hits the mark's: its content or its folder tells."""
    write(panels, panel(folder="a"))
    found = scene.ask("GET", PATH)["result"]
    scene.ask("DELETE", PATH)
    body = {"uid": "shared", "name": "shared", "kind": 1, "folderUid": folder}
    scene.ask("POST", "/api/library-elements", {**body, "model": {**found["model"], "title": title}})
    held = panels.read("shared", None)
    assert held is not None
    assert held.hold == "edited"


@pytest.mark.parametrize("done", [True, False])
@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_a_lost_answer_is_looked_up(scene: Scene, panels: LibraryPanels, method: str, done: bool) -> None:
    """Done or not: what is there then tells, and what was not done is sent once more."""
    if method == "PATCH":
        write(panels, panel(folder="a"))
    scene.grafana.drop_next(method=method, done=done)
    held = write(panels, panel(folder="b", title="New"))
    assert (held.hold, held.folder, held.version) == ("ours", "b", 2 if method == "PATCH" else 1)


def test_two_lost_attempts_are_told(scene: Scene, panels: LibraryPanels) -> None:
    """Neither brought an answer nor wrote anything: that is all that can be said."""
    scene.grafana.drop_next(method="POST", done=False, times=2)
    with pytest.raises(TargetError, match="took none of several attempts, and nothing was written"):
        write(panels, panel())


@pytest.mark.parametrize("is_lost", [True, False])
def test_what_somebody_saved_meanwhile_is_not_overwritten(scene: Scene, panels: LibraryPanels, is_lost: bool) -> None:
    """The server refuses an older version than the one that it has; where the answer is lost, theirs is seen there."""
    held = write(panels, panel())
    model = {"type": "text", "title": "Theirs"}
    scene.ask("PATCH", PATH, {"kind": 1, "name": "shared", "folderUid": "", "version": 1, "model": model})
    if is_lost:
        scene.grafana.drop_next(method="PATCH", done=False)
    step = Step(action="update", kind="library-panel", uid="shared", title="S", entry=panel(title="Ours"), held=held)
    with pytest.raises(TargetError, match="has changed on the server since the plan was made: not written"):
        panels.write(step)
    assert scene.ask("GET", PATH)["result"]["model"]["title"] == "Theirs"


def test_one_that_was_deleted_meanwhile_is_not_made_again(scene: Scene, panels: LibraryPanels) -> None:
    """An update is of what was planned."""
    held = write(panels, panel())
    scene.ask("DELETE", PATH)
    step = Step(action="update", kind="library-panel", uid="shared", title="S", entry=panel(title="Ours"), held=held)
    with pytest.raises(TargetError, match="not written"):
        panels.write(step)


def test_a_name_that_is_taken_is_told(scene: Scene, panels: LibraryPanels) -> None:
    """In the folder; another step may give it free, so that it is tried again after the others."""
    write(panels, panel(folder="a"))
    other = attrs.evolve(
        panel("other", folder="a"), document=panel("other").document.replace(b'"other"', b'"shared"', 1)
    )
    with pytest.raises(Refused, match="its name is taken in its folder, or its uid") as raised:
        write(panels, attrs.evolve(other, title="shared"))
    assert raised.value.status == 409


def test_what_stays_in_its_folder_is_told(scene: Scene, panels: LibraryPanels) -> None:
    """Grafana 9 says that it moved to the top level and moves nothing; it is ours, where it was."""
    write(panels, panel(folder="a"))
    with pytest.raises(TargetError, match="stays in its folder 'a': this Grafana moves none to the top level"):
        write(panels, panel(title="New"))
    held = panels.read("shared", panel(title="New"))
    assert held is not None
    assert (held.hold, held.folder, held.document) == ("ours", "a", panels.form(panel(title="New")))


def test_a_new_uid_is_given_in_place(scene: Scene, panels: LibraryPanels) -> None:
    """The one that it had before is gone, and those that show it go on doing so."""
    held = write(panels, panel())
    scene.hand_made("theirs", shows="shared")
    step = Step(action="rename", kind="library-panel", uid="new", title="new", entry=panel("new"), held=held)
    panels.write(step)
    assert panels.read("shared", None) is None
    after = panels.read("new", panel("new"))
    assert after is not None
    assert (after.hold, after.version) == ("ours", 2)


def test_a_run_makes_them_before_the_dashboards_that_show_them(scene: Scene) -> None:
    """And a second one has nothing to do."""
    code = (board(shows="shared"), panel(folder="a"))
    outcome = scene.sync(*code)
    assert [step.kind for step in outcome.done] == ["library-panel", "dashboard"]
    scene.grafana.forget_requests()
    assert scene.sync(*code).plan.is_empty
    assert {each.method for each in scene.grafana.requests} == {"GET"}
    assert not scene.sync(*code).plan.conflicts


def test_editors_may_write_them(scene: Scene) -> None:
    """Into a folder that is there and at the top level, with the rights that a server tells of."""
    account = scene.ask("POST", "/api/serviceaccounts", {"name": "e", "role": "Editor"})
    token = scene.ask("POST", f"/api/serviceaccounts/{account['id']}/tokens", {"name": "sync"})["key"]
    editor = attrs.evolve(scene, token=token)
    outcome = editor.sync(panel(folder="a"), panel("top"))
    assert (outcome.exit_code, len(outcome.done)) == (0, 2)
    assert editor.sync(panel(folder="a"), panel("top")).plan.is_empty


def test_what_shows_one_that_could_not_be_made_is_not_tried(scene: Scene) -> None:
    """Grafana would save it unconnected and fail; the next run makes both."""
    code = (board(shows="shared"), board("other"), panel(folder="a"))
    scene.grafana.fail_next(method="POST", path="/api/library-elements", status=403)
    outcome = scene.sync(*code)
    assert {(step.uid, str(error)) for step, error in outcome.failed} >= {
        ("load", "its library panel 'shared' could not be made")
    }
    assert scene.there() >= {"dashboard other"}
    assert "dashboard load" not in scene.there()
    assert [step.uid for step in scene.sync(*code).done] == ["shared", "load"]
    assert scene.sync(*code).plan.is_empty


def test_what_is_not_connected_is_saved_again(scene: Scene) -> None:
    """Somebody deletes a panel between the plan and the save that shows it, and makes it again: the next run mends."""
    code = (board(shows="shared"), panel(folder="a"))
    scene.sync(code[1])
    outcome = scene.sync(*code, between=lambda: scene.ask("DELETE", PATH))
    assert [step.uid for step in outcome.done] == ["load"]
    assert "saved, but a library panel that it shows is not there" in str(outcome.remarks[0].remark)
    assert "dashboard load" in scene.there()
    plan = scene.plan(*code)
    assert [(step.uid, step.action, step.changes) for step in plan.writes] == [
        ("shared", "create", ()),
        ("load", "update", ("its library panel 'shared' is not connected",)),
    ]
    assert scene.sync(*code).exit_code == 0
    assert [each["connectionUid"] for each in scene.ask("GET", f"{PATH}/connections")["result"]] == ["load"]
    scene.grafana.forget_requests()
    assert scene.sync(*code).plan.is_empty
    assert not [each for each in scene.grafana.requests if each.path.endswith("/connections")]


@pytest.mark.parametrize("others", [(), ("some",)], ids=["alone", "beside others"])
def test_what_shows_one_that_nothing_makes_is_told_so(scene: Scene, others: tuple[str, ...]) -> None:
    """Running it again makes nothing of it, and no later plan says that it would."""
    code = (board(shows="shared"), *map(panel, others))
    outcome = scene.sync(*code)
    assert outcome.exit_code == 0
    [remark] = [result.remark for result in outcome.results if result.remark]
    assert remark.startswith("saved, but its library panel 'shared' is not there, and this run makes none: ")
    assert remark.endswith("define it as LibraryPanel, make one with that uid in Grafana, or take the panel out")
    assert scene.plan(*code).is_empty
    scene.ask("POST", "/api/library-elements", {"uid": "shared", "name": "S", "kind": 1, "model": TEXT})
    assert [step.changes for step in scene.plan(*code).writes] == [("its library panel 'shared' is not connected",)]
    assert scene.sync(*code).plan.writes
    assert scene.plan(*code).is_empty


def test_of_several_the_one_is_named_that_is_not_there(scene: Scene) -> None:
    """What somebody has in the library and what the run makes is not it."""
    scene.ask("POST", "/api/library-elements", {"uid": "theirs", "name": "T", "kind": 1, "model": TEXT})
    shown = [{"id": 1, "libraryPanel": {"uid": uid, "name": uid}} for uid in ("theirs", "ours", "none")]
    outcome = scene.sync(board(panels=shown), panel("ours"))
    assert "its library panel 'none' is not there" in str(outcome.remarks[0].remark)
