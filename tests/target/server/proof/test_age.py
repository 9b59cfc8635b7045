"""Age: times of a server in words."""

from datetime import UTC, datetime, timedelta

import pytest

from grafmint.target.server.proof.age import ago, where


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "just now"),
        (59, "just now"),
        (61, "1 minute ago"),
        (7300, "2 hours ago"),
        (90000, "1 day ago"),
        (-60, "just now"),
    ],
)
def test_times_are_told_for_people(seconds: int, said: str) -> None:
    """In the largest unit that fits, whatever the clocks of both are."""
    then = datetime.now(UTC) - timedelta(seconds=seconds)
    assert ago(then.strftime("%Y-%m-%dT%H:%M:%SZ")) == said


@pytest.mark.parametrize("stamp", [None, "", "yesterday", 3])
def test_a_time_that_is_none_is_no_matter(stamp: object) -> None:
    """Nothing depends on it."""
    assert ago(stamp) == "some time ago"


@pytest.mark.parametrize(("by", "said"), [("editor-3", ", by editor-3)"), ("", ")"), (None, ")")])
def test_who_is_told_where_it_is_known(by: object, said: str) -> None:
    """The server names nobody for what it wrote itself."""
    assert where(None, 3, by) == f"in Grafana, some time ago (version 3{said}"
