"""Grafana's variables in any text: `$name`, `${name}`, `${name.field}`, `${name:format}`, `[[name:format]]`.

A name of digits alone (`$1`, `${1}`) is a group of a regular expression, and `$$` an escaped dollar: neither is a
reference.
Source: https://grafana.com/docs/grafana/latest/visualizations/dashboards/variables/variable-syntax/
"""

import re

import attrs

#: One reference as Grafana reads it, without groups so that it fits into other patterns. No path and no format is
#: longer: one that is not closed is looked through no further, from each of its beginnings.
SYNTAX = (
    r"(?:\$(?!\d++(?!\w))\w++"
    r"|\$\{(?!\d++[.:}])\w++(?:\.[^:^}]{1,999}+)?(?::[^}]{1,999}+)?\}"
    r"|\[\[(?!\d++[:\]])\w++(?::\w++)?\]\])"
)
_REFERENCE = re.compile(SYNTAX, re.ASCII)

_AUTO_INTERVAL = "__auto_interval_"
_BUILTIN = frozenset(
    [
        # Of a dashboard: https://grafana.com/docs/grafana/latest/visualizations/dashboards/variables/global-variables/
        "__interval", "__interval_ms", "__rate_interval", "__rate_interval_ms", "__range", "__range_s", "__range_ms",
        "__from", "__to", "__user", "__org", "__dashboard", "__name", "__timezone", "__all", "__searchFilter",
        # Of links and names: https://grafana.com/docs/grafana/latest/panels-visualizations/configure-data-links/
        "__data", "__field", "__value", "__series", "__url", "__url_time_range", "__all_variables",
        "__span", "__trace", "__tags",
        # Macros of the SQL datasources: https://grafana.com/docs/grafana/latest/datasources/postgres/query-editor/
        "timeFilter", "__timeFilter", "__time", "__timeEpoch", "__timeFrom", "__timeTo", "__timeGroup",
        "__timeGroupAlias", "__unixEpochFilter", "__unixEpochFrom", "__unixEpochTo", "__unixEpochNanoFilter",
        "__unixEpochNanoFrom", "__unixEpochNanoTo", "__unixEpochGroup", "__unixEpochGroupAlias",
    ]
)  # fmt: skip


@attrs.frozen
class Reference:
    """One use of a variable: `text[start:end]` is what Grafana replaces; `format` is what follows the colon."""

    name: str
    start: int
    end: int
    format: str | None = None


def references(text: str) -> tuple[Reference, ...]:
    """Every variable the text uses, in order; in comments and strings too, for Grafana replaces it there as well."""
    if "$" not in text and "[[" not in text:
        return ()
    return tuple(_reference(found) for found in _REFERENCE.finditer(text))


def without_references(text: str, stand_in: str) -> str:
    """The text with each reference replaced."""
    return _REFERENCE.sub(stand_in, text)


def is_builtin(name: str) -> bool:
    """Whether Grafana itself fills the variable, so that no dashboard declares it."""
    return name in _BUILTIN or name.startswith(_AUTO_INTERVAL)


def _reference(found: "re.Match[str]") -> Reference:
    text = found[0]
    if text.startswith("${"):
        body = text[2:-1]
    elif text.startswith("$"):
        body = text[1:]
    else:
        body = text[2:-2]
    name, _, format_ = body.partition(":")
    return Reference(name=name.partition(".")[0], start=found.start(), end=found.end(), format=format_ or None)
