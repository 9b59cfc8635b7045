"""Choices: what the variables of a dashboard stand for, as far as the document says it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from grafmint.data.steps import duration, interval_of

_ALL = "$__all"
_AUTO = "$__auto_interval"
_ENTRY = re.compile(r"(?:\\,|[^,])+")
#: What a value of any text is for whom nobody told the values.
_ANYTHING = ".*"


@attrs.frozen(kw_only=True)
class Choice:
    """The values of one variable; `text` is how people read them.

    `several` says that it may have more than one, for then Grafana spells a single one in that way too. A `verbatim`
    value goes into every query as it stands.
    """

    name: str
    values: tuple[str, ...]
    text: str
    several: bool = False
    verbatim: bool = False


Choices = Mapping[str, Choice]


def plain(name: str, value: object) -> Choice:
    """A choice of one value that goes into queries as it stands."""
    return Choice(name=name, values=(str(value),), text=str(value), verbatim=True)


def choices_of(board: Mapping[str, Any], panel: Mapping[str, Any], datasources: Mapping[str, str]) -> dict[str, Choice]:
    """The variables that have a value: those of the dashboard, and what a repeated panel has in their place."""
    found = {choice.name: choice for choice in _chosen(variables_of(board), datasources)}
    repeated = found.get(str(panel.get("repeat")))
    if repeated is not None and repeated.values and not repeated.verbatim:
        found[repeated.name] = attrs.evolve(repeated, values=repeated.values[:1], text=repeated.values[0])
    scoped = panel.get("scopedVars")
    for name, value in scoped.items() if isinstance(scoped, Mapping) else ():
        if isinstance(value, Mapping) and "value" in value:
            several = name in found and found[name].several
            found[name] = _choice(str(name), value["value"], value.get("text"), several=several)
    return found


def variables_of(board: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The variables of a dashboard as its document has them."""
    templating = board.get("templating")
    listed = templating.get("list") if isinstance(templating, Mapping) else None
    return [each for each in listed if isinstance(each, Mapping)] if isinstance(listed, list) else []


def with_steps(choices: Choices, board: Mapping[str, Any], length: int) -> dict[str, Choice]:
    """The choices with a step in the place of each automatic one, which follows from the range."""
    found = dict(choices)
    for variable in variables_of(board):
        choice = found.get(str(variable.get("name")))
        if variable.get("type") == "interval" and choice is not None and "".join(choice.values[:1]).startswith(_AUTO):
            count, least = variable.get("auto_count"), variable.get("auto_min")
            points = count if isinstance(count, int) and count > 0 else 30
            found[choice.name] = plain(choice.name, duration(interval_of(length, points, str(least or "10s"), None)))
    return found


def _chosen(variables: Iterable[Mapping[str, Any]], datasources: Mapping[str, str]) -> Iterator[Choice]:
    for variable in variables:
        name, several = str(variable.get("name")), bool(variable.get("multi") or variable.get("includeAll"))
        current = variable.get("current")
        given: Any = current.get("value") if isinstance(current, Mapping) else None
        text = current.get("text") if isinstance(current, Mapping) else None
        if variable.get("type") == "constant" or given is None or given in ("", []):
            given, text = _first(variable, datasources), None
        if given == _ALL or (isinstance(given, list) and given[:1] == [_ALL]):
            yield _everything(variable, name, datasources)
        elif given is not None:
            yield _choice(name, given, text, several=several)


def _first(variable: Mapping[str, Any], datasources: Mapping[str, str]) -> object:
    """What the page chooses when nothing is chosen; None where only the datasource knows."""
    kind = variable.get("type")
    if kind in ("constant", "textbox"):
        return str(variable.get("query") or "")
    if variable.get("includeAll"):
        return _ALL
    options = _options(variable, datasources)
    return options[0] if options else None


def _options(variable: Mapping[str, Any], datasources: Mapping[str, str]) -> list[str]:
    listed = variable.get("options")
    options = [each for each in listed if isinstance(each, Mapping)] if isinstance(listed, list) else []
    values = [str(each["value"]) for each in options if each.get("value") not in (None, _ALL)]
    if values:
        return values
    query = str(variable.get("query") or "")
    match variable.get("type"):
        case "datasource":
            return sorted(uid for uid, kind in datasources.items() if kind == query)
        case "custom":
            return [_value(entry) for entry in _ENTRY.findall(query)]
        case "interval":
            return [entry.strip().strip("\"'") for entry in query.split(",") if entry.strip()]
    return []


def _value(entry: str) -> str:
    """The value of one entry of a custom variable, which may have a name of its own before a colon."""
    text = entry.strip().replace("\\,", ",")
    name, colon, value = text.partition(" : ")
    return value.strip() if colon and name else text


def _everything(variable: Mapping[str, Any], name: str, datasources: Mapping[str, str]) -> Choice:
    whole = variable.get("allValue")
    if whole:
        return Choice(name=name, values=(str(whole),), text="All", several=True, verbatim=True)
    values = tuple(_options(variable, datasources))
    if not values:
        return Choice(name=name, values=(_ANYTHING,), text="All", several=True, verbatim=True)
    return Choice(name=name, values=values, text="All", several=True)


def _choice(name: str, value: object, text: object, *, several: bool) -> Choice:
    values = tuple(map(str, value)) if isinstance(value, list) else (str(value),)
    shown = text if text not in (None, "", []) else list(values)
    said = " + ".join(map(str, shown)) if isinstance(shown, list) else str(shown)
    return Choice(name=name, values=values, text=said, several=several)
