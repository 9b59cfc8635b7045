"""Matchers as text: whatever a value holds, Alertmanager reads it back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from grafmint.compile.prometheus.matcher import matcher
from grafmint.testing.rules import routes_to
from tests.compile.prometheus.tools import needs_tools

VALUES = st.text(
    st.characters(codec="utf-8", exclude_characters="\0") | st.sampled_from('\\",{}=~!\n\t n'), max_size=12
)


def test_values_are_quoted() -> None:
    """With the three escapes that both of its parsers know."""
    assert matcher("a", "=~", 'x"\\\n,') == r'a=~"x\"\\\n,"'


@needs_tools
@settings(max_examples=15, deadline=None)
@given(st.lists(VALUES, min_size=3, max_size=12, unique=True), st.data())
def test_alertmanager_reads_what_was_meant(values: list[str], data: st.DataObject) -> None:
    """Of routes for each value an alert takes the one for its own."""
    routes = [{"receiver": str(at), "matchers": [matcher("l", "=", value)]} for at, value in enumerate(values)]
    at = data.draw(st.integers(0, len(values) - 1))
    assert routes_to({"route": {"receiver": "none", "routes": routes}}, {"l": values[at]}) == (str(at),)
