"""Texts: Markdown, HTML and code in lines of the panel's width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.picture import html_text, markdown
from grafmint.picture.rich import Block, Span
from grafmint.picture.theme import THEMES
from tests.picture.drawn import Drawn, data, drawn, panel


def text(content: str, mode: str = "markdown", **more: object) -> Drawn:
    """A text panel drawn."""
    return drawn(panel("text", {"mode": mode, "content": content, **more}), data())


def test_headings_are_larger_by_their_rank() -> None:
    """Each on its own line."""
    shown = text("# One\n## Two\n### Three\nplain")
    assert [word.size for word in shown.words[1:]] == [28, 24, 22, 14]
    assert [word.y for word in shown.words] == sorted(word.y for word in shown.words)


def test_styles() -> None:
    """Bold letters, code in letters of one width on its own ground, links in their colour."""
    shown = text("a **b** `c d` [e](http://x) *f* ![g](h) \\*i\\* <span>j</span> &amp;")
    assert "700" in shown.word("b").style or "bold" in shown.word("b").style
    assert [(word.text, "Mono" in word.style) for word in shown.words if word.text in {"c", "d"}] == [
        ("c", True),
        ("d", True),
    ]
    assert shown.word("e").color == "#6e9fff"
    assert shown.words[-1].text == "f g *i* j &"
    assert shown.word("a").color == THEMES["dark"].text


def test_long_lines_are_wrapped_between_words() -> None:
    """All words are there, in their order, inside the panel."""
    words = " ".join(f"word{index}" for index in range(60))
    shown = text(words)
    lines = shown.words[1:]
    assert " ".join(line.text for line in lines) == words
    assert len(lines) > 3
    assert {line.x for line in lines} == {9}
    assert all(len(line.text) < 110 for line in lines)


def test_a_word_wider_than_the_panel_is_broken() -> None:
    """Nothing runs out of it."""
    shown = text("x" * 400)
    assert "".join(word.text for word in shown.words[1:]) == "x" * 400
    assert len(shown.words) > 3


def test_lists_are_indented() -> None:
    """By their depth, with numbers where they have some."""
    shown = text("- a\n- b\n  - c\n\n1. d\n2. e")
    assert [word.text for word in shown.words[1:]] == ["•", "a", "•", "b", "◦", "c", "1.", "d", "2.", "e"]
    assert shown.word("a").x == shown.word("b").x == shown.word("d").x == 9 + 24
    assert shown.word("c").x == 9 + 48


def test_code_blocks_keep_their_lines() -> None:
    """And what stands before them."""
    shown = text("```go\nif x {\n    y\n}\n```\nafter")
    assert shown.texts[1:] == ["if x {", "    y", "}", "after"]
    assert "Mono" in shown.word("if x {").style
    assert [shape for shape in shown.shapes if shape.fill == "#141414" and shape.width == pytest.approx(733)]


def test_tables_have_lines_around_their_cells() -> None:
    """The names are bold; a row with fewer cells ends in empty ones; what stands above is a text of its own."""
    shown = text("Before\n| a | b\\|c |\n|---|---|\n| 1 | `2` |\n| 3 |")
    assert shown.texts[1:] == ["Before", "a", "b|c", "1", "2", "3"]
    assert [("700" in word.style or "bold" in word.style) for word in shown.words[2:5]] == [True, True, False]
    cells = [shape for shape in shown.shapes if shape.stroke == "#32343b"]
    assert len(cells) == 6
    assert [round(each.left) for each in cells[:2]] == [round(each.left) for each in cells[4:]]
    assert cells[0].left < shown.word("a").x < cells[1].left < shown.word("b|c").x < cells[1].right
    assert shown.word("a").y < cells[2].top < shown.word("1").y < cells[4].top < shown.word("3").y


def test_a_table_that_is_too_wide_breaks_its_cells() -> None:
    """All of it is within the panel."""
    shown = text(f"| a | b |\n|---|---|\n| {'long ' * 60} | {'word ' * 60} |")
    cells = [shape for shape in shown.shapes if shape.stroke == "#32343b"]
    assert max(each.right for each in cells) < shown.width
    assert cells[2].height > 100
    assert " ".join(shown.texts).count("long") == 60


def test_html_says_its_text() -> None:
    """No scripts, no styles; blocks begin on new lines."""
    shown = text("<h1>A</h1><script>x()</script><p>b <b>c</b><br>d</p><ul><li>e</ul><style>p{}</style>", "html")
    assert shown.texts[1:] == ["A", "b", "c", "d", "•", "e"]
    assert shown.word("A").size == 28
    assert shown.word("d").y > shown.word("b").y == shown.word("c").y


def test_code_is_shown_as_it_is() -> None:
    """Each line by itself, with its number where asked."""
    assert text('{\n  "# a": 1\n}', "code").texts[1:] == ["{", '  "# a": 1', "}"]
    assert text("a\nb", "code", code={"showLineNumbers": True}).texts[1:] == ["1", "a", "2", "b"]


def test_variables_are_replaced() -> None:
    """By what the data were asked with."""
    json_ = panel("text", {"content": "of $job"})
    assert "of api" in drawn(json_, data(variables={"job": "api"})).texts


def test_what_does_not_fit_is_not_drawn() -> None:
    """Nothing is written below the panel."""
    shown = text("\n\n".join(f"line {index}" for index in range(100)))
    assert 5 < len(shown.words) < 12
    assert max(word.y for word in shown.words) < 320


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("", ()),
        ("a\nb", (Block(kind="paragraph", spans=(Span("a b"),)),)),
        ("a  \nb", (Block(kind="paragraph", spans=(Span("a\nb"),)),)),
        ("a\n===", (Block(kind="heading", spans=(Span("a"),), level=1),)),
        ("a\n\n---\n", (Block(kind="paragraph", spans=(Span("a"),)), Block(kind="rule"))),
        ("> a\n> b", (Block(kind="quote", spans=(Span("a b"),)),)),
        ("~~~\n# a", (Block(kind="code", spans=(Span("# a", "code"),)),)),
        ("snake_case_name", (Block(kind="paragraph", spans=(Span("snake_case_name"),)),)),
    ],
)
def test_markdown_is_read_into_blocks(source: str, blocks: tuple[Block, ...]) -> None:
    """As the page's own reader does."""
    assert tuple(markdown.blocks_of(source)) == blocks


@given(st.text(alphabet="a *_`[]()#->|\n\\<>!~1.=&;", max_size=60))
def test_every_text_is_read(source: str) -> None:
    """Markdown and HTML have no errors, and no letter is lost but marks."""
    for reader in (markdown, html_text):
        found = "".join(span.text for block in reader.blocks_of(source) for span in block.spans)
        assert found.count("a") <= source.count("a")
    plain = "".join(each for each in source if each in "a \n")
    said = [span.text for block in markdown.blocks_of(plain) for span in block.spans]
    assert " ".join(said).split() == plain.split()


def test_a_text_that_nobody_wrote() -> None:
    """The page's own stands in its place; what old texts say stood beside their title; nothing stays nothing."""
    assert drawn(panel("text", {}), data()).texts[1] == "Title"
    assert drawn(panel("text", {"content": ""}), data()).texts == ["Title"]
    old = panel("text", {}, content="old", mode="text")
    assert drawn({**old, "mode": "markdown"}, data()).texts == ["Title", "old"]
    assert "old" not in drawn({**old, "pluginVersion": "9.4.0"}, data()).texts
