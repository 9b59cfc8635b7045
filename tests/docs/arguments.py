"""Arguments against Grafana's JSON, from the plans of the fields: other names, other forms, other places, numbers.

What a plan does not say stands in `arguments.toml`; `complete` holds that file against the plans.
"""

import inspect
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import attrs

from grafmint.model.base import CUSTOM, OPTIONS, STANDARD, Model, camel
from grafmint.model.datasource import Datasource
from grafmint.model.panel.base import Panel
from grafmint.model.transformation import Transformation
from tests.docs.generated import Make, code, table
from tests.docs.names import classes
from tests.fake_context import FakeContext

_PREFIXES = {OPTIONS: "options.", STANDARD: "fieldConfig.defaults.", CUSTOM: "fieldConfig.defaults.custom."}
#: What the page calls a base class whose kinds are too many to be listed.
_MANY = {"QueryPanel": "panels with queries", "FieldPanel": "panels with data", "Datasource": "every datasource"}
_MOST_LISTED = 6
_JSON = "jsonData."
_NOTHING = "nothing: "


@attrs.frozen
class Argument:
    """One argument, at the class that declares it; `of` are the public classes that have it."""

    name: str
    home: type[Model]
    of: tuple[str, ...]

    @property
    def id(self) -> str:
        """Its name in `arguments.toml`."""
        module = self.home.__module__.removeprefix("grafmint.")
        return f"{'' if module.startswith('model.') else f'{module}.'}{self.home.__name__}.{self.name}"

    @property
    def owner(self) -> str:
        """What the page says it is an argument of."""
        public = classes().get(self.home)
        if public is not None:
            return code(public)
        listed = ", ".join(map(code, self.of))
        return listed if len(self.of) <= _MOST_LISTED else _MANY[self.home.__name__]

    @property
    def key(self) -> str:
        """Its place in Grafana's JSON by the plan."""
        write = self.home._fields.writes[self.name]
        prefix = _PREFIXES.get(write.section, "")
        if issubclass(self.home, Datasource):
            prefix = prefix and _JSON
        elif not issubclass(self.home, Panel):
            prefix = ""
        return prefix + write.key


@cache
def arguments() -> tuple[Argument, ...]:
    """Every argument of every public class, each once."""
    found: dict[tuple[type[Model], str], list[str]] = {}
    for cls, public in classes().items():
        for name in cls._fields.specs:
            found.setdefault((_home(cls, name), name), []).append(public)
    return tuple(Argument(name, home, tuple(of)) for (home, name), of in found.items())


@cache
def said() -> Mapping[str, Mapping[str, Any]]:
    """What a person has said of arguments."""
    return tomllib.loads(Path(__file__).with_name("arguments.toml").read_text(encoding="utf-8"))


def complete() -> Iterator[tuple[str, set[str], set[str]]]:
    """Each table of `arguments.toml` with the arguments it must have, and those it has."""
    yield "becomes", {each.id for each in arguments() if _is_placed(each)}, set(said()["becomes"])
    yield "means", {each.id for each in arguments() if _is_number(each)}, set(said()["means"])
    everything = {each.id for each in arguments()}
    for name in ("moved", "samples"):
        given = set(said()[name])
        yield name, given & everything, given


def makers() -> dict[str, Make]:
    """What stands in each region of the page that is about arguments."""
    return {
        "arguments: names": lambda: _region(("Grafana's JSON", "argument", "of"), _renamed()),
        "arguments: forms": lambda: _region(("argument", "of", "you write", "Grafana's JSON"), _reformed()),
        "arguments: ours": lambda: _region(("argument", "of", "what it does"), _ours()),
        "arguments: numbers": lambda: _region(("argument", "of", "number", "from", "to"), _numbers()),
    }


def _renamed() -> list[tuple[str, str, str]]:
    rows, words = [], {**said()["becomes"], **said()["moved"]}
    for each in _sorted(arguments()):
        place = words.get(each.id) or code(each.key)
        by_rule = {code(prefix + camel(each.name)) for prefix in ("", _JSON, *_PREFIXES.values())}
        if place not in by_rule and not place.startswith(_NOTHING):
            rows.append((place, code(each.name), each.owner))
    return sorted(rows, key=lambda row: row[0].strip("`").lower())


def _ours() -> Iterator[tuple[str, str, str]]:
    for each in _sorted(arguments()):
        place = said()["becomes"].get(each.id, "")
        if place.startswith(_NOTHING):
            yield code(each.name), each.owner, place.removeprefix(_NOTHING)


def _reformed() -> Iterator[tuple[str, ...]]:
    for each in _sorted(arguments()):
        fields = each.home._fields
        write = fields.writes.get(each.name)
        if write is None or write.encode is None:
            continue
        sample = said()["samples"].get(each.id)
        if sample is None:
            sample = min(fields.takes[each.name].literals, key=str)
        value = tuple(sample) if isinstance(sample, list) else sample
        written = write.encode(value, FakeContext())
        if written == value:
            continue
        shown = json.dumps(written, sort_keys=True)
        given = f"{each.name}={list(value) if isinstance(value, tuple) else value!r}".replace("'", '"')
        yield code(each.name), each.owner, code(given), code(f"{write.key}: {shown}")


def _numbers() -> Iterator[tuple[str, ...]]:
    rows: dict[tuple[str, str, str, str], list[str]] = {}
    for each in _sorted(arguments()):
        if each.id in said()["means"]:
            low, high = each.home._fields.specs[each.name].bounds
            ends = ("" if low is None else f"{low:g}", "" if high is None else f"{high:g}")
            rows.setdefault((each.name, said()["means"][each.id], *ends), []).append(each.owner)
    for (name, meaning, low_text, high_text), owners in rows.items():
        yield code(name), ", ".join(owners), meaning, low_text, high_text


def _is_placed(each: Argument) -> bool:
    # A transformation's options stand in one object, whatever the plan of a field says.
    return each.home._fields.specs[each.name].section is None or issubclass(each.home, Transformation)


def _is_number(each: Argument) -> bool:
    return bool({int, float} & set(each.home._fields.takes[each.name].classes))


def _home(cls: type[Model], name: str) -> type[Model]:
    return next(base for base in cls.__mro__ if name in inspect.get_annotations(base))


def _sorted(found: Iterable[Argument]) -> list[Argument]:
    return sorted(found, key=lambda each: (each.name, each.id))


def _region(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return f"\n{table(heads, rows)}\n"
