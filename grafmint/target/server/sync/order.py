"""Order: what is written before what."""

from collections.abc import Iterable, Sequence

from grafmint.bundle import GRAFANA, Entry, Kind
from grafmint.plan.step import Step


def parents_first(entries: Sequence[Entry]) -> list[Entry]:
    """Folders in an order in which each one's parent exists before it."""
    folders = {entry.uid: entry for entry in entries}

    def depth(entry: Entry) -> int:
        parent = folders.get(entry.folder) if entry.folder is not None else None
        return 0 if parent is None else 1 + depth(parent)

    return sorted(entries, key=depth)


def by_kind(steps: Iterable[Step]) -> list[tuple[Kind, list[Step]]]:
    """The steps of each kind, the kinds after those that they need; of datasources the default one comes last."""
    ordered = sorted(steps, key=_becomes_default)
    kinds = [(kind, [step for step in ordered if step.kind == kind]) for kind in GRAFANA]
    return [(kind, its_steps) for kind, its_steps in kinds if its_steps]


def _becomes_default(step: Step) -> bool:
    return step.kind == "datasource" and step.entry is not None and bool(step.entry.json.get("isDefault"))
