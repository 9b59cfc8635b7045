"""Filling: a query with values in the place of its variables, as its datasource wants them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from grafmint.data.choices import Choices
from grafmint.data.spelling import Spelling, glob, loki, lucene, prometheus, spelled, sql
from grafmint.promql.variables import is_builtin, references

#: The parts of a query that are written in the datasource's own language, by its type.
_SPELLINGS: Mapping[str, Mapping[str, Spelling]] = {
    "prometheus": {"expr": prometheus},
    "loki": {"expr": loki},
    "elasticsearch": {"query": lucene},
    "postgres": {"rawSql": sql},
    "mysql": {"rawSql": sql},
    "mssql": {"rawSql": sql},
}
#: The parts that name something, and are no text of a query.
_NAMES = frozenset({"refId", "datasource", "hide", "key", "editorMode"})
# A value that stands for all may have variables in it, whose values in turn have none.
_DEPTH = 2


def filled(query: Mapping[str, Any], kind: str | None, choices: Choices) -> dict[str, Any]:
    """A query for a datasource of a type, with every variable that has a value replaced in all of its texts."""
    own = _SPELLINGS.get(kind or "", {})
    return {
        key: value if key in _NAMES else _filled(value, choices, own.get(key, glob)) for key, value in query.items()
    }


def fill(text: str, choices: Choices, default: Spelling = glob, depth: int = _DEPTH) -> str:
    """The text with every variable that has a value replaced."""
    parts, end = [], 0
    for reference in references(text):
        choice = choices.get(reference.name)
        if choice is None or not choice.values:
            continue
        value = spelled(choice, reference.format, default)
        again = depth > 1 and choice.verbatim and "$" in value
        parts += [text[end : reference.start], fill(value, choices, default, depth - 1) if again else value]
        end = reference.end
    return "".join([*parts, text[end:]]) if end else text


def unfilled(queries: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The variables of a dashboard that queries still name, because nobody knows their values."""
    names = (each.name for query in queries for text in _texts(query) for each in references(text))
    return tuple(dict.fromkeys(name for name in names if not is_builtin(name)))


def _filled(value: Any, choices: Choices, default: Spelling) -> Any:
    if isinstance(value, str):
        return fill(value, choices, default)
    if isinstance(value, Mapping):
        return {key: _filled(item, choices, default) for key, item in value.items()}
    return [_filled(item, choices, default) for item in value] if isinstance(value, list) else value


def _texts(query: Mapping[str, Any]) -> Iterator[str]:
    for key in ("datasource", "expr", "rawSql", "query", "namespace", "metricName", "dimensions", "interval"):
        value = query.get(key)
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield from (str(item) for item in value.values())
