"""The pages in a real browser: nothing leaves, nothing runs, and everybody can use them."""

import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import attrs
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from grafmint.picture.image import PictureKey
from grafmint.preview import Session, serving
from grafmint.render.page import preview_page, review_page
from tests.cli.runner import BOARD, Project
from tests.preview.conftest import project, session
from tests.render.page import scene

__all__ = ["project", "session"]

EVIL = "</title><script>document.title='x'</script><img src=x onerror=\"document.title='y'\">\u202eevil\u200b"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_TALL = "".join(
    f'TimeSeries(title="Requests {number}", queries=Query(expr="sum(up) * {number}"), width=24),' for number in range(6)
)
TALL = BOARD.replace("panels=[", f"panels=[{_TALL}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser without a window."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, address: str, scheme: Literal["dark", "light"] = "dark") -> Iterator[Page]:
    """A page that asked for nothing but itself and about which the browser has nothing to say."""
    page = browser.new_page(color_scheme=scheme)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    yield page
    page.close()
    assert said == []
    home = address if address.startswith("file:") else address.rstrip("/")
    assert [url for url in asked if not url.startswith((home, "data:"))] == []


@pytest.fixture(params=["review", "preview"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A file with a page in which every text is hostile."""
    pages: dict[str, Callable[[], str]] = {
        "review": lambda: review_page(scene.review(EVIL), scene.pictures(EVIL, themes=("dark", "light"))),
        "preview": lambda: preview_page(scene.preview(EVIL), scene.pictures(EVIL)),
    }
    file = tmp_path / "page.html"
    file.write_text(pages[request.param](), encoding="utf-8")
    return file.as_uri()


def test_hostile_titles_stay_texts(browser: Browser, address: str) -> None:
    """What looks like markup is read as it is written, nothing of it ran, and every picture is shown."""
    with opened(browser, address) as page:
        assert page.title().startswith(("Review of </title><script>", "grafmint preview: </title><script>"))
        assert page.locator("script").count() == 0
        assert "\\u202eevil\\u200b" in page.locator("h1").inner_text()
        widths = page.locator("img").evaluate_all("all => all.map(each => each.naturalWidth)")
        assert widths
        assert all(widths)


_INTRUDE = """async (address) => {
    const refused = [];
    document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
    const script = document.createElement("script");
    script.textContent = "document.title = 'ran'";
    const image = document.createElement("img");
    image.src = address;
    const part = document.createElement("p");
    part.setAttribute("style", "color: red");
    document.body.append(script, image, part);
    await new Promise((done) => setTimeout(done, 100));
    return refused.sort();
}"""


def test_the_policy_stops_what_it_should(browser: Browser, address: str) -> None:
    """Were there a script after all, or a picture from elsewhere, the browser would refuse both."""
    page = browser.new_page()
    page.goto(address)
    with socket.create_server(("127.0.0.1", 0)) as elsewhere:
        refused = page.evaluate(_INTRUDE, f"http://127.0.0.1:{elsewhere.getsockname()[1]}/x.png")
        elsewhere.settimeout(0.1)
        with pytest.raises(TimeoutError):
            elsewhere.accept()
    assert refused == ["img-src", "script-src-elem", "style-src-attr"]
    assert page.title() != "ran"
    page.close()


_FOCUSED = "() => [...document.querySelectorAll('*')].indexOf(document.activeElement)"
_CAN_BE = "all => all.map(each => [...document.querySelectorAll('*')].indexOf(each))"


def test_the_keyboard_goes_in_reading_order(browser: Browser, address: str) -> None:
    """Tab comes to the skip link first, then to everything in the order of the page, and each time it is seen."""
    with opened(browser, address) as page:
        expected = page.locator("a, summary, [tabindex='0']").evaluate_all(_CAN_BE)
        found = []
        for _ in expected:
            page.keyboard.press("Tab")
            found.append(page.evaluate(_FOCUSED))
            assert page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"
        assert found == expected == sorted(expected)
        assert page.locator("a").first.get_attribute("class") == "skip"


def test_the_skip_link_leads_to_the_content(browser: Browser, address: str) -> None:
    """It is seen as soon as it has the focus, and moves the focus to the main part."""
    with opened(browser, address) as page:
        page.keyboard.press("Tab")
        box = page.locator(".skip").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("() => document.activeElement.id") == "main"


def test_the_page_follows_the_readers_scheme(browser: Browser, address: str) -> None:
    """Dark and light are the system's, not ours."""
    found = []
    for scheme in ("dark", "light"):
        with opened(browser, address, scheme) as page:
            found.append(page.evaluate("() => getComputedStyle(document.body).backgroundColor"))
    assert found == ["rgb(17, 18, 23)", "rgb(244, 245, 245)"]


def test_a_narrow_screen_needs_no_scrolling_sideways(browser: Browser, address: str) -> None:
    """On 320 pixels everything has its place; a table scrolls by itself."""
    with opened(browser, address) as page:
        page.set_viewport_size({"width": 320, "height": 600})
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 320


def test_pictures_fill_a_narrow_screen(browser: Browser, tmp_path: Path) -> None:
    """On a narrow screen a panel of half a line is as wide as the screen, two of a quarter share a line."""
    widths = {"wide": 12, "small": 6, "other": 6}
    panels = [
        scene.panel(name, id_, gridPos={"x": id_ % 2 * 6, "y": id_ // 2 * 8, "w": w, "h": 8})
        for id_, (name, w) in enumerate(widths.items(), 1)
    ]
    pictures = {PictureKey("load", str(id_)): scene.picture() for id_ in range(1, 4)}
    file = tmp_path / "page.html"
    preview = attrs.evolve(scene.preview(), boards=(scene.board(panels=panels),))
    file.write_text(preview_page(preview, pictures), encoding="utf-8")
    with opened(browser, file.as_uri()) as page:
        page.set_viewport_size({"width": 700, "height": 600})
        room = page.evaluate("() => document.querySelector('.board').clientWidth")
        shown = page.locator(".panel img").evaluate_all("all => all.map(each => each.clientWidth)")
    assert shown == [room, (room - 8) // 2, (room - 8) // 2]


def test_paper_has_what_is_folded_too(browser: Browser, address: str) -> None:
    """The page can be printed, dark on white, and what details hide on the screen is on paper."""
    with opened(browser, address) as page:
        assert page.pdf().startswith(b"%PDF-")
        page.emulate_media(media="print")
        assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        heights = page.locator("details pre").evaluate_all(
            "all => all.map(each => each.getBoundingClientRect().height)"
        )
        assert all(height > 0 for height in heights)


def test_panels_stand_beside_each_other(browser: Browser, tmp_path: Path) -> None:
    """On a wide screen two panels of twelve columns share a line."""
    file = tmp_path / "page.html"
    file.write_text(preview_page(scene.preview(), scene.pictures()), encoding="utf-8")
    with opened(browser, file.as_uri()) as page:
        boxes = [each.bounding_box() for each in page.locator("figure.panel").all()[:2]]
        first, second = (box for box in boxes if box is not None)
        assert first["y"] == second["y"]
        assert second["x"] >= first["x"] + first["width"]


def test_a_save_is_seen_where_the_reader_is(browser: Browser, project: Project, session: Session) -> None:
    """After a save the new page is there: scrolled as before, opened as before, the focus where it was."""
    project.write({"boards.py": TALL})
    with serving(session) as url, opened(browser, url) as page:
        page.locator("summary", has_text="Requests 3").click()
        page.evaluate("() => window.scrollTo(0, 700)")
        project.write({"boards.py": TALL.replace("Load", "Burden")})
        page.get_by_role("heading", name="Burden").wait_for(state="attached")
        assert page.title() == "grafmint preview: shop, local"
        assert page.evaluate("() => window.scrollY") == 700
        assert page.locator("details[open] summary").inner_text().startswith("Requests 3")
        assert page.evaluate("() => document.activeElement.textContent").startswith("Requests 3")


def test_an_error_is_in_sight_and_goes_again(browser: Browser, project: Project, session: Session) -> None:
    """Somebody far down the page sees what is wrong with the save; mended, it is gone."""
    project.write({"boards.py": TALL})
    with serving(session) as url, opened(browser, url) as page:
        page.evaluate("() => window.scrollTo(0, 900)")
        project.write({"boards.py": TALL.replace("http_requests_total[5m]))", "http_requests_total[5m])")})
        alert = page.get_by_role("alert")
        alert.wait_for()
        assert "boards.py:9" in alert.inner_text()
        assert alert.evaluate("each => each.getBoundingClientRect().top >= 0")
        project.write({"boards.py": TALL})
        alert.wait_for(state="detached")
        assert page.evaluate("() => window.scrollY") == 900


def test_a_reader_learns_that_it_has_ended(browser: Browser, session: Session) -> None:
    """When the server is gone the page says that it is not up to date."""
    page = browser.new_page()
    with serving(session) as url:
        page.goto(url)
        page.locator("img").wait_for()
    page.get_by_text("Not up to date").wait_for()
    page.close()
