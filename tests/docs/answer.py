"""What a command answers against what a page shows, with what differs from run to run made the same."""

import re
from collections.abc import Mapping
from difflib import unified_diff

from tests.docs.page import Block

_SAME = (
    (re.compile(r"\d+\.\d s\b"), "0.0 s"),
    (re.compile(r"\bin \d+\.\d+s\b"), "in 0.00s"),
    (re.compile(r", \d+ deselected\b"), ""),
    (re.compile(r"\banswered in \d+ ms\b"), "answered in 5 ms"),
    (re.compile(r"(?:(?<=Reviewed )|(?<=→ )|(?<=\(`))[0-9a-f]{10}\b"), "1ab73884fc"),
    (re.compile(r"(?:(?<=--run )|(?<=run ')|^(?=[0-9a-f]{4}  \d))[0-9a-f]{4}\b", re.MULTILINE), "4f2a"),
    # In a list of runs the one before it.
    (re.compile(r"(^4f2a  \d.*\n)4f2a(?=  \d)", re.MULTILINE), r"\g<1>9b07"),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC"), "2026-03-02 08:15:00 UTC"),
    (re.compile(r"\bgrafmint \d+\.\d+\.\d+\S*"), "grafmint 0.0.0"),
)
_ANYTHING = "…"


def normal(text: str, names: Mapping[str, str]) -> str:
    """A text as every run gives it; `names` is what the page calls folders and addresses of this run."""
    for pattern, instead in _SAME:
        text = pattern.sub(instead, text)
    for name, instead in names.items():
        text = text.replace(name, instead)
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def fits(expected: str, actual: str, names: Mapping[str, str]) -> bool:
    """Whether a page shows what was answered; a line of `…` stands for any lines."""
    lines = normal(expected, names).splitlines()
    pattern = "".join("(?:.*\n)*?" if line.strip() == _ANYTHING else f"{re.escape(line)}\n" for line in lines)
    return re.fullmatch(pattern, normal(actual, names)) is not None


def difference(block: Block, right: str) -> str:
    """How a block differs from what the commands answered."""
    lines = unified_diff(block.text.splitlines(), right.splitlines(), block.where, "what was answered", lineterm="")
    return "\n".join(lines)
