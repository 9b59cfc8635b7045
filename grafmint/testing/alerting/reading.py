"""Reading: the fields of a document by their types, as a server that is typed reads them."""

from typing import Any, TypeVar

from grafmint.testing.alerting import duration
from grafmint.testing.reply import bad_request
from grafmint.testing.stored import Json

_T = TypeVar("_T")


def text(document: Json, name: str) -> str:
    """A text, empty when it is not there; answers 400 when it is something else."""
    return _typed(document, name, str, "")


def number(document: Json, name: str) -> int:
    """A whole number, 0 when it is not there."""
    value = _typed(document, name, int, 0)
    if isinstance(value, bool):
        raise bad_request()
    return value


def flag(document: Json, name: str) -> bool:
    """A truth, false when it is not there."""
    return _typed(document, name, bool, False)


def texts(document: Json, name: str) -> list[str]:
    """A list of texts."""
    found: list[Any] = _typed(document, name, list, [])
    if not all(isinstance(each, str) for each in found):
        raise bad_request()
    return found


def objects(document: Json, name: str) -> list[Json]:
    """A list of objects."""
    found: list[Any] = _typed(document, name, list, [])
    if not all(isinstance(each, dict) for each in found):
        raise bad_request()
    return found


def named_texts(document: Json, name: str) -> dict[str, str]:
    """An object whose values are texts."""
    found: Json = _typed(document, name, dict, {})
    if not all(isinstance(each, str) for each in found.values()):
        raise bad_request()
    return found


def length(document: Json, name: str) -> str | None:
    """A duration as Grafana answers it, None when it is not there."""
    if document.get(name) is None:
        return None
    try:
        return duration.normal(text(document, name))
    except ValueError:
        raise bad_request() from None


def _typed(document: Json, name: str, type_: type[_T], otherwise: _T) -> _T:
    value = document.get(name)
    if value is None:
        return otherwise
    if not isinstance(value, type_):
        raise bad_request()
    return value
