"""Queries: what a panel asks, and which words of it a change touched."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from grafmint.render.page.element import Element, Lines, Node, element
from grafmint.review.review import QueryChange

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
#: Comparing takes the square of this; what is longer is compared line by line.
_MANY = 2000


def query_change(change: QueryChange) -> Element:
    """A query before and after, with what changed in each of them marked."""
    before, after = marked(change.before, change.after)
    language = f" ({change.language})" if change.language else ""
    return element(
        "section",
        element("p", element("strong", f"Query {change.ref_id}{language}")),
        element(
            "div",
            _side("Before", change.before, before, "No query before."),
            _side("After", change.after, after, "No query any more."),
            class_="pair",
        ),
        class_="query",
    )


def marked(before: str | None, after: str | None) -> tuple[list[Node], list[Node]]:
    """Both texts with the words that only one of them has marked; nothing is marked where there is only one."""
    if before is None or after is None:
        return ([Lines(before)] if before is not None else []), ([Lines(after)] if after is not None else [])
    old, new = _tokens(before, after)
    parts = list(_parts(old, new))
    return [_mark("del", left, is_same) for left, _, is_same in parts if left], [
        _mark("ins", right, is_same) for _, right, is_same in parts if right
    ]


def code(text: str) -> Element:
    """A query as it is written."""
    return element("pre", element("code", Lines(text)))


def _side(name: str, text: str | None, content: list[Node], nothing: str) -> Element:
    shown = element("pre", element("code", *content)) if text is not None else element("p", nothing, class_="aside")
    return element("div", element("p", name, class_="side"), shown)


def _tokens(before: str, after: str) -> tuple[Sequence[str], Sequence[str]]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if max(len(old), len(new)) <= _MANY:
        return old, new
    return before.splitlines(keepends=True), after.splitlines(keepends=True)


def _parts(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str, bool]]:
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield "".join(old[start:end]), "".join(new[new_start:new_end]), tag == "equal"


def _mark(tag: str, text: str, is_same: bool) -> Node:
    return Lines(text) if is_same else element(tag, Lines(text))
