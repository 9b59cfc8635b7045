"""Members: what an annotation is made of, its unions and names undone."""

import types
from functools import reduce
from operator import or_
from typing import Annotated, Any, NewType, Self, TypeVar, Union, get_args, get_origin

from grafmint._unset import Unset


def of_class(annotation: Any, cls: type[Any]) -> Any:
    """The annotation with the class itself where it says `Self`."""
    if annotation is Self:
        return cls
    args, origin = get_args(annotation), get_origin(annotation)
    found = tuple(of_class(each, cls) for each in args)
    if found == args:
        return annotation
    return reduce(or_, found) if origin is types.UnionType else origin[found]


def members(annotation: Any) -> tuple[Any, ...]:
    """The members of a union, at any depth; of anything else the thing itself, by what it stands for."""
    origin = get_origin(annotation)
    if origin is Union or origin is types.UnionType:
        return tuple(member for arg in get_args(annotation) for member in members(arg))
    if isinstance(annotation, TypeVar):
        return members(annotation.__bound__ or Any)
    if origin is Annotated:
        return members(get_args(annotation)[0])
    if isinstance(annotation, NewType):
        return members(annotation.__supertype__)
    if hasattr(annotation, "__value__"):  # `type Numbers = …`, since Python 3.12
        return members(annotation.__value__)
    return () if annotation is Unset else (type(None) if annotation is None else annotation,)


def is_unchecked(member: Any) -> bool:
    """Whether a value cannot be asked: a protocol has no class that it must be of."""
    return getattr(member, "_is_protocol", False) and not getattr(member, "_is_runtime_protocol", False)
