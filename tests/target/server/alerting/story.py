"""A story of alerting: code that changes, others who write to the same server, faults, kills, and what must hold."""

import os
from collections.abc import Callable
from typing import Any
from unittest import mock

import attrs

from grafmint.outcome import Outcome
from grafmint.plan import Plan
from grafmint.target.integration import prefix, with_uids
from grafmint.target.server.alerting.rule import form_of
from grafmint.testing import Fault, Grafana
from tests.target.server.alerting.code import OURS, Code
from tests.target.server.alerting.cut import Killed
from tests.target.server.alerting.others import Others
from tests.target.server.alerting.scene import SECRETS, Scene

_WAYS = ("--force", "--take-over")
_LEFT = ("conflict", "managed")


@attrs.define
class Story:
    """What happened so far; `written` are the forms of each rule that we have ever sent."""

    grafana: Grafana
    code: Code = attrs.field(factory=Code)
    others: Others = attrs.field(default=attrs.Factory(lambda story: Others(story.grafana), takes_self=True))
    written: dict[str, set[bytes]] = attrs.field(factory=dict)

    def begin(self) -> None:
        """A first sync, on a server on which others have something too."""
        self.others.begin()
        for uid, in_ in zip("abc", ("g", "g", "h"), strict=True):
            self.code.say(uid, 80, "5m", in_)
        self.run()

    def do(self, who: str, name: str, *arguments: Any) -> None:
        """Let the code, others or the run do something."""
        actor = {"code": self.code, "others": self.others, "run": self}[who]
        getattr(actor, name)(*arguments)

    def fault(self, fault: Fault) -> None:
        """One of the next requests goes wrong."""
        self.grafana.inject(fault)

    def killed(self, left: int, done: bool) -> None:
        """A sync that ends at one of its writes."""
        self.run(Killed(self.grafana, left=left, done=done))

    def raced(self, ours: tuple[Any, ...], theirs: tuple[Any, ...]) -> None:
        """The code changes, and others write after the plan of it and before its first step."""
        self.do(*ours)
        self.run(race=lambda: self.do(*theirs))

    def resolve(self) -> None:
        """A sync that is asked to resolve whatever is in conflict."""
        conflicts = self._plan().conflicts
        names = {way: tuple(f"{each.kind}/{each.uid}" for each in conflicts if each.way_out == way) for way in _WAYS}
        self._sync(Scene(self.grafana), force=names["--force"], take_over=names["--take-over"])

    def run(self, scene: Scene | None = None, race: Callable[[], None] | None = None) -> Outcome:
        """Sync, and hold what was done against what may be done."""
        lives, theirs = dict[str, Any](), dict[str, Any]()

        def between() -> None:
            if race is not None:
                race()
            lives.update(self.grafana.alerting.rules())
            theirs.update(self._of_others())

        outcome = self._sync(scene or Scene(self.grafana), between)
        writing = {step.uid for step in outcome.plan.writes if step.kind == "alert-rule"}
        assert self._of_others() == theirs, "what others have is as it was"
        after = self.grafana.alerting.rules()
        unwritten = [uid for uid in lives if uid not in writing]
        assert [after[uid] for uid in unwritten] == [lives[uid] for uid in unwritten], "nothing else is written"
        for uid in writing:
            self._assert_no_edit_is_lost(uid, lives.get(uid), after.get(uid))
        if race is None:
            self._assert_done_or_told(outcome)
        return outcome

    def _sync(self, scene: Scene, between: Callable[[], None] = lambda: None, **choices: Any) -> Outcome:
        for uid, said in self.code.rules.items():
            self.written.setdefault(uid, set()).add(form_of(said.entry(uid).json))
        with mock.patch.dict(os.environ, {name[1:]: value for name, value in SECRETS.items()}):
            return scene.sync(self.code.entries(), between, **choices)

    def _plan(self) -> Plan:
        return Scene(self.grafana).plan(self.code.entries())

    def open(self) -> set[str]:
        """What is not as the code has it, and is not to be written."""
        return {f"{step.kind} {step.uid}" for step in self._plan().steps if step.action in _LEFT}

    def of_files(self) -> set[str]:
        """The groups in which a rule of a file is."""
        rules = self.grafana.alerting.rules()
        named = {each["ruleGroup"] for uid, each in rules.items() if self.grafana.alerting.provenance(uid) == "file"}
        return {f"rule-group shop/{name}" for name in named}

    def _of_others(self) -> dict[str, Any]:
        """Every byte that is not ours."""
        alerting = self.grafana.alerting
        rules = {uid: each for uid, each in alerting.rules().items() if uid not in "abc"}
        tree = alerting.policies()
        ours = prefix("shop", "prod")
        points = {uid: each for uid, each in alerting.contact_points().items() if not uid.startswith(ours)}
        return {
            "rules": {uid: (each, alerting.interval(uid), alerting.provenance(uid)) for uid, each in rules.items()},
            "routes": [each for each in tree.get("routes", ()) if each["receiver"] not in OURS],
            "root": {key: value for key, value in tree.items() if key != "routes"},
            "points": {uid: (each, alerting.secret(uid, "url")) for uid, each in points.items()},
        }

    def _assert_no_edit_is_lost(self, uid: str, live: Any, after: Any) -> None:
        """What is written over is what we wrote, or what the code says too."""
        if live is not None and live != after:
            assert form_of(live) in self.written[uid], f"the rule {uid} was edited and that is lost"

    def _assert_done_or_told(self, outcome: Outcome) -> None:
        """Everything is as in the code, but what is in conflict, others' or failed."""
        if outcome.failed or outcome.untried or outcome.error is not None:
            return
        told = {(step.kind, step.uid) for step in outcome.plan.steps if step.action in _LEFT}
        alerting = self.grafana.alerting
        for uid, said in self.code.rules.items():
            if ("alert-rule", uid) not in told:
                assert form_of(alerting.rules()[uid]) == form_of(said.entry(uid).json)
                is_told = ("rule-group", f"shop/{said.group}") in told
                assert is_told or alerting.interval(uid) == self.code.intervals[said.group]
        for name, integrations in self.code.points.items():
            if ("contact-point", name) not in told:
                self._assert_secrets(name, integrations)
        ours = [each["receiver"] for each in alerting.policies().get("routes", ()) if each["receiver"] in OURS]
        assert tuple(ours) == self.code.routes

    def _assert_secrets(self, name: str, integrations: tuple[Any, ...]) -> None:
        for uid, each in with_uids({"name": name, "receivers": integrations}, "shop", "prod"):
            for key, placeholder in each.get("secureSettings", {}).items():
                assert self.grafana.alerting.secret(uid, key) == SECRETS[placeholder]
