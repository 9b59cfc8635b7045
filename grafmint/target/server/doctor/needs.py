"""Needs: what plan and sync must be allowed for the kinds of a project, and what of that our credentials lack."""

from collections.abc import Collection, Iterator

import attrs

from grafmint.bundle import Bundle, Kind, plural
from grafmint.target.checkup import Check
from grafmint.target.server.instance.rights import (
    ALERTING,
    ALERTING_READ,
    ALERTING_WRITE,
    GRANTS_READ,
    GRANTS_WRITE,
    READS,
    TEAMS_READ,
    WRITES,
    Rights,
    given_with_each,
)

_KINDS: tuple[Kind, ...] = ("folder", "datasource", "dashboard")
# Most projects have none.
_SOME: tuple[Kind, ...] = ("library-panel",)


@attrs.frozen(kw_only=True)
class Need:
    """Rights for one kind, or for permissions; `role` is the least role that has them all.

    Whoever may `make` a kind gets the `rest` with each one made. A plan goes on without what is `optional`.
    """

    name: str
    plan: tuple[str, ...]
    sync: tuple[str, ...]
    role: str
    make: str | None = None
    rest: frozenset[str] = frozenset()
    optional: bool = False

    def check(self, rights: Rights) -> Check:
        """What of it is allowed and what is missing."""
        had = self.rest if self.make in rights.actions else frozenset[str]()
        lacks_plan, lacks_sync = (
            tuple(right for right in rights.lacking(needed) if right not in had) for needed in (self.plan, self.sync)
        )
        said = f"{_said('plan', self.plan, lacks_plan)}; {_said('sync', self.sync, lacks_sync)}"
        if not lacks_plan and not lacks_sync:
            return Check(name=self.name, status="ok", said=said)
        hint = f"give the account these, or the role {self.role}"
        return Check(name=self.name, status="bad" if lacks_plan and not self.optional else "warn", said=said, hint=hint)


def needs(bundle: Bundle | None, present: Collection[Kind]) -> Iterator[Need]:
    """What a bundle needs, or every kind that most projects have where there is none.

    `present` are the kinds of which we see some.
    """
    kinds = _KINDS if bundle is None else [kind for kind in (*_KINDS, *_SOME) if bundle.of(kind)]
    yield from (_need(kind, present) for kind in kinds)
    rows = [row for entry in bundle.of("folder") for row in entry.json.get("permissions", ())] if bundle else []
    if rows:
        teams = (TEAMS_READ,) if any("team" in row for row in rows) else ()
        plan, sync = (GRANTS_READ, *teams), (GRANTS_WRITE,)
        yield Need(name="may: permissions", plan=plan, sync=sync, role="Admin", optional=True)
    if bundle is not None and any(map(bundle.of, ALERTING)):
        yield Need(name="may: alerting", plan=(ALERTING_READ,), sync=(ALERTING_WRITE,), role="Admin")


def _need(kind: Kind, present: Collection[Kind]) -> Need:
    make, change, read = WRITES[kind, "create"], WRITES[kind, "update"], READS[kind]
    role = "Admin" if kind == "datasource" else "Editor"
    return Need(
        name=f"may: {plural(kind)}",
        plan=(read,),
        sync=tuple(dict.fromkeys((make, change))),
        role=role,
        make=make,
        rest=given_with_each(kind, present),
    )


def _said(what: str, needed: tuple[str, ...], lacks: tuple[str, ...]) -> str:
    return f"{what} lacks {', '.join(lacks)}" if lacks else f"{what} has {', '.join(needed)}"
