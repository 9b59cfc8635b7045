"""Colours: names, spellings, palettes and schemes as the page has them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.picture.color import classic, classic_by_name, hex_of, in_scheme, mixed, shaded, with_opacity
from grafmint.picture.palette import CLASSIC, SCHEMES
from grafmint.picture.theme import DARK, LIGHT, Theme

HEX = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{8})")
DIGITS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


@pytest.mark.parametrize(
    ("color", "theme", "expected"),
    [
        ("green", DARK, "#73bf69"),
        ("green", LIGHT, "#56a64b"),
        ("dark-red", DARK, "#c4162a"),
        ("super-light-blue", LIGHT, "#8ab8ff"),
        ("#AbC", DARK, "#aabbcc"),
        ("#abc8", DARK, "#aabbcc88"),
        ("#FFF899", DARK, "#fff899"),
        ("rgb(1, 2, 3)", DARK, "#010203"),
        ("rgba(255,0,0,0.5)", DARK, "#ff000080"),
        ("rgb(100%, 0%, 50%)", DARK, "#ff0080"),
        ("transparent", DARK, "#00000000"),
        ("text", LIGHT, LIGHT.text),
        ("panel-bg", DARK, DARK.panel),
        ("white", DARK, "#ffffff"),
        ("MediumPurple", DARK, "#9370d8"),
        ("no such colour", DARK, "#808080"),
        ("", DARK, "#808080"),
    ],
)
def test_every_spelling_is_read(color: str, theme: Theme, expected: str) -> None:
    """Names by theme, hexadecimal digits, functions and the browser's own names."""
    assert hex_of(color, theme) == expected


@given(st.text())
def test_every_text_is_some_colour(text: str) -> None:
    """A board may name any colour: the picture has one."""
    assert HEX.fullmatch(hex_of(text, DARK))


def test_the_classic_palette_turns_round() -> None:
    """It has 56 colours; the 57th series has the first again."""
    assert len(CLASSIC) == 56
    assert [classic(index, DARK) for index in (0, 1, 56)] == ["#73bf69", "#f2cc0c", "#73bf69"]


def test_a_colour_by_name_is_the_same_wherever_the_series_stands() -> None:
    """Two names have their colours by themselves."""
    assert classic_by_name("api", DARK) == classic_by_name("api", DARK) != classic_by_name("web", DARK)


@pytest.mark.parametrize(
    ("scheme", "share", "expected"),
    [
        ("continuous-GrYlRd", 0, "#73bf69"),
        ("continuous-GrYlRd", 0.5, "#e2c03d"),
        ("continuous-GrYlRd", 1, "#f2495c"),
        ("continuous-GrYlRd", 7, "#f2495c"),
        ("continuous-blues", 0, DARK.panel),
    ],
)
def test_schemes_are_curves_through_their_colours(scheme: str, share: float, expected: str) -> None:
    """The middle of green, yellow and red is what the page has there."""
    assert in_scheme(scheme, share, DARK) == expected


@given(st.sampled_from(sorted(SCHEMES)), st.floats(allow_nan=False))
def test_a_scheme_has_a_colour_for_every_share(scheme: str, share: float) -> None:
    """Beyond its ends too."""
    assert HEX.fullmatch(in_scheme(scheme, share, LIGHT))


def test_shades_begin_with_the_colour_itself() -> None:
    """Then they are brighter and darker in turn, eleven in all."""
    shades = [shaded("#73bf69", index) for index in range(12)]
    assert shades[0] == shades[11] == "#73bf69"
    assert len(set(shades)) == 11
    assert int(shades[1][3:5], 16) > 0xBF > int(shades[2][3:5], 16)


@given(DIGITS, DIGITS)
def test_mixing_has_its_ends(first: str, second: str) -> None:
    """Nothing of the other at the ends, the same in the middle from either side."""
    assert mixed(first, second, 0) == first
    assert mixed(first, second, 1) == second
    assert mixed(first, second, 0.5) == mixed(second, first, 0.5)


@given(DIGITS)
def test_opacity(color: str) -> None:
    """An opaque colour has no more digits than it needs."""
    assert with_opacity(color, 1) == color
    assert with_opacity(color, 0) == f"{color}00"
    assert with_opacity(with_opacity(color, 0.2), 0.5) == f"{color}80"
