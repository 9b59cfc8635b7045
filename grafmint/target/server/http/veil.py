"""Secrets are kept out of messages, in whatever form a server or a library may repeat them."""

import base64
import json
import threading
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus

STARS = "***"
_GO = {
    "\a": r"\a", "\b": r"\b", "\f": r"\f", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\v": r"\v", "\\": r"\\", '"': r"\"",
}  # fmt: skip
_ASCII_END, _PLANE_END = 0x80, 0x10000


class Veil:
    """Replaces every secret that it was told by stars; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._forms: tuple[str, ...] = ()

    def hide(self, secrets: Iterable[str]) -> None:
        """From now on these are never shown; an empty text is no secret."""
        forms = {form for secret in secrets if secret for form in _forms(secret)}
        with self._lock:
            # The longest first: a secret may be a part of another.
            self._forms = tuple(sorted(forms.union(self._forms), key=lambda form: (-len(form), form)))

    def __call__(self, text: str) -> str:
        """The text without secrets."""
        for form in self._forms:
            text = text.replace(form, STARS)
        return text


def _forms(secret: str) -> Iterator[str]:
    """As it is, in addresses, in JSON, in the words of Python and of Go, and in base64 as headers have it."""
    yield secret
    yield quote(secret)
    yield quote(secret, safe="")
    yield quote_plus(secret)
    yield json.dumps(secret)[1:-1]
    yield json.dumps(secret, ensure_ascii=False)[1:-1]
    yield repr(secret)[1:-1]
    yield "".join(map(_in_go, secret))
    yield base64.b64encode(secret.encode()).decode()


def _in_go(character: str) -> str:
    """A character as Grafana quotes it in most of its errors.

    Source: https://pkg.go.dev/strconv#Quote
    """
    code = ord(character)
    if character in _GO:
        return _GO[character]
    # What Python does not print, Go does not either, as far as their versions of Unicode agree.
    if character.isprintable():
        return character
    if code < _ASCII_END:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < _PLANE_END else f"\\U{code:08x}"
