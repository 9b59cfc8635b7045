"""What all subjects of the kit have in common: they refuse what they do not take."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import attrs
import pytest

from grafmint import kit
from grafmint.block import Block
from grafmint.errors import ModelError


def _subjects() -> Iterator[Any]:
    for found in walk_packages(kit.__path__, f"{kit.__name__}."):
        for value in vars(import_module(found.name)).values():
            if isinstance(value, type) and value.__module__ == found.name and attrs.has(value):
                yield value


SUBJECTS = list(_subjects())
_WRONG = object()


def _needed(subject: Any) -> dict[str, Any]:
    """What must be given: it is text everywhere, and no check of types is asked for less."""
    return {field.name: "x" for field in attrs.fields(subject) if field.default is attrs.NOTHING}


def test_there_are_subjects() -> None:
    """The search finds them: those of packages too."""
    assert {"Look", "Targets", "Hosts", "Cluster", "Check"} <= {subject.__name__ for subject in SUBJECTS}


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.__name__)
def test_a_subject_is_a_block(subject: Any) -> None:
    """So its mistakes are told where it is written."""
    assert issubclass(subject, Block)
    assert subject(**_needed(subject)).origin.inner.file == __file__


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.__name__)
def test_an_option_with_a_slip_of_the_pen_is_refused(subject: Any) -> None:
    """And the right name is in the way out."""
    for field in attrs.fields(subject):
        with pytest.raises(ModelError) as refused:
            subject(**_needed(subject), **{f"{field.name}x": "x"})
        assert f"did you mean {field.name!r}?" in str(refused.value.hint)


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.__name__)
def test_a_value_of_another_type_is_refused(subject: Any) -> None:
    """Whichever option has it, the message names that one."""
    for field in attrs.fields(subject):
        with pytest.raises(ModelError, match=rf"\b{field.name}\b"):
            subject(**{**_needed(subject), field.name: _WRONG})
