"""Keys and ids: what a panel is, wherever it stands."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint import Row, Stat
from grafmint.model.key import id_of, panel_key, row_key, slug


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("CPU by mode", "cpu-by-mode"),
        ("  Am I fine?  ", "am-i-fine"),
        ("p99 (ms)", "p99-ms"),
        ("snake_case", "snake-case"),
        ("Größe: 1.5 µs", "größe-1-5-µs"),
        ("日本語", "日本語"),
        ("?!", ""),
    ],
)
def test_a_slug(title: str, expected: str) -> None:
    """Lower case, and one dash for whatever is no letter or digit of any script."""
    assert slug(title) == expected


@given(st.text())
def test_a_slug_is_its_own_slug(title: str) -> None:
    """So a key can be typed as it is shown."""
    assert slug(slug(title)) == slug(title)


def test_keys_of_panels_and_rows() -> None:
    """A panel's key is `row/title` unless it has one of its own; a row's ends in a slash."""
    row, panel = Row(title="Why not?"), Stat(title="CPU busy")
    assert panel_key(panel, None) == "cpu-busy"
    assert panel_key(panel, row) == "why-not/cpu-busy"
    assert panel_key(Stat(title="CPU busy", key="cpu"), row) == "cpu"
    assert panel_key(panel, Row(title="Why not?", key="causes")) == "causes/cpu-busy"
    assert row_key(row) == "why-not/"
    assert row_key(Row(title="Why not?", key="causes")) == "causes/"


def test_an_id_is_the_hash_that_is_documented() -> None:
    """1 + the first 30 bits of SHA-256: the same on any machine and in any language."""
    digits = int(hashlib.sha256(b"why-not/cpu-busy").hexdigest(), 16)
    assert id_of("why-not/cpu-busy") == 1 + (digits >> 226)
    assert id_of("cpu") == 1 + (int(hashlib.sha256(b"cpu").hexdigest()[:8], 16) >> 2)


@given(st.text())
def test_an_id_fits_grafana(key: str) -> None:
    """Above zero and within 31 bits, whatever the key."""
    assert 1 <= id_of(key) <= 2**30
