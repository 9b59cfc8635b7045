"""Which values a field takes, read from its annotation: the checks that refuse a value where it is written."""

import json
import math
import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Annotated, Any, Literal, NewType, TypeVar, Union, get_args, get_origin

from grafmint._unset import Unset
from grafmint.model.meant import meant
from grafmint.suggest import hint

Test = Callable[[Any], bool]
Bounds = tuple[float | None, float | None]

_UNBOUNDED: Bounds = (None, None)
_WORDS = {
    "str": "a string",
    "bool": "True or False",
    "int": "a whole number",
    "float": "a number",
    "Mapping": "a mapping",
    "Callable": "a function",
    "NoneType": "None",
}
# What a message does not name: dict is a mapping, and a unit of one's own is made by a function.
_UNNAMED = {"dict", "CustomUnit"}
_MOST_SHOWN = 12
# Deeper than any value of ours is nested.
_EVERY_DEPTH = 6
# More than all classes of ours have together; those of a project's modules that were read anew are let go.
_REMEMBERED = 1024


class Acceptance:
    """What one annotation takes: by class, by literal, or element by element.

    `at_once` are the classes whose values need no closer look; `test` is the closer look.
    """

    __slots__ = ("at_once", "bounds", "classes", "elements", "literals", "shape", "test", "values")

    def __init__(self, annotation: Any, bounds: Bounds) -> None:
        self.bounds = bounds
        self.classes: tuple[type[Any], ...] = ()
        self.literals: frozenset[Any] = frozenset()
        self.elements: Acceptance | None = None
        # One for each part of a tuple that has so many, such as a pair.
        self.shape: tuple[Acceptance, ...] | None = None
        self.values: Acceptance | None = None
        for member in _members(annotation):
            self._add(member)
        slow: set[type[Any]] = {object, float} if bounds == _UNBOUNDED else {object, float, int}
        self.at_once: set[type[Any]] = set(self.classes) - slow
        self.test: Test = self._test()

    def _add(self, member: Any) -> None:
        origin, args = get_origin(member), get_args(member)
        if origin is Literal:
            self.literals |= frozenset(args)
        elif origin is tuple and args[-1:] != (...,):
            self.shape = tuple(map(accepts, args))
        elif origin is tuple or origin is Sequence:
            self.elements = accepts(args[0])
        elif origin is Mapping and args[1] is Any:
            # Raw JSON is looked at when it is written.
            self.classes += (dict, Mapping)
        elif origin is Mapping and args[0] is str:
            self.values = accepts(args[1])
        elif member is float:
            self.classes += (int, float)
        elif member is Any or _is_unchecked(member):
            self.classes += (object,)
        elif isinstance(member, type) or isinstance(origin, type):
            # Of a generic class its arguments are for type checkers.
            self.classes += (origin or member,)
        else:
            raise TypeError(f"no rule for the annotation {member!r}")

    def _test(self) -> Test:
        if not self._has_parts and not self.classes:
            return _one_of(self.literals)
        if not self._has_parts and not self.literals and set(self.classes) <= {int, float}:
            return _number(self.classes, self.bounds)
        literal, elements, values, shape = _one_of(self.literals), self.elements, self.values, self.shape
        classes, known, bounds = self.classes, self.at_once, self.bounds
        # bool is an int to Python, but `decimals=True` is a mistake.
        bool_too = bool in classes or object in classes

        def test(value: Any) -> bool:
            if elements is not None and (value.__class__ is tuple or value.__class__ is list):
                return _all(elements, value)
            if shape is not None and value.__class__ is tuple:
                return len(value) == len(shape) and all(map(_takes, shape, value))
            if values is not None and isinstance(value, Mapping):
                return all(isinstance(key, str) for key in value) and _all(values, value.values())
            if isinstance(value, classes) and (bool_too or value.__class__ is not bool):
                if not isinstance(value, int | float):
                    # A subclass of an accepted class needs no closer look the next time.
                    known.add(value.__class__)
                return number_problem(value, bounds) is None
            return literal(value)

        return test

    @property
    def is_json(self) -> bool:
        """Whether every accepted value already is JSON as it is written."""
        plain = all(issubclass(cls, str | bool) for cls in self.classes)
        return plain and not self._has_parts

    @property
    def _has_parts(self) -> bool:
        return (self.elements, self.values, self.shape) != (None, None, None)

    def culprit(self, value: Any) -> "tuple[str, Any, Acceptance]":
        """The part of a refused value that is wrong: its index as text, itself, and what is taken there."""
        for index, item, taken in self._parts(value):
            if not taken.test(item):
                inner, wrong, innermost = taken.culprit(item)
                return index + inner, wrong, innermost
        return "", value, self

    def _parts(self, value: Any) -> "Iterator[tuple[str, Any, Acceptance]]":
        if self.elements is not None and isinstance(value, tuple | list):
            yield from ((f"[{i}]" if len(value) > 1 else "", item, self.elements) for i, item in enumerate(value))
        if self.shape is not None and isinstance(value, tuple) and len(value) == len(self.shape):
            yield from ((f"[{i}]", item, part) for i, (item, part) in enumerate(zip(value, self.shape, strict=True)))
        if self.values is not None and isinstance(value, Mapping):
            for key, item in value.items():
                yield (f"[{key!r}]", item, self.values) if isinstance(key, str) else ("", key, accepts(str))

    def explain(self, value: Any) -> tuple[str, str | None]:
        """Why a value is refused, and what to write instead."""
        if isinstance(value, self.classes) and not isinstance(value, bool):
            problem = number_problem(value, self.bounds)
            if problem is not None:
                return problem, None
        return f"is not {self.describe()}", self._way_out(value)

    def _way_out(self, value: Any) -> str | None:
        if self.literals and isinstance(value, str):
            return hint(value, (literal for literal in self.literals if isinstance(literal, str)))
        for cls in self.classes:
            example = getattr(cls, "example", None)
            if example is not None:
                return f"write {example}"
            required = getattr(cls, "_required", None)
            if required and not cls.__subclasses__():
                return f"write {cls.__name__}({', '.join(f'{name}=…' for name in sorted(required))})"
        return None if self.hides(value) else self._meant(value)

    def _meant(self, value: Any) -> str | None:
        """The call for what takes a text, a number or a mapping, where the value says one in another way."""
        found = meant(value, {dict} if self.values is not None else self.classes)
        return f"write {json.dumps(found, ensure_ascii=False)}" if found is not None and self.test(found) else None

    @property
    def takes_mappings(self) -> bool:
        """Whether a mapping belongs here, which must be copied to stay as it is."""
        return self.values is not None or Mapping in self.classes

    def hides(self, value: Any) -> bool:
        """Whether a refused value may hold a secret that belongs here or in it, so that it must not be shown.

        A mapping or list may have the form of what is taken, at any depth; a text only that of its own fields.
        """
        if hasattr(value, "_fields"):
            return False
        deep = isinstance(value, Mapping | list | tuple | set | frozenset)
        return _takes_secrets(self, _EVERY_DEPTH if deep else 1)

    def describe(self) -> str:
        """What is accepted, in words."""
        named = (cls for cls in self.classes if cls.__name__ not in _UNNAMED)
        words = [_WORDS.get(cls.__name__, cls.__name__) for cls in named]
        if float in self.classes:
            words.remove(_WORDS["int"])
        if self.values is not None:
            words.append(f"a mapping to {self.values.describe()}")
        if self.elements is not None:
            words.append(f"one or several of: {self.elements.describe()}")
        if self.shape is not None:
            words.append(f"({', '.join(part.describe() for part in self.shape)})")
        if len(self.literals) <= _MOST_SHOWN:
            words.extend(sorted(map(repr, self.literals)))
        else:
            words.append("one that Grafana knows")
        return " or ".join(dict.fromkeys(words))


@lru_cache(maxsize=_REMEMBERED)
def accepts(annotation: Any, bounds: Bounds = _UNBOUNDED) -> Acceptance:
    """The acceptance of an annotation; built once for each."""
    return Acceptance(annotation, bounds)


def _takes_secrets(acceptance: Acceptance, depth: int) -> bool:
    if any(getattr(cls, "secret", False) for cls in acceptance.classes):
        return True
    parts = [part for part in (acceptance.elements, acceptance.values, *(acceptance.shape or ())) if part is not None]
    if any(_takes_secrets(part, depth) for part in parts):
        return True
    fields = (cls._fields.takes.values() for cls in acceptance.classes if hasattr(cls, "_fields"))
    return depth > 0 and any(_takes_secrets(part, depth - 1) for each in fields for part in each)


def number_problem(value: Any, bounds: Bounds) -> str | None:
    """What is wrong with a number, or None: Grafana's JSON has no NaN and no infinity."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    low, high = bounds
    if not math.isfinite(value):
        return "is not a finite number"
    if low is not None and value < low:
        return f"is below {low:g}"
    if high is not None and value > high:
        return f"is above {high:g}"
    return None


def _members(annotation: Any) -> tuple[Any, ...]:
    origin = get_origin(annotation)
    if origin is Union or origin is types.UnionType:
        return tuple(member for arg in get_args(annotation) for member in _members(arg))
    if isinstance(annotation, TypeVar):
        return _members(annotation.__bound__ or Any)
    if origin is Annotated:
        return _members(get_args(annotation)[0])
    if isinstance(annotation, NewType):
        return _members(annotation.__supertype__)
    if hasattr(annotation, "__value__"):  # `type Numbers = …`, since Python 3.12
        return _members(annotation.__value__)
    return () if annotation is Unset else (type(None) if annotation is None else annotation,)


def _is_unchecked(member: Any) -> bool:
    """Whether a value cannot be asked: a protocol has no class that it must be of."""
    return getattr(member, "_is_protocol", False) and not getattr(member, "_is_runtime_protocol", False)


def _all(elements: Acceptance, values: Iterable[Any]) -> bool:
    for value in values:
        if value.__class__ not in elements.at_once and not elements.test(value):
            return False
    return True


def _takes(taken: Acceptance, value: Any) -> bool:
    return taken.test(value)


def _number(classes: tuple[type, ...], bounds: Bounds) -> Test:
    low = -math.inf if bounds[0] is None else bounds[0]
    high = math.inf if bounds[1] is None else bounds[1]
    if float not in classes:
        return lambda value: value.__class__ is int and low <= value <= high
    return lambda value: (
        (value.__class__ is int or value.__class__ is float) and (low <= value <= high and math.isfinite(value))
    )


def _one_of(literals: frozenset[Any]) -> Test:
    if all(isinstance(literal, str) for literal in literals):
        return lambda value: value.__class__ is str and value in literals
    # 1 and True are equal, so numbers are compared with their class.
    pairs = frozenset((type(literal), literal) for literal in literals)
    return lambda value: isinstance(value, str | int) and (type(value), value) in pairs
