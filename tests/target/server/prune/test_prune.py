"""Prune: what the code has no more goes from a server with proof, untouched, and read again right before."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial

import attrs
import pytest

from grafmint.bundle import Entry, Removed
from grafmint.environment import Hold
from grafmint.errors import UsageError
from grafmint.origin import Place
from grafmint.plan.snapshot import Held
from grafmint.selection import selection
from grafmint.testing import Grafana
from tests.target.server.prune.scene import STAYS, Scene, actions, board, folder, panel, reason, source


@pytest.fixture
def scene() -> Iterator[Scene]:
    """A project on a fresh server."""
    with Grafana() as grafana:
        yield Scene(grafana)


def edit_board(scene: Scene) -> None:
    """Somebody saves it in the page."""
    scene.grafana.edit("load", lambda document: document.update(refresh="5m"))


def edit_source(scene: Scene) -> None:
    """Somebody saves it in the page, which keeps the mark."""
    found = scene.ask("GET", "/api/datasources/uid/logs")
    scene.ask("PUT", "/api/datasources/uid/logs", {**found, "url": "http://q"})


def edit_board_again(scene: Scene) -> None:
    """Once more, otherwise."""
    scene.grafana.edit("load", lambda document: document.update(refresh="10m"))


def edit_source_again(scene: Scene) -> None:
    """Once more, otherwise."""
    found = scene.ask("GET", "/api/datasources/uid/logs")
    scene.ask("PUT", "/api/datasources/uid/logs", {**found, "url": "http://r"})


def edit_panel(scene: Scene) -> None:
    """Somebody saves it in the page, which keeps the mark."""
    found = scene.ask("GET", "/api/library-elements/shared")["result"]
    model = {**found["model"], "title": "Theirs"}
    patch = {"kind": 1, "name": "shared", "folderUid": "", "version": found["version"], "model": model}
    scene.ask("PATCH", "/api/library-elements/shared", patch)


def copy_board(scene: Scene) -> None:
    """Somebody saves it under another title, and it keeps our tag."""
    scene.grafana.copy("load", "copy", "Copy")


def copy_source(scene: Scene) -> None:
    """Somebody makes another one of its JSON, with our mark."""
    found = scene.ask("GET", "/api/datasources/uid/logs")
    scene.ask("POST", "/api/datasources", {**found, "uid": "copy", "name": "copy"})


def copy_panel(scene: Scene) -> None:
    """Somebody makes another one of its JSON, with our mark."""
    found = scene.ask("GET", "/api/library-elements/shared")["result"]
    scene.ask("POST", "/api/library-elements", {"uid": "copy", "name": "copy", "kind": 1, "model": found["model"]})


@attrs.frozen
class Case:
    """One of a kind, how somebody edits it, and how it is copied."""

    entry: Entry
    path: str
    edit: Callable[[Scene], None]
    copy: Callable[[Scene], None]

    @property
    def name(self) -> str:
        """What a scene calls it."""
        return f"{self.entry.kind} {self.entry.uid}"


CASES = [
    Case(board(), "/api/dashboards/uid/load", edit_board, copy_board),
    Case(source(), "/api/datasources/uid/logs", edit_source, copy_source),
    Case(panel(), "/api/library-elements/shared", edit_panel, copy_panel),
]
FOLDER = Case(folder(), "/api/folders/team-a", lambda _: None, lambda _: None)
marked = pytest.mark.parametrize("case", CASES, ids=lambda case: case.entry.kind)
every = pytest.mark.parametrize("case", [*CASES, FOLDER], ids=lambda case: case.entry.kind)


@every
def test_what_is_untouched_goes(scene: Scene, case: Case) -> None:
    """And the next run says `No changes.`; without `--prune` it is left, and the plan says how it goes."""
    scene.made(case.entry)
    left = scene.plan(STAYS, prune=False)
    assert (actions(left), left.is_empty) == ({case.name: "stray"}, True)
    assert reason(left, case.entry.uid) == "not in the code; --prune removes it"
    outcome = scene.sync(STAYS)
    assert (outcome.exit_code, outcome.remarks) == (0, ())
    assert scene.there() == {"dashboard stays"}
    assert scene.settled()


@marked
def test_what_somebody_edited_goes_only_by_force(scene: Scene, case: Case) -> None:
    """It is a conflict like any other edit."""
    scene.made(case.entry)
    case.edit(scene)
    made = scene.sync(STAYS).plan
    assert (actions(made), made.conflicts[0].way_out) == ({case.name: "conflict"}, "--force")
    assert case.name in scene.there()
    assert scene.sync(STAYS, force=(case.entry.uid,)).exit_code == 0
    assert scene.there() == {"dashboard stays"}
    assert scene.settled()


@marked
def test_a_copy_stays(scene: Scene, case: Case) -> None:
    """Whatever it has of ours, a tag or a mark: it is not even listed."""
    scene.made(case.entry)
    case.copy(scene)
    assert actions(scene.sync(STAYS).plan) == {case.name: "delete"}
    assert scene.there() == {"dashboard stays", f"{case.entry.kind} copy"}
    assert scene.settled()


@marked
@pytest.mark.parametrize(("project", "name"), [("other", "prod"), ("shop", "staging")])
def test_what_another_one_made_stays(scene: Scene, case: Case, project: str, name: str) -> None:
    """Of another project, and of another environment of this one."""
    scene.made()
    assert attrs.evolve(scene, project=project, name=name).sync(case.entry, board("theirs"), prune=False).exit_code == 0
    assert scene.settled()
    assert case.name in scene.there()


@marked
def test_what_is_edited_after_the_plan_stays(scene: Scene, case: Case) -> None:
    """It is read again right before; the next run meets it as an edit."""
    scene.made(case.entry)
    outcome = scene.sync(STAYS, between=lambda: case.edit(scene))
    assert outcome.exit_code == 1
    assert "has changed on the server since the plan was made: not deleted" in str(outcome.problems[0])
    assert scene.steps() == {case.name: "conflict"}


@marked
def test_what_is_edited_again_after_the_plan_stays(scene: Scene, case: Case) -> None:
    """Force is for the edit that the plan has shown, and for no later one."""
    scene.made(case.entry)
    case.edit(scene)
    again = {"dashboard": edit_board_again, "datasource": edit_source_again, "library-panel": edit_panel}
    between = partial(again[case.entry.kind], scene)
    outcome = scene.sync(STAYS, force=(case.entry.uid,), between=between)
    assert (outcome.exit_code, "not deleted" in str(outcome.problems[0])) == (1, True)
    assert case.name in scene.there()


def test_a_move_after_the_plan_keeps_it(scene: Scene) -> None:
    """It keeps the mark, and is somebody's wish all the same."""
    scene.made(board())
    scene.ask("POST", "/api/folders", {"uid": "theirs", "title": "Theirs"})
    outcome = scene.sync(STAYS, between=lambda: scene.grafana.move("load", "theirs"))
    assert (outcome.exit_code, scene.grafana.folder_of("load")) == (1, "theirs")


@every
def test_what_is_gone_already_is_no_error(scene: Scene, case: Case) -> None:
    """Somebody deleted it after the plan was made: that is told, and all is well."""
    scene.made(case.entry)
    outcome = scene.sync(STAYS, between=lambda: scene.ask("DELETE", case.path))
    assert (outcome.exit_code, [result.remark for result in outcome.remarks]) == (0, ["was gone already"])
    assert scene.settled()


@every
@pytest.mark.parametrize("done", [True, False])
def test_a_lost_answer_is_looked_up(scene: Scene, case: Case, done: bool) -> None:
    """Done or not: what is there then tells, and what was not done is asked for once more."""
    scene.made(case.entry)
    scene.grafana.drop_next(method="DELETE", done=done)
    outcome = scene.sync(STAYS)
    assert (outcome.exit_code, outcome.remarks) == (0, ())
    assert scene.there() == {"dashboard stays"}
    assert scene.grafana.count("DELETE") == (1 if done else 2)


@marked
def test_a_server_that_never_answers_deletes_nothing(scene: Scene, case: Case) -> None:
    """All that can be said is that nothing was deleted; the next run does it."""
    scene.made(case.entry)
    scene.grafana.drop_next(method="DELETE", done=False, times=2)
    outcome = scene.sync(STAYS)
    assert "took none of several attempts, and nothing was deleted" in str(outcome.problems[0])
    assert scene.sync(STAYS).exit_code == 0
    assert scene.there() == {"dashboard stays"}


@marked
def test_a_refusal_is_told(scene: Scene, case: Case) -> None:
    """What the server refuses stays, and says so in its words."""
    scene.made(case.entry)
    scene.grafana.fail_next(method="DELETE", status=400, body={"message": "not today"})
    outcome = scene.sync(STAYS)
    assert (outcome.exit_code, "not today" in str(outcome.problems[0])) == (1, True)
    assert case.name in scene.there()


def test_all_of_them_go_in_one_run(scene: Scene) -> None:
    """Each before what it lies in or needs: dashboards, then library panels and datasources, then folders."""
    code = (folder(), source(), panel(folder="team-a"), board(folder="team-a", shows="shared", source="logs"))
    scene.made(*code)
    outcome = scene.sync(STAYS)
    assert outcome.exit_code == 0
    kinds = [step.kind for step in outcome.done]
    assert kinds == ["dashboard", "library-panel", "datasource", "folder"]
    assert scene.settled()


def test_the_selection_limits_it(scene: Scene) -> None:
    """What lies outside of it is left, and not shown."""
    scene.made(board(), board("other"), source())
    outcome = scene.sync(STAYS, board("other"), select=selection(["dashboard/*"]))
    assert actions(outcome.plan) == {"dashboard load": "delete"}
    assert scene.there() == {"dashboard stays", "dashboard other", "datasource logs"}


def test_too_many_at_once_stay(scene: Scene) -> None:
    """None of them goes, and the rest of the plan is done."""
    scene.made(*(board(f"b{number}") for number in range(7)))
    outcome = scene.sync(attrs.evolve(STAYS, folder=None), board("new"), max_delete=6)
    assert ([step.uid for step in outcome.done], outcome.exit_code) == (["new"], 4)
    assert len(scene.there()) == 9
    assert scene.sync(STAYS, board("new"), max_delete=7).exit_code == 0
    assert scene.there() == {"dashboard stays", "dashboard new"}


def test_a_code_that_defines_nothing_deletes_nothing(scene: Scene) -> None:
    """That is more often a wrong `modules` than a wish."""
    scene.made(board(folder="team-a"), folder())
    with pytest.raises(UsageError, match="would delete everything"):
        scene.plan()
    assert set(actions(scene.plan(prune=False)).values()) == {"stray"}


def test_what_the_code_says_is_to_go_is_found(scene: Scene) -> None:
    """Also where neither mark nor prefix leads to it; of kinds with marks it proves nothing."""
    scene.ask("POST", "/api/folders", {"uid": "old", "title": "Old"})
    scene.hand_made("theirs")
    assert scene.sync(STAYS).exit_code == 0
    place = Place("boards.py", 3)
    removed = [Removed(kind="folder", uid="old", place=place), Removed(kind="dashboard", uid="theirs", place=place)]
    made = scene.plan(STAYS, removed=removed)
    assert actions(made) == {"dashboard theirs": "conflict", "folder old": "delete"}
    assert "it is not ours" in reason(made, "theirs")
    assert scene.sync(STAYS, removed=removed[:1]).exit_code == 0
    assert scene.there() == {"dashboard stays", "dashboard theirs"}


def test_what_is_on_hold_stays(scene: Scene) -> None:
    """And with it the folder that it lies in."""
    scene.made(folder(), board(folder="team-a"))
    hold = Hold(uid="load", until=datetime.now(UTC).date(), reason="incident", place=Place("grafmint.toml", 1))
    made = scene.plan(STAYS, holds=[hold])
    assert actions(made) == {"dashboard load": "held", "folder team-a": "conflict"}
    over = attrs.evolve(hold, until=date(2020, 1, 1))
    assert set(scene.steps(holds=[over]).values()) == {"delete"}


def test_a_datasource_that_the_code_uses_stays(scene: Scene) -> None:
    """The code has it no more and goes on asking it: by name, as a panel or as a rule."""
    scene.made(source(), source("logs2"))
    made = scene.plan(STAYS, board(source="logs"))
    assert actions(made) == {"dashboard load": "create", "datasource logs": "conflict", "datasource logs2": "delete"}
    assert reason(made, "logs") == "not in the code, but kept: is used by dashboard 'load' of the code"


def test_what_is_used_by_many_names_a_few(scene: Scene) -> None:
    """And says how many more there are."""
    scene.made(source())
    made = scene.plan(STAYS, *(board(f"b{number}", source="logs") for number in range(5)))
    assert reason(made, "logs").endswith("is used by dashboard 'b2' of the code; and 2 more")


@pytest.mark.parametrize(
    ("code", "action"),
    [((), "delete"), ((board(),), "delete"), ((board(shows="shared"),), "conflict")],
    ids=["deleted", "shows it no more", "shows it"],
)
def test_a_library_panel_goes_with_those_that_show_it(scene: Scene, code: tuple[Entry, ...], action: str) -> None:
    """Where this very run deletes or changes every dashboard that shows it."""
    scene.made(panel(), board(shows="shared"))
    made = scene.plan(STAYS, *code)
    assert actions(made)["library-panel shared"] == action
    assert scene.sync(STAYS, *code).exit_code == (0 if action == "delete" else 1)
    assert ("library-panel shared" in scene.there()) == (action == "conflict")


def test_a_library_panel_that_others_show_stays(scene: Scene) -> None:
    """The plan names them; where one comes after the plan, the server refuses."""
    scene.made(panel())
    scene.hand_made("theirs", shows="shared")
    made = scene.plan(STAYS)
    assert actions(made) == {"library-panel shared": "conflict"}
    assert "is shown by dashboard 'theirs' (Theirs), which is not ours" in reason(made, "shared")
    scene.grafana.delete("theirs")
    outcome = scene.sync(STAYS, between=lambda: scene.hand_made("theirs", shows="shared"))
    assert (outcome.exit_code, "is shown by a dashboard by now: not deleted" in str(outcome.problems[0])) == (1, True)
    assert "library-panel shared" in scene.there()


def test_an_edited_dashboard_of_the_code_keeps_its_library_panel(scene: Scene) -> None:
    """Its conflict leaves it as it is, with the panel in it; by force it shows the panel no more."""
    scene.made(panel(), board(shows="shared"))
    edit_board(scene)
    made = scene.plan(STAYS, board())
    assert actions(made) == {"dashboard load": "conflict", "library-panel shared": "conflict"}
    assert reason(made, "shared").endswith("is shown by dashboard 'load' (Load), which stays")
    assert scene.sync(STAYS, board(), force=("load",)).exit_code == 0
    assert "library-panel shared" not in scene.there()


@marked
def test_what_is_held_is_an_entry_that_a_write_puts_back(scene: Scene, case: Case) -> None:
    """Without mark, tag and secret: written again, it is what it was; and it is among all that there is."""
    scene.made(case.entry)
    with scene.http() as http:
        kind = scene.kinds(http).by_name[case.entry.kind]
        held = kind.read(case.entry.uid, None)
        assert held is not None
        again = kind.entry(held)
        assert case.entry.uid in set(kind.uids())
    assert (again.document, again.folder, again.title) == (
        held.document.replace(b',\n  "secrets": {}', b""),
        None,
        again.title,
    )
    assert b"grafmint" not in again.document
    scene.ask("DELETE", case.path)
    assert scene.sync(STAYS, again).exit_code == 0
    assert not scene.steps(case.entry)


@marked
def test_what_is_written_without_a_claim_is_nobodys(scene: Scene, case: Case) -> None:
    """Somebody's edit that is put back is theirs: the next plan does not take it for ours."""
    scene.made(case.entry)
    with scene.http() as http:
        kind = scene.kinds(http).by_name[case.entry.kind]
        held: Held | None = kind.read(case.entry.uid, case.entry)
        assert held is not None
        theirs = attrs.evolve(
            case.entry, document=case.entry.document.replace(b"Hello", b"Theirs").replace(b"http://p", b"http://q")
        )
        (step,) = (each for each in scene.plan(case.entry, STAYS).steps if each.uid == case.entry.uid)
        assert kind.write(attrs.evolve(step, action="update", entry=theirs, whose="foreign")) is None
        after = kind.read(case.entry.uid, case.entry)
    assert after is not None
    assert after.document == kind.form(theirs)
    assert after.hold == ("edited" if case.entry.kind == "dashboard" else "foreign")
    assert scene.steps(case.entry) == {case.name: "conflict"}
