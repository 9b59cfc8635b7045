"""Queries in a comment: before and after, where no words say what changed."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from grafmint.render.comment.text import fenced, html_name, lines
from grafmint.review import PartChange, QueryChange

#: The most that is shown of a query, in lines and in characters of each.
_LINES, _LENGTH = 40, 400
_LANGUAGES = {
    "prometheus": "promql",
    "loki": "logql",
    "postgres": "sql",
    "grafana-postgresql-datasource": "sql",
    "mysql": "sql",
    "mssql": "sql",
}


def wordless(part: PartChange) -> list[QueryChange]:
    """The queries of which no words say what changed."""
    return [query for query in part.queries if not query.words]


def query_summary(query: QueryChange) -> str:
    """What is to be seen of a query; HTML."""
    seen = "is new" if query.before is None else "is gone" if query.after is None else "before and after"
    return f"Query {html_name(query.ref_id)} {seen}"


def query_block(query: QueryChange) -> str:
    """A query as a block of code: alone, or as the difference of two."""
    before, after = (None if text is None else _cut(text) for text in (query.before, query.after))
    if before is None or after is None:
        return fenced("\n".join(after or before or ()), _LANGUAGES.get(query.language, ""))
    return fenced("\n".join(_difference(before, after)), "diff")


def _difference(before: list[str], after: list[str]) -> Iterator[str]:
    for tag, start, end, new_start, new_end in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (f"  {line}" for line in before[start:end])
        else:
            yield from (f"- {line}" for line in before[start:end])
            yield from (f"+ {line}" for line in after[new_start:new_end])


def _cut(text: str) -> list[str]:
    """The lines of a query as far as a comment shows them."""
    found = lines(text.strip())
    shown = [line if len(line) <= _LENGTH else f"{line[: _LENGTH - 1]}…" for line in found[:_LINES]]
    return shown if len(found) <= _LINES else [*shown, f"… ({len(found) - _LINES} more lines)"]
