"""Lucene: what a query of Elasticsearch says of the fields of what it finds.

Source: https://www.elastic.co/guide/en/elasticsearch/reference/8.6/query-dsl-query-string-query.html
"""

import re
from collections.abc import Iterator
from typing import Final

from grafmint.promql.reading import Condition

_CLAUSE: Final = re.compile(
    r"(?P<no>\bNOT\s++|[-!])?(?<![\w.@])(?P<field>[\w.@]++):\s*+"
    r"(?:\((?P<group>[^()]*+)\)|\"(?P<text>[^\"]*+)\"|(?P<word>[^\s()\"]++))"
)
_VALUE: Final = re.compile(r'"([^"]*+)"|([^\s"]++)')
#: Where not every clause holds, or something else than a value is meant: ranges, patterns.
_EITHER: Final = re.compile(r"\bOR\b|\|\||(?:\bNOT\s|[-!])\s*\(")
_JOINED: Final = frozenset({"OR", "||"})
_MEANT: Final = re.compile(r"\b(?:AND|NOT|TO)\b|[*?/<>\[\]{}$]")
#: What is longer tells no more, and takes long to be looked through.
_LONGEST: Final = 10_000


def conditions(query: str) -> tuple[Condition, ...]:
    """The values that fields have to have, or must not have; none where one clause or another is enough."""
    query = query[:_LONGEST]
    return () if _EITHER.search(_CLAUSE.sub(" ", query)) else tuple(_conditions(query))


def _conditions(query: str) -> Iterator[Condition]:
    for found in _CLAUSE.finditer(query):
        said = found["group"] if found["group"] is not None else found["text"] or found["word"] or ""
        if not said or _MEANT.search(said):
            continue
        values = [found["text"]] if found["text"] else [text or word for text, word in _VALUE.findall(said)]
        pattern = "|".join(re.escape(each) for each in values if each not in _JOINED)
        yield Condition(found["field"].removesuffix(".keyword"), "!~" if found["no"] else "=~", pattern)
