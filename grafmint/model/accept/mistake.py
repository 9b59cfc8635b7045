"""Mistake: which part of a value a field does not take, why, and what to write instead."""

import json
from typing import Any

from grafmint.model.accept.acceptance import Acceptance
from grafmint.model.accept.call import call_for
from grafmint.model.accept.number import number_problem
from grafmint.model.accept.secrets import hides
from grafmint.model.accept.words import describe
from grafmint.model.meant import meant
from grafmint.suggest import hint


def culprit(taken: Acceptance, value: Any) -> tuple[str, Any, Acceptance]:
    """The part of a refused value that is wrong: its index as text, itself, and what is taken there."""
    for index, item, there in taken.parts(value):
        if not there.test(item):
            inner, wrong, innermost = culprit(there, item)
            return index + inner, wrong, innermost
    return "", value, taken


def explain(taken: Acceptance, value: Any) -> tuple[str, str | None]:
    """Why a value is refused, and what to write instead."""
    if isinstance(value, taken.classes) and not isinstance(value, bool):
        problem = number_problem(value, taken.bounds)
        if problem is not None:
            return problem, None
    return f"is not {describe(taken)}", _way_out(taken, value)


def _way_out(taken: Acceptance, value: Any) -> str | None:
    if taken.literals and isinstance(value, str):
        return hint(value, (literal for literal in taken.literals if isinstance(literal, str)))
    if isinstance(value, list | tuple) and len(value) == 1 and taken.test(value[0]):
        return "write it without brackets, and without a comma behind it"
    is_hidden = hides(taken, value)
    return call_for(taken, value, is_hidden=is_hidden) or (None if is_hidden else _meant(taken, value))


def _meant(taken: Acceptance, value: Any) -> str | None:
    """The call for what takes a text, a number or a mapping, where the value says one in another way."""
    found = meant(value, {dict} if taken.values is not None else taken.classes)
    return f"write {json.dumps(found, ensure_ascii=False)}" if found is not None and taken.test(found) else None
