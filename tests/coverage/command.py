"""The deeds of the command itself: run as a process, against the double of a Grafana, each when it is asked for."""

import json
import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from functools import cached_property
from http import HTTPStatus
from pathlib import Path

import attrs

from grafmint.environment import Environment
from grafmint.testing import Grafana
from tests.testing.client import ask

from .build import Output
from .deeds import Boards, Call, Files, Step
from .process import Copy
from .project import build_changed

_EXTENSION = """\
from grafmint import Dashboard, Folder, Text

extension = Dashboard(
    uid="extension",
    title="Extension",
    folder=Folder(uid="extensions", title="Extensions"),
    panels=[Text(title="Extension", content="More.")],
)
"""
#: The releases that the double knows, and what each stands in for.
_RELEASES = {(9, 4): "9.4.0-pre", (10, 4): "10.4", (11, 6): "11.6", (12, 2): "12.2", (13, 2): "13.2"}


@attrs.define(slots=False)
class Command:
    """What the command does with one environment of the project, in a folder that is there for it."""

    environment: Environment
    output: Output = attrs.field(repr=False)
    folder: Path
    _opened: ExitStack = attrs.field(factory=ExitStack, init=False, repr=False)
    _copy: Copy = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._copy = Copy(self.environment, self.output, self.folder)

    def close(self) -> None:
        """Stop the server that is kept for what comes next."""
        self._opened.close()

    @cached_property
    def planned(self) -> tuple[Step, ...]:
        with self._grafana() as grafana:
            return self._plan(grafana)

    @cached_property
    def _after_sync(self) -> tuple[Grafana, tuple[Call, ...]]:
        """A server that a sync has filled, for all that only reads there, and what the sync sent."""
        grafana = self._opened.enter_context(self._grafana())
        self._sync(grafana)
        return grafana, _calls(grafana)

    @property
    def _synced(self) -> Grafana:
        return self._after_sync[0]

    @property
    def sent(self) -> tuple[Call, ...]:
        return self._after_sync[1]

    @cached_property
    def left(self) -> tuple[Step, ...]:
        return tuple(step for step in self._plan(self._synced) if step.action != "unchanged")

    @property
    def stored(self) -> Boards:
        return self._synced.dashboards()

    @cached_property
    def refused(self) -> bool:
        with self._grafana() as grafana:
            return self._copy.run(grafana, "plan", token="glsa_of_nobody").code != 0  # noqa: S106 - of no server

    @cached_property
    def _backed_up(self) -> tuple[Files, tuple[Call, ...]]:
        self._synced.forget_requests()
        self._copy.done(self._synced, "backup", "--out", "kept")
        return self._copy.files("kept"), _calls(self._synced)

    @property
    def backup(self) -> Files:
        return self._backed_up[0]

    @property
    def asked(self) -> tuple[Call, ...]:
        return self._backed_up[1]

    @cached_property
    def restored(self) -> Boards:
        assert self.backup
        with self._grafana() as other:
            # Contact points come back only where their secrets are named again, which no server gives back.
            self._copy.done(other, "restore", "--from", "kept", "--select", "dashboard/*", "--yes")
            return other.dashboards()

    @cached_property
    def permission_plan(self) -> str:
        with self._grafana() as grafana:
            self._sync(grafana)
            for folder in self.output.of("folder"):
                closed = ask(
                    grafana.url, grafana.token, "POST", f"/api/folders/{folder.uid}/permissions", {"items": []}
                )
                assert closed.status == HTTPStatus.OK, closed
            return self._copy.done(grafana, "plan").out

    @cached_property
    def checkup(self) -> str:
        return self._copy.run(self._synced, "doctor").out

    @cached_property
    def built(self) -> tuple[Files, Files]:
        return self._build("1"), self._build("2")

    @cached_property
    def extended(self) -> Files:
        (self.folder / "extension.py").write_text(_EXTENSION, encoding="utf-8")
        return self._build("1", "extension")

    @property
    def values(self) -> Mapping[str, object]:
        return self.environment.values

    def with_values(self, values: Mapping[str, object]) -> Output:
        return build_changed(attrs.evolve(self.environment, values={**self.environment.values, **values}))

    def without(self, names: tuple[str, ...]) -> Output:
        values = {name: value for name, value in self.environment.values.items() if name not in names}
        secrets = {name: value for name, value in self.environment.secrets.items() if name not in names}
        return build_changed(attrs.evolve(self.environment, values=values, secrets=secrets))

    def _grafana(self) -> Grafana:
        known = [release for version, release in _RELEASES.items() if version >= self.environment.grafana]
        return Grafana(release=known[0])

    def _sync(self, grafana: Grafana) -> None:
        self._copy.done(grafana, "sync", "--yes")

    def _plan(self, grafana: Grafana) -> tuple[Step, ...]:
        steps = json.loads(self._copy.done(grafana, "plan", "--json").out)["steps"]
        return tuple(Step(one["action"], one["kind"], one["uid"]) for one in steps)

    def _build(self, seed: str, *modules: str) -> Files:
        shutil.rmtree(self.folder / "built", ignore_errors=True)
        with self._grafana() as grafana:
            self._copy.done(grafana, "build", "--out", "built", seed=seed, modules=modules)
        return self._copy.files("built")


def _calls(grafana: Grafana) -> tuple[Call, ...]:
    return tuple(Call(one.method, one.path, one.query) for one in grafana.requests)
