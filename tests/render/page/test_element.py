"""Elements: the border between texts of others and HTML."""

from hypothesis import given
from hypothesis import strategies as st

from grafmint.render.clean import clean
from grafmint.render.page.element import Lines, element, html
from tests.render.page.reading import read

TEXTS = st.text(st.characters(codec=None), max_size=40)


@given(TEXTS, TEXTS)
def test_a_text_is_a_text(text: str, value: str) -> None:
    """Whatever a text and an attribute say, a browser reads exactly them, and no element but ours."""
    made = html(element("p", text, element("b", "x"), title=value))
    paragraph = read(made).one("p")
    assert [each.tag for each in paragraph.walk()] == ["p", "b"]
    assert paragraph.content[0] == clean(text) if text else True
    assert paragraph.attributes == {"title": clean(value)}


@given(TEXTS)
def test_lines_stay_lines(text: str) -> None:
    """In a text of lines only their ends are kept; what steers is still shown as what it is."""
    made = read(html(element("code", Lines(text)))).one("code").text
    assert made.split("\n") == [clean(line) for line in text.replace("\r\n", "\n").split("\n")]


@given(TEXTS)
def test_a_page_can_be_written(text: str) -> None:
    """What is made is text that a file can hold, whatever halves of signs are in it."""
    html(element("p", text, Lines(text))).encode("utf-8")


def test_attributes_without_a_value() -> None:
    """None is left out, True stands by its name; an underscore at the end is for Python, others are hyphens."""
    made = html(element("details", open=True, hidden=False, class_="a", aria_label="b", id=None))
    assert made == '<details open class="a" aria-label="b"></details>'
