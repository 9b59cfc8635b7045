"""Option: what a building block of somebody's own takes under one name."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from grafmint.model.accept import Acceptance
from grafmint.model.refusal import WayOut

_PLAIN = (str, int, float, type(None))


class Option(NamedTuple):
    """One field, as its constructor calls it; `default` is what is taken where it is left out, if that is a text."""

    attribute: str
    acceptance: Acceptance
    default: str | None
    is_unnamed: bool
    is_converted: bool


def way_out_of(options: Mapping[str, Option], name: str, value: Any) -> WayOut:
    """What to write instead of a value that an option does not take, where the other options or its default say it."""
    others = [each for each, option in options.items() if _is_for(option, value)]
    default = options[name].default
    if len(others) == 1:
        return lambda _: f"did you mean {others[0]}=…?"
    if default and isinstance(value, int | float):
        # A duration or a point in time is a text, and its number in quotes would be refused next.
        return lambda _: f"write a string, such as {json.dumps(default, ensure_ascii=False)}"
    return lambda _: None


def _is_for(option: Option, value: Any) -> bool:
    """Whether a value can only be meant for an option: texts and numbers fit many."""
    items = value if isinstance(value, tuple) else (value,)
    taken = option.acceptance
    return not all(isinstance(item, _PLAIN) for item in items) and object not in taken.classes and taken.test(value)
