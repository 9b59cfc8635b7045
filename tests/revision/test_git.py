from pathlib import Path

import pytest

from grafmint.errors import GrafmintError, UsageError
from grafmint.revision.git import find_repository
from tests.revision.conftest import Clone


def test_a_repository_is_found_from_a_folder_below_it(clone: Clone) -> None:
    """Also from one with blanks in its name, and from one that is not there any more."""
    below = clone.top / "a folder" / "boards"
    below.mkdir(parents=True)
    assert find_repository(below).top == clone.top
    assert find_repository(below / "gone" / "long ago").top == clone.top


def test_without_a_repository_the_message_says_what_a_review_needs(tmp_path: Path) -> None:
    """A folder of no repository is a clear error with a way out."""
    with pytest.raises(GrafmintError, match="is in no git repository") as error:
        find_repository(tmp_path)
    assert "clone of a git repository" in str(error.value.hint)


def test_without_git_the_message_says_so(clone: Clone, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No git on the path is told, not a traceback."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GrafmintError, match="no command `git`") as error:
        find_repository(clone.top)
    assert error.value.hint is not None


@pytest.mark.parametrize("rev", ["main", "HEAD", "v1", "HEAD~0", "main^{commit}"])
def test_whatever_names_a_commit_is_resolved(clone: Clone, rev: str) -> None:
    """Branches, tags (annotated ones too) and expressions of git come to the whole hash."""
    commit = clone.commit(file="one")
    clone.git("tag", "--annotate", "--message", "the first", "v1")
    assert find_repository(clone.top).commit(rev) == commit


@pytest.mark.parametrize("rev", ["--output=x", "-", "", "a\nb", "a\0b"])
def test_what_could_be_an_option_is_refused(clone: Clone, rev: str) -> None:
    """A revision that starts with a hyphen never reaches git, nor does one that no line can hold."""
    clone.commit(file="one")
    with pytest.raises(UsageError, match="is no revision"):
        find_repository(clone.top).commit(rev)


def test_a_tree_and_a_file_are_no_commits(clone: Clone) -> None:
    """The message says what it is instead."""
    clone.commit(file="one")
    with pytest.raises(GrafmintError, match="no commit but a tree"):
        find_repository(clone.top).commit("HEAD^{tree}")
    with pytest.raises(GrafmintError, match="no commit but a blob"):
        find_repository(clone.top).commit("HEAD:file")


def test_near_names_are_suggested(clone: Clone, tmp_path: Path) -> None:
    """A branch that only the remote has is meant by its bare name; otherwise the nearest one."""
    clone.commit(file="one")
    clone.git("branch", "release")
    clone.git("clone", "--quiet", str(clone.top), str(tmp_path / "copy"))
    copy = find_repository(tmp_path / "copy")
    for wrong, meant in (("release", "'origin/release'"), ("mian", "'main'")):
        with pytest.raises(GrafmintError, match=f"there is no commit '{wrong}'") as error:
            copy.commit(wrong)
        assert meant in str(error.value.hint)


def test_a_shallow_clone_says_how_to_fetch_more(clone: Clone, tmp_path: Path) -> None:
    """For people and for GitHub Actions, and the command works as it is told."""
    clone.commit(file="one")
    clone.git("branch", "old")
    clone.commit(file="two")
    clone.git("clone", "--quiet", "--depth", "1", f"file://{clone.top}", str(tmp_path / "copy"))
    repository = find_repository(tmp_path / "copy")
    assert repository.is_shallow
    with pytest.raises(GrafmintError, match="shallow clone") as error:
        repository.commit("origin/old")
    hint = str(error.value.hint)
    assert "fetch-depth: 0" in hint
    command = hint.split("`")[1].split()
    Clone(repository.top).git(*command[1:])
    assert repository.commit("origin/old") == clone.git("rev-parse", "old")


def test_variables_that_hooks_set_lead_nowhere(clone: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git's own variables of another repository or index do not move ours."""
    commit = clone.commit(file="one")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "elsewhere-index"))
    assert find_repository(clone.top).commit("HEAD") == commit


def test_changed_files_are_those_of_both_trees(clone: Clone) -> None:
    """Added, changed and removed ones, whatever their names are made of."""
    one = clone.commit(kept="1", changed="1", removed="1")
    (clone.top / "removed").unlink()
    two = clone.commit(**{"changed": "2", "mit Ümlaut und\nZeile": "1"})
    repository = find_repository(clone.top)
    changed = repository.changed(repository.tree(one), repository.tree(two))
    assert sorted(changed) == ["changed", "mit Ümlaut und\nZeile", "removed"]


def test_a_linked_work_tree_is_a_repository_of_its_own(clone: Clone, tmp_path: Path) -> None:
    """What is checked out there is its HEAD."""
    clone.commit(file="one")
    clone.git("worktree", "add", "--quiet", "-b", "other", str(tmp_path / "linked"))
    commit = Clone(tmp_path / "linked").commit(file="two")
    repository = find_repository(tmp_path / "linked")
    assert (repository.top, repository.commit("HEAD")) == (tmp_path / "linked", commit)


def test_no_object_is_shown_in_the_place_of_another(clone: Clone) -> None:
    """Whoever may write refs could otherwise have a harmless file shown under the hash of another one."""
    commit = clone.commit(file="true")
    other = clone.commit(file="false")
    clone.git("replace", commit, other)
    repository = find_repository(clone.top)
    assert repository.file(repository.tree(commit), "file") == b"true"


@pytest.mark.parametrize("sign", ["\u2028", "\x0b", "\x85", "\n"])
def test_a_repository_may_lie_below_any_path(tmp_path: Path, sign: str) -> None:
    """Also with signs at which Python ends lines, at its end too; so may branches be called, but for the last."""
    clone = Clone(tmp_path / f"a{sign}b{sign}")
    clone.top.mkdir()
    clone.git("init", "--quiet")
    commit = clone.commit(file="one")
    repository = find_repository(clone.top)
    assert (repository.top, repository.commit("HEAD")) == (clone.top, commit)


def test_names_of_branches_may_have_line_ends_of_unicode(clone: Clone) -> None:
    """They are no two names, and none is cut short."""
    clone.commit(file="one")
    clone.git("branch", "feature\u2028one")
    with pytest.raises(GrafmintError) as error:
        find_repository(clone.top).commit("feature-one")
    assert str(error.value.hint) == "did you mean 'feature\\u2028one'?"
