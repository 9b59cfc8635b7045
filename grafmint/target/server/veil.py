"""Secrets are kept out of messages, in whatever form a server or a library may repeat them."""

import base64
import json
import threading
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus

STARS = "***"


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
    """As it is, in addresses, in JSON, in the words of Python, and in base64 as headers have it."""
    yield secret
    yield quote(secret)
    yield quote(secret, safe="")
    yield quote_plus(secret)
    yield json.dumps(secret)[1:-1]
    yield json.dumps(secret, ensure_ascii=False)[1:-1]
    yield repr(secret)[1:-1]
    yield base64.b64encode(secret.encode()).decode()
