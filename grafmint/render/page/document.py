"""Document: the frame of every page: one file that loads nothing and runs nothing, whatever others' texts say."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from grafmint.render.page.element import Node, Own, element, html
from grafmint.render.page.grid import rules


def document(title: str, *body: Node, script: str | None = None) -> str:
    """A page with our style; `script` is one of ours for a page that is served, files have none.

    The body has an element `main`, to which the first link skips.
    """
    head = (
        element("meta", charset="utf-8"),
        # Before anything that it speaks of.
        element("meta", http_equiv="Content-Security-Policy", content=policy(script)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="color-scheme", content="dark light"),
        element("title", title),
        element("style", Own(_style())),
        element("script", Own(script), type="module") if script is not None else None,
    )
    skip = element("a", "Skip to the content", href="#main", class_="skip")
    return (
        f"<!DOCTYPE html>\n{html(element('html', element('head', *head), element('body', skip, *body), lang='en'))}\n"
    )


def policy(script: str | None = None) -> str:
    """What a browser may do with a page: show pictures that are in it, use our style, run this script and no other."""
    rules = ["default-src 'none'", "img-src data:", f"style-src '{_checksum(_style())}'"]
    if script is not None:
        rules += [f"script-src '{_checksum(script)}'", "connect-src 'self'"]
    return "; ".join([*rules, "base-uri 'none'", "form-action 'none'"])


@cache
def _style() -> str:
    own = files("grafmint.render.page").joinpath("style.css").read_text(encoding="utf-8")
    return own + rules()


def _checksum(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}"
