"""Call: what to write where one of several classes belongs, and something else stands."""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from grafmint.model.accept.acceptance import Acceptance

# One option in common is chance: half of all classes have a title.
_ALIKE = 2
_MOST_TOLD = 2
_MOST_KINDS = 3


def call_for(taken: Acceptance, value: Any, *, is_hidden: bool) -> str | None:
    """The call of the one class that belongs there, or of the nearest of several; None where none is near.

    A text that is hidden is not written into it.
    """
    if isinstance(value, type) and issubclass(value, taken.classes):
        return f"write {_call(value)}"
    classes = [cls for cls in taken.classes if _is_called(cls)]
    near = (
        [] if is_hidden or not isinstance(value, str) else [*filter(None, (_with_text(cls, value) for cls in classes))]
    )
    if len(near) == 1:
        return f"write {near[0]}"
    nearest = _nearest(classes, value) if len(classes) > 1 else None
    if nearest is not None:
        return f"did you mean {_call(nearest)}?"
    return f"write {' or '.join(map(_call, classes))}" if 0 < len(classes) <= _MOST_TOLD else _kinds(taken.classes)


def _kinds(classes: Collection[type[Any]]) -> str | None:
    """Some classes below one that nobody calls itself, of building blocks of somebody's own."""
    base = next((cls for cls in classes if hasattr(cls, "__attrs_init_subclass__")), None)
    # Of grafmint's own panels and queries those that happen to be loaded say nothing.
    if base is None or hasattr(base, "__attrs_attrs__"):
        return None
    found = sorted(cls.__name__ for cls in base.__subclasses__() if hasattr(cls, "__attrs_attrs__"))
    shown = [f"{name}(…)" for name in found[:_MOST_KINDS]]
    return f"write one, such as {' or '.join(shown)}" if shown else None


def _is_called(cls: type[Any]) -> bool:
    """Whether somebody who needs one calls the class itself, or what its example says."""
    return getattr(cls, "example", None) is not None or bool(getattr(cls, "_required", ()) and not cls.__subclasses__())


def _call(cls: type[Any]) -> str:
    example: str | None = getattr(cls, "example", None)
    return example or f"{cls.__name__}({', '.join(f'{name}=…' for name in sorted(getattr(cls, '_required', ())))})"


def _with_text(cls: type[Any], text: str) -> str | None:
    """The call with a text as the only thing that it needs; None for a class that needs something else."""
    fields = [field for field in _fields(cls) if (field.alias or field.name) in getattr(cls, "_required", ())]
    if len(fields) != 1 or fields[0].type not in (str, "str"):
        return None
    name = fields[0].alias or fields[0].name
    is_unnamed = name in cls.unnamed if hasattr(cls, "unnamed") else not fields[0].kw_only
    return f"{cls.__name__}({'' if is_unnamed else f'{name}='}{json.dumps(text, ensure_ascii=False)})"


def _nearest(classes: Collection[type[Any]], value: Any) -> type[Any] | None:
    """The class whose options are those that a value has, more than any other's."""
    said = set(value) if isinstance(value, Mapping) else set(_names(type(value)))
    alike = sorted(((len(said.intersection(_names(cls))), cls) for cls in classes), key=lambda each: -each[0])
    (most, best), (second, _) = alike[:2]
    return best if most >= _ALIKE and most > second else None


def _names(cls: type[Any]) -> Iterator[str]:
    return (field.alias or field.name for field in _fields(cls))


def _fields(cls: type[Any]) -> Collection[Any]:
    fields: Collection[Any] = getattr(cls, "__attrs_attrs__", ())
    return fields
