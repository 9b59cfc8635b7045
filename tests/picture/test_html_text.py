"""What documents of HTML say."""

import pytest

from grafmint.picture.html_text import blocks_of
from tests.deadline import deadline


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a</p>", "a"), ("<p>a < b", "a < b"), ("<b>a</b> <!-- b --> c", "a c"), ("a <!-- b", "a "),
        ("<i>a</i> <b", "a <b"), ("<script>a</script>b", "b"),
    ],
)  # fmt: skip
def test_what_is_no_tag_is_text(html: str, text: str) -> None:
    """Comments and scripts say nothing."""
    [block] = blocks_of(html)
    assert " ".join("".join(span.text for span in block.spans).split()) == text.strip()


@pytest.mark.parametrize(
    "part", ["<a ", "<a", "<!--", "<http://a", "<b>a", "<li>", "<ul><li>", "<div>a", "</", "<![CDATA["]
)
def test_a_long_document_is_read_at_once(part: str) -> None:
    """However many tags are opened and never closed."""
    text = (part * 20_000)[:20_000]
    with deadline(5):
        blocks_of(text)
        blocks_of(f"<pre>{text}</pre>")
