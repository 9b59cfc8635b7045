"""Addresses of the web, as far as they can be judged without asking there."""

import re

from grafmint.errors import ModelError

_WEB = re.compile(r"https?://[^\s/?#]+", re.IGNORECASE)
_PASSWORD = re.compile(r"[a-z][a-z0-9+.-]*://[^/@]*:[^/@]+@", re.IGNORECASE)
_TEMPLATE = "{{"
_USER = re.compile(r"[a-z][a-z0-9+.-]*://[^/?#@]*@", re.IGNORECASE)
_KEY = re.compile(
    r"[a-z][a-z0-9+.-]*://[^\s?]*\?(?:\S*&)?(?:[\w.-]*[_.-])?(?:api|access|auth)?(?:token|key|secret|password|sig)=",
    re.IGNORECASE,
)


def check_url(owner: str, option: str, url: str) -> None:
    """Raise ModelError for what is no address; one that begins with a template is not known before it fires."""
    if _PASSWORD.match(url):
        raise ModelError(
            f"{owner}: {option} holds a password, which would stand in files and on the page",
            hint="pass the password as a Secret of its own",
        )
    if not _WEB.match(url) and not url.startswith(_TEMPLATE):
        raise ModelError(f"{owner}: {option}={url!r} is no address", hint="write it with https:// or http://")


def check_keyless(owner: str, option: str, url: str, way_out: str) -> None:
    """Raise ModelError for an address that lets in whoever knows it, through a user or a key in it."""
    found = "a user" if _USER.match(url) else "a key" if _KEY.match(url) else None
    if found is not None:
        raise ModelError(f"{owner}: {option} holds {found}, which would stand in files and on the page", hint=way_out)
