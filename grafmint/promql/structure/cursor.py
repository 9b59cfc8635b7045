"""Cursor: the tokens of a query, and how far they have been read."""

import attrs

from grafmint.promql.tokens import Token

END = Token("mark", "", -1, -1)
_NAMES = ("word", "number", "reference")
_CLOSING = {"(": ")", "[": "]", "{": "}"}


class UnreadableError(ValueError):
    """A query that is no PromQL, whatever its variables stand for, or that nobody could read."""


@attrs.define
class Cursor:
    """The tokens and the place of the next one."""

    tokens: list[Token]
    at: int = 0

    @property
    def next(self) -> Token:
        """The next token, or `END`."""
        return self.tokens[self.at] if self.at < len(self.tokens) else END

    @property
    def word(self) -> str:
        """The next token in lower case, as the words of the language may be written in any."""
        return self.next.text.lower()

    def take(self, text: str | None = None) -> Token:
        """The next token, which is read by that; raises UnreadableError where it is not `text`."""
        token = self.next
        if token is END or (text is not None and token.text != text):
            raise UnreadableError(token.text)
        self.at += 1
        return token

    def name(self) -> str:
        """Words, numbers and variables without blanks between them are one."""
        if self.next.kind not in _NAMES:
            raise UnreadableError(self.next.text)
        parts = [self.take()]
        while self.next.start == parts[-1].end and (self.next.kind in _NAMES or _has_exponent(parts[-1])):
            parts.append(self.take())
        return "".join(part.text for part in parts)

    def inside(self) -> list[Token]:
        """The tokens between two brackets."""
        start, closing = self.at + 1, [_CLOSING[self.take().text]]
        while closing:
            token = self.take()
            if token.text == closing[-1]:
                closing.pop()
            elif token.kind == "bracket":
                closing.append(_CLOSING.get(token.text, ""))
        return self.tokens[start : self.at - 1]


def _has_exponent(token: Token) -> bool:
    """Whether a number ends where the sign of its exponent follows."""
    return token.kind == "number" and token.text[-1] in "eE" and token.text[:2].lower() != "0x"
