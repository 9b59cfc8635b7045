"""Config: what a field is configured to be, by its datasource, the panel's defaults and its overrides.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/configure-overrides/
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import attrs

from grafmint.data.frame import Field, Frame
from grafmint.picture.interpolate import Lookup, interpolated
from grafmint.picture.matcher import Matcher, matcher_of
from grafmint.picture.name import Names, selector
from grafmint.picture.not_drawn import NotDrawn

Config = dict[str, Any]
#: Properties that mean something only to numbers; times have limits of their own.
_OF_NUMBERS: Final = frozenset({"min", "max", "decimals"})
_TEXTS: Final = frozenset({"displayName", "noValue", "unit"})
_GREEN_AND_RED: Final[Mapping[str, Any]] = {
    "mode": "absolute",
    "steps": [{"value": None, "color": "green"}, {"value": 80, "color": "red"}],
}
#: The colour mode of panel types where nothing is configured; the others go by thresholds.
_COLOR_MODES: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("barchart", "candlestick", "histogram", "piechart", "timeseries", "trend", "xychart"), "palette-classic"
    ),
    "state-timeline": "continuous-GrYlRd",
}
_WITHOUT_THRESHOLDS: Final = frozenset({"heatmap", "piechart"})


@attrs.frozen
class Override:
    """What is different for the fields that a matcher finds."""

    matches: Matcher
    properties: Sequence[tuple[str, Any]]


def defaults_of(panel: Mapping[str, Any]) -> Mapping[str, Any]:
    """What all fields of a panel are configured to be, with what its type takes where nothing is written."""
    kind = str(panel.get("type", ""))
    taken: Config = {"mappings": [], "color": {"mode": _COLOR_MODES.get(kind, "thresholds")}}
    if kind not in _WITHOUT_THRESHOLDS:
        taken["thresholds"] = _GREEN_AND_RED
    written = (panel.get("fieldConfig") or {}).get("defaults") or {}
    merged = _merged(taken, {key: value for key, value in written.items() if value is not None})
    # A colour without a mode counts as none.
    return merged if (merged["color"] or {}).get("mode") else merged | {"color": {"mode": "thresholds"}}


def _merged(taken: Mapping[str, Any], written: Mapping[str, Any]) -> Config:
    """What is written, with what is taken for all that it leaves out; a list is taken or written as a whole."""
    found = {**taken, **written}
    for key in taken.keys() & written.keys():
        if isinstance(taken[key], Mapping) and isinstance(written[key], Mapping):
            found[key] = _merged(taken[key], written[key])
    return found


def overrides_of(panel: Mapping[str, Any]) -> Sequence[Override]:
    """The overrides of a panel in their order.

    Raises NotDrawn where one is for fields that cannot be told here.
    """
    written = (panel.get("fieldConfig") or {}).get("overrides") or ()
    return [_override(each) for each in written]


def configured(
    field: Field, frame: Frame, among: Names, override: tuple[Mapping[str, Any], Sequence[Override]], texts: "Texts"
) -> Mapping[str, Any]:
    """The configuration of a field: the datasource's own, then the defaults where it says nothing, then overrides."""
    defaults, overrides = override
    config = _with_defaults(field, defaults, texts)
    now, beside = seen(field, frame, config)
    for each in overrides:
        if each.matches(now, beside, among):
            for path, value in each.properties:
                config = _set(config, path.split("."), _processed(path, value, texts))
            # The next override meets the field under the name that it has now.
            now, beside = seen(field, frame, config)
    return config


def seen(field: Field, frame: Frame, config: Mapping[str, Any]) -> tuple[Field, Frame]:
    """A field with a configuration, and its frame with that field."""
    now = attrs.evolve(field, config=config)
    return now, attrs.evolve(frame, fields=tuple(now if each is field else each for each in frame.fields))


@attrs.frozen
class Texts:
    """The variables that texts of a field's configuration may name."""

    field: Field
    name: str
    series: str
    variables: Mapping[str, str]

    def interpolated(self, text: str) -> str:
        """A text with the parts of the field and the variables of the dashboard in their places."""
        return interpolated(text, self.variables, self._lookup())

    def _lookup(self) -> Lookup:
        def found(name: str, path: str) -> str | None:
            if name == "__series":
                return self.series if path == "name" else None
            return self._of_field(path) if name == "__field" else None

        return found

    def _of_field(self, path: str) -> str | None:
        parts: Mapping[str, Callable[[], str]] = {
            "name": lambda: self.field.name,
            "displayName": lambda: self.name,
            "labels": lambda: selector(self.field.labels, braces=False),
            "formattedLabels": lambda: selector(self.field.labels, braces=False),
            "labels.__values": lambda: ", ".join(sorted(self.field.labels.values())),
        }
        if path in parts:
            return parts[path]()
        label = path.removeprefix("labels").strip(".[]\"'")
        return self.field.labels.get(label) if path.startswith("labels") else None


def _override(written: Mapping[str, Any]) -> Override:
    matcher = written.get("matcher") or {}
    matches = matcher_of(matcher)
    if matches is None:
        raise NotDrawn(f"an override of fields by {matcher.get('id')!r} is not drawn", hint="name the fields")
    return Override(matches, [(each.get("id", ""), each.get("value")) for each in written.get("properties") or ()])


def _with_defaults(field: Field, defaults: Mapping[str, Any], texts: Texts) -> Config:
    config: Config = {key: value for key, value in field.config.items() if value is not None}
    for key, value in defaults.items():
        if key == "custom":
            config["custom"] = {**(value or {}), **(config.get("custom") or {})}
        elif key not in config and (field.type == "number" or key not in _OF_NUMBERS):
            processed = _processed(key, value, texts)
            if processed is not None:
                config[key] = processed
    return _ordered(config)


def _processed(path: str, value: Any, texts: Texts) -> Any:
    if path in _OF_NUMBERS:
        return _number(value)
    return texts.interpolated(value) if path in _TEXTS and isinstance(value, str) else value


def _number(value: Any) -> float | None:
    try:
        return None if value is None or isinstance(value, bool) else float(value)
    except (TypeError, ValueError):
        return None


def _set(config: Mapping[str, Any], path: Sequence[str], value: Any) -> Config:
    """The configuration with a property set, or taken away where its value is null."""
    key, *rest = path
    if rest:
        inner = config.get(key)
        return {**config, key: _set(inner if isinstance(inner, Mapping) else {}, rest, value)}
    if value is None:
        return {each: kept for each, kept in config.items() if each != key}
    return {**config, key: value}


def _ordered(config: Config) -> Config:
    low, high = config.get("min"), config.get("max")
    return {**config, "min": high, "max": low} if low is not None and high is not None and low > high else config
