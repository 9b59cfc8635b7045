"""Formatted: a number as text, with its unit before or behind it."""

import attrs


@attrs.frozen(kw_only=True)
class Formatted:
    """A number's text between the two sides of its unit."""

    text: str
    prefix: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        return f"{self.prefix}{self.text}{self.suffix}"
