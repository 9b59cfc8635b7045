"""Building blocks of one's own: values from which shared code makes dashboards, checked and placed like grafmint's.

A team that has many services writes a class of what they have in common, and a value of it for each. What is wrong in
such a value is told where it is written, and so is what was made of it.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any, ClassVar, cast, get_type_hints

import attrs

from grafmint.errors import GrafmintError, ModelError
from grafmint.model.accept import Acceptance, of_class
from grafmint.model.base import Traced
from grafmint.model.freeze import frozen_copy
from grafmint.model.option import Option, way_out_of
from grafmint.model.refusal import incomplete, is_set, named, one_of_several, refused, unknown
from grafmint.origin import Origin, behalf, capture


class Block:
    """The base of building blocks of one's own, classes of `@attrs.frozen(kw_only=True)`.

    Each is checked when it is made: what it is given, and what it lacks. Lists become tuples.
    """

    __slots__ = ("_origin",)

    #: What must be given, for messages about a value that is none.
    _required: ClassVar[frozenset[str]]
    _origin: Origin | None

    @property
    def origin(self) -> Origin | None:
        """The call that made it; None when no frame of the user's code made it."""
        # A copy has none.
        return getattr(self, "_origin", None)

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        if "__attrs_init__" in vars(cls):
            message = f"the constructor of {cls.__name__} is not that of its fields"
            raise ModelError(message, hint="leave it to attrs, and write a function that returns one")
        cls._required = frozenset(field.alias or field.name for field in _fields(cls) if field.default is attrs.NOTHING)
        cls.__init__ = _checked(cls, cls.__init__)  # type: ignore[method-assign]  # attrs' own one, with a check before

    if not TYPE_CHECKING:

        def __init__(self, *_: Any, **__: Any) -> None:
            raise _undecorated(type(self), "has no fields")

        def __post_init__(self, *_: Any) -> None:
            # The constructor that `dataclass` writes calls this, and attrs' does not.
            raise _undecorated(type(self), "is a dataclass, which nothing checks")


def _undecorated(cls: type[Block], problem: str) -> ModelError:
    name = cls.__name__
    return ModelError(f"{name} {problem}", hint=f"write @attrs.frozen(kw_only=True) above class {name}")


@contextmanager
def on_behalf_of(value: Block | Traced) -> Iterator[None]:
    """Place whatever is made within where `value` was written, and so what is refused within.

    A generator must not yield within, for then all is placed there that is made until it goes on.
    """
    origin = value.origin
    if origin is None:
        yield
        return
    token = behalf.set(origin)
    try:
        yield
    except GrafmintError as error:
        if error.place is None:
            error.place = origin.inner
        raise
    finally:
        behalf.reset(token)


def _checked(cls: type[Block], make: Callable[..., None]) -> Callable[..., None]:
    """The constructor that attrs wrote, with a check of what is given before it."""
    options: dict[str, Option] = {}

    @wraps(make)
    def __init__(self: Block, *unnamed: Any, **given: Any) -> None:  # noqa: N807  # it is one
        # Annotations may name classes that are defined further down.
        if not options:
            options.update(_options(cls))
        object.__setattr__(self, "_origin", capture(2, outermost=True, cls=self.__class__))
        with on_behalf_of(self):
            taken = _taken(cls, options, unnamed, given, made=type(self))
            make(self, **taken)
            for name, option in options.items():
                if option.is_converted:
                    _fitting(cls, taken, name, options, getattr(self, option.attribute))

    return __init__


def _taken(
    cls: type[Block],
    options: Mapping[str, Option],
    unnamed: tuple[Any, ...],
    given: Mapping[str, Any],
    *,
    made: type[Block],
) -> dict[str, Any]:
    """What is given, as it is kept; raises ModelError for what does not belong there, and for what is missing.

    `made` is a class below that of the constructor where attrs has not made it.
    """
    positions = [name for name, option in options.items() if option.is_unnamed]
    found = named(cls, positions, unnamed, given, next(iter(options), ""))
    for name in found:
        if name not in options and made is not cls and name in vars(made).get("__annotations__", ()):
            raise _undecorated(made, f"has no option {name!r} yet")
        if name not in options:
            raise unknown(cls, name, options, {})
    missing = [name for name in options if name in cls._required and name not in found]
    if missing:
        raise incomplete(cls, missing)
    return {
        name: value if options[name].is_converted else _fitting(cls, found, name, options, value)
        for name, value in found.items()
    }


def _fitting(cls: type[Block], given: Mapping[str, Any], name: str, options: Mapping[str, Option], value: Any) -> Any:
    acceptance, kept = options[name].acceptance, value
    takes_several = acceptance.elements is not None or acceptance.shape is not None
    if takes_several and isinstance(value, set | frozenset):
        raise is_set(value, f"{cls.__name__}: {name}=")
    if takes_several and isinstance(value, list | Iterator):
        kept = tuple(value)
    elif acceptance.takes_mappings:
        kept = frozen_copy(value)
    if kept.__class__ in acceptance.at_once or acceptance.test(kept):
        return kept
    if acceptance.elements is not None and acceptance.elements.test(kept):
        raise one_of_several(cls, given, name, kept)
    raise refused(cls, given, name, kept, acceptance.of_one(kept), way_out_of(options, name, kept))


def _fields(cls: type[Block]) -> "list[attrs.Attribute[Any]]":
    return [field for field in attrs.fields(cast("Any", cls)) if field.init]


def _options(cls: type[Block]) -> dict[str, Option]:
    """What a class takes, by the names of its constructor."""
    try:
        annotations = get_type_hints(cls)
        return {
            field.alias or field.name: Option(
                attribute=field.name,
                acceptance=Acceptance(of_class(annotations.get(field.name, Any), cls), (None, None)),
                default=field.default if isinstance(field.default, str) else None,
                is_unnamed=not field.kw_only,
                is_converted=field.converter is not None,
            )
            for field in _fields(cls)
        }
    except (NameError, TypeError) as error:
        message = f"the annotations of {cls.__name__} cannot be read: {error}"
        is_missing = isinstance(error, NameError)
        way_out = "import what they name where the module runs, too" if is_missing else "write a class, or Any"
        raise ModelError(message, hint=way_out) from None
