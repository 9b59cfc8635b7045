"""Marks: what is proof, and what merely looks like it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.target.server.proof.mark import KEY, Mark, read_mark, tag

names, texts = st.text(min_size=1), st.none() | st.text()
marks = st.builds(
    Mark, project=names, uid=names, folder=texts, version=st.none() | st.integers(min_value=1), checksum=texts
)
json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(("project", "uid", "version", KEY, "x")), inner),
)


@given(mark=marks)
def test_a_mark_is_read_as_it_was_written(mark: Mark) -> None:
    """Whatever project and uid it names."""
    assert read_mark({KEY: mark.json}) == mark


@given(holder=json)
def test_no_json_of_others_breaks_us(holder: Any) -> None:
    """What holds no mark is read as none, and a mark has a project and a uid that are texts."""
    found = read_mark(holder)
    assert found is None or (isinstance(found.project, str) and isinstance(found.uid, str))


@pytest.mark.parametrize(
    "mark", [None, "shop", [], {}, {"project": "shop"}, {"uid": "load"}, {"project": 1, "uid": "a"}]
)
def test_half_a_mark_is_none(mark: object) -> None:
    """Without both names it proves nothing."""
    assert read_mark({KEY: mark}) is None


def test_a_version_that_is_no_number_proves_no_version() -> None:
    """Somebody wrote a text there: the rest is read, and no version is as written."""
    assert read_mark({KEY: {"project": "shop", "uid": "load", "version": "3"}}) == Mark(project="shop", uid="load")


def test_tags_of_projects_differ() -> None:
    """One project's tag finds nothing of another's."""
    assert tag("shop") == "grafmint:shop" != tag("shop2")
