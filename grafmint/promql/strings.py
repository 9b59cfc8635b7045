"""Strings of PromQL: how they read, and how a text becomes one.

Source: https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals
"""

import re

#: One string in any of its three quotes, without groups so that it fits into other patterns.
STRING = r"""(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|`[^`]*+`)"""

_UNQUOTABLE = re.compile(r'[\\"\x00-\x1f\x7f]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def quoted(text: str) -> str:
    """The text as a string of PromQL."""
    return f'"{_UNQUOTABLE.sub(_escape, text)}"'


def _escape(found: "re.Match[str]") -> str:
    return _ESCAPES.get(found[0]) or f"\\x{ord(found[0]):02x}"
