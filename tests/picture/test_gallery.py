"""The pictures of the documentation: one of every type that is drawn, as the code draws it now."""

import io
import os
from typing import get_args

import matplotlib as mpl
import pytest
from matplotlib.image import imread

from grafmint.picture.picture import CHARTS
from grafmint.picture.theme import ThemeName
from tests.docs.page import read
from tests.picture.drawn import taken_apart
from tests.picture.showcase import IMAGES, MADE_WITH, PAGE, Shown, shown

GALLERY = shown()
BESIDE = shown("gallery/beside")
#: In the light theme a few are enough.
OURS = [
    (each, theme)
    for each in GALLERY + BESIDE
    for theme in get_args(ThemeName)
    if theme == "dark" or each.image("grafana", theme).exists()
]
LARGEST, ALL = 60 * 1024, 1_500_000


@pytest.mark.parametrize("theme", get_args(ThemeName))
@pytest.mark.parametrize("each", GALLERY, ids=lambda each: each.name)
def test_every_panel_is_drawn(each: Shown, theme: ThemeName) -> None:
    """None is a box; all are small, and the same when they are drawn again."""
    first, second = each.drawn(theme), each.drawn(theme)
    svg = first.svg()
    assert not [text for text in taken_apart(svg).texts if text.startswith("Not drawn")]
    assert len(svg) <= LARGEST
    assert svg == second.svg()
    assert theme == "light" or first.png(1) == second.png(1)


@pytest.mark.parametrize(("each", "theme"), OURS, ids=lambda each: each.name if isinstance(each, Shown) else each)
def test_the_documentation_shows_what_is_drawn(each: Shown, theme: ThemeName) -> None:
    """Dot for dot; GRAFMINT_UPDATE_GOLDEN=1 draws the pictures anew."""
    file, content = each.image("ours", theme), each.drawn(theme).png(1)
    if os.environ.get("GRAFMINT_UPDATE_GOLDEN") == "1":
        file.write_bytes(content)
        MADE_WITH.write_text(f"{mpl.__version__}\n", encoding="utf-8")
    made_with = MADE_WITH.read_text(encoding="utf-8").strip()
    if made_with != mpl.__version__:
        pytest.skip(f"the pictures were made with matplotlib {made_with}, this is {mpl.__version__}")
    assert (imread(io.BytesIO(content)) == imread(file)).all()


@pytest.mark.parametrize("kind", CHARTS)
def test_every_type_has_its_pictures(kind: str) -> None:
    """Ours and the page's, beside each other on the page that tells of them."""
    panels = [each for each in GALLERY if each.json["type"] == kind]
    assert panels
    text = read(PAGE).text
    assert f"`{kind}`" in text
    for each in panels:
        places = [text.index(f"images/pictures/{each.image(whose).name}") for whose in ("ours", "grafana")]
        assert 0 < places[1] - places[0] < 300


def test_every_picture_is_shown() -> None:
    """No file lies there that no page shows, and together they are small."""
    files = sorted(IMAGES.glob("*.png"))
    linked = {link.rpartition("/")[2] for link in read(PAGE).links() if "images/pictures" in link}
    assert {file.name for file in files} == linked
    assert max(file.stat().st_size for file in files) <= LARGEST
    assert sum(file.stat().st_size for file in files) <= ALL


@pytest.mark.parametrize(("name", "said"), [("sample", "sample data"), ("not-drawn", "Not drawn: candlestick")])
def test_what_is_not_the_page_says_so(name: str, said: str) -> None:
    """Made-up numbers have their mark, a type without a drawing its box."""
    [each] = [each for each in BESIDE if each.name == name]
    assert said in taken_apart(each.drawn("dark").svg()).texts
