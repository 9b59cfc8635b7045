"""Texts of others inside a comment: what reads as plain words stays so, everything else stands in a code span.

A backslash or an entity keeps no mention away: GitHub looks for references in the text that Markdown has made, where
both are resolved (https://github.com/github/cmark-gfm/issues/181). Only code is left alone by both hosts, see
https://docs.gitlab.com/user/markdown/ and
https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
"""

import hashlib
import html
import re
from itertools import groupby
from urllib.parse import quote, urlsplit

from grafmint.origin import Place
from grafmint.render.clean import clean
from grafmint.render.comment.statement import cut, shortened
from grafmint.render.markdown import code

#: The longest name, statement and address that are shown, in characters.
NAME, STATEMENT, ADDRESS = 60, 240, 300

_DOCUMENTS = (".json", ".yaml", ".yml")
# Letters and figures of every script, and signs that no flavour gives a meaning inside of a line. One class: where two
# ways lead through a text, the search takes exponential time.
_PLAIN = re.compile(r"[0-9A-Za-z\x80-\U0010ffff.,:;%()'\"/+=?!&-]+")
_REFERENCE = re.compile(
    r"""
    (?i:www\.) | :// | (?i:\b(?:mailto|xmpp):)                  # addresses
    | (?<![^\W_])[0-9a-fA-F]{7,}(?![^\W_])                      # commits
    | (?i:\b(?:gh|gl|ghsa|cve)-) | \b[A-Z][A-Z0-9]*-\d           # issues of the host and of other trackers
    | [%!][\w"'(] | &[\w(]                                       # GitLab's milestones, merge requests, epics; entities
    | :[\w+-]+:                                                  # emoji
    """,
    re.VERBOSE,
)
# A line that begins otherwise may be a list, a quotation, a heading, a rule, or a command to GitLab.
_START = re.compile(r"[^\W_]|[^\x00-\x7f]|[(\"']")
_NUMBERED = re.compile(r"\d+[.)]")
_TICKS = re.compile("`+")
_SPAN = re.compile("(`[^`]*[^`\\s][^`]*`)")
# GitHub's parser knows no fence of more than 80 ticks in a line, and counts no further than 255 in a block.
_MANY = re.compile("(`{20})`+")
_COMMAND = re.compile(r"(?m)^(?=/)")
_LINES = re.compile(r"\r\n?|\n")


def marker(project: str, environment: str | None) -> str:
    """The invisible first line by which the comment of a project and environment is found again."""
    return f"<!-- grafmint review: {_marked_name(project)}/{_marked_name(environment or '')} -->"


def clipped(text: str, length: int) -> str:
    """The text in one line, made safe to look at, and no longer than so many characters."""
    return cut(_safe(text), length)


def is_plain(text: str) -> bool:
    """Whether the text means nothing but itself wherever it stands."""
    words = text.split()
    return bool(words) and not _is_marked(words[0], first=True) and not any(map(_is_marked, words))


def inline(text: str, length: int = STATEMENT) -> str:
    """A sentence: its words as they are, and in code spans what could mean something or stands between ticks."""
    said = ""
    for index, piece in enumerate(_SPAN.split(shortened(_safe(text), length))):
        marked = code(piece[1:-1]) if index % 2 else _words(piece, first=not index)
        # Two spans beside each other would be one.
        said += f" {marked}" if said.endswith("`") and marked.startswith("`") else marked
    return said


def name(text: str, length: int = NAME) -> str:
    """What people call something, in italics or as code."""
    text = clipped(text, length) or "untitled"
    return f"*{text}*" if is_plain(text) else code(text)


def span(text: str, length: int = NAME) -> str:
    """The text as code, whatever it is."""
    return code(clipped(text, length) or "?")


def spot(place: Place) -> str:
    """A place in the code, as code; a file that is one document as a whole is found by its name alone."""
    return span(place.file if is_document(place) else str(place))


def is_document(place: Place) -> bool:
    """Whether a place is a file that is one document as a whole, which nothing builds."""
    return place.file.endswith(_DOCUMENTS) and place.line == 1 and place.column is None


def cell(markdown: str) -> str:
    """Markdown for a cell of a table, where a bar would end it, even in code."""
    return markdown.replace("|", "\\|")


def html_name(text: str, length: int = NAME) -> str:
    """The same as `name` for the inside of an HTML element, where Markdown means nothing."""
    text = clipped(text, length) or "untitled"
    escaped = html.escape(text, quote=False)
    return escaped if is_plain(text) else f"<code>{escaped}</code>"


def details(summary: str, body: str) -> str:
    """What is shown on request; the summary is HTML."""
    return f"<details><summary>{summary}</summary>\n\n{body}\n\n</details>"


def fenced(text: str, language: str) -> str:
    """The text as a block of code; its fence is longer than any in the text."""
    # GitLab has looked for commands in blocks whose fence it did not know.
    text = _COMMAND.sub(" ", _MANY.sub(r"\1…", "\n".join(clean(line) for line in lines(text))))
    fence = "`" * max(3, 1 + max((len(ticks) for ticks in _TICKS.findall(text)), default=0))
    return f"{fence}{language}\n{text}\n{fence}"


def lines(text: str) -> list[str]:
    """The lines of a text, whichever way they end."""
    return _LINES.split(text)


def address(url: str | None) -> str | None:
    """The target of a link, with nothing in it that could end it; None for what is none or too long to be shown."""
    if url is None or not url.isprintable() or len(url) > ADDRESS:
        return None
    # A path is one of the host itself: GitLab says so of what was uploaded.
    is_path = url.startswith("/") and not url.startswith("//")
    if not is_path and urlsplit(url).scheme not in {"https", "http"}:
        return None
    escaped = quote(url, safe="%/:?=&#~.-_+,;@$")
    return escaped if len(escaped) <= ADDRESS else None


def listed(names: list[str], most: int = 3, noun: str = "") -> str:
    """Names as a sentence has them, and how many more there are."""
    if len(names) > most:
        more = f"{len(names) - most + 1} more {noun}".rstrip()
        return f"{', '.join(names[: most - 1])} and {more}"
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def _safe(text: str) -> str:
    return _MANY.sub(r"\1…", clean(" ".join(text.split())))


def _words(text: str, *, first: bool) -> str:
    """Words in a row with the blanks around them; what could mean something stands in code spans."""
    words = text.split()
    marked = [(_is_marked(word, first=first and index == 0), word) for index, word in enumerate(words)]
    runs = ((is_code, " ".join(word for _, word in run)) for is_code, run in groupby(marked, key=lambda pair: pair[0]))
    before, after = (" " if end.isspace() else "" for end in (text[:1], text[-1:]))
    return f"{before}{' '.join(_marked(run) if is_code else run for is_code, run in runs)}{after if words else ''}"


def _marked(words: str) -> str:
    """Words as code; the mark of a question is not part of what it asks about."""
    asked = words.removesuffix("?")
    return f"{code(asked)}?" if asked.strip() and asked != words else code(words)


def _marked_name(text: str) -> str:
    quoted = quote(text, safe="", errors="backslashreplace")
    if len(quoted) <= NAME:
        return quoted
    return f"{quoted[:NAME]}~{hashlib.sha256(quoted.encode()).hexdigest()[:16]}"


def _is_marked(word: str, *, first: bool = False) -> bool:
    if not _PLAIN.fullmatch(word) or _REFERENCE.search(word):
        return True
    return first and (not _START.match(word) or _NUMBERED.fullmatch(word) is not None)
