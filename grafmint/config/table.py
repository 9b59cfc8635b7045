"""A table of grafmint.toml, read key by key; what is wrong is noted and reading goes on."""

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import attrs

from grafmint.config.places import Keys, Places
from grafmint.finding import Finding
from grafmint.origin import Place
from grafmint.suggest import hint as suggestion
from grafmint.values.words import kind_of

Number = TypeVar("Number", int, float)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@attrs.define
class Document:
    """The file: where its keys are, and what was found wrong with it so far."""

    path: Path
    places: Places
    findings: list[Finding] = attrs.field(factory=list)

    def place(self, keys: Keys) -> Place:
        """Where a key is written, or the nearest key around it."""
        for end in range(len(keys), 0, -1):
            if keys[:end] in self.places:
                return self.places[keys[:end]]
        return Place(str(self.path), 1, 1)

    def report(self, rule: str, keys: Keys, message: str, hint: str | None = None) -> None:
        """Note a problem of one key; the message goes on after the key's name."""
        name = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys).removeprefix(".")
        finding = Finding(
            rule=rule, severity="error", message=f"{name} {message}".strip(), hint=hint, place=self.place(keys)
        )
        self.findings.append(finding)


@attrs.define
class Table:
    """One table; the keys it knows are those that were asked for.

    A method gives None where the key is missing or of another type, which it then has reported.
    """

    document: Document
    keys: Keys
    data: Mapping[str, Any]
    _known: set[str] = attrs.field(factory=set)

    def report(self, rule: str, key: str, message: str, hint: str | None = None) -> None:
        """Note a problem of one of the table's keys."""
        self.document.report(rule, (*self.keys, key), message, hint)

    def given(self, *keys: str) -> list[str]:
        """Those of the keys that are written, rightly or wrongly."""
        return [key for key in keys if key in self.data]

    def text(self, key: str, hint: str | None = None) -> str | None:
        """A string that is not empty."""
        value: str | None = self._take(key, (str,), "a string", hint)
        if value == "":
            self.report("bad-value", key, "is empty")
            return None
        return value

    def texts(self, key: str) -> tuple[str, ...] | None:
        """A list of strings that are not empty."""
        items: list[object] | None = self._take(key, (list,), "a list of strings", f'write {key} = ["…"]')
        if items is None:
            return None
        for index, item in enumerate(items):
            keys = (*self.keys, key, index)
            if not isinstance(item, str):
                self.document.report("wrong-type", keys, f"is {kind_of(item)}, not a string")
            elif not item:
                self.document.report("bad-value", keys, "is empty")
        return tuple(item for item in items if isinstance(item, str))

    def text_or_texts(self, key: str) -> tuple[str, ...] | None:
        """One string or a list of them, none of them empty."""
        if isinstance(self.data.get(key), list):
            return self.texts(key)
        text = self.text(key)
        return None if text is None else (text,)

    def day(self, key: str, hint: str) -> date | None:
        """A date of TOML, or the same as a string."""
        # A date with a time is a date to Python.
        is_moment = isinstance(self.data.get(key), datetime)
        value: date | str | None = self._take(key, (str,) if is_moment else (date, str), "a date", hint)
        if not isinstance(value, str):
            return value
        try:
            if _DAY.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:
            pass
        self.report("bad-value", key, f"is {value!r}, not a date", hint)
        return None

    def flag(self, key: str) -> bool | None:
        """True or false."""
        value: bool | None = self._take(key, (bool,), "true or false")
        return value

    def whole(self, key: str) -> int | None:
        """A whole number above zero."""
        value: int | None = self._take(key, (int,), "a whole number")
        return self._positive(key, value)

    def number(self, key: str) -> float | None:
        """A number above zero."""
        value: int | float | None = self._take(key, (int, float), "a number")
        return self._positive(key, value)

    def table(self, key: str) -> "Table":
        """The table below the key; an empty one where there is none."""
        value: dict[str, Any] | None = self._take(key, (dict,), "a mapping", f"write {key} = {{ … }}")
        return Table(self.document, (*self.keys, key), {} if value is None else value)

    def tables(self) -> list["Table"]:
        """The tables of a table that holds nothing else."""
        below = [self.table(name) for name in self.data]
        return [table for table in below if isinstance(self.data[str(table.keys[-1])], dict)]

    def items(self, key: str) -> list["Table"]:
        """The tables of a list."""
        found: list[object] = self._take(key, (list,), "a list of mappings", f"write [[{key}]]") or []
        for index, item in enumerate(found):
            if not isinstance(item, dict):
                self.document.report("wrong-type", (*self.keys, key, index), f"is {kind_of(item)}, not a mapping")
        return [
            Table(self.document, (*self.keys, key, index), item)
            for index, item in enumerate(found)
            if isinstance(item, dict)
        ]

    def names(self, key: str) -> dict[str, str]:
        """A table of any keys whose values are strings."""
        table = self.table(key)
        found = {name: table.text(name) for name in table.data}
        return {name: text for name, text in found.items() if text is not None}

    def close(self) -> None:
        """Report the keys that nobody asked for."""
        for key in self.data:
            if key not in self._known:
                self.report("unknown-key", key, "is not a key of grafmint.toml", suggestion(key, self._known))

    def _take(self, key: str, classes: tuple[type, ...], wanted: str, hint: str | None = None) -> Any:
        self._known.add(key)
        value = self.data.get(key)
        if value is None or (isinstance(value, classes) and (bool in classes or not isinstance(value, bool))):
            return value
        self.report("wrong-type", key, f"is {kind_of(value)}, not {wanted}", hint)
        return None

    def _positive(self, key: str, value: Number | None) -> Number | None:
        # TOML has inf, and nan is not below 0 either.
        if value is not None and not 0 < value < math.inf:
            self.report("bad-value", key, f"is {value}, not a number above 0")
            return None
        return value
