"""Model: a frozen value of Grafana's."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

import attrs

from grafmint._unset import UNSET
from grafmint.model.base.fields import Fields, attributes, fields_of
from grafmint.model.base.refusals import extended, missing_options, refused_value, unknown_option, with_names
from grafmint.model.base.section import ROOT, Json, Parts
from grafmint.model.base.signature import Signature
from grafmint.model.base.store import Store, stores_of

if TYPE_CHECKING:
    from grafmint.model.context import Context

_EMPTY: tuple[Any, ...] = ()

remember = object.__setattr__


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
    __signature__: ClassVar[Any] = Signature()

    _made_by: ClassVar[type]
    _fields: ClassVar[Fields]
    _stores: ClassVar[Mapping[str, Store]]
    _required: ClassVar[frozenset[str]]
    _given: tuple[str, ...]

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        if cls.__init__ is not Model.__init__:
            raise extended(cls, cls.__mro__[1])
        cls._made_by = cls
        cls._fields = fields_of(cls)
        cls._stores = stores_of(cls)
        cls._required = frozenset(a.name for a in attributes(cls) if a.default is attrs.NOTHING)

    if not TYPE_CHECKING:

        def __init__(self, *unnamed: Any, **given: Any) -> None:
            stores, required = self._stores, self._required
            if unnamed or self._made_by is not self.__class__:
                given = with_names(self, unnamed, given)
            left_out: tuple[str, ...] = ()
            for name, value in given.items():
                if name not in stores:
                    raise unknown_option(self, name)
                at_once, test, converter, default, store = stores[name]
                if converter is not None:
                    value = converter(value)  # noqa: PLW2901  # what is stored is the converted one
                if value.__class__ in at_once:
                    store(self, value)
                elif (value is UNSET and name not in required) or (value is _EMPTY and default is _EMPTY):
                    left_out = (*left_out, name)
                elif value is UNSET:
                    raise missing_options(self, {key: item for key, item in given.items() if item is not UNSET})
                elif test(value):
                    store(self, value)
                else:
                    raise refused_value(self, name, value, given)
            if not required <= given.keys():
                raise missing_options(self, given)
            names = tuple(given)
            remember(self, "_given", tuple(n for n in names if n not in left_out) if left_out else names)
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


def _remade(cls: type[Model], given: dict[str, Any]) -> Model:
    return cls(**given)
