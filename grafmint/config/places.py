"""Where each key of a TOML document is written: tomllib tells what, not where."""

import re
import tomllib
from bisect import bisect_right

from grafmint.origin import Place

Keys = tuple[str | int, ...]
Places = dict[Keys, Place]

_SPACE = re.compile(r"[ \t]*")
_GAP = re.compile(r"(?:\s|#[^\n]*)*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\])*"|'[^']*'""")
_STRING = re.compile(r'''"""(?:\\.|[^\\])*?"{3,5}|\'{3}.*?\'{3,5}|"(?:\\.|[^"\\])*"|'[^']*\'''', re.DOTALL)
# To the end of the value: a date may have a space in it.
_SCALAR = re.compile(r"[^,\]}#\n]*")


def places(text: str, file: str) -> Places:
    """The place of every key and list item of a document that tomllib has read without complaint."""
    scanner = _Scanner(text)
    scanner.document()
    starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(offset: int) -> Place:
        line = bisect_right(starts, offset)
        return Place(file, line, offset - starts[line - 1] + 1)

    return {keys: place(offset) for keys, offset in scanner.offsets.items()}


class _Scanner:
    """A walk over valid TOML that notes the offset of each key."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.offsets: dict[Keys, int] = {}
        self.lengths: dict[Keys, int] = {}

    def document(self) -> None:
        table: Keys = ()
        while self.skip(_GAP) < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)

    def header(self) -> Keys:
        is_list = self.text.startswith("[[", self.at)
        width = len("[[" if is_list else "[")
        start = self.at
        self.at += width
        keys = self.keys((), in_header=True)
        if is_list:
            self.lengths[keys] = self.lengths.get(keys, 0) + 1
            keys = (*keys, self.lengths[keys] - 1)
            self.offsets[keys] = start
        self.at += width
        return keys

    def pair(self, table: Keys) -> None:
        keys = self.keys(table)
        self.at += len("=")
        self.skip(_SPACE)
        self.value(keys)

    def keys(self, table: Keys, *, in_header: bool = False) -> Keys:
        """Read a dotted key; what is before the last dot is written here only if nowhere else."""
        keys = table
        while True:
            self.skip(_SPACE)
            start = self.at
            self.skip(_KEY)
            keys = (*keys, _name(self.text[start : self.at]))
            self.skip(_SPACE)
            last = self.text[self.at] != "."
            if last:
                self.offsets[keys] = start
                return keys
            self.offsets.setdefault(keys, start)
            self.at += len(".")
            if in_header and keys in self.lengths:
                keys = (*keys, self.lengths[keys] - 1)

    def value(self, keys: Keys) -> None:
        first = self.text[self.at]
        if first == "[":
            self.array(keys)
        elif first == "{":
            self.inline(keys)
        else:
            self.skip(_STRING if first in "\"'" else _SCALAR)

    def array(self, keys: Keys) -> None:
        self.at += len("[")
        index = 0
        while self.text[self.skip(_GAP)] != "]":
            self.offsets[*keys, index] = self.at
            self.value((*keys, index))
            self.comma()
            index += 1
        self.at += len("]")

    def inline(self, keys: Keys) -> None:
        self.at += len("{")
        while self.text[self.skip(_GAP)] != "}":
            self.pair(keys)
            self.comma()
        self.at += len("}")

    def comma(self) -> None:
        if self.text[self.skip(_GAP)] == ",":
            self.at += len(",")

    def skip(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.at


def _name(written: str) -> str:
    return str(tomllib.loads(f"key = {written}")["key"]) if written[0] in "\"'" else written
