"""Unchosen: variables whose values only their datasource knows, each with the one that the page would choose.

Source: https://grafana.com/docs/grafana/v9.4/datasources/prometheus/template-variables/#use-query-variables
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from grafmint.data.ask import Ask, ask_of
from grafmint.data.choices import choices_of, variables_of
from grafmint.data.filling import unfilled
from grafmint.data.frame import Data
from grafmint.effort import is_quick

_Json = Mapping[str, Any]
_LABEL_VALUES: Final = re.compile(r"\s*label_values\(\s*(?:(.+),)?\s*([\w$:{}]+)\s*\)\s*", re.DOTALL)
_DELIMITED: Final = re.compile(r"/(.*)/([a-z]*)", re.DOTALL)
_NUMBER: Final = re.compile(r"\d+")
#: A query of a variable is as long as people write it.
_LONGEST: Final = 10_000
_KIND: Final = "prometheus"
_NUMERICAL, _INSENSITIVE = frozenset({3, 4, 7, 8}), frozenset({5, 6})


def settled(board: _Json, answered: Callable[[Ask], Data], now: int, datasources: Mapping[str, str]) -> _Json:
    """The dashboard with a value for each variable of `label_values` that has none; `answered` is who knows them.

    Each is asked for once, in their order, for one may need another's value; a server that fails is asked no more.
    """
    for variable in variables_of(board):
        if variable.get("type") != "query" or str(variable.get("name")) in choices_of(board, {}, datasources):
            continue
        ask = _ask(board, variable, now, datasources)
        if ask is None:
            continue
        data = answered(ask)
        if data.problem is not None:
            break
        values = _listed(variable, _values(data))
        board = _with_value(board, variable, values[0]) if values else board
    return board


def _ask(board: _Json, variable: _Json, now: int, datasources: Mapping[str, str]) -> Ask | None:
    """The values as a query that any Prometheus answers; None for another one, or one with an unknown variable."""
    query = variable.get("query")
    text = str(query.get("query") if isinstance(query, Mapping) else query or "")[:_LONGEST]
    found = _LABEL_VALUES.fullmatch(text)
    if found is None:
        return None
    metric, label = found[1], found[2]
    series = f"last_over_time({metric.strip()}[$__range])" if metric else f'{{{label}!=""}}'
    target = {"refId": "A", "expr": f"group by ({label}) ({series})", "instant": True, "range": False}
    panel = {"targets": [target], "datasource": variable.get("datasource")}
    ask = ask_of(board, panel, now=now, width=1, datasources=datasources)
    is_open = unfilled({"expr": each.query["expr"]} for each in ask.targets)
    return ask if not is_open and [each.kind for each in ask.targets] == [_KIND] else None


def _values(data: Data) -> list[str]:
    labels = (field.labels for frame in data.frames for field in frame.fields if field.type == "number")
    return [value for each in labels for value in each.values() if value]


def _listed(variable: _Json, values: Sequence[str]) -> list[str]:
    """The values that the page lists: what its pattern leaves of them, in the order that is asked for."""
    found = list(dict.fromkeys(_kept(str(variable.get("regex") or ""), sorted(values))))
    order = variable.get("sort")
    if order in _NUMERICAL:
        found.sort(key=_first_number)
    elif order in _INSENSITIVE:
        found.sort(key=str.casefold)
    return found[::-1] if isinstance(order, int) and order and order % 2 == 0 else found


def _kept(pattern: str, values: Sequence[str]) -> list[str]:
    """What a pattern finds in each value: a group named `value`, the first group, or else the whole value."""
    delimited = _DELIMITED.fullmatch(pattern)
    body, flags = (delimited[1], delimited[2]) if delimited else (pattern, "")
    body = body.replace("(?<value>", "(?P<value>").replace("(?<text>", "(?P<text>")
    if not body or not is_quick(body, max(map(len, values), default=0)):
        return list(values)
    try:
        compiled = re.compile(body, re.IGNORECASE if "i" in flags else 0)
    except (re.error, RecursionError, OverflowError):
        return list(values)
    return [said for value in values if (found := compiled.search(value)) and (said := _said(found, value))]


def _said(found: re.Match[str], whole: str) -> str:
    named = found.groupdict()
    if named:
        return named.get("value") or named.get("text") or ""
    return next(filter(None, found.groups()), "") if found.re.groups else whole


def _first_number(value: str) -> int:
    found = _NUMBER.search(value)
    return int(found[0]) if found else -1


def _with_value(board: _Json, variable: _Json, value: str) -> _Json:
    chosen = {**variable, "current": {"text": value, "value": [value] if variable.get("multi") else value}}
    listed = [chosen if each is variable else each for each in board["templating"]["list"]]
    return {**board, "templating": {**board["templating"], "list": listed}}
