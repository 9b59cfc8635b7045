"""Unsaid: what of a bundle this server cannot hold, or these credentials cannot see."""

from collections.abc import Collection, Iterator

from grafmint.bundle import KINDS, Bundle, Kind, plural
from grafmint.target.deployed import unsaid_of_deployed
from grafmint.target.server.alerting.policies import Policies
from grafmint.target.server.alerting.rules import AlertRules
from grafmint.target.server.rights import GRANTS_READ, READS


def unsaid_of_folders(bundle: Bundle, *, granted: bool, nested: bool) -> Iterator[str]:
    """Permissions where we may not see them, and parents where there are none."""
    permissions = [entry.uid for entry in bundle.of("folder") if "permissions" in entry.json]
    if permissions and not granted:
        yield f"permissions of folders, which are not compared: these credentials lack {GRANTS_READ}"
    parents = [entry.uid for entry in bundle.of("folder") if entry.folder is not None]
    if parents and not nested:
        yield f"parents of folders, which this Grafana has not: {', '.join(parents)}"


def unsaid_of_locked(bundle: Bundle) -> Iterator[str]:
    """That people may edit dashboards all the same, where a Grafana has no word for it."""
    if bundle.of("dashboard"):
        yield "locked, which this Grafana has no word for: people may edit the dashboards in its page"


def unsaid_of_alerting(bundle: Bundle, rules: AlertRules, policies: Policies) -> Iterator[str]:
    """What older servers do not keep of a rule, the root of a tree that is everybody's, and what others load."""
    lost = {entry.uid: rules.lost(entry) for entry in bundle.of("alert-rule")}
    for field in sorted({field for fields in lost.values() for field in fields}):
        uids = ", ".join(uid for uid, fields in lost.items() if field in fields)
        yield f"{field} of alert rules, which this Grafana has not: {uids}"
    for entry in bundle.of("policy"):
        said = policies.unsaid(entry)
        if said is not None:
            yield said
    yield from unsaid_of_deployed(bundle)


def unsaid_of_rights(unread: Collection[Kind]) -> Iterator[str]:
    """The kinds that we may not read, those for want of one right together."""
    lacking: dict[str, list[str]] = {}
    for kind in sorted(unread, key=KINDS.index):
        lacking.setdefault(READS[kind], []).append(plural(kind))
    for right, kinds in lacking.items():
        yield f"{', '.join(kinds)}, which are not compared: these credentials lack {right}"
