"""Grafana as a source: the server of an environment asks its datasources, as it does for the page.

Source: https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#query-a-data-source
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from grafmint.data.answer import Answer, data_of, untold, with_problem
from grafmint.data.ask import Ask
from grafmint.data.frame import Data
from grafmint.data.frames_json import from_json
from grafmint.data.series import shaped
from grafmint.data.target import EXPRESSION, GRAFANA, Target
from grafmint.data.testdata import answer as made_here
from grafmint.environment import Environment, Server
from grafmint.errors import CredentialsError, TargetError, UsageError
from grafmint.model.base import Json
from grafmint.promql.variables import references
from grafmint.target.server.http.client import Http, connect
from grafmint.target.server.http.faults import Unreachable
from grafmint.target.server.instance.organisation import refuse_elsewhere

#: What only the page can make, and we do too.
_OF_THE_PAGE = frozenset({"raw_frame", "no_data_points"})


class GrafanaData:
    """A source that asks an environment's Grafana; safe to use from several threads."""

    def __init__(self, environment: Environment, http: Http) -> None:
        self._environment = environment
        self._http = http
        self._lock = threading.Lock()
        self._admitted = False
        self._lost: TargetError | CredentialsError | None = None
        self._sources: Mapping[str, Any] | None = None

    def data(self, ask: Ask) -> Data:
        """What Grafana answers to the panel's queries."""
        answers = {target.ref_id: found for target in ask.targets if (found := _made_here(target, ask)) is not None}
        sent = [target for target in (*ask.targets, *ask.inputs) if target.ref_id not in answers]
        tables = sum(target.query.get("format") == "table" for target in ask.targets)
        for group in _groups(sent):
            answers |= self._answers(ask, group, tables)
        return with_problem(data_of(ask, answers, "live"), untold(ask))

    @property
    def _name(self) -> str:
        return f"Grafana of {self._environment.name}"

    def _answers(self, ask: Ask, targets: Sequence[Target], tables: int) -> dict[str, Answer]:
        """What one request brings; that it failed is the problem of each of its queries."""
        try:
            self._enter()
            queries = [self._query(target, ask) for target in targets]
            body = {"from": str(ask.start), "to": str(ask.end), "queries": queries}
            results = self._http.ask("/api/ds/query", body, _results)
        except Unreachable as error:
            # One panel after the other would wait as long for the same.
            self._lost = error
            return self._nothing(targets, error)
        except (TargetError, CredentialsError) as error:
            return self._nothing(targets, error)
        return {target.ref_id: self._answer(target, results, tables) for target in targets}

    def _nothing(self, targets: Sequence[Target], error: TargetError | CredentialsError) -> dict[str, Answer]:
        problem = f"{self._name} gave no data: {error.message}"
        return {target.ref_id: Answer(problem=problem) for target in targets}

    def _enter(self) -> None:
        """See once that our credentials are of the organisation that is meant; raise again what went wrong then."""
        with self._lock:
            if self._lost is not None:
                raise self._lost
            if not self._admitted:
                try:
                    refuse_elsewhere(self._http, self._environment)
                except (TargetError, CredentialsError) as error:
                    self._lost = error
                    raise
                self._admitted = True

    def _query(self, target: Target, ask: Ask) -> dict[str, Any]:
        return {
            **target.query,
            "refId": target.ref_id,
            "hide": target.hidden,
            "datasource": self._datasource(target),
            "intervalMs": ask.interval_ms,
            "maxDataPoints": ask.max_points,
        }

    def _datasource(self, target: Target) -> dict[str, str]:
        """The reference as the server takes it, by uid: an old document has a name, or leaves it to the default."""
        if target.kind == EXPRESSION:
            return {"type": EXPRESSION, "uid": EXPRESSION}
        if target.uid == GRAFANA:
            return {"type": "datasource", "uid": "grafana"}
        is_open = references(target.uid or "") != ()
        if target.uid is not None and not is_open and isinstance(target.query.get("datasource"), Mapping):
            return {"type": target.kind, "uid": target.uid}
        sources, default = self._known()
        if is_open:
            return _first_of(target.kind, sources, default)
        found = sources.get(target.uid or default) or {}
        return {"type": str(found.get("type") or target.kind), "uid": str(found.get("uid") or target.uid or "")}

    def _known(self) -> tuple[Mapping[str, Any], str]:
        """The server's datasources by name, and the name of the default one."""
        with self._lock:
            if self._sources is None:
                found = self._http.get("/api/frontend/settings")
                self._sources = found if isinstance(found, dict) else {}
            return self._sources.get("datasources") or {}, str(self._sources.get("defaultDatasource") or "")

    def _answer(self, target: Target, results: Mapping[str, Any], tables: int) -> Answer:
        found = results.get(target.ref_id)
        if not isinstance(found, Mapping):
            return Answer(problem=None if target.hidden else f"{self._name} said nothing to query {target.ref_id}")
        said = found.get("error")
        problem = f"{self._name} refused the query {target.ref_id}: {self._http.shown(said)}" if said else None
        try:
            frames = tuple(from_json(each, target.ref_id) for each in found.get("frames") or ())
        except ValueError as error:
            return Answer(problem=f"{self._name} answered the query {target.ref_id} in another form: {error}")
        is_prometheus = target.kind == "prometheus"
        return Answer(frames=shaped(frames, target, tables=tables) if is_prometheus else frames, problem=problem)


@contextmanager
def open_grafana(environment: Environment, *, run_commands: bool) -> Iterator[GrafanaData]:
    """A session to an environment's Grafana.

    Raises UsageError for an environment without a server, CredentialsError where its token or password cannot be had,
    or comes from a command and `run_commands` says that none may run.
    """
    server = environment.target
    if not isinstance(server, Server):
        raise UsageError(
            f"env:{environment.name} has no data: its target is a directory", hint="name an environment with a url"
        )
    if server.by_command and not run_commands:
        raise CredentialsError(
            f"{server.by_command[0]} of {environment.name} comes from a command, and none is run here",
            hint='give it by { env = "NAME" } or { file = "…" }',
        )
    with connect(server, what=environment.name) as http:
        yield GrafanaData(environment, http)


def _first_of(kind: str, sources: Mapping[str, Any], default: str) -> dict[str, str]:
    """What a variable that nobody has chosen for stands for on the page: the default one, or the first by name."""
    found = {name: each for name, each in sorted(sources.items()) if each.get("type") == kind}
    chosen: Mapping[str, Any] = found.get(default) or next(iter(found.values()), {})
    return {"type": kind, "uid": str(chosen.get("uid") or "")}


def _results(document: Json) -> Json:
    """The `results` of an answer to queries, which is there also where Grafana says that one of them failed."""
    results = document.get("results") if isinstance(document, dict) else None
    return results if isinstance(results, dict) else None


def _groups(targets: Sequence[Target]) -> list[list[Target]]:
    """The queries that go together: one that is broken takes its request with it, and an expression needs others."""
    if any(target.kind == EXPRESSION for target in targets):
        return [list(targets)]
    found: dict[str | None, list[Target]] = {}
    for target in targets:
        found.setdefault(target.uid, []).append(target)
    return list(found.values())


def _made_here(target: Target, ask: Ask) -> Answer | None:
    return made_here(target, ask) if target.query.get("scenarioId") in _OF_THE_PAGE else None
