"""What is left of a statement that is too long."""

from hypothesis import given
from hypothesis import strategies as st

from grafmint.render.comment.statement import shortened

LONG = "words that say the same in both values, " * 20
TEXTS = st.text("ab \u2192\u2026", max_size=80)


@given(TEXTS, st.integers(60, 90))
def test_it_is_never_longer_than_asked(text: str, length: int) -> None:
    """Whatever stands in it; what has room is as it was."""
    found = shortened(text, length)
    assert len(found) <= length
    assert found == text or len(text) > length


@given(st.integers(0, 200), st.sampled_from([("", ""), ("description ", '"'), ("query A legend ", "")]))
def test_the_difference_of_two_long_values_is_seen(at: int, named: tuple[str, str]) -> None:
    """Wherever it is, and with what it is a difference of."""
    label, quote = named
    old, new = (f"{quote}{LONG[:at]}{word}{LONG[at:]}{quote}" for word in ("OLD", "NEW"))
    found = shortened(f"{label}{old} \u2192 {new}", 160)
    assert len(found) <= 160
    before, _, after = found.partition(" \u2192 ")
    assert "OLD" in before
    assert "NEW" in after
    assert before.startswith(label)


def test_a_value_that_is_short_leaves_its_room_to_the_other() -> None:
    """Of a text that is new as much is shown as of a text alone."""
    assert len(shortened(f'description "" \u2192 "{LONG}"', 240)) >= 235
    assert len(shortened(f'description "{LONG}" \u2192 ""', 240)) >= 235
