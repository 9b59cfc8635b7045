"""Two revisions of a few resources, in a few words."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson

from grafmint.bundle import Bundle, Entry, Kind
from grafmint.config import read
from grafmint.review.compare import resource_changes
from grafmint.review.review import PartChange, ResourceChange
from grafmint.workflow import build_all
from tests.cli.runner import TOML, Project

Panel = dict[str, Any]


def panel(title: str = "Load", /, id: int = 1, *, expr: str | None = "up", y: int = 0, **fields: Any) -> Panel:  # noqa: A002
    """A time series with one query of a Prometheus."""
    targets = {} if expr is None else {"targets": [{"refId": "A", "expr": expr}]}
    place = {"x": 0, "y": y, "w": 12, "h": 8}
    source = {"type": "prometheus", "uid": "prom"}
    made = {"id": id, "title": title, "type": "timeseries", "gridPos": place, "datasource": source}
    return made | targets | fields


def field(**defaults: Any) -> Panel:
    """What a panel says of its values."""
    return {"fieldConfig": {"defaults": defaults}}


def steps(*pairs: tuple[str, float | None], mode: str = "absolute", **defaults: Any) -> Panel:
    """The thresholds of a panel."""
    made = [{"color": color, "value": value} for color, value in pairs]
    return field(thresholds={"mode": mode, "steps": made}, **defaults)


def entry(
    document: Any, uid: str = "load", *, title: str = "Load", folder: str | None = None, kind: Kind = "dashboard"
) -> Entry:
    """A resource as it is in a bundle."""
    return Entry(kind=kind, uid=uid, title=title, folder=folder, document=orjson.dumps(document))


def board(*panels: Any, uid: str = "load", title: str = "Load", folder: str | None = None, **said: Any) -> Entry:
    """A dashboard."""
    return entry({"uid": uid, "title": title, "panels": list(panels), **said}, uid, title=title, folder=folder)


def changes(before: Sequence[Entry], after: Sequence[Entry], **types: str) -> tuple[ResourceChange, ...]:
    """What changes between two revisions, of datasources of these types."""
    old, new = (Bundle(entries=tuple(entries), datasources=types) for entries in (before, after))
    return resource_changes(old, new)


def change(before: Entry, after: Entry, **types: str) -> ResourceChange:
    """The one change between two resources."""
    (found,) = changes([before], [after], **types)
    return found


def part(before: Panel, after: Panel, **types: str) -> PartChange:
    """The one change between two dashboards of one panel."""
    (found,) = change(board(before), board(after), **types).parts
    return found


def told(found: ResourceChange) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """What each part is, what it is called, what happens to it, and what is said of it."""
    return [(each.of, each.name, each.verb, each.lines) for each in found.parts]


def built(root: Path, **texts: str) -> Bundle:
    """The bundle of a project whose modules are these."""
    files = {f"{name}.py": text for name, text in texts.items()}
    modules = ", ".join(f'"{name}"' for name in texts)
    project = Project(root).write({"grafmint.toml": TOML.replace('"boards"', modules), **files})
    (found,) = build_all(read(project.root / "grafmint.toml").select(["local"]))
    assert found.is_sound, found.findings
    return found.bundle
