"""`Removed`: what the code says is to go, in two words."""

import inspect
import pickle
from pathlib import Path
from typing import Any, get_args

import pytest

from grafmint import Removed
from grafmint.bundle import GRAFANA
from grafmint.errors import ModelError
from grafmint.model.base import attributes


def test_it_reads_without_names() -> None:
    """Kind and uid, with their names or without; it remembers its line."""
    said = Removed("dashboard", "old")
    assert (said.kind, said.uid) == ("dashboard", "old")
    assert said == Removed(kind="dashboard", uid="old") == Removed("dashboard", uid="old")
    assert said != Removed("folder", "old")
    assert said.origin is not None
    assert Path(said.origin.inner.file).name == Path(__file__).name
    assert str(inspect.signature(Removed)).endswith("uid: str)")
    assert pickle.loads(pickle.dumps(said)) == said  # noqa: S301  # our own


def test_the_kinds_are_those_that_go_by_themselves() -> None:
    """All that a Grafana holds, but a group, which goes with its rules."""
    (kind, _) = attributes(Removed)
    assert {*get_args(kind.type), "rule-group"} == set(GRAFANA)


@pytest.mark.parametrize(
    ("given", "message", "hint"),
    [
        (("dashbord", "a"), "Removed 'a': kind='dashbord' is not", "did you mean 'dashboard'?"),
        (("alertmanager", "a"), "Removed 'a': kind='alertmanager' is not", "allowed: "),
        (("policy", "payments"), "Removed: there is no policy 'payments'", 'write Removed("policy", "policies")'),
        (("rule-group", "a/b"), "kind='rule-group'", "a group goes with the last of them"),
        ((None, "a"), "kind=None is not", ""),
        (("folder", ""), "Removed: the uid of the folder is empty", "write the uid that it has"),
        (("folder", 3), "uid=3 is not a string", ""),
        (("folder",), "Removed needs uid", "write uid=… in the call"),
        (("folder", "a", "b"), "Removed takes kind and uid, and nothing more", ""),
    ],
)
def test_what_is_none_is_refused(given: Any, message: str, hint: str) -> None:
    """With the nearest kind, or what goes another way."""
    with pytest.raises(ModelError) as caught:
        Removed(*given)
    assert message in caught.value.message
    assert hint in (caught.value.hint or "")


def test_an_option_is_given_once() -> None:
    """By its place or by its name."""
    again: Any = {"kind": "folder"}
    with pytest.raises(ModelError, match="Removed has kind twice"):
        Removed("dashboard", **again)
