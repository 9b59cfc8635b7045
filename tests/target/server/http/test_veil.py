"""The veil: whatever repeats a secret, and however it writes it down."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grafmint.target.server.http.veil import STARS, Veil

_NAMED = dict(zip('\a\b\f\n\r\t\v\\"', 'abfnrtv\\"', strict=True))


def quoted(text: str) -> str:
    """The text as Go's strconv.Quote writes it."""
    return f'"{"".join(map(_letter, text))}"'


def _letter(letter: str) -> str:
    if letter in _NAMED:
        return f"\\{_NAMED[letter]}"
    if letter == " " or unicodedata.category(letter)[0] in "LMNPS":
        return letter
    length, width = ("x", 2) if letter < "\x80" else ("u", 4) if letter <= "\uffff" else ("U", 8)
    return f"\\{length}{ord(letter):0{width}x}"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('/"SEKRETA\n\té\x7f\\', r'"/\"SEKRETA\n\té\x7f\\"'),
        ("\x00\x85\u2028\U000e0001'", r'''"\x00\u0085\u2028\U000e0001'"'''),
    ],
)
def test_the_quoting_of_these_tests_is_gos(text: str, written: str) -> None:
    """What Go itself writes of these texts."""
    assert quoted(text) == written


@given(secret=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
@example(secret='ht tp://x\x7f/"SEKRETA\n\té')  # noqa: S106  # nobody's
def test_a_secret_is_hidden_as_go_quotes_it(secret: str) -> None:
    """Grafana's errors quote an address that they do not understand."""
    veil = Veil()
    veil.hide([secret])
    # A secret of a letter or two may be a part of any word.
    assert veil(quoted(secret)) in (f'"{STARS}"', STARS * 3)
