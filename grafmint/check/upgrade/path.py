"""Path: what a document says at the path of a fact, in a panel's own options, its fields and their overrides."""

from collections.abc import Iterator, Sequence

from grafmint.check.board import objects
from grafmint.check.document import Json
from grafmint.check.upgrade.fact import Fact

_FIELDS = ("fieldConfig", "defaults")


def said(json: Json, fact: Fact, pointer: str) -> Iterator[str]:
    """The JSON pointers at which an option is given a value that does something."""
    keys = fact.name.split(".")
    yield from (at for at, value in _values(json, keys, pointer) if _does_something(value, fact))
    if tuple(keys[:2]) == _FIELDS:
        yield from _overridden(json, keys[2:], fact, pointer)


def _values(value: object, keys: Sequence[str], pointer: str) -> Iterator[tuple[str, object]]:
    if not keys:
        yield pointer, value
    elif keys[0] == "*":
        for index, item in objects(value):
            yield from _values(item, keys[1:], f"{pointer}/{index}")
    elif isinstance(value, dict) and keys[0] in value:
        yield from _values(value[keys[0]], keys[1:], f"{pointer}/{keys[0]}")


def _overridden(json: Json, keys: Sequence[str], fact: Fact, pointer: str) -> Iterator[str]:
    """Where a field's override says it: the first keys are one id there, `custom.cellOptions`."""
    fields = json.get(_FIELDS[0])
    for index, override in objects(fields.get("overrides") if isinstance(fields, dict) else None):
        for inner, property_ in objects(override.get("properties")):
            at = f"{pointer}/fieldConfig/overrides/{index}/properties/{inner}"
            if property_.get("id") == ".".join(keys[:2]):
                found = _values(property_.get("value"), keys[2:], at)
                yield from (place for place, value in found if _does_something(value, fact))


def _does_something(value: object, fact: Fact) -> bool:
    """Grafana's page writes whatever is off or as usual into each document: nothing is lost with that."""
    usual = (None, fact.default) if fact.default is not None else (None, False, "", [], {})
    return value not in usual
