"""Matchers: which fields an override or a transformation is about.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/configure-overrides/
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from grafmint.data.frame import Field, Frame
from grafmint.picture.name import Names
from grafmint.picture.pattern import pattern_of

#: Whether a field of a frame is meant, among the names of its panel.
Matcher = Callable[[Field, Frame, Names], bool]


def matcher_of(matcher: Mapping[str, Any]) -> Matcher | None:
    """A matcher by its JSON, `{"id": …, "options": …}`; None where there is no such matcher here."""
    build = _MATCHERS.get(matcher.get("id", ""))
    return build(matcher.get("options")) if build else None


def named(names: Sequence[str]) -> Matcher:
    """Fields by their own names or by those the page gives them."""
    wanted = frozenset(names)
    return lambda field, frame, among: field.name in wanted or among.of(field, frame) in wanted


def fitting(text: str) -> Matcher:
    """Fields whose names a pattern finds; one that cannot be read finds none."""
    pattern = pattern_of(text) if text else None
    return lambda field, frame, among: pattern is not None and pattern.is_in(among.of(field, frame))


def typed(kind: str) -> Matcher:
    """Fields of a type."""
    return lambda field, *_: field.type == kind


def _names(options: Any) -> Matcher:
    given = options if isinstance(options, Mapping) else {}
    inner = named(given.get("names") or ())
    if given.get("mode") != "exclude":
        return inner
    return lambda field, frame, among: not inner(field, frame, among)


def _pattern_or_names(options: Any) -> Matcher:
    given = options if isinstance(options, Mapping) else {}
    by_name, by_pattern = named(given.get("names") or ()), fitting(given.get("pattern") or "")
    return lambda field, frame, among: by_name(field, frame, among) or by_pattern(field, frame, among)


def _any(options: Any) -> Matcher | None:
    inner = [matcher_of(each) for each in options or ()]
    known = [each for each in inner if each]
    return (lambda *of: any(each(*of) for each in known)) if len(known) == len(inner) else None


def _all(options: Any) -> Matcher | None:
    inner = [matcher_of(each) for each in options or ()]
    known = [each for each in inner if each]
    return (lambda *of: all(each(*of) for each in known)) if len(known) == len(inner) else None


def _not(options: Any) -> Matcher | None:
    inner = matcher_of(options or {})
    return (lambda *of: not inner(*of)) if inner else None


_MATCHERS: Final[Mapping[str, Callable[[Any], Matcher | None]]] = {
    "byName": lambda options: named([options or ""]),
    "byNames": _names,
    "byRegexp": lambda options: fitting(options or ""),
    "byRegexpOrNames": _pattern_or_names,
    "byType": lambda options: typed(options or ""),
    "numeric": lambda _: typed("number"),
    "time": lambda _: typed("time"),
    "byFrameRefID": lambda options: lambda _field, frame, _among: frame.ref_id == options,
    "first": lambda _: lambda field, frame, _among: field is frame.fields[0],
    "firstTimeField": lambda _: (
        lambda field, frame, _among: field is next((each for each in frame.fields if each.type == "time"), None)
    ),
    "anyMatch": _any,
    "allMatch": _all,
    "invertMatch": _not,
    "alwaysMatch": lambda _: lambda *_: True,
    "neverMatch": lambda _: lambda *_: False,
}
