"""Health: whether the server reaches the datasources of a project, as the check of each one's type says it.

Grafana before 10 has no check for Prometheus; its page asks for a number instead, and so do we.
Source: https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#check-data-source-health
"""

import time
from collections.abc import Collection, Iterator, Mapping, Sequence

import attrs

from grafmint.bundle import Bundle
from grafmint.environment import Environment, Server
from grafmint.errors import CredentialsError, TargetError
from grafmint.model.base import Json
from grafmint.target.checkup import Check, Status
from grafmint.target.server.api.index import Index
from grafmint.target.server.api.source import path_of
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.credentials import Credentials
from grafmint.target.server.http.faults import Forbidden, Refused
from grafmint.target.server.http.pool import in_parallel
from grafmint.target.server.http.reading import READERS
from grafmint.target.server.http.retry import Policy
from grafmint.target.server.instance.rights import Rights

#: What asking takes; every viewer has it.
QUERY = "datasources:query"
_PROMETHEUS = "prometheus"
# A datasource that does not answer is what we look for: nothing is asked twice.
_ONCE = Policy(attempts=1)
_NO_CHECK = 404
# The type has no part in the server at all; anything else with 503 is what stands before it.
_NO_PART = "plugin unavailable"
_WELL = "it is well"
_REF_ID = "A"
_MINUTE = 60_000
_MEND = "see its address and its credentials, and that the Grafana may connect there: boards of it show nothing"


@attrs.frozen
class _Source:
    uid: str
    name: str
    type: str

    def check(self, status: Status, said: str, hint: str | None = None) -> Check:
        return Check(name=f"health: {self.name}", status=status, said=said, hint=hint)


def health(
    environment: Environment,
    server: Server,
    credentials: Credentials | None,
    index: Index,
    rights: Rights | None,
    bundle: Bundle | None,
) -> Iterator[Check]:
    """A check for each datasource that the project defines or maps, all asked at once.

    One that a sync is to make is left out.
    """
    there = {each.uid: each.title for each in index.listed if each.kind == "datasource"}
    sources = [_Source(uid, there[uid], type_) for uid, type_ in _types(environment, bundle).items() if uid in there]
    if sources and rights is not None and QUERY not in rights.actions:
        yield _unasked(sources)
    else:
        yield from _asked(server, credentials, sources)
    if bundle is not None:
        made = {entry.uid for entry in bundle.of("datasource")}
        yield from _absent(environment, {*made, *there})


def _types(environment: Environment, bundle: Bundle | None) -> Mapping[str, str]:
    """The types of the datasources by their uids there."""
    if bundle is not None:
        return bundle.datasources
    return {environment.datasources.get(name, name): type_ for name, type_ in environment.datasource_types.items()}


def _absent(environment: Environment, known: Collection[str]) -> Iterator[Check]:
    for name, uid in environment.datasources.items():
        if uid not in known:
            said = f"cannot be reached: the server has no datasource {uid}, or hides it from these credentials"
            hint = f"map {name} to the uid of one that is there, in [env.{environment.name}]"
            yield Check(name=f"health: {name}", status="warn", said=said, hint=hint)


def _unasked(sources: Sequence[_Source]) -> Check:
    names = ", ".join(each.name for each in sources)
    said = f"not asked whether these can be reached, for want of {QUERY}: {names}"
    return Check(name="health", status="warn", said=said, hint="give the account this, or the role Viewer")


def _asked(server: Server, credentials: Credentials | None, sources: Sequence[_Source]) -> Iterator[Check]:
    with Http(server, credentials, policy=_ONCE) as http:
        found = dict(in_parallel(lambda source: _told(http, source), sources, READERS))
    yield from (_check(source, found[source]) for source in sources)


def _told(http: Http, source: _Source) -> str | None:
    """What a datasource that answers said, None where nobody can tell; raises what a check that failed is."""
    try:
        found = http.get(f"{path_of(source.uid)}/health")
    except Refused as refused:
        if refused.status != _NO_CHECK and (refused.said or "").lower() != _NO_PART:
            raise
        return _number(http, source) if source.type == _PROMETHEUS else None
    return http.shown(found.get("message") or _WELL) if isinstance(found, dict) else _WELL


def _number(http: Http, source: _Source) -> str:
    now = int(time.time() * 1000)
    datasource = {"type": source.type, "uid": source.uid}
    queries = [{"refId": _REF_ID, "expr": "1", "instant": True, "datasource": datasource}]
    found = http.ask("/api/ds/query", {"from": str(now - _MINUTE), "to": str(now), "queries": queries}, _result)
    if found.get("error"):
        raise TargetError(http.shown(found["error"]))
    return "it answers a query"


def _result(document: Json) -> Json:
    results = document.get("results") if isinstance(document, dict) else None
    return results.get(_REF_ID) if isinstance(results, dict) else None


def _check(source: _Source, came: str | TargetError | CredentialsError | None) -> Check:
    if came is None:
        return source.check("ok", f"not told whether it can be reached: this Grafana has no check for {source.type}")
    if isinstance(came, str):
        return source.check("ok", f"can be reached: {came}")
    if isinstance(came, CredentialsError | Forbidden):
        return source.check("warn", f"not asked whether it can be reached: {came.message}", came.hint)
    said = came.said if isinstance(came, Refused) else None
    return source.check("bad", f"cannot be reached: {said or came.message}", _MEND)
