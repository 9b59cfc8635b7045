"""The base of every value: keyword-only, frozen, checked at construction, written field by field.

A field's declaration says it all: its annotation what it takes, its helper (`option`, `standard`, `custom`, …) where
Grafana keeps it, its name what Grafana calls it. Nothing else lists the fields of a class.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self, TypeVar, cast

import attrs

from grafmint._unset import UNSET, Unset
from grafmint.errors import ModelError
from grafmint.model.accept import Acceptance, Bounds, accepts
from grafmint.model.freeze import frozen_copy
from grafmint.model.refusal import WayOut, incomplete, is_set, named, refused, unknown
from grafmint.origin import Origin, capture

if TYPE_CHECKING:
    # Type checkers know attrs' own decorator only, and read from it what the constructor takes.
    from attrs import frozen as frozen  # noqa: PLC0414  # re-exported

    from grafmint.model.context import Context
else:
    # `Model` has one constructor, comparison and text for all; attrs would compile four methods for each of ninety
    # classes, and its constructor would set sixty slots of a panel to say that fifty were left out.
    frozen = partial(attrs.frozen, init=False, eq=False, repr=False)

T = TypeVar("T")
Json = Any
JsonObject = dict[str, Any]

# Where a field stands in Grafana's document.
ROOT, OPTIONS, STANDARD, CUSTOM = range(4)
Parts = tuple[JsonObject, JsonObject, JsonObject, JsonObject]
Encode = Callable[[Any, "Context"], Json]


class Spec(NamedTuple):
    """What a field's helper says of it; `section` is None for a field that is grafmint's own and not written."""

    section: int | None = ROOT
    key: str | None = None
    encode: Encode | None = None
    low: float | None = None
    high: float | None = None
    always: bool = False
    way_out: WayOut | None = None

    @property
    def bounds(self) -> Bounds:
        """The least and the greatest number allowed; None is no bound."""
        return (self.low, self.high)


class Write(NamedTuple):
    """How a field is written: as it is where it already is JSON, else by its own encoder or by that of values."""

    section: int
    key: str
    is_json: bool
    encode: Encode | None


_SPEC = "grafmint"
_DEFAULT_SPEC = Spec()
_EMPTY: tuple[Any, ...] = ()


def _helper(section: int | None) -> Callable[..., Any]:
    def helper(key: str | None = None, *, default: Any = UNSET, **said: Any) -> Any:
        return attrs.field(default=default, metadata={_SPEC: Spec(section, key, **said)})

    return helper


#: A field at the top of its object.
field = _helper(ROOT)
#: A panel option (`options`).
option = _helper(OPTIONS)
#: A standard option (`fieldConfig.defaults`).
standard = _helper(STANDARD)
#: An option of the panel kind for each field (`fieldConfig.defaults.custom`).
custom = _helper(CUSTOM)
#: A field that is grafmint's own and not written.
unwritten = _helper(None)


def at(
    section: int | None, key: str | None = None, *, encode: Encode | None = None, way_out: WayOut | None = None
) -> dict[str, Spec]:
    """The metadata of a field that is declared by `attrs.field` itself, for its converter or to be required."""
    return {_SPEC: Spec(section, key, encode, way_out=way_out)}


#: The metadata of a required field that is grafmint's own: `attrs.field(metadata=UNWRITTEN)`.
UNWRITTEN = at(None)


def many(value: T | Iterable[T]) -> tuple[T, ...]:
    """One value or several, as a tuple."""
    if value.__class__ is tuple:
        return value  # a tuple of T by the annotation of the field
    if isinstance(value, set | frozenset):
        raise is_set(value)
    if isinstance(value, str | Model | Mapping) or not isinstance(value, Iterable):
        return (value,)  # type: ignore[return-value]  # the two branches cannot be told apart by type
    return tuple(value)


def camel(name: str) -> str:
    """Grafana's spelling of a Python name: `legend_format` is `legendFormat`."""
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


class Store(NamedTuple):
    """How a given value is checked and kept: by its class alone, or by a closer test."""

    at_once: set[type[Any]]
    test: Callable[[Any], bool]
    convert: Callable[[Any], Any] | None
    default: Any
    store: Callable[[Any, Any], None]


class Fields(NamedTuple):
    """All that construction and encoding need of a class."""

    specs: Mapping[str, Spec]
    takes: Mapping[str, Acceptance]
    defaults: Mapping[str, Any]
    writes: Mapping[str, Write]
    always: tuple[tuple[str, Any], ...]


class _Signature:
    """The signature that the fields say, for `help` and for editors that look at the running class."""

    def __get__(self, _: object, owner: "type[Model]") -> Signature:
        parameters = [
            Parameter(
                a.alias or a.name,
                Parameter.POSITIONAL_OR_KEYWORD if a.name in owner.unnamed else Parameter.KEYWORD_ONLY,
                default=Parameter.empty if a.default is attrs.NOTHING else a.default,
                annotation=a.type,
            )
            for a in attributes(owner)
        ]
        return Signature(sorted(parameters, key=lambda parameter: parameter.default is not Parameter.empty))


class Model:
    """A frozen value of Grafana's; subclasses are `frozen(kw_only=True)` classes of attrs.

    Only what is given is stored; whatever else is asked for is the field's default. Only those with `unnamed` options
    are just `frozen`.
    """

    __slots__ = ("_given",)

    #: How one is written where its required options do not say it.
    example: ClassVar[str | None] = None
    #: Whether what is refused in the place of such a value must not be shown.
    secret: ClassVar[bool] = False
    #: What people call its options elsewhere, and the option, or the code that does it.
    known_as: ClassVar[Mapping[str, str]] = {}
    #: The options that may be given without their names, for they read well in this order.
    unnamed: ClassVar[tuple[str, ...]] = ()
    __signature__: ClassVar[Any] = _Signature()

    _made_by: ClassVar[type]
    _fields: ClassVar[Fields]
    _stores: ClassVar[Mapping[str, Store]]
    _required: ClassVar[frozenset[str]]
    _given: tuple[str, ...]

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        if cls.__init__ is not Model.__init__:
            base = cls.__mro__[1].__name__
            raise ModelError(f"{cls.__name__} cannot extend {base}", hint=f"write a function that returns a {base}")
        cls._made_by = cls
        cls._fields = _fields_of(cls)
        cls._stores = {a.name: _store(a, cls._fields.takes[a.name], cls) for a in attributes(cls)}
        cls._required = frozenset(a.name for a in attributes(cls) if a.default is attrs.NOTHING)

    if not TYPE_CHECKING:

        def __init__(self, *unnamed: Any, **given: Any) -> None:
            stores, required = self._stores, self._required
            if unnamed or self._made_by is not self.__class__:
                given = _named(self, unnamed, given)
            left_out: tuple[str, ...] = ()
            for name, value in given.items():
                if name not in stores:
                    raise _unknown(self, name)
                at_once, test, converter, default, store = stores[name]
                if converter is not None:
                    value = converter(value)  # noqa: PLW2901  # what is stored is the converted one
                if value.__class__ in at_once:
                    store(self, value)
                elif (value is UNSET and name not in required) or (value is _EMPTY and default is _EMPTY):
                    left_out = (*left_out, name)
                elif value is UNSET:
                    raise _incomplete(self, {key: item for key, item in given.items() if item is not UNSET})
                elif test(value):
                    store(self, value)
                else:
                    raise _refused(self, name, value, given)
            if not required <= given.keys():
                raise _incomplete(self, given)
            names = tuple(given)
            _remember(self, "_given", tuple(n for n in names if n not in left_out) if left_out else names)
            self._made()

        def __getattr__(self, name: str) -> Any:
            try:
                return self._fields.defaults[name]
            except KeyError:
                raise AttributeError(f"{type(self).__name__} has no {name!r}") from None

    def _made(self) -> None:
        """The end of construction."""
        self._validate()

    def _validate(self) -> None:
        """Refuse what no single field can see; overridden where fields depend on each other."""

    def _assemble(self, parts: Parts, context: "Context") -> Json:
        """The object's JSON from its encoded fields; overridden where Grafana nests them."""
        return parts[ROOT]

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self._fields.specs)

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, Model) and type(other) is type(self) and self._values() == other._values()
        )

    def __hash__(self) -> int:
        return hash((type(self), self._values()))

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._given)
        return f"{type(self).__name__}({given})"

    def __reduce__(self) -> Any:
        return (_remade, (type(self), {name: getattr(self, name) for name in self._given}))

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self


_remember = object.__setattr__


class Traced(Model):
    """A value that remembers where it was written."""

    __slots__ = ("_origin",)

    #: Whether it stands for itself on a server, so that who asked for it is worth knowing.
    is_resource: ClassVar[bool] = False

    _origin: Origin | None

    def _made(self) -> None:
        _remember(self, "_origin", capture(3, outermost=self.is_resource))
        self._validate()

    @property
    def origin(self) -> Origin | None:
        """The call that made it; None when no frame of the user's code made it."""
        return self._origin


def attributes(cls: type[Model]) -> "tuple[attrs.Attribute[Any], ...]":
    """The fields of a value's class, as attrs describes them."""
    fields: tuple[attrs.Attribute[Any], ...] = cls.__attrs_attrs__  # type: ignore[attr-defined]  # attrs sets it
    return fields


def _remade(cls: type[Model], given: dict[str, Any]) -> Model:
    return cls(**given)


def _fields_of(cls: type[Model]) -> Fields:
    fields = attributes(cls)
    specs: dict[str, Spec] = {a.name: a.metadata.get(_SPEC, _DEFAULT_SPEC) for a in fields}
    takes = {a.name: accepts(_annotation(a, cls), specs[a.name].bounds) for a in fields}
    defaults = {a.name: _default(a.default) for a in fields if a.default is not attrs.NOTHING}
    writes = {
        name: Write(spec.section, spec.key or camel(name), spec.encode is None and takes[name].is_json, spec.encode)
        for name, spec in specs.items()
        if spec.section is not None
    }
    return Fields(
        specs,
        takes,
        defaults,
        writes,
        tuple((name, defaults[name]) for name, spec in specs.items() if spec.always),
    )


def _store(attribute: "attrs.Attribute[Any]", acceptance: Acceptance, cls: type[Model]) -> Store:
    convert = cast("Callable[[Any], Any] | None", attribute.converter)
    if acceptance.takes_mappings:
        convert = _then_frozen(convert)
    keep = getattr(cls, attribute.name).__set__
    return Store(acceptance.at_once, acceptance.test, convert, attribute.default, keep)


def _then_frozen(convert: Callable[[Any], Any] | None) -> Callable[[Any], Any]:
    return frozen_copy if convert is None else lambda value: frozen_copy(convert(value))


def _annotation(attribute: "attrs.Attribute[Any]", cls: type[Model]) -> Any:
    one: Any = Self | Unset
    several: Any = tuple[Self, ...]  # type: ignore[misc]  # mypy knows Self in annotations only
    if attribute.type == several:
        return tuple[cls, ...]  # type: ignore[valid-type]  # the class that is being made
    return cls | Unset if attribute.type == one else attribute.type


def _default(value: Any) -> Any:
    return frozen_copy(value.factory()) if hasattr(value, "takes_self") else value


def _refused(self: Model, name: str, value: Any, given: Mapping[str, Any]) -> ModelError:
    fields = self._fields
    return refused(type(self), given, name, value, fields.takes[name], fields.specs[name].way_out)


def _unknown(self: Model, name: str) -> ModelError:
    return unknown(type(self), name, self._stores, self.known_as)


def _named(self: Model, unnamed: tuple[Any, ...], given: Mapping[str, Any]) -> dict[str, Any]:
    """The options with their names; raises ModelError where the class takes none without."""
    if self._made_by is not self.__class__:
        raise _extended(self)
    return named(type(self), self.unnamed, unnamed, given, next(iter(self._fields.specs)))


def _extended(self: Model) -> ModelError:
    base = self._made_by.__name__
    return ModelError(f"{type(self).__name__} cannot extend {base}", hint=f"write a function that returns a {base}")


def _incomplete(self: Model, given: Mapping[str, Any]) -> ModelError:
    return incomplete(type(self), [name for name in self._fields.specs if name in self._required and name not in given])
