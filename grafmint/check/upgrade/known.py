"""Known: the names and options of a document that the version to come does not know."""

from collections.abc import Iterator, Mapping

from grafmint.check.board import BoardView, PanelView
from grafmint.check.upgrade.angular import TOLD, UNTIL
from grafmint.check.upgrade.fact import Fact, What, shown
from grafmint.check.upgrade.facts import FACTS
from grafmint.check.upgrade.hit import Hit
from grafmint.check.upgrade.part import Part, parts
from grafmint.check.upgrade.path import said
from grafmint.check.upgrade.upgrade import Upgrade
from grafmint.check.upgrade.view import own_panels
from grafmint.finding import Severity

_BY_NAME: Mapping[tuple[What, str], Fact] = {(fact.what, fact.name): fact for fact in FACTS if fact.what != "option"}
_OPTIONS = tuple(fact for fact in FACTS if fact.what == "option")
#: How an option says whose it is, where that is no panel type.
_OWNERS = {"*": "panels", "dashboard": "dashboards"}
RULES: Mapping[What, str] = {
    "panel type": "upgrade-panel",
    "datasource type": "upgrade-datasource",
    "transformation": "upgrade-transformation",
    "variable type": "upgrade-variable",
    "option": "upgrade-option",
}


def unknown_names(view: BoardView, upgrade: Upgrade) -> Iterator[Hit]:
    """Types of panels, datasources and variables, and transformations."""
    for part in parts(view):
        fact = unknown(part, upgrade)
        if fact is not None:
            yield _hit(fact, f"{fact.what} {fact.name!r}", part.pointer, part.panel, upgrade)


def unknown(part: Part, upgrade: Upgrade) -> Fact | None:
    """The fact by which the version to come does not know a name; None where it may."""
    fact = _BY_NAME.get((part.what, part.name)) or _angular(part, upgrade)
    if fact is None or fact.verdict(upgrade.to) is None:
        return None
    plugin = upgrade.plugin(fact.name)
    return None if plugin is not None and fact.is_left_behind(plugin.version) else fact


def unknown_options(view: BoardView, upgrade: Upgrade) -> Iterator[Hit]:
    """Options of panels, fields and the dashboard itself, where they do something."""
    for fact in _OPTIONS:
        for panel, pointer in _said(view, fact) if fact.verdict(upgrade.to) is not None else ():
            yield _hit(fact, f"option {fact.name} of {_OWNERS.get(fact.of, fact.of)}", pointer, panel, upgrade)


def _said(view: BoardView, fact: Fact) -> Iterator[tuple[PanelView | None, str]]:
    if fact.of == "dashboard":
        yield from ((None, pointer) for pointer in said(view.json, fact, ""))
        return
    for panel in own_panels(view):
        if fact.of in ("*", panel.json.get("type")):
            yield from ((panel, pointer) for pointer in said(panel.json, fact, panel.pointer))


def _angular(part: Part, upgrade: Upgrade) -> Fact | None:
    """What no table has but the server says of a plugin that it has."""
    plugin = upgrade.plugin(part.name) if part.what in ("panel type", "datasource type") else None
    if plugin is None or not plugin.angular:
        return None
    return Fact(what=part.what, name=part.name, until=UNTIL, angular=True, evidence=TOLD)


def _hit(fact: Fact, what: str, pointer: str, panel: PanelView | None, upgrade: Upgrade) -> Hit:
    is_new = fact.verdict(upgrade.to) == "new"
    return Hit(
        rule=RULES[fact.what],
        severity=_severity(fact, upgrade, is_new=is_new),
        message=f"{what} is too new for Grafana {shown(upgrade.to)}" if is_new else f"{what} {_end(fact)}",
        hint=_way_on(fact) if is_new else _way_out(fact, upgrade),
        pointer=pointer,
        panel=panel,
    )


def _severity(fact: Fact, upgrade: Upgrade, *, is_new: bool) -> Severity:
    """What is not shown is an error; what is migrated, or may be well already, is not."""
    if fact.what == "option":
        return "info" if fact.is_migrated(upgrade.to) else "warning"
    may_be_well = fact.react is not None and upgrade.plugin(fact.name) is None
    return "warning" if fact.is_migrated(upgrade.to) or (may_be_well and not is_new) else "error"


def _end(fact: Fact) -> str:
    since = shown(fact.until or ())
    if fact.angular:
        which = f" below version {fact.react}" if fact.react else ""
        return f"is Angular{which}, which Grafana does not run since {since}"
    return f"is no more there since Grafana {since}"


def _way_on(fact: Fact) -> str:
    instead = f": write {fact.instead}" if fact.instead else ""
    return f"Grafana {shown(fact.after or ())} does not know it yet{instead}"


def _way_out(fact: Fact, upgrade: Upgrade) -> str:
    if fact.is_migrated(upgrade.to):
        return f"Grafana shows it as {fact.instead} by itself: see how that looks, and write it so"
    if fact.react:
        return f"update the plugin to {fact.react} or later first"
    return f"consider {fact.instead}" if fact.instead else "nothing takes its place: choose another one"
