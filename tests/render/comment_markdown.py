"""Markdown as its hosts understand it: GitHub's own parser, and what their reference filters look at."""

import re
from html.parser import HTMLParser

import cmarkgfm  # type: ignore[import-untyped]
from cmarkgfm.cmark import Options  # type: ignore[import-untyped]

#: References as the hosts find them in the text outside of code.
REFERENCES = re.compile(
    r"""
    (?<!\w)@\w | \#\d | \b(?i:gh|gl)-\d | (?<!\w)[0-9a-f]{7,40}(?!\w) | (?<!\w)[!~$%&]\w | :[a-z+][\w+-]*: | ://
    | (?i:www\.) | \$\S+\$ | \b[A-Z][A-Z0-9]+-\d
    """,
    re.VERBOSE,
)
_VOID = {"img", "br", "hr"}


class Shown(HTMLParser):
    """What a reader gets: every element, and the text outside of code."""

    def __init__(self, markdown: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.texts: list[str] = []
        self.codes: list[str] = []
        self.open: list[str] = []
        self.comments: list[str] = []
        self.feed(cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        if {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data
        (self.codes if {"code", "pre"} & set(self.open) else self.texts).append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    @property
    def tags(self) -> set[str]:
        """The names of all elements."""
        return {tag for tag, _ in self.elements}

    @property
    def text(self) -> str:
        """The text outside of code."""
        return "".join(self.texts)
