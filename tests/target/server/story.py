"""A story of one project on a server: code that changes, runs, and what people do meanwhile, held against the law."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import attrs

from grafmint.environment import Hold
from grafmint.origin import Place
from grafmint.outcome import Outcome
from grafmint.plan.step import Step
from grafmint.testing import Grafana
from tests.target.server.world import Board, World

_FIELDS = ("title", "refresh", "folder")
State = Mapping[str, Any]


@attrs.define
class Story:
    """What happened so far: the code, what is on hold, and what we wrote last of each dashboard."""

    grafana: Grafana
    project: str = "shop"
    code: dict[str, Board] = attrs.field(factory=dict)
    held: set[str] = attrs.field(factory=set)
    written: dict[str, Board] = attrs.field(factory=dict)
    copies: int = 0
    raced: tuple[str, str] | None = None

    @property
    def world(self) -> World:
        """The project that syncs to it; a hold on nothing would be an error."""
        known = {uid for uid in self.held if uid in self.code or self.live(uid) is not None}
        return World(self.grafana.url, self.grafana.token, self.project, tuple(map(_hold, sorted(known))))

    def live(self, uid: str) -> Board | None:
        """The dashboard as it is on the server now."""
        data = self.grafana.dashboard(uid)
        if data is None:
            return None
        return Board(title=data["title"], refresh=data["refresh"], folder=self.grafana.folder_of(uid))

    def state(self) -> dict[str, Any]:
        """Every byte of every dashboard, with its version and folder."""
        return {uid: (self.grafana.dashboard(uid), self.grafana.folder_of(uid)) for uid in self.grafana.dashboards()}

    def run(self, *, prune: bool = False, force: tuple[str, ...] = ()) -> Outcome:
        """Sync, and hold what was done against what may be done."""
        before, lives = dict[str, Any](), dict[str, Board | None]()

        def meanwhile() -> None:
            if self.raced is not None:
                self.refresh(*self.raced)
            before.update(self.state())
            lives.update({uid: self.live(uid) for uid in before})

        choices: dict[str, Any] = {"prune": prune and bool(self.code), "max_delete": 100}
        outcome = self.world.sync(self.code, meanwhile, force=force, **choices)
        done = [step for step in outcome.done if step.kind == "dashboard"]
        tried = [step for step, _ in outcome.failed if step.kind == "dashboard"]
        self._assert_nothing_else_changed(before, [*done, *tried])
        if not force:
            for step in (*done, *tried):
                self._assert_nothing_is_lost(step, lives)
        for step in (*done, *tried):
            self._note(step, is_done=step in done)
        self._assert_told(outcome)
        return outcome

    def prune(self) -> None:
        """A run that deletes what the code has no more."""
        self.run(prune=True)

    def _assert_nothing_else_changed(self, before: State, steps: list[Step]) -> None:
        touched = {uid for step in steps for uid in _touched(step)}
        after = self.state()
        assert {uid: after.get(uid) for uid in before if uid not in touched} == {
            uid: state for uid, state in before.items() if uid not in touched
        }, "what was not written is as it was"
        assert set(after) - set(before) <= touched
        assert touched.isdisjoint(self.held), "what is on hold is left alone"

    def _assert_nothing_is_lost(self, step: Step, lives: Mapping[str, Board | None]) -> None:
        """Each field that somebody changed since our last write has the value that the code writes, or stays."""
        for uid in _touched(step):
            live = lives.get(uid)
            if live is None or live == self.live(uid):
                continue
            assert uid in self.written, f"{uid} was never ours"
            code = self.code[step.uid] if step.action != "delete" else self.written[uid]
            for field in _FIELDS:
                theirs, base = getattr(live, field), getattr(self.written[uid], field)
                assert theirs in {base, getattr(code, field)}, f"the {field} of {uid} was edited and is lost"

    def _note(self, step: Step, *, is_done: bool) -> None:
        for uid in _touched(step):
            live = self.live(uid)
            if live is None:
                self.written.pop(uid, None)
            elif uid == step.uid and step.action != "delete" and (is_done or live == self.code[uid]):
                assert live == self.code[uid], "what is written is what the code says"
                self.written[uid] = live
        if is_done and step.action == "delete":
            assert step.uid not in self.code
            assert self.live(step.uid) is None

    def _assert_told(self, outcome: Outcome) -> None:
        steps = (*outcome.plan.conflicts, *(step for step, _ in outcome.failed), *outcome.untried)
        left = {step.uid for step in steps} | {step.uid for step in outcome.plan.steps if step.action == "held"}
        if self.raced is not None:
            # What was saved after the plan is told by the next run.
            left.add(self.raced[0])
            self.raced = None
        for uid, board in self.code.items():
            assert uid in left or self.live(uid) == board, "it is as in the code, or told"

    def say(self, uid: str, title: str, refresh: str, folder: str | None) -> None:
        """The code changes, to what check lets through: no two of one title in a folder."""
        others = {(board.title, board.folder) for other, board in self.code.items() if other != uid}
        if (title, folder) not in others:
            before = self.code[uid].before if uid in self.code else None
            self.code[uid] = Board(title=title, refresh=refresh, folder=folder, before=before)
            self._claim(uid)

    def drop(self, uid: str) -> None:
        """The code has it no more."""
        self.code.pop(uid, None)

    def rename(self, uid: str, new: str) -> None:
        """The code gives it another uid, and says which it had."""
        if uid in self.code and new not in self.code:
            self.code[new] = attrs.evolve(self.code.pop(uid), before=uid)
            self._claim(new)

    def _claim(self, uid: str) -> None:
        """Nothing says any more that it was renamed from what the code defines."""
        for other, board in self.code.items():
            if board.before in {uid, *self.code} or (board.before == self.code[uid].before and other != uid):
                self.code[other] = attrs.evolve(board, before=None)

    def hold(self, uid: str) -> None:
        """It is to be left alone."""
        self.held.add(uid)

    def release(self) -> None:
        """Nothing is on hold any more."""
        self.held.clear()

    def retitle(self, uid: str, title: str) -> None:
        """Somebody gives it another title in the page."""
        self._edit(uid, lambda data: data.update(title=title))

    def refresh(self, uid: str, refresh: str) -> None:
        """Somebody changes how often it refreshes."""
        self._edit(uid, lambda data: data.update(refresh=refresh))

    def _edit(self, uid: str, change: Callable[[dict[str, Any]], None]) -> None:
        # The page refuses a title that another one has in the folder.
        if self.live(uid) is not None:
            with suppress(ValueError):
                self.grafana.edit(uid, change)

    def race(self, uid: str, refresh: str) -> None:
        """Somebody saves it after the next plan and before its first step."""
        self.raced = uid, refresh

    def move(self, uid: str, folder: str | None) -> None:
        """Somebody moves it in the page."""
        if self.live(uid) is not None and (folder is None or folder in self.grafana.folders()):
            with suppress(ValueError):
                self.grafana.move(uid, folder)

    def copy(self, uid: str) -> None:
        """Somebody saves it under another name, tags and all."""
        if self.live(uid) is not None:
            self.copies += 1
            name = f"{self.project}-copy-{self.copies}"
            self.grafana.copy(uid, name, name)

    def delete(self, uid: str) -> None:
        """Somebody deletes it."""
        if self.live(uid) is not None:
            self.grafana.delete(uid)
            self.written.pop(uid, None)

    def put_back(self, uid: str) -> None:
        """Somebody puts its first version back."""
        if self.live(uid) is not None:
            with suppress(ValueError):
                self.grafana.put_back(uid, 1)


def _touched(step: Step) -> set[str]:
    """The uids that a step may change: that of what it takes the place of as well."""
    former = step.entry.renamed_from if step.entry is not None and step.held is not None else None
    is_former = former is not None and step.held is not None and (step.held.uid == former or bool(step.held.copies))
    return {step.uid, former} if is_former and former is not None else {step.uid}


def _hold(uid: str) -> Hold:
    return Hold(
        uid=f"dashboard/{uid}", until=datetime.now(UTC).date(), reason="an incident", place=Place("grafmint.toml", 1)
    )
