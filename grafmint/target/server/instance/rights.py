"""Rights: what our credentials may do, and what the kinds of a project need.

Source: https://grafana.com/docs/grafana/latest/administration/roles-and-permissions/access-control/
"""

from collections.abc import Callable, Collection, Iterable, Mapping

import attrs

from grafmint.bundle import Kind
from grafmint.errors import CredentialsError
from grafmint.plan.plan import Plan
from grafmint.plan.step import Action
from grafmint.target.server.http.client import Http

#: The kinds of alerting.
ALERTING: tuple[Kind, ...] = ("template", "mute-timing", "contact-point", "policy", "alert-rule", "rule-group")
#: What reading and writing anything of alerting takes; up to Grafana 10 only administrators have them.
ALERTING_READ, ALERTING_WRITE = "alert.provisioning:read", "alert.provisioning:write"
#: What reading a kind takes.
READS: Mapping[Kind, str] = {
    "folder": "folders:read",
    "datasource": "datasources:read",
    "library-panel": "folders:read",
    "dashboard": "dashboards:read",
    **dict.fromkeys(ALERTING, ALERTING_READ),
}
#: What each writing action takes, by kind.
_RIGHTS: Mapping[Action, str] = {
    "create": "create",
    "update": "write",
    "rename": "write",
    "take over": "write",
    "adopt": "write",
    "delete": "delete",
}
# Up to Grafana 10 a library panel takes what its folder takes; who may edit one may make dashboards in it, and at the
# top level both take the same role.
# Source: pkg/services/libraryelements of Grafana 9.4, `requireEditPermissionsOnFolder`
_AS_ONE: Mapping[Kind, str] = {**dict.fromkeys(ALERTING, ALERTING_WRITE), "library-panel": "dashboards:create"}
WRITES = {(kind, action): _AS_ONE.get(kind, f"{kind}s:{right}") for kind in READS for action, right in _RIGHTS.items()}
#: What reading the permissions of a folder takes; a viewer has it not.
GRANTS_READ = "folders.permissions:read"
#: What giving permissions takes, and finding the teams that are to have them.
GRANTS_WRITE = "folders.permissions:write"
TEAMS_READ = "teams:read"
_HINT = "give the token's account the role Editor, or Admin where datasources or alerting are written, and run it again"


#: What stands for every folder, and with it for all that lies in any.
_EVERY = frozenset({"*", "folders:*", "folders:uid:*"})
_SEEN: Mapping[str, frozenset[str]] = {
    "folders:read": _EVERY,
    "dashboards:read": _EVERY | {"dashboards:*", "dashboards:uid:*"},
}


@attrs.frozen
class Rights:
    """The actions that our credentials allow, whatever they are allowed on; `scopes` is that, where it is told."""

    actions: frozenset[str]
    scopes: Mapping[str, frozenset[str]] = attrs.field(factory=dict)

    @property
    def sees_all(self) -> bool:
        """Whether no folder and no dashboard is hidden from us."""
        return all(not every.isdisjoint(self.scopes.get(action, ())) for action, every in _SEEN.items())

    def lacking(self, needed: Iterable[str]) -> tuple[str, ...]:
        """Those of the needed actions that are not allowed."""
        return tuple(sorted(set(needed) - self.actions))

    def may_read(self, kind: Kind, present: Collection[Kind]) -> bool:
        """Whether we see all there is of a kind; `present` are the kinds of which we see some."""
        right = READS[kind]
        return right in self.actions or (
            right in given_with_each(kind, present) and WRITES[kind, "create"] in self.actions
        )


def unreadable(rights: Rights | None, wanted: Iterable[Kind], present: Collection[Kind]) -> frozenset[Kind]:
    """The kinds that we may not read: the server answers as if there were none."""
    return frozenset(kind for kind in wanted if rights is not None and not rights.may_read(kind, present))


def given_with_each(kind: Kind, present: Collection[Kind]) -> frozenset[str]:
    """The rights that whoever may create a kind gets with each one that is created.

    Grafana gives them folder by folder, dashboard by dashboard: where there is none, nobody below an administrator has
    them yet.
    """
    if kind == "datasource" or kind in ALERTING or kind in present:
        return frozenset()
    return frozenset({READS[kind], WRITES[kind, "update"]})


def read_rights(http: Http) -> Rights | None:
    """Our rights, or None where the server does not tell."""
    found = http.find("/api/access-control/user/permissions")
    if not isinstance(found, dict):
        return None
    return Rights(frozenset(found), {action: frozenset(scopes or ()) for action, scopes in found.items()})


def refuse_powerless(rights: Rights | None, plan: Plan, renames: Callable[[Kind], bool]) -> None:
    """Raise CredentialsError when a plan needs what we may not do: before the first of its steps is begun.

    What the server `renames` in place is written; anything else is made anew, and the old one deleted.
    """
    if rights is None:
        return
    needed = [READS[kind] for kind in plan.unread]
    for step in plan.writes:
        anew: tuple[Action, ...] = ("create", "delete")
        actions = anew if step.action == "rename" and not renames(step.kind) else (step.action,)
        needed += [WRITES[step.kind, action] for action in actions]
    lacking = rights.lacking(needed)
    if lacking:
        raise CredentialsError(f"these credentials lack {', '.join(lacking)}: nothing written", hint=_HINT)
