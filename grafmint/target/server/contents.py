"""Contents: what stands on a server by kind and owner, and what of it is in a project's way."""

from collections import Counter
from collections.abc import Iterator, Sequence

from grafmint.bundle import Bundle
from grafmint.environment import Environment
from grafmint.errors import CredentialsError, TargetError
from grafmint.target.checkup import Check, failed
from grafmint.target.obstacles import Obstacle, obstacles
from grafmint.target.server.http import Http
from grafmint.target.server.index import Index
from grafmint.target.server.mark import Owner
from grafmint.target.server.owners import TAGGED, UNREAD, Owned, owned_dashboards, owned_datasources


def contents(environment: Environment, http: Http, index: Index, bundle: Bundle | None) -> Iterator[Check]:
    """Folders, datasources and dashboards; then the uids of the bundle that somebody else has."""
    yield _folders(index, bundle)
    us = Owner(environment.project, environment.name)
    datasources: list[Owned] = []
    try:
        datasources = list(owned_datasources(us, http.get("/api/datasources")))
        yield _counted("datasources", datasources)
    except (TargetError, CredentialsError) as error:
        yield failed("datasources", error)
    dashboards = sorted(owned_dashboards(http, us, index), key=lambda each: each.uid)
    yield _counted("dashboards", dashboards)
    if bundle is not None:
        ours = {(entry.kind, entry.uid) for entry in bundle}
        held = [each for each in (*datasources, *dashboards) if (each.kind, each.uid) in ours and each.is_foreign]
        yield obstacles([Obstacle(each.kind, each.uid, each.owner) for each in held], environment, bundle)


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
