"""Unsaid: what of a bundle this server cannot hold, or these credentials cannot see."""

from collections.abc import Collection, Iterator

from grafmint.bundle import KINDS, Bundle, Kind, plural
from grafmint.target.deployed import unsaid_of_deployed
from grafmint.target.server.alerting.policies import Policies
from grafmint.target.server.alerting.rules import AlertRules
from grafmint.target.server.instance.rights import GRANTS_READ, READS
from grafmint.target.server.kinds.registry import Kinds


def unsaid(kinds: Kinds, bundle: Bundle, unread: Collection[Kind]) -> Iterator[str]:
    """All of it, a line each."""
    yield from _of_rights(unread)
    yield from _of_folders(bundle, granted=kinds.may(GRANTS_READ), nested=kinds.nested)
    if kinds.environment.locked and "dashboard" not in kinds.served and bundle.of("dashboard"):
        yield "locked, which this Grafana has no word for: people may edit the dashboards in its page"
    yield from _of_alerting(bundle, kinds.rules, kinds.policies)
    yield from unsaid_of_deployed(bundle)


def _of_rights(unread: Collection[Kind]) -> Iterator[str]:
    """The kinds that we may not read, those for want of one right together."""
    lacking: dict[str, list[str]] = {}
    for kind in sorted(unread, key=KINDS.index):
        lacking.setdefault(READS[kind], []).append(plural(kind))
    for right, kinds in lacking.items():
        yield f"{', '.join(kinds)}, which are not compared: these credentials lack {right}"


def _of_folders(bundle: Bundle, *, granted: bool, nested: bool) -> Iterator[str]:
    """Permissions where we may not see them, and parents where there are none."""
    permissions = [entry.uid for entry in bundle.of("folder") if "permissions" in entry.json]
    if permissions and not granted:
        yield f"permissions of folders, which are not compared: these credentials lack {GRANTS_READ}"
    parents = [entry.uid for entry in bundle.of("folder") if entry.folder is not None]
    if parents and not nested:
        yield f"parents of folders, which this Grafana has not: {', '.join(parents)}"


def _of_alerting(bundle: Bundle, rules: AlertRules, policies: Policies) -> Iterator[str]:
    """What older servers do not keep of a rule, and the root of a tree that is everybody's."""
    lost = {entry.uid: rules.lost(entry) for entry in bundle.of("alert-rule")}
    for field in sorted({field for fields in lost.values() for field in fields}):
        uids = ", ".join(uid for uid, fields in lost.items() if field in fields)
        yield f"{field} of alert rules, which this Grafana has not: {uids}"
    for entry in bundle.of("policy"):
        said = policies.unsaid(entry)
        if said is not None:
            yield said
