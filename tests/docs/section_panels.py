"""The panels of each section, as docs/reference/sections.md lists them: what was tried, and not what is said."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any, get_args, get_origin, get_type_hints

import attrs

from grafmint import Panel, Row, above
from grafmint.errors import ModelError
from tests.docs.generated import code, table
from tests.docs.sections import sections, summary_of
from tests.gallery.scenes import TRIALS

_KIT = "grafmint.kit."
_TITLE = "This panel"
_NUMBERS = above(warning=1, critical=2)
_LEVELS = ("warning", "critical")
_HEADS = ("Panel", "Is", "Shows", "Numbers", "Alerts")


def listed() -> str:
    """Each section with its panels: the type of each, and whether it takes numbers and alerts."""
    return "\n".join(map(_section, sections()))


def _section(section: type[Any]) -> str:
    tried = _Tried(_filled(section))
    others = [_other(field) for field in attrs.fields(section) if field.name not in {*tried.panels, "title"}]
    parts = [f"## {code(f'{section.__module__}.{section.__name__}')}\n", f"{summary_of(section)}\n"]
    parts += [table(_HEADS, map(tried.row, tried.panels))] * bool(tried.panels)
    parts += [f"Other options: {', '.join(others)}.\n"] * bool(others)
    return "\n".join(parts)


def _other(field: "attrs.Attribute[Any]") -> str:
    """An option that is no panel, with the classes that are written there."""
    names = dict.fromkeys(map(code, _classes(field.type)))
    return f"{code(field.name)} ({', '.join(names)})" if names else code(field.name)


def _classes(annotation: object) -> Iterator[str]:
    """The names of the values in an annotation; those of the kit with their module, as they are imported."""
    kind = get_origin(annotation) or annotation
    if isinstance(kind, type) and attrs.has(kind):
        home = kind.__module__.removeprefix(_KIT).partition(".")[0]
        yield f"{home}.{kind.__name__}" if kind.__module__.startswith(_KIT) else kind.__name__
    for each in get_args(annotation):
        yield from _classes(each)


def _filled(section: type[Any]) -> Any:
    """The section as some board has it."""
    boards = chain.from_iterable(trial.system.boards for trial in TRIALS)
    every = chain.from_iterable(board.sections for board in boards)
    name = (section.__module__, section.__name__)
    return next(each for each in every if (type(each).__module__, type(each).__name__) == name)


@attrs.frozen(slots=False)
class _Tried:
    """A section, and what becomes of one panel of it when all others are left out."""

    section: Any

    @property
    def panels(self) -> dict[str, type[Any]]:
        """The options that are a panel each, and the class of what is said of it."""
        found = get_type_hints(type(self.section))
        return {
            field.name: kind
            for field in attrs.fields(type(self.section))
            for kind in get_args(found[field.name])
            if isinstance(kind, type) and "Shown" in [base.__name__ for base in kind.__mro__]
        }

    def row(self, name: str) -> tuple[str, ...]:
        """What the table says of a panel."""
        (panel,) = self._made(name)
        (limited,) = self._made(name, thresholds=_NUMBERS) or (panel,)
        levels = [level for level in _LEVELS if self._tells(name, level)]
        numbers = "yes" if limited != panel else ""
        return code(name), type(panel).__name__, _first_sentence(panel), numbers, ", ".join(map(code, levels))

    def _tells(self, name: str, level: str) -> bool:
        shown = self.panels[name]
        (alarm, *_) = get_args(get_type_hints(shown)["alarms"])
        alarms = (alarm("Alarm", level=level),)
        found = (*self._made(name, thresholds=_NUMBERS, alarms=alarms), *self._made(name, alarms=alarms))
        return any(alert.name == "Alarm" for panel in found for alert in panel.alerts)

    def _made(self, name: str, **said: Any) -> tuple[Any, ...]:
        """The panel with this said of it; nothing where that is refused."""
        alone = dict.fromkeys(self.panels) | {name: self.panels[name](_TITLE, **said)}
        try:
            section = attrs.evolve(self.section, **alone)
            rows: list[Row] = list(section.rows())
            every: list[Panel] = [*section.now(), *chain.from_iterable(row.panels for row in rows)]
        except ModelError:
            return ()
        return tuple(panel for panel in every if panel.title == _TITLE)


def _first_sentence(panel: Panel) -> str:
    assert isinstance(panel.description, str)
    return re.split(r"(?<=[.?]) (?=[A-Z`])", panel.description)[0]
