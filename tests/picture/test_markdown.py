"""Markdown read into blocks."""

import pytest

from grafmint.picture.markdown import blocks_of
from tests.deadline import deadline


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("# a", "a"), ("## a b ##", "a b"), ("# a#", "a#"), ("# ###", ""), ("#", ""), ("#\ta  ", "a"),
        ("### C# and F#", "C# and F#"),
    ],
)  # fmt: skip
def test_headings_may_be_closed(said: str, text: str) -> None:
    """By signs that stand by themselves; those that belong to a word stay."""
    [block] = blocks_of(said)
    assert (block.kind, "".join(span.text for span in block.spans)) == ("heading", text)


@pytest.mark.parametrize(
    ("said", "spans"),
    [
        ("`a` b", [("a", "code"), (" b", "plain")]),
        ("``a`b``", [("a`b", "code")]),
        (r"\``a`", [("`", "plain"), ("a", "code")]),
        ("```a``", [("```a``", "plain")]),
        ("a <!-- b", [("a ", "plain")]),
        ("a < b <i>c</i>", [("a < b c", "plain")]),
        ("[a](" + "b" * 5000 + ")", [("a", "link")]),
    ],
)
def test_marks_that_are_not_closed_are_text(said: str, spans: list[tuple[str, str]]) -> None:
    """And those that are closed are none, however long the target of a link is."""
    [block] = blocks_of(said)
    assert [(span.text, span.style) for span in block.spans] == spans


@pytest.mark.parametrize(
    "part",
    ["[", "![", "[a](", "`", "`a``", "*a", "**a ", "__a ", "~~a ", "<a", "<!--", "<http://a", "~", "|", " ", "# "],
)
def test_a_long_text_is_read_at_once(part: str) -> None:
    """However many marks are opened and never closed."""
    text = (part * 20_000)[:20_000]
    with deadline(5):
        blocks_of(text)
        blocks_of(f"# {text}x")
        blocks_of(f"a\n{text}x")
