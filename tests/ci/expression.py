"""The expressions of GitHub Actions, as far as our files use them: names, texts, ==, !=, &&, ||, parentheses, always().

Source: https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
"""

import re
from collections.abc import Mapping
from typing import Any

import attrs

_WORD = re.compile(r"\s*(?:(?P<text>'[^']*')|(?P<name>[A-Za-z_][\w.]*(?:\(\))?)|(?P<sign>==|!=|&&|\|\||[()]))")
_FILLED = re.compile(r"\$\{\{(.*?)\}\}")
_END = "the end"


def value(expression: str, contexts: Mapping[str, Any]) -> Any:
    """What an expression comes to; anything that this does not know fails the test."""
    words, at = [], 0
    while expression[at:].strip():
        found = _WORD.match(expression, at)
        assert found, f"not understood: {expression[at:]!r}"
        words.append(found[0].strip())
        at = found.end()
    reader = _Reader([*words, _END], contexts)
    result = reader.either()
    assert reader.words == [_END], f"left over: {reader.words}"
    return result


def filled(text: str, contexts: Mapping[str, Any]) -> str:
    """A text with its `${{ … }}` replaced; what there is not is nothing."""
    return _FILLED.sub(lambda found: _text(value(found[1], contexts)), text)


def _text(found: Any) -> str:
    return "" if found is None else str(found).lower() if isinstance(found, bool) else str(found)


@attrs.define
class _Reader:
    words: list[str]
    contexts: Mapping[str, Any]

    def either(self) -> Any:
        left = self.both()
        while self._took("||"):
            right = self.both()
            left = left or right
        return left

    def both(self) -> Any:
        left = self.compared()
        while self._took("&&"):
            right = self.compared()
            left = left and right
        return left

    def compared(self) -> Any:
        left = self.one()
        if self._took("=="):
            return left == self.one()
        return left != self.one() if self._took("!=") else left

    def one(self) -> Any:
        if self._took("("):
            inner = self.either()
            assert self._took(")"), "a parenthesis is not closed"
            return inner
        word = self.words.pop(0)
        if word.startswith("'"):
            return word[1:-1]
        return True if word == "always()" else self._named(word)

    def _took(self, sign: str) -> bool:
        if self.words[0] != sign:
            return False
        self.words.pop(0)
        return True

    def _named(self, name: str) -> Any:
        found: Any = self.contexts
        parts = name.split(".")
        for index, part in enumerate(parts):
            # Events differ: what one lacks is null. Everything else has to be known.
            if parts[:2] == ["github", "event"] and index > 1:
                found = found.get(part) if isinstance(found, Mapping) else None
            else:
                assert part in found, f"unknown: {name}"
                found = found[part]
        return found
