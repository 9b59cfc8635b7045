"""Acceptance: which values a field takes, by class, by literal or part by part."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, get_args, get_origin

from grafmint.model.accept.literal import literal_test
from grafmint.model.accept.members import is_unchecked, members
from grafmint.model.accept.number import UNBOUNDED, Bounds, number_problem, number_test

Test = Callable[[Any], bool]

# More than all classes of ours have together; those of a project's modules that were read anew are let go.
_REMEMBERED = 1024


class Acceptance:
    """What one annotation takes.

    `at_once` are the classes whose values need no closer look; `test` is the closer look.
    """

    __slots__ = ("annotation", "at_once", "bounds", "classes", "elements", "literals", "shape", "test", "values")

    def __init__(self, annotation: Any, bounds: Bounds) -> None:
        self.annotation = annotation
        self.bounds = bounds
        self.classes: tuple[type[Any], ...] = ()
        self.literals: frozenset[Any] = frozenset()
        self.elements: Acceptance | None = None
        # One for each part of a tuple that has so many, such as a pair.
        self.shape: tuple[Acceptance, ...] | None = None
        self.values: Acceptance | None = None
        for member in members(annotation):
            self._add(member)
        slow: set[type[Any]] = {object, float} if bounds == UNBOUNDED else {object, float, int}
        self.at_once: set[type[Any]] = set(self.classes) - slow
        self.test: Test = self._test()

    def _add(self, member: Any) -> None:
        origin, args = get_origin(member), get_args(member)
        if origin is Literal:
            self.literals |= frozenset(args)
        elif origin is tuple and args[-1:] != (...,):
            if self.shape is not None:
                raise TypeError(f"no rule for {member!r} beside another tuple of so many parts")
            self.shape = tuple(map(accepts, args))
        elif origin is tuple or origin is Sequence:
            self.elements = _or(self.elements, args[0])
        elif origin is Mapping and args[1] is Any:
            # Raw JSON is looked at when it is written.
            self.classes += (dict, Mapping)
        elif origin is Mapping and args[0] is str:
            self.values = _or(self.values, args[1])
        elif member is float:
            self.classes += (int, float)
        elif member is Any or is_unchecked(member):
            self.classes += (object,)
        elif isinstance(member, type) or isinstance(origin, type):
            # Of a generic class its arguments are for type checkers.
            self.classes += (origin or member,)
        else:
            raise TypeError(f"no rule for the annotation {member!r}")

    def _test(self) -> Test:
        if not self.has_parts and not self.classes:
            return literal_test(self.literals)
        if not self.has_parts and not self.literals and set(self.classes) <= {int, float}:
            return number_test(self.classes, self.bounds)
        literal, elements, values, shape = literal_test(self.literals), self.elements, self.values, self.shape
        classes, known, bounds = self.classes, self.at_once, self.bounds
        # bool is an int to Python, but `decimals=True` is a mistake.
        bool_too = bool in classes or object in classes

        def test(value: Any) -> bool:
            if elements is not None and (value.__class__ is tuple or value.__class__ is list):
                return _all(elements, value) or _fits(shape, value)
            if shape is not None and value.__class__ is tuple:
                return _fits(shape, value)
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
        return plain and not self.has_parts

    @property
    def has_parts(self) -> bool:
        """Whether it takes tuples or mappings, whose parts are looked at one by one."""
        return (self.elements, self.values, self.shape) != (None, None, None)

    @property
    def takes_mappings(self) -> bool:
        """Whether a mapping belongs here, which must be copied to stay as it is."""
        return self.values is not None or Mapping in self.classes

    def of_one(self, value: Any) -> "Acceptance":
        """What is taken in the place of a value that is no tuple, where only tuples are: that of which they are."""
        if self.elements is None or isinstance(value, tuple | list) or set(self.classes) - {type(None)}:
            return self
        return self.elements

    def parts(self, value: Any) -> "Iterator[tuple[str, Any, Acceptance]]":
        """The parts of a value that has the form of what is taken: index as text, itself, what is taken there."""
        if self.elements is not None and isinstance(value, tuple | list):
            yield from ((f"[{i}]" if len(value) > 1 else "", item, self.elements) for i, item in enumerate(value))
        if self.shape is not None and isinstance(value, tuple) and len(value) == len(self.shape):
            yield from ((f"[{i}]", item, part) for i, (item, part) in enumerate(zip(value, self.shape, strict=True)))
        if self.values is not None and isinstance(value, Mapping):
            for key, item in value.items():
                yield (f"[{key!r}]", item, self.values) if isinstance(key, str) else ("", key, accepts(str))


@lru_cache(maxsize=_REMEMBERED)
def accepts(annotation: Any, bounds: Bounds = UNBOUNDED) -> Acceptance:
    """The acceptance of an annotation; built once for each."""
    return Acceptance(annotation, bounds)


def _all(elements: Acceptance, values: Iterable[Any]) -> bool:
    for value in values:
        if value.__class__ not in elements.at_once and not elements.test(value):
            return False
    return True


def _fits(shape: tuple[Acceptance, ...] | None, value: Any) -> bool:
    is_so_long = shape is not None and value.__class__ is tuple and len(value) == len(shape)
    return is_so_long and all(map(_takes, shape or (), value))


def _takes(taken: Acceptance, value: Any) -> bool:
    return taken.test(value)


def _or(taken: Acceptance | None, annotation: Any) -> Acceptance:
    """What is taken, and what another member of the union takes in its place."""
    return accepts(annotation if taken is None else taken.annotation | annotation)
