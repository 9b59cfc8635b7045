"""The form of a uid."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint import Dashboard, Folder
from grafmint.errors import ModelError

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"


@pytest.mark.parametrize("kind", [Dashboard, Folder])
@pytest.mark.parametrize(
    ("uid", "problem"),
    [
        ("a" * 41, "has 41 characters, Grafana takes 40"),
        ("", "has characters other than A-Z, a-z, 0-9, _ and -"),
        ("a b", "has characters other than A-Z, a-z, 0-9, _ and -"),
        ("a/b", "has characters other than A-Z, a-z, 0-9, _ and -"),
        ("é", "has characters other than A-Z, a-z, 0-9, _ and -"),
        ("a\n", "has characters other than A-Z, a-z, 0-9, _ and -"),
        ("..", "has characters other than A-Z, a-z, 0-9, _ and -"),
    ],
)
def test_a_uid_that_cannot_be_one_is_refused(
    refuse: Callable[..., ModelError], kind: Callable[..., object], uid: str, problem: str
) -> None:
    """It is refused where it is written, with its class."""
    error = refuse(kind, uid=uid, title="A")
    assert error.message == f"{kind.__name__}: uid {uid!r} {problem}"
    assert error.hint


@given(st.text(alphabet=ALPHABET, min_size=1, max_size=40))
def test_every_uid_of_the_form_is_taken(uid: str) -> None:
    """Up to 40 of the allowed characters, in any order, are a uid and are kept as they are."""
    assert Dashboard(uid=uid, title="A").uid == uid
