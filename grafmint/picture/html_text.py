"""HTML text: what a document of HTML says, without its looks, read into blocks."""

import re
from html.parser import HTMLParser
from typing import Final

from grafmint.picture.fit import one_line
from grafmint.picture.rich import Block, Kind, Span, Style

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
#: What begins and ends a block of its own.
_BLOCKS: Final = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
        "figure", "footer", "form", "header", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary",
        "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
_SILENT: Final = frozenset({"head", "script", "style", "template", "title", "noscript"})
_STYLES: Final[dict[str, Style]] = {"b": "bold", "strong": "bold", "th": "bold", "code": "code", "a": "link"}
_LISTS: Final = ("ul", "ol")
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
#: Browsers nest no deeper.
_DEEPEST: Final = 512


def blocks_of(html: str) -> tuple[Block, ...]:
    """The blocks of a document in their order; scripts and styles say nothing."""
    reader = _Reader()
    # No tag begins behind the last end of one. The reader would look for its end from every beginning.
    tags, end, rest = _COMMENT.sub("", html).rpartition(">")
    reader.feed(tags + end + rest.replace("<", "&lt;"))
    reader.close()
    reader.end_block()
    return tuple(reader.blocks)


class _Reader(HTMLParser):
    """Collects spans until a block ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._open: list[str] = []
        self._spans: list[Span] = []
        self._counts: list[int] = []
        self._marker = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"td", "th"} and self._spans:
            self._spans.append(Span("   "))
        elif tag in _BLOCKS or tag in _HEADINGS:
            self.end_block()
        if tag == "br":
            self._spans.append(Span("\n"))
        elif tag == "hr":
            self.end_block()
            self.blocks.append(Block(kind="rule"))
        elif tag not in {"img", "input", "link", "meta", "wbr"} and len(self._open) < _DEEPEST:
            self._open.append(tag)
        if tag in _LISTS:
            self._counts.append(0)
        if tag == "li":
            self._begin_item()

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        if (tag in _BLOCKS and tag not in {"td", "th"}) or tag in _HEADINGS:
            self.end_block()
        while self._open.pop() != tag:
            pass
        if tag in _LISTS and self._counts:
            self._counts.pop()

    def handle_data(self, data: str) -> None:
        if _SILENT.intersection(self._open):
            return
        style: Style = next((_STYLES[tag] for tag in reversed(self._open) if tag in _STYLES), "plain")
        text = data if "pre" in self._open else _spaced(data)
        if text.strip() or (text and self._spans):
            self._spans.append(Span("\n".join(map(one_line, text.split("\n"))), style))

    def end_block(self) -> None:
        """Begin anew; what was collected is a block if it says anything."""
        if any(span.text.strip() for span in self._spans):
            kind, level = self._kind()
            self.blocks.append(Block(kind=kind, spans=tuple(self._spans), level=level, marker=self._marker))
            self._marker = ""
        self._spans = []

    def _begin_item(self) -> None:
        if self._counts:
            self._counts[-1] += 1
        ordered = [tag for tag in self._open if tag in _LISTS][-1:] == ["ol"]
        self._marker = f"{self._counts[-1]}." if ordered and self._counts else "•" if len(self._counts) <= 1 else "◦"

    def _kind(self) -> tuple[Kind, int]:
        heading = next((tag for tag in reversed(self._open) if tag in _HEADINGS), None)
        if heading:
            return "heading", int(heading[1])
        if "li" in self._open:
            return "item", max(1, len(self._counts))
        return ("code" if "pre" in self._open else "quote" if "blockquote" in self._open else "paragraph"), 1


def _spaced(text: str) -> str:
    """Any white space between words is one space."""
    inner = " ".join(text.split())
    before = " " if text[:1].isspace() else ""
    return f"{before}{inner}{' ' if text[-1:].isspace() and inner else ''}"
