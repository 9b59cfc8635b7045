"""Opener: requests by the standard library that go where they are sent, and nowhere else."""

import urllib.request
from email.message import Message
from typing import IO


class _Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are told, not followed: credentials would go along."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


def opener() -> urllib.request.OpenerDirector:
    """Opens addresses without following redirects: one is an HTTPError, as a refusal is."""
    return urllib.request.build_opener(_Stay)
