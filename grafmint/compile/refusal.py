"""Refusal: an error at the line where a value was written."""

from grafmint.finding import Finding
from grafmint.model.base import Model, Traced


def refusal(rule: str, message: str, owner: Model, way_out: str | None) -> Finding:
    """What is wrong with a value, or with what it asked for."""
    origin = owner.origin if isinstance(owner, Traced) else None
    place = origin.inner if origin is not None else None
    return Finding(rule=rule, severity="error", message=message, hint=way_out, place=place)
