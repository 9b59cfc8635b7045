"""The requirement tables: what the built output of each reference system must satisfy, a row for each demand."""

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import yaml

DATA = Path(__file__).parents[1] / "data" / "coverage"
SYSTEMS = ("mint-replica-lite", "labelmint", "plue", "agentprovision", "multi-service")

Assertion = Mapping[str, Any]


@attrs.frozen(kw_only=True)
class Row:
    """One row: `check` says what must hold, `assertions` the same for a machine.

    The first assertion is the table's, those after it are what its check says beyond that. `left` is what the row
    leaves to the user: a part of one that is partial, all of one that is out of scope.
    """

    id: str
    system: str
    kind: str
    scope: str
    text: str
    check: str
    assertions: tuple[Assertion, ...]
    left: str = ""

    @property
    def is_out(self) -> bool:
        """Whether nothing of it can be shown from what is built: it belongs to servers, clusters or people."""
        return self.scope == "out"

    @property
    def is_partial(self) -> bool:
        """Whether it is in scope, and a part of it is left to the user."""
        return self.scope == "partial"

    @property
    def types(self) -> tuple[str, ...]:
        """How the row is judged."""
        return tuple(str(one.get("type", "")) for one in self.assertions)


@attrs.frozen(kw_only=True)
class Look:
    """How a required panel shows its values: the table's proposal of a unit and a panel type.

    `given` says whether the panel itself is asked for, and does not merely follow from something else.
    """

    req: str | None
    system: str
    dashboard: str
    title: str
    unit: str | None
    panel_type: str | None
    given: bool = True


@cache
def read_rows() -> tuple[Row, ...]:
    """Every row of every system."""
    beyond, left = _read("beyond.yaml"), _read("left.yaml")
    return tuple(
        Row(
            id=row["id"],
            system=row["system"],
            kind=row["kind"],
            scope=row["scope"],
            text=row["text"],
            check=row["check"],
            assertions=(row.get("assert") or {}, *beyond.get(row["id"], ())),
            left=left.get(row["id"], ""),
        )
        for row in _read("coverage.yaml")
    )


@cache
def read_looks() -> tuple[Look, ...]:
    """The looks of the panels of every system, as far as the table says one."""
    return tuple(Look(system=system, **look) for system in SYSTEMS for look in _read(f"{system}-panels.yaml"))


def judged(rows: Collection[Row], systems: Collection[str]) -> tuple[Row, ...]:
    """The rows of these systems that are in scope; what is out of it has nothing to judge."""
    return tuple(row for row in rows if row.system in systems and not row.is_out)


def _read(name: str) -> Any:
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
