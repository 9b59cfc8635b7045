"""Documents for the rules, and what they find in them."""

from typing import Any

import orjson

from grafmint.bundle import Bundle, Entry
from grafmint.check import check
from grafmint.finding import Finding
from grafmint.origin import Place

PROM = {"type": "prometheus", "uid": "prom"}


def entry(document: dict[str, Any], *, foreign: bool = False, uid: str = "u", folder: str | None = None) -> Entry:
    """A dashboard as a bundle has it."""
    return Entry(
        kind="dashboard",
        uid=uid,
        title=document.get("title", ""),
        folder=folder,
        document=orjson.dumps(document),
        file=Place(f"{uid}.json", 1),
        foreign=foreign,
    )


def panel(title: str = "P", x: int = 0, **rest: Any) -> dict[str, Any]:
    """A panel at a place of its own."""
    grid = {"x": x, "y": 0, "w": 6, "h": 4}
    return {"type": "timeseries", "title": title, "gridPos": grid, "datasource": PROM, **rest}


def target(expr: str, ref_id: str = "A", **rest: Any) -> dict[str, Any]:
    """A query."""
    return {"refId": ref_id, "expr": expr, **rest}


def board(*panels: dict[str, Any], variables: tuple[dict[str, Any], ...] = (), **rest: Any) -> dict[str, Any]:
    """A dashboard of panels and variables."""
    return {"title": "T", "panels": list(panels), "templating": {"list": list(variables)}, **rest}


def found(
    document: dict[str, Any],
    *others: Entry,
    foreign: bool = False,
    datasources: dict[str, str] | None = None,
    **options: Any,
) -> list[Finding]:
    """What the rules find in one dashboard, and in what stands beside it."""
    entries = (entry(document, foreign=foreign), *others)
    return list(check(Bundle(entries=entries, datasources=datasources or {}, **options)))


def said(findings: list[Finding]) -> list[str]:
    """Each finding as `severity rule path: message (hint)`."""
    return [
        f"{one.severity} {one.rule} {one.path}: {one.message}" + (f" ({one.hint})" if one.hint else "")
        for one in findings
    ]
