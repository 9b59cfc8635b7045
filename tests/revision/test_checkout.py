import os
from pathlib import Path

import pytest

from grafmint.errors import GrafmintError
from grafmint.revision.checkout import checked_out, working_tree
from grafmint.revision.git import Repository, find_repository
from tests.revision.conftest import Clone


@pytest.fixture
def aside(tmp_path: Path) -> Path:
    """A directory for what git makes on the way."""
    path = tmp_path / "aside"
    path.mkdir()
    return path


def opened(clone: Clone, aside: Path) -> Repository:
    """The clone's repository, written aside."""
    return find_repository(clone.top).aside(aside)


def written(repository: Repository, tree: str, directory: Path) -> dict[str, str]:
    """The files of a checkout by their paths."""
    checked_out(repository, tree, directory)
    files = (path for path in directory.rglob("*") if path.is_file())
    return {path.relative_to(directory).as_posix(): path.read_bytes().decode() for path in files}


def test_a_checkout_holds_a_commit_s_files(clone: Clone, aside: Path) -> None:
    """As they were then: names with blanks and modes included."""
    clone.write(**{"a folder/x y.py": "1", "run.sh": "#!"})
    (clone.top / "run.sh").chmod(0o755)
    commit = clone.commit()
    clone.commit(**{"a folder/x y.py": "2", "new": "3"})
    repository = opened(clone, aside)
    directory = aside / "out" / "with blank"
    assert written(repository, repository.tree(commit), directory) == {"a folder/x y.py": "1", "run.sh": "#!"}
    assert os.access(directory / "run.sh", os.X_OK)


def test_a_working_tree_has_what_is_not_committed(clone: Clone, aside: Path) -> None:
    """Changed, staged, untracked and deleted files count; ignored ones are not there."""
    clone.commit(**{".gitignore": "ignored\n", "changed": "1", "staged": "1", "deleted": "1"})
    clone.write(staged="2")
    clone.git("add", "staged")
    clone.write(changed="22", untracked="2", ignored="2")
    (clone.top / "deleted").unlink()
    repository = opened(clone, aside)
    tree, remarks = working_tree(repository, aside)
    found = written(repository, tree, aside / "out" / "tree")
    assert found == {".gitignore": "ignored\n", "changed": "22", "staged": "2", "untracked": "2"}
    assert remarks == ()


def test_a_file_saved_in_the_moment_of_the_commit_is_seen(clone: Clone, aside: Path) -> None:
    """Of equal size, and at once: the times of the index are kept, or git would take it for unchanged."""
    for number in range(20):
        clone.commit(file=f"{number:04}")
        clone.write(file=f"{number + 1:04}")
        here = aside / str(number)
        here.mkdir()
        repository = opened(clone, here)
        tree, _ = working_tree(repository, here)
        assert repository.file(tree, "file") == f"{number + 1:04}".encode()


def test_nothing_in_the_repository_changes(clone: Clone, aside: Path) -> None:
    """Neither objects nor index nor anything else below `.git`, nor a file of the working tree."""
    commit = clone.commit(file="one")
    clone.write(file="two", untracked="three")
    before = clone.state()
    repository = opened(clone, aside)
    tree, _ = working_tree(repository, aside)
    checked_out(repository, tree, aside / "head" / "tree")
    checked_out(repository, repository.tree(commit), aside / "base" / "tree")
    assert clone.state() == before


def test_no_hook_runs(clone: Clone, aside: Path) -> None:
    """Git would run one whenever an index is written, and another one to hear what has changed."""
    clone.commit(file="one")
    hook = clone.top / ".git/hooks/post-index-change"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch '{aside}/ran'\n")
    hook.chmod(0o755)
    clone.git("config", "core.fsmonitor", str(hook))
    repository = opened(clone, aside)
    tree, _ = working_tree(repository, aside)
    checked_out(repository, tree, aside / "out" / "tree")
    assert not (aside / "ran").exists()


def test_line_ends_are_those_of_the_tree_s_own_attributes(clone: Clone, aside: Path) -> None:
    """Not of the attributes that the working tree has by now; files with CRLF keep it where git stores it."""
    commit = clone.commit(**{".gitattributes": "*.txt text eol=crlf\n*.raw -text\n", "a.txt": "1\n", "b.raw": "1\r\n"})
    clone.commit(**{".gitattributes": "* -text\n"})
    repository = opened(clone, aside)
    found = written(repository, repository.tree(commit), aside / "out" / "tree")
    assert (found["a.txt"], found["b.raw"]) == ("1\r\n", "1\r\n")


def test_crlf_in_a_working_tree_stops_nothing(clone: Clone, aside: Path) -> None:
    """Though the user's own configuration asks git to refuse it."""
    clone.git("config", "core.autocrlf", "input")
    clone.git("config", "core.safecrlf", "true")
    clone.commit(file="one\n")
    clone.write(file="two\r\n")
    repository = opened(clone, aside)
    tree, remarks = working_tree(repository, aside)
    assert (repository.file(tree, "file"), remarks) == (b"two\n", ())


def test_filters_of_the_configuration_are_applied(clone: Clone, aside: Path) -> None:
    """As in every checkout; without them the files would not be what the project reads."""
    clone.git("config", "filter.loud.smudge", "tr a-z A-Z")
    commit = clone.commit(**{".gitattributes": "*.txt filter=loud\n", "a.txt": "quiet"})
    repository = opened(clone, aside)
    assert written(repository, repository.tree(commit), aside / "out" / "tree")["a.txt"] == "QUIET"


def test_a_filter_that_fails_is_told(clone: Clone, aside: Path) -> None:
    """One that is required, such as that of large files, says what is missing."""
    commit = clone.commit(**{".gitattributes": "*.txt filter=gone\n", "a.txt": "quiet"})
    clone.git("config", "filter.gone.smudge", "no-such-command-of-ours")
    clone.git("config", "filter.gone.required", "true")
    repository = opened(clone, aside)
    with pytest.raises(GrafmintError, match="no-such-command-of-ours"):
        checked_out(repository, repository.tree(commit), aside / "out" / "tree")


def test_links_that_lead_out_are_not_made(clone: Clone, aside: Path, tmp_path: Path) -> None:
    """Whole paths, steps upwards and a link behind a link: all are left out and named; inner links are there."""
    (tmp_path / "secret.json").write_text("{}")
    clone.write(**{"boards/a.json": "{}"})
    for name, target in {
        "boards/inner.json": "a.json",
        "folder": "boards",
        "whole.json": str(tmp_path / "secret.json"),
        "up": "../..",
        "behind.json": "up/secret.json",
    }.items():
        (clone.top / name).symlink_to(target)
    commit = clone.commit()
    repository = opened(clone, aside)
    directory = aside / "out" / "tree"
    remarks = checked_out(repository, repository.tree(commit), directory)
    assert remarks == ("left out, since it leads out of the repository: behind.json, up, whole.json",)
    assert sorted(path.name for path in directory.iterdir()) == ["boards", "folder"]
    assert (directory / "folder/inner.json").read_text() == "{}"


def test_submodules_are_told(clone: Clone, aside: Path, tmp_path: Path) -> None:
    """Their files are not part of the tree, and a reader is told why they are missing."""
    library = Clone(tmp_path / "library")
    library.top.mkdir()
    library.git("init", "--quiet")
    library.commit(file="one")
    clone.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(library.top), "lib")
    commit = clone.commit()
    repository = opened(clone, aside)
    remarks = checked_out(repository, repository.tree(commit), aside / "out" / "tree")
    assert remarks == ("left out, since it is a submodule: lib",)


def test_what_cannot_be_read_is_told_and_hides_nothing_else(clone: Clone, aside: Path) -> None:
    """An untracked repository without a commit is what git refuses to add; the rest is there."""
    clone.commit(file="one")
    clone.write(file="two")
    (clone.top / "nested").mkdir()
    Clone(clone.top / "nested").git("init", "--quiet")
    repository = opened(clone, aside)
    tree, remarks = working_tree(repository, aside)
    assert repository.file(tree, "file") == b"two"
    assert len(remarks) == 1
    assert "nested" in remarks[0]


def test_a_sparse_checkout_loses_no_files(clone: Clone, aside: Path) -> None:
    """What the user has not checked out is not deleted by that."""
    clone.commit(**{"boards/a": "1", "docs/b": "1"})
    clone.git("sparse-checkout", "set", "boards")
    assert not (clone.top / "docs").exists()
    clone.write(**{"boards/a": "2"})
    repository = opened(clone, aside)
    tree, remarks = working_tree(repository, aside)
    assert written(repository, tree, aside / "out" / "tree") == {"boards/a": "2", "docs/b": "1"}
    assert remarks == ()


def test_paths_may_have_any_sign(tmp_path: Path, aside: Path) -> None:
    """Git takes lists of folders apart at colons, and quotes have a meaning there."""
    clone = Clone(tmp_path / 'a:b "c" \\d\'')
    clone.top.mkdir()
    clone.git("init", "--quiet")
    clone.commit(file="one")
    clone.write(**{"ä:ö": "two"})
    repository = opened(clone, aside)
    tree, _ = working_tree(repository, aside)
    assert written(repository, tree, aside / "out" / clone.top.name) == {"file": "one", "ä:ö": "two"}


def test_what_a_partial_clone_lacks_is_fetched_aside(clone: Clone, aside: Path, tmp_path: Path) -> None:
    """Files of an older commit come from the remote, as for every command of git, and the clone stays as it is."""
    clone.git("config", "uploadpack.allowFilter", "true")
    clone.git("config", "uploadpack.allowAnySHA1InWant", "true")
    commit = clone.commit(file="one")
    clone.commit(file="two")
    partial = Clone(tmp_path / "partial")
    clone.git("clone", "--quiet", "--filter=blob:none", f"file://{clone.top}", str(partial.top))
    before = partial.state()
    repository = opened(partial, aside)
    assert written(repository, repository.tree(commit), aside / "out" / "tree") == {"file": "one"}
    assert partial.state() == before
