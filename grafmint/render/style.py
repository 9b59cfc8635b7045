"""Colour, decided once; the signs alone carry the meaning."""

from typing import Literal

import attrs

Tone = Literal["good", "warn", "bad", "dim", "bold"]
_CODES = {"good": "32", "warn": "33", "bad": "31", "dim": "2", "bold": "1"}


@attrs.frozen
class Style:
    """Paints texts, or leaves them as they are."""

    colored: bool = False

    def paint(self, text: str, tone: Tone) -> str:
        """The text in a tone."""
        return f"\x1b[{_CODES[tone]}m{text}\x1b[0m" if self.colored and text else text


PLAIN = Style()
