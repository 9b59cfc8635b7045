"""Rich text: blocks of words, some of them bold, code or links."""

from typing import Literal

import attrs

Style = Literal["plain", "bold", "code", "link"]
Kind = Literal["paragraph", "heading", "item", "code", "quote", "rule", "table"]


@attrs.frozen
class Span:
    """A piece of text in one style; `line feed` within it ends a line."""

    text: str
    style: Style = "plain"


#: The cells of a table beside each other.
Row = tuple[tuple[Span, ...], ...]


@attrs.frozen(kw_only=True)
class Block:
    """A paragraph or something as large; `level` is a heading's rank or how deep an item lies, from 1.

    `marker` stands before an item. `last` says that no item of the same list follows. `rows` are those of a table, the
    first one with the names of its columns.
    """

    kind: Kind
    spans: tuple[Span, ...] = ()
    level: int = 1
    marker: str = ""
    last: bool = True
    rows: tuple[Row, ...] = ()
