"""Both pages: how they are made, and what no text of others can change in them."""

import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grafmint.render.page import preview_page, review_page
from tests.render.page import scene
from tests.render.page.reading import Read, read, shape

EVIL = "</title></style><script>alert(1)</script><img src=http://e.example onerror=x>\"'&\u202e\u200b\x1b[31m"


def a_review(text: str = "Load", uid: str = "load") -> str:
    """A page of a review."""
    return review_page(scene.review(text, uid), scene.pictures(text))


def a_preview(text: str = "Load", uid: str = "load") -> str:
    """A page of a preview."""
    return preview_page(scene.preview(text, uid), scene.pictures(text))


PAGES = pytest.mark.parametrize("page", [a_review, a_preview])
Page = Callable[..., str]


@PAGES
@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="`"), max_size=30).map("x".__add__))
def test_no_title_changes_the_page(page: Page, text: str) -> None:
    """Whatever a title, a query, a place or a message says, the elements are the same; ticks make code of words."""
    # How many words of a query changed depends on the words.
    skipped = {"ins", "del"}
    expected = [each for each in shape(page("Load")) if each[0] not in skipped]
    assert [each for each in shape(page(text)) if each[0] not in skipped] == expected


@PAGES
@settings(max_examples=60, deadline=None)
@given(uid=st.text(min_size=1, max_size=20))
def test_every_link_leads_to_a_place_of_the_page(page: Page, uid: str) -> None:
    """A link names an element that is there, whatever the uid of a dashboard; no two elements have one name."""
    root = read(page("Load", uid))
    names = [each.attributes["id"] for each in root.walk() if "id" in each.attributes]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[!-~]+", name or "") for name in names)
    links = [each.attributes["href"] for each in root.all("a")]
    assert {f"#{name}" for name in names} >= set(links)


@PAGES
def test_what_nobody_would_see_is_shown(page: Page) -> None:
    """Signs that turn a line or have no width stand there as escapes."""
    text = read(page(EVIL)).text
    assert "\\u202e\\u200b\\x1b[31m" in text
    assert not set("\u202e\u200b\x1b") & set(page(EVIL))


@PAGES
def test_nothing_is_loaded_and_nothing_runs(page: Page) -> None:
    """There is no script and no event, and no attribute leads anywhere but into the page."""
    root = read(page(EVIL))
    assert not root.all("script", "link", "iframe", "object", "embed", "form", "base", "svg", "math")
    for each in root.walk():
        assert not [name for name in each.attributes if name.startswith("on") or name == "style"]
        for name in ("src", "srcset", "href", "action", "data", "poster", "background"):
            value = each.attributes.get(name)
            assert value is None or value.startswith(("data:image/png;base64,", "data:image/svg+xml;base64,", "#"))


@PAGES
def test_the_policy_allows_what_is_there_and_no_more(page: Page) -> None:
    """The policy stands before all that it speaks of, knows the one style by its checksum, and has no address."""
    head = read(page()).one("head")
    metas = head.all("meta")
    assert metas[1].attributes["http-equiv"] == "Content-Security-Policy"
    style = b64encode(sha256(head.one("style").text.encode()).digest()).decode()
    assert (metas[1].attributes["content"] or "").split("; ") == [
        "default-src 'none'", "img-src data:", f"style-src 'sha256-{style}'", "base-uri 'none'", "form-action 'none'",
    ]  # fmt: skip
    assert {"name": "referrer", "content": "no-referrer"} in [each.attributes for each in metas]
    assert "url(" not in head.one("style").text
    assert "@import" not in head.one("style").text


@PAGES
def test_the_page_has_a_shape_that_can_be_heard(page: Page) -> None:
    """One main part, a skip link first, headings that leave no level out, pictures with words, heads of tables."""
    root = read(page())
    assert root.one("html").attributes["lang"] == "en"
    assert root.one("main").attributes["id"] == "main"
    assert root.all("nav")[0].attributes["aria-label"]
    assert root.all("a")[0].attributes["href"] == "#main"
    levels = [int(each.tag[1]) for each in root.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    swatches = [each for each in root.all("img") if each.attributes.get("class") == "swatch"]
    assert all(each.attributes["width"] for each in root.all("img"))
    assert all(bool(each.attributes["alt"]) is (each not in swatches) for each in root.all("img"))
    assert all(each.attributes["scope"] in {"row", "col"} for each in root.all("th"))
    assert all(each.all("caption") for each in root.all("table"))
    assert all(each.all("figcaption") for each in root.all("figure"))
    assert all(isinstance(each.content[0], Read) and each.content[0].tag == "summary" for each in root.all("details"))


@PAGES
def test_the_same_is_written_the_same(page: Page) -> None:
    """Two pages of equal values have equal bytes."""
    assert page(EVIL) == page(EVIL)


def test_a_picture_in_both_themes_follows_the_reader() -> None:
    """The light one is for whoever prefers it; the words are said once."""
    page = review_page(scene.review(), scene.pictures(themes=("dark", "light")))
    [first, *_] = read(page).all("picture")
    assert first.one("source").attributes["media"] == "(prefers-color-scheme: light)"
    assert first.one("img").attributes["alt"] == "Before: Load"


def colors(style: str) -> list[dict[str, str]]:
    """The colours of each scheme: dark, light, paper."""
    blocks = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    return [dict(re.findall(r"--(\w+): (#\w{6});", block)) for block in blocks]


def luminance(color: str) -> float:
    """How bright a colour is, as the guidelines count: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance ."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How well two colours can be told apart, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["dark", "light", "paper"])
def test_everything_can_be_read(scheme: int) -> None:
    """Texts have a contrast of 4.5 on what is behind them, and edges of 3, in either scheme and on paper."""
    found = colors(read(a_review()).one("style").text)
    assert len(found) == 3
    color = found[scheme]
    for behind in ("page", "box"):
        for text in ("text", "aside", "link", "error", "warning"):
            assert contrast(color[text], color[behind]) >= 4.5, (text, behind)
        assert contrast(color["edge"], color[behind]) >= 3
    assert all(contrast(color["changed"], color[name]) >= 4.5 for name in ("removed", "added", "marked"))
