"""What a Grafana version means for what is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.version import schema_version

VERSIONS = st.tuples(st.integers(0, 20), st.integers(0, 9))


@pytest.mark.parametrize(
    ("grafana", "schema"),
    [
        ((8, 5), 36),
        ((9, 0), 36),
        ((9, 1), 37),
        ((9, 5), 37),
        ((10, 0), 38),
        ((11, 3), 40),
        ((12, 1), 42),
        ((13, 3), 42),
    ],
)
def test_the_newest_schema_that_a_version_knows(grafana: tuple[int, int], schema: int) -> None:
    """A newer server migrates an older document; a newer document would not be understood."""
    assert schema_version(grafana) == schema


@given(VERSIONS, VERSIONS)
def test_a_newer_grafana_never_gets_an_older_schema(one: tuple[int, int], other: tuple[int, int]) -> None:
    """The table rises."""
    assert (schema_version(min(one, other))) <= schema_version(max(one, other))
