"""Which regular expressions Python is soon done with."""

import re
import time

import pytest

from grafmint.effort import is_quick


@pytest.mark.parametrize(
    "pattern",
    [
        "", "error|warn", ".*cpu.*", "(.*)-(.*)-(.*)", r"^([^/:]+)(?::\d+)?(?:/.*)?$", r"(?i)^(api|web)-(\d+)$",
        r"(\d{1,3}\.){3}\d{1,3}", r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}", r"([0-9a-f]{8})-([0-9a-f]{4})-[0-9a-f]{12}",
        "(?!node_).*", r"(?P<host>[a-z]+)\.example", r"(?:\.\d\d)+", "[]()*+]", r"\(.*\)\*", "{}",
        "|".join("abcdefgh" * 9),
    ],
)  # fmt: skip
def test_what_people_write_is_quick(pattern: str) -> None:
    """On names of usual length."""
    assert is_quick(pattern, 120)


@pytest.mark.parametrize(
    "pattern",
    [
        r'^(([a-zA-Z0-9_={}":., -])+)+!$', "(a*)*b", "(a|a)*b", "(?:a+){9}b", "a?" * 30 + "a" * 30, "(a|a)" * 30,
        "(.*)" * 9 + "b", "(?:(?:(?:){1000}){1000}){1000}", "(a{0,99}){0,99}", "(?x)#[\n(a+)+$ #]", "(?#[)(a+)+$(?#])",
        "a{99999999999}" * 9, "(" * 300 + "a*" + "){9}" * 300, "a" * 3000, "(a)(?(1)b*|c)",
    ],
)  # fmt: skip
def test_what_could_take_long_is_known_beforehand(pattern: str) -> None:
    """Repeats of what repeats, choice after choice, and what hides them; what is not understood is not quick either."""
    assert not is_quick(pattern, 60)


def test_a_long_text_takes_longer() -> None:
    """One expression is quick with a name and not with a book."""
    assert is_quick("a.*b.*c", 100)
    assert not is_quick("a.*b.*c", 20_000)


@pytest.mark.parametrize("pattern", ["(.*)(.*)(.*)x", "^(.*)a(.*)a(.*)a(.*)x", "a?" * 12 + "a" * 12 + "b"])
def test_quick_is_quick(pattern: str) -> None:
    """The longest text that is still called quick, and none of whose ways fits, is done in seconds."""
    length = max(length for length in range(0, 400, 10) if is_quick(pattern, length))
    began = time.process_time()
    assert re.search(pattern, "a" * length) is None
    assert time.process_time() - began < 10
