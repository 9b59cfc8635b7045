"""Features: what a version can is known from the first one that can it, and expected of none that is unknown."""

import pytest

from grafmint.bundle import Kind
from grafmint.environment import Version
from grafmint.target.server.instance.features import has_unique_titles, nests_folders, renames


@pytest.mark.parametrize(("version", "nests"), [(None, False), ((10, 4), False), ((11, 0), True), ((12, 1), True)])
def test_folders_lie_in_folders_from_11_on(version: Version | None, nests: bool) -> None:
    """And from there on two of them can have one title."""
    assert nests_folders(version) is nests
    assert has_unique_titles(version) is not nests


@pytest.mark.parametrize(
    ("kind", "last", "first"),
    [("folder", (10, 1), (10, 2)), ("datasource", (11, 5), (11, 6)), ("dashboard", (11, 6), (12, 0))],
)
def test_a_uid_is_given_up_to_a_version(kind: Kind, last: Version, first: Version) -> None:
    """Of a server that keeps its version to itself it is not expected."""
    assert [renames(version, kind) for version in (None, last, first)] == [False, True, False]


def test_a_library_panel_always_gets_another_uid() -> None:
    """Whatever the version."""
    assert renames(None, "library-panel")
    assert renames((13, 2), "library-panel")
