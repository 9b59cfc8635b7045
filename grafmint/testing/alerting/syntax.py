"""Syntax: what is wrong with a template of notifications, as far as its braces, blocks and functions say.

Source: https://pkg.go.dev/text/template#hdr-Actions
"""

import re
from collections.abc import Iterator

_OPENS = ("block", "define", "if", "range", "with")
_KEYWORDS = frozenset({*_OPENS, "break", "continue", "else", "end", "nil", "template"})
_FUNCTIONS = frozenset(
    {
        *("and", "call", "eq", "ge", "gt", "html", "index", "js", "le", "len", "lt", "ne", "not", "or"),
        *("print", "printf", "println", "slice", "urlquery", "true", "false"),
        *("join", "match", "reReplaceAll", "safeHtml", "stringSlice", "title", "toLower", "toUpper"),
    }
)
_TEXT = r'"(?:\\.|[^"\\\n])*"|`[^`]*`'
#: An action: its texts may hold braces, a comment anything.
_ACTION = re.compile(rf"\{{\{{-?\s*(?:/\*.*?\*/|(?P<said>(?:{_TEXT}|[^}}\"`\n]|\}}(?!\}}))*?))\s*-?\}}\}}", re.DOTALL)
#: A word that is neither a field, a variable nor a part of a longer one.
_WORD = re.compile(rf"{_TEXT}|(?<![\w.$])[a-zA-Z_]\w*")


def complaint(text: str) -> str:
    """The first thing that is wrong with a template as Grafana says it, nothing when it is in order."""
    return next((f"invalid template: template: :{line}: {what}" for line, what in _complaints(text)), "")


def _complaints(text: str) -> Iterator[tuple[int, str]]:
    place, open_blocks = 0, 0
    while (start := text.find("{{", place)) >= 0:
        line = text.count("\n", 0, start) + 1
        action = _ACTION.match(text, start)
        if action is None:
            yield line, "unclosed action"
            return
        words = [each for each in _WORD.findall(action["said"] or "") if each[0] not in '"`']
        unknown = next((each for each in words if each not in _KEYWORDS | _FUNCTIONS), "")
        if unknown:
            yield line, f'function "{unknown}" not defined'
        opens, closes = bool(words) and words[0] in _OPENS, words[:1] == ["end"]
        if closes and not open_blocks:
            yield line, "unexpected {{end}}"
        open_blocks += opens - closes
        place = action.end()
    if open_blocks:
        yield text.count("\n") + 1, "unexpected EOF"
