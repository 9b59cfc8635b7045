"""Go's templates in texts: the words of their actions, and the first thing that Go itself would not read.

Source: https://pkg.go.dev/text/template
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

import attrs

WordKind = Literal["string", "declare", "variable", "field", "number", "word", "sign", "end"]

_COMMENT = re.compile(r"(?:-\s)?/\*")
_TOKEN = re.compile(
    r"""
    (?P<end> \}\} )
  | \s+
  | (?P<string> "(?:\\.|[^"\\\n])*+" | `[^`]*+` | '(?:\\.|[^'\\\n])*+' )
  | (?P<declare> := )
  | (?P<variable> \$\w*+ )
  | (?P<field> \.[^\W\d]\w*+ )
  | (?P<number> \.?\d[\w.]*+ )
  | (?P<word> [^\W\d]\w*+ )
  | (?P<sign> . )
    """,
    re.VERBOSE | re.DOTALL,
)
# Written with one brace, it is plain text to Go.
_HALF = re.compile(r"(?<!\{)\{\s*\$\w[^{}]*\}\}")
_OPENS = frozenset({"if", "range", "with", "block", "define"})
#: The words of the language, which are no functions.
KEYWORDS = _OPENS | {"else", "end", "template", "break", "continue", "nil", "true", "false"}


class Word(NamedTuple):
    """One word of an action; `end` is where the action closes."""

    kind: WordKind
    text: str
    start: int
    end: int


class Fault(NamedTuple):
    """What is wrong, and the part of the text that is."""

    message: str
    start: int
    end: int


@attrs.frozen
class Template:
    """The words of a text's actions; with a `fault` Go reads none of it."""

    words: tuple[Word, ...]
    fault: Fault | None = None

    @property
    def declared(self) -> frozenset[str]:
        """The variables that the text itself sets, wherever it does."""
        found, before = set[str](), list[str]()
        for word in self.words:
            if word.kind == "variable":
                before.append(word.text)
            elif word.kind == "declare":
                found.update(before)
            elif word.kind == "end":
                before.clear()
        return frozenset(found)


class _FaultError(Exception):
    """A fault, on its way out."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.fault = Fault(message, start, end)


def read(text: str) -> Template:
    """The template of a text, as far as it can be read."""
    words = list[Word]()
    try:
        for action in _actions(text):
            words += action
        _close(words)
    except _FaultError as error:
        return Template(tuple(words), error.fault)
    return Template(tuple(words))


def half_open(text: str) -> Fault | None:
    """An action with one brace before it and two behind, which is shown as it stands."""
    found = _HALF.search(text)
    return None if found is None else Fault("'}}' closes nothing: '{' stands there once", found.start(), found.end())


def _actions(text: str) -> Iterator[list[Word]]:
    at = 0
    while (start := text.find("{{", at)) >= 0:
        comment = _COMMENT.match(text, start + 2)
        inside = start + 2 if comment is None else text.find("*/", comment.end()) + 2
        if comment is not None and inside == 1:
            raise _FaultError("the comment is never closed", start, comment.end())
        words = list(_words(text, inside, start))
        at = words[-1].end
        yield words


def _words(text: str, at: int, opened: int) -> Iterator[Word]:
    for found in _TOKEN.finditer(text, at):
        kind = found.lastgroup
        if kind == "sign" and found[0] in "{}":
            raise _FaultError(f"{found[0]!r} has no place inside of {{{{ … }}}}", opened, found.end())
        if kind == "sign" and found[0] in "\"'`":
            raise _FaultError("the string is never closed", found.start(), found.end())
        if kind is not None:
            yield Word(kind, found[0], found.start(), found.end())  # type: ignore[arg-type]  # a group of the pattern
        if kind == "end":
            return
    raise _FaultError("'{{' is never closed", opened, opened + 2)


def _close(words: list[Word]) -> None:
    """Raise _FaultError for a block without its end, and for an end without its block."""
    opened, is_first = list[Word](), True
    for word in words:
        if is_first and word.kind == "word" and word.text in _OPENS:
            opened.append(word)
        elif is_first and word.text == "end" and word.kind == "word" and not (opened and opened.pop()):
            raise _FaultError("{{ end }} closes nothing", word.start, word.end)
        # The dash that trims blanks comes before the word.
        is_first = word.kind == "end" or (is_first and word.text == "-")
    if opened:
        raise _FaultError(f"{{{{ {opened[-1].text} }}}} has no {{{{ end }}}}", opened[-1].start, opened[-1].end)
