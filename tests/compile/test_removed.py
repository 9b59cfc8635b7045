"""What the code says is to go: found like any resource, in the bundle once, and never beside its definition."""

from pathlib import Path

import pytest

from grafmint.bundle import Removed
from grafmint.environment import Directory, Environment
from grafmint.workflow import Built, build

MODULE = """\
from grafmint import Dashboard, Env, Folder, Removed, resources

board = Dashboard(uid="a", title="A", folder=Folder(uid="f", title="F"))
old = Removed("dashboard", "old")


@resources
def gone(env: Env[object]) -> list[Removed]:
    return [Removed("contact-point", "Team A"), Removed("dashboard", "old"), old]
"""


def built(folder: Path, text: str) -> Built:
    """The environment of one module."""
    (folder / "boards.py").write_text(text, encoding="utf-8")
    target = Directory(folder / "out")
    return build(Environment(name="local", project="p", root=folder, target=target, modules=("boards",)))


def test_it_is_found_like_any_resource(tmp_path: Path) -> None:
    """As a value or from a function; who says it twice says it once, at the first place."""
    found = built(tmp_path, MODULE)
    assert found.findings == ()
    assert [(each.kind, each.uid, each.place and each.place.line) for each in found.bundle.removed] == [
        ("dashboard", "old", 4),
        ("contact-point", "Team A", 9),
    ]
    assert {entry.uid for entry in found.bundle} == {"a", "f"}


@pytest.mark.parametrize(("kind", "uid", "other"), [("dashboard", "a", 3), ("folder", "f", 3)])
def test_what_is_defined_too_is_an_error_with_both_places(tmp_path: Path, kind: str, uid: str, other: int) -> None:
    """Nobody can tell which of the two is meant."""
    found = built(tmp_path, MODULE.replace('"dashboard", "old")\n\n', f'"{kind}", "{uid}")\n\n'))
    (error,) = [each for each in found.findings if each.severity == "error"]
    assert (error.rule, error.message) == (
        "removed-and-defined",
        f"{kind} {uid!r} is said to be removed, and is defined too",
    )
    assert error.place is not None
    assert error.also is not None
    assert (str(error.place).partition(":")[0], error.place.line, error.also.line) == ("boards.py", 4, other)


def test_the_uid_of_another_kind_is_no_contradiction(tmp_path: Path) -> None:
    """A folder and a dashboard may be told apart."""
    found = built(tmp_path, MODULE.replace('"dashboard", "old")\n\n', '"datasource", "a")\n\n'))
    assert found.is_sound
    assert [each.uid for each in found.bundle.removed if isinstance(each, Removed)] == ["a", "old", "Team A"]


def test_a_list_that_nobody_finds_is_told(tmp_path: Path) -> None:
    """As of any other resource: a line that does nothing would be thought to do something."""
    found = built(tmp_path, f'{MODULE}\nall_of_them = [Removed("folder", "x")]\n')
    assert [each.rule for each in found.findings] == ["not-found"]
