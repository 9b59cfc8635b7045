"""Example: a text that a regular expression finds, as far as that is easily told."""

import re
from typing import Final

_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_CLASS: Final = re.compile(r"\[(\^?)(\]?[^\]]*+)\]")
_REPEATED: Final = re.compile(r"(.)\{(\d{1,2})(?:,\d*+)?\}", re.DOTALL)
#: The innermost group with its first alternative; one of flags, such as `(?i)`, is empty.
_GROUP: Final = re.compile(r"\((?:\?(?:P?<\w++>|[A-Za-z-]*+:?))?([^()|]*+)(?:\|[^()]*+)?\)")
_SIGNS: Final = re.compile(r"[()\[\]^$*+?{}\\]")
#: What stands for each class of letters; ends of words have no letter.
_CLASSES: Final = {"d": "1", "w": "a", "s": " ", "D": "a", "W": " ", "S": "a", "b": "", "B": "", "n": " ", "t": " "}
_OTHERS: Final = "a1 -_"
#: Where letters that are meant as such stand while the signs of the pattern are taken away.
_ASIDE: Final = 0xE000
_ASCII: Final = 0x80


def example(pattern: str) -> str:
    """The first text that comes to mind: of a class its first letter, of alternatives the first one."""
    text = _CLASS.sub(_letter, _ESCAPE.sub(_meant, pattern))
    text = _REPEATED.sub(_repeated, text)
    while (smaller := _GROUP.sub(r"\1", text)) != text:
        text = smaller
    text = _SIGNS.sub("", text.partition("|")[0])
    return "".join(chr(ord(sign) - _ASIDE) if _ASIDE <= ord(sign) < _ASIDE + _ASCII else sign for sign in text)


def _meant(found: re.Match[str]) -> str:
    return _CLASSES.get(found[1], _aside(found[1]))


def _letter(found: re.Match[str]) -> str:
    """A letter of a class; of one that says what it is not, one that it does not name."""
    if not found[1]:
        return _aside(found[2][:1])
    return next((sign for sign in _OTHERS if sign not in found[2]), "")


def _repeated(found: re.Match[str]) -> str:
    """A letter as often as it has to be there; a group is left as it is."""
    return found[1] if found[1] == ")" else found[1] * int(found[2])


def _aside(sign: str) -> str:
    return chr(ord(sign) + _ASIDE) if sign and ord(sign) < _ASCII else sign
