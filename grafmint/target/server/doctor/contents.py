"""Contents: what stands on a server by kind and owner, and what of it is in a project's way."""

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

from grafmint.bundle import Bundle
from grafmint.environment import Environment
from grafmint.errors import CredentialsError, TargetError
from grafmint.target.checkup import Check, failed
from grafmint.target.obstacles import Obstacle, obstacles
from grafmint.target.server.alerting.lists import RULES
from grafmint.target.server.api.index import Index, read_sources
from grafmint.target.server.doctor.owners import TAGGED, UNREAD, Owned, owned_dashboards, owned_datasources, owned_rules
from grafmint.target.server.http.client import Http
from grafmint.target.server.kinds.registry import Kinds
from grafmint.target.server.proof.owner import Owner


def contents(environment: Environment, http: Http, index: Index, bundle: Bundle | None) -> Iterator[Check]:
    """Folders, datasources, dashboards, alert rules where the bundle has some; then its uids that somebody else has."""
    yield _folders(index, bundle)
    us = Owner(environment.project, environment.name)
    datasources = yield from _listed("datasources", lambda: owned_datasources(us, read_sources(http)))
    dashboards = sorted(owned_dashboards(Kinds(environment, http), us, index), key=lambda each: each.uid)
    yield _counted("dashboards", dashboards)
    rules: list[Owned] | None = None
    if bundle is not None and bundle.of("alert-rule"):
        rules = yield from _listed("alert rules", lambda: owned_rules(us, http.get(RULES)))
    if bundle is not None:
        ours = {(entry.kind, entry.uid) for entry in bundle}
        lists = {"datasource": datasources, "dashboard": dashboards, "alert-rule": rules}
        found = [each for owned in lists.values() for each in owned or () if (each.kind, each.uid) in ours]
        held = [Obstacle(each.kind, each.uid, each.owner) for each in found if each.is_foreign]
        read = ("folder", *(kind for kind, owned in lists.items() if owned is not None))
        yield obstacles(held, environment, bundle, read)


def _listed(name: str, read: Callable[[], Iterable[Owned]]) -> Generator[Check, None, list[Owned] | None]:
    """What one list of the server has; None where it cannot be read."""
    try:
        found = list(read())
    except (TargetError, CredentialsError) as error:
        yield failed(name, error)
        return None
    yield _counted(name, found)
    return found


def _folders(index: Index, bundle: Bundle | None) -> Check:
    """Folders hold no mark: whose they are is the code's word."""
    uids = [each.uid for each in index.listed if each.kind == "folder"]
    known = {entry.uid for entry in bundle.of("folder")} if bundle is not None else set[str]()
    said = f"{len(uids)}, {len(known.intersection(uids))} of them of the project" if known else str(len(uids))
    return Check(name="folders", status="ok", said=said)


def _counted(name: str, found: Sequence[Owned]) -> Check:
    count = Counter(each.owner for each in found)
    owners = ", ".join(f"{count[owner]} {owner}" for owner in sorted(count, key=lambda owner: (-count[owner], owner)))
    said = f"{len(found)}: {owners}" if found else "none"
    if count[UNREAD]:
        return Check(name=name, status="warn", said=said, hint="run it again: they could not be read this time")
    hint = "somebody edited these in Grafana, or copied ours: `grafmint plan` tells which" if count[TAGGED] else None
    return Check(name=name, status="warn" if hint else "ok", said=said, hint=hint)
