"""The requirement tables: what the built output of each reference system must satisfy, a row for each demand."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import attrs
import yaml

DATA = Path(__file__).parents[1] / "data" / "coverage"
#: The kinds that the built output answers for.
KINDS = frozenset({"dashboard", "panel", "datasource", "alert", "routing", "slo"})
#: Rows of other kinds that the built output answers for.
ALSO_JUDGED = frozenset({
    "MRL-OPS-02", "MRL-OPS-06", "MRL-OPS-07", "MRL-OPS-09", "MRL-OPS-12", "MRL-OPS-13", "MRL-OPS-14",
    "MRL-SEC-01", "MRL-SEC-02", "MRL-SEC-04",
})  # fmt: skip


@attrs.frozen(kw_only=True)
class Row:
    """One row: `check` says what must hold, `assertion` the same for a machine; it is empty where nothing can be."""

    id: str
    system: str
    kind: str
    scope: str
    text: str
    check: str
    assertion: Mapping[str, Any]

    @property
    def type(self) -> str:
        """How the row is judged."""
        return str(self.assertion.get("type", ""))


@attrs.frozen(kw_only=True)
class Look:
    """How a required panel shows its values: the table's proposal of a unit and a panel type."""

    req: str
    dashboard: str
    title: str
    unit: str
    panel_type: str


def read_rows() -> tuple[Row, ...]:
    """Every row of every system."""
    return tuple(
        Row(
            id=row["id"],
            system=row["system"],
            kind=row["kind"],
            scope=row["scope"],
            text=row["text"],
            check=row["check"],
            assertion=row.get("assert") or {},
        )
        for row in _read("coverage.yaml")
    )


def read_looks() -> tuple[Look, ...]:
    """The looks of the panels that Mint Replica Lite must have."""
    return tuple(Look(**look) for look in _read("mint-replica-lite-panels.yaml"))


def judged(rows: Collection[Row], systems: Collection[str]) -> tuple[Row, ...]:
    """The rows that this part judges, of the systems that are built; what is out of scope has nothing to judge."""
    return tuple(
        row
        for row in rows
        if row.system in systems and row.scope != "out" and (row.kind in KINDS or row.id in ALSO_JUDGED)
    )


def _read(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
    return rows
