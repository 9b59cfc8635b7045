"""Markdown: as much of it as panels show, read into blocks.

Source: https://spec.commonmark.org/0.30/
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Final

import attrs

from grafmint.picture.fit import one_line
from grafmint.picture.rich import Block, Row, Span, Style

_HEADING: Final = re.compile(r" {0,3}(#{1,6})(?:[ \t](.*))?")
_FENCE: Final = re.compile(r" {0,3}(`{3,}+|~{3,}+)[^`]*+")
_ITEM: Final = re.compile(r"([ \t]*)([-*+]|\d{1,9}[.)])[ \t]+(.*)")
_QUOTE: Final = re.compile(r" {0,3}> ?(.*)")
_RULE: Final = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-+)[ \t]*")
_DIVIDER: Final = re.compile(r"[ \t]*+\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?")
_BETWEEN: Final = re.compile(r"(?<!\\)\|")
#: The text of a link is no longer, by the specification. What else is between two marks is held to it as well: who
#: looks for an end that is nowhere looks no further than this, from each of the beginnings.
_LABEL: Final = 999
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*+>|<!--.*?(?:-->|\Z)", re.DOTALL)
_INLINE: Final = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?<!(?<!\\)`)(?P<ticks>`++)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)"
    rf"|!\[(?P<alt>[^\]]{{0,{_LABEL}}}+)\]\([^)]*+\)"
    rf"|\[(?P<link>[^\]]{{1,{_LABEL}}}+)\](?:\([^)]*+\)|\[[^\]]{{0,{_LABEL}}}+\])"
    rf"|<(?P<auto>https?://[^ >]{{1,{_LABEL}}}+)>"
    rf"|(?P<star>\*\*|__)(?=\S)(?P<bold>.{{1,{_LABEL}}}?)(?<=\S)(?P=star)"
    rf"|(?P<mark>[*_])(?=\S)(?P<em>.{{1,{_LABEL}}}?)(?<=\S)(?P=mark)(?!\w)"
    rf"|~~(?P<struck>.{{1,{_LABEL}}}?)~~",
    re.DOTALL,
)
#: Nothing that people write lies deeper.
_DEEPEST: Final = 6


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a text in their order."""
    found = list(_blocks(text.split("\n")))
    following = [*found, None][1:]
    return tuple(
        attrs.evolve(block, last=after is None or after.kind != "item" or _is_numbered(after) != _is_numbered(block))
        if block.kind == "item"
        else block
        for block, after in zip(found, following, strict=True)
    )


def _is_numbered(block: Block) -> bool:
    return block.level == 1 and block.marker[:1].isdigit()


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if fence := _FENCE.fullmatch(line):
            end = next((n for n in range(at + 1, len(lines)) if lines[n].strip().startswith(fence[1])), len(lines))
            yield Block(kind="code", spans=(Span("\n".join(lines[at + 1 : end]), "code"),))
            at = end + 1
        elif not line.strip():
            at += 1
        elif heading := _HEADING.fullmatch(line):
            yield Block(kind="heading", spans=spans_of(_heading(heading[2] or "")), level=len(heading[1]))
            at += 1
        elif _RULE.fullmatch(line):
            yield Block(kind="rule")
            at += 1
        else:
            block, at = _longer(lines, at)
            yield block


def _longer(lines: Sequence[str], at: int) -> tuple[Block, int]:
    """A block of as many lines as belong to it, and the number of the line behind it."""
    item, quote = _ITEM.fullmatch(lines[at]), _QUOTE.fullmatch(lines[at])
    end = at + 1
    while end < len(lines) and lines[end].strip() and not _begins(lines[end]):
        end += 1
    rest = [line.strip() for line in lines[at + 1 : end]]
    if item:
        level = len(item[1]) // 2 + 1
        bullet = "•" if level == 1 else "◦"
        marker = item[2].replace(")", ".") if item[2][0].isdigit() else bullet
        return Block(kind="item", spans=spans_of(" ".join([item[3], *rest])), level=level, marker=marker), end
    if quote:
        while end < len(lines) and (more := _QUOTE.fullmatch(lines[end])):
            rest.append(more[1])
            end += 1
        return Block(kind="quote", spans=spans_of(" ".join([quote[1], *rest]))), end
    if len(lines) > end and (under := _UNDERLINE.fullmatch(lines[end])):
        text = " ".join([lines[at].strip(), *rest])
        return Block(kind="heading", spans=spans_of(text), level=1 if under[1][0] == "=" else 2), end + 1
    divider = next((n for n in range(at + 1, end) if _DIVIDER.fullmatch(lines[n])), None)
    if divider == at + 1:
        return Block(kind="table", rows=tuple(map(_cells, (lines[at], *lines[at + 2 : end])))), end
    # The line above a divider begins a table wherever it stands.
    end = end if divider is None else divider - 1
    return Block(kind="paragraph", spans=_paragraph(lines[at:end])), end


def _heading(said: str) -> str:
    """The text of a heading without the signs that may close it."""
    said = said.strip(" \t")
    rest = said.rstrip("#")
    return rest.rstrip(" \t") if rest[-1:] in {"", " ", "\t"} else said


def _begins(line: str) -> bool:
    """Whether a line cannot go on with the paragraph before it."""
    starts = (_HEADING, _FENCE, _ITEM, _QUOTE, _RULE, _UNDERLINE)
    return any(start.fullmatch(line) for start in starts)


def _cells(line: str) -> Row:
    return tuple(spans_of(each.strip()) for each in _BETWEEN.split(line.strip().removeprefix("|").removesuffix("|")))


def _paragraph(lines: Sequence[str]) -> tuple[Span, ...]:
    # Two spaces at its end break a line; otherwise the page fills it up.
    return spans_of("".join(line.strip() + ("\n" if line.endswith("  ") else " ") for line in lines).strip())


def spans_of(text: str, style: Style = "plain", depth: int = 0) -> tuple[Span, ...]:
    """The pieces of a text with their styles; tags of HTML are left out."""
    spans: list[Span] = []
    end = 0
    for match in _INLINE.finditer(text) if depth < _DEEPEST else ():
        spans.append(_plain(text[end : match.start()], style))
        spans.extend(_inner(match, style, depth))
        end = match.end()
    spans.append(_plain(text[end:], style))
    return tuple(span for span in spans if span.text)


def _plain(text: str, style: Style) -> Span:
    return Span("\n".join(map(one_line, unescape(_TAG.sub("", text)).split("\n"))), style)


def _inner(match: re.Match[str], style: Style, depth: int) -> tuple[Span, ...]:
    if match["code"] is not None:
        return (Span(" ".join(match["code"].split()), "code"),)
    if match["bold"] is not None:
        return spans_of(match["bold"], "link" if style == "link" else "bold", depth + 1)
    if match["link"] is not None:
        return spans_of(match["link"], "link", depth + 1)
    if match["auto"] is not None:
        return (Span(match["auto"], "link"),)
    said = next(each for each in (match["em"], match["struck"], match["alt"], match["escaped"]) if each is not None)
    return (Span(said, style),) if match["escaped"] is not None else spans_of(said, style, depth + 1)
