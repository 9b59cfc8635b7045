"""The builder of typed values: an annotation and plain data in, a value or every problem out."""

import sys
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any, Literal, TypeVar, cast, get_args, get_origin

from grafmint.errors import ModelError, ProjectError
from grafmint.finding import Finding, in_order
from grafmint.origin import Place
from grafmint.suggest import hint as suggestion
from grafmint.suggest import nearest
from grafmint.values.fields import Field, fields_of, has_fields
from grafmint.values.words import UNIONS, choices, described, kind_of, name_of

T = TypeVar("T")
Keys = tuple[str | int, ...]
#: Gives the place of a part of the data, by the keys that lead to it.
Where = Callable[[Keys], Place | None]


def structure(cls: type[T], data: object, *, path: str, where: Where) -> T:
    """Make an instance of an attrs class or a dataclass from plain data, by the annotations of the class.

    `path` is what messages call the data (`prod: values`). Annotations are made of str, int, float, bool, None, Any,
    Literal, Enum (by value), unions, lists, tuples, mappings and such classes. Raise ProjectError with every problem.
    """
    builder = Builder(path, where)
    made = builder.make(cls, data)
    builder.close()
    return cast("T", made)


class Builder:
    """Makes values by annotation; what is wrong is noted with its keys, and the rest is looked at all the same."""

    def __init__(self, path: str, where: Where) -> None:
        self.path = path
        self.where = where
        self.problems: list[tuple[Keys, Finding]] = []

    def close(self) -> None:
        """Raise ProjectError when anything was noted."""
        if self.problems:
            raise ProjectError(in_order(finding for _, finding in self.problems))

    def report(self, rule: str, keys: Keys, message: str, hint: str | None = None, *, at: Keys | None = None) -> None:
        """Note a problem; the message goes on after the name of the data at these keys."""
        name = self.path + "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys)
        place = self.where(keys if at is None else at)
        finding = Finding(rule=rule, severity="error", message=f"{name} {message}", hint=hint, place=place)
        self.problems.append((keys, finding))

    def make(self, wanted: Any, data: Any, keys: Keys = ()) -> Any:  # noqa: PLR0911  # one for each kind of annotation
        """The value that an annotation asks for; nothing useful where a problem was noted."""
        if wanted is Any or wanted is object:
            return data
        kind = get_origin(wanted) or wanted
        if kind in UNIONS:
            return self._union(wanted, data, keys)
        if kind is Literal or (isinstance(kind, type) and issubclass(kind, Enum)):
            return self._choice(wanted, data, keys)
        if kind in {list, tuple, Sequence}:
            return self._items(wanted, kind, data, keys)
        if kind in {dict, Mapping}:
            return self._entries(wanted, data, keys)
        if isinstance(kind, type) and has_fields(kind):
            return self._object(kind, data, keys)
        if isinstance(wanted, type):
            return self._plain(wanted, data, keys)
        self.report("bad-class", keys, f"is annotated {wanted}, which plain data cannot give", "annotate it plainly")
        return None

    def _plain(self, wanted: type, data: Any, keys: Keys) -> Any:
        if wanted is float and type(data) is int:
            if abs(data) < sys.float_info.max:
                return float(data)
            self.report("bad-value", keys, "is too large for a number")
            return None
        if not isinstance(data, wanted) or (isinstance(data, bool) and wanted is not bool):
            self._wrong(wanted, data, keys)
        return data

    def _choice(self, wanted: Any, data: Any, keys: Keys) -> Any:
        if not any(type(choice) is type(data) and choice == data for choice in choices(wanted)):
            return self._wrong(wanted, data, keys)
        return wanted(data) if isinstance(wanted, type) else data

    def _union(self, wanted: Any, data: Any, keys: Keys) -> Any:
        # A whole number is a float too, but first of all an int where that is a member.
        attempts: list[Builder] = []
        for member in sorted(get_args(wanted), key=lambda member: member is float):
            attempt = Builder(self.path, self.where)
            made = attempt.make(member, data, keys)
            if not attempt.problems:
                return made
            attempts.append(attempt)
        # The member that the data was meant for is the one that found fault with its parts only.
        meant = [
            one for one in attempts if all(finding.rule != "wrong-type" for at, finding in one.problems if at == keys)
        ]
        if not meant:
            return self._wrong(wanted, data, keys)
        self.problems += min(meant, key=lambda one: len(one.problems)).problems
        return None

    def _items(self, wanted: Any, kind: type, data: Any, keys: Keys) -> Any:
        if not isinstance(data, list | tuple):
            return self._wrong(list, data, keys)
        arguments = get_args(wanted) or (Any, ...)
        if kind is not tuple or arguments[-1] is ...:
            arguments = (arguments[0],) * len(data)
        if len(data) != len(arguments):
            self.report("bad-value", keys, f"has {len(data)} items, not {len(arguments)}")
            return None
        made = [self.make(one, item, (*keys, at)) for at, (one, item) in enumerate(zip(arguments, data, strict=True))]
        return made if kind is list else tuple(made)

    def _entries(self, wanted: Any, data: Any, keys: Keys) -> Any:
        if not isinstance(data, Mapping):
            return self._wrong(dict, data, keys)
        of_key, of_value = get_args(wanted) or (Any, Any)
        return {
            self.make(of_key, key, (*keys, key)): self.make(of_value, value, (*keys, key))
            for key, value in data.items()
        }

    def _object(self, cls: type, data: Any, keys: Keys) -> Any:
        if not isinstance(data, Mapping):
            return self._wrong(dict, data, keys)
        try:
            fields = fields_of(cls)
        except NameError as error:
            message = f"cannot be a {name_of(cls)}: in its annotations, {error}"
            self.report("bad-class", keys, message, "import it at run time too")
            return None
        before = len(self.problems)
        self._check_names(cls, data, keys, fields)
        given = {
            name: self.make(field.annotation, data[name], (*keys, name))
            for name, field in fields.items()
            if name in data
        }
        return self._call(cls, given, keys) if len(self.problems) == before else None

    def _check_names(self, cls: type, data: Mapping[Any, Any], keys: Keys, fields: Mapping[str, Field]) -> None:
        meant = set[str | None]()
        for key in data:
            if key not in fields:
                name = str(key)
                message = f"has no {key!r} in {name_of(cls)}"
                self.report("unknown-key", keys, message, suggestion(name, fields), at=(*keys, name))
                meant.add(nearest(name, fields))
        for name, field in fields.items():
            # A misspelt name is one problem, not two.
            if field.required and name not in data and name not in meant:
                self.report("missing-key", keys, f"lacks {name!r} of {name_of(cls)}", f"give {name} a value")

    def _call(self, cls: type, given: Mapping[str, Any], keys: Keys) -> Any:
        try:
            return cls(**given)
        except ModelError as error:
            self.report("bad-value", keys, f"is refused: {error.message}", error.hint)
        except (ValueError, TypeError) as error:
            # The validators of attrs put more than the message into the error.
            reason = error.args[0] if error.args else type(error).__name__
            self.report("bad-value", keys, f"is refused by {name_of(cls)}: {reason}")
        return None

    def _wrong(self, wanted: Any, data: Any, keys: Keys) -> None:
        closed = choices(wanted)
        hint = None
        if closed and isinstance(data, str):
            hint = suggestion(data, (choice for choice in closed if isinstance(choice, str)))
        elif data is not None and not isinstance(data, str | list | Mapping) and str in (wanted, *get_args(wanted)):
            hint = "put it in quotes"
        elif isinstance(data, Mapping) and isinstance(wanted, type) and wanted.__module__ != "builtins":
            hint = f"make {wanted.__name__} an attrs class or a dataclass"
        shown = repr(data) if closed and isinstance(data, str) else kind_of(data)
        self.report("wrong-type", keys, f"is {shown}, not {described(wanted)}", hint)
