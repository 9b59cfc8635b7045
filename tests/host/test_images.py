"""Pictures for a comment: where they end up, and when they are left out."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import attrs
import pytest

from grafmint.config.ci import CiEnvironment, HostName
from grafmint.errors import UsageError
from grafmint.host import How, Published, host_of, publish
from grafmint.host.branch import KEPT, NAME
from grafmint.host.images import MOST
from grafmint.host.picture import LARGEST, LONGEST
from tests.host.conftest import COMMIT, PERSONAL, READER, job, png, pull
from tests.host.server import Forge

PNG = png()
NO_FILES = ("sparse", "linked", "pipe", "folder")
BRANCH = f"refs/heads/{NAME}"


def put(
    files: Sequence[Path], environment: CiEnvironment, how: How = "branch", command: Sequence[str] = ()
) -> Published:
    """Publish from a job."""
    return publish(files, how, host_of(environment), is_fork=environment.is_fork, command=command)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two pictures, one of which is called as a title is."""
    made = [tmp_path / "errors-before.png", tmp_path / 'größe "&) @x.png']
    for index, file in enumerate(made):
        file.write_bytes(PNG + bytes([index]) * 3)
    return made


def test_on_github_they_are_in_a_commit_of_their_own_branch(forge: Forge, files: list[Path]) -> None:
    """The addresses name commit and file, and no other branch is touched."""
    forge.refs["refs/heads/main"] = main = "a" * 40
    published = put(files, job(forge))
    commit = forge.refs[BRANCH]
    base = f"https://github.example/shop/boards/blob/{commit}/12/{COMMIT}"
    assert published.remarks == ()
    assert list(published.urls.values()) == [
        f"{base}/00-errors-before.png?raw=true",
        f"{base}/01-gr-e-x.png?raw=true",
    ]
    assert forge.objects.files(commit) == {
        f"12/{COMMIT}/00-errors-before.png": PNG + b"\0\0\0",
        f"12/{COMMIT}/01-gr-e-x.png": PNG + b"\1\1\1",
    }
    assert forge.objects.commits[commit]["parents"] == []
    assert forge.refs == {"refs/heads/main": main, BRANCH: commit}


def test_earlier_pictures_of_the_same_pull_request_go_and_others_stay(forge: Forge, files: list[Path]) -> None:
    """A branch holds what open comments show; the history keeps what older ones showed."""
    environment = job(forge)
    other = forge.objects.blob(b"other")
    tree = forge.objects.tree([{"path": "7/abc/x.png", "mode": "100644", "type": "blob", "sha": other}])
    forge.refs[BRANCH] = first = forge.objects.commit({"message": "", "tree": tree, "parents": []})
    put(files, environment)
    later = "f" * 40
    forge.pulls = [pull(commit=later)]
    put(files[:1], attrs.evolve(environment, commit=later))
    commit = forge.refs[BRANCH]
    assert set(forge.objects.files(commit)) == {"7/abc/x.png", f"12/{later}/00-errors-before.png"}
    parent = forge.objects.commits[commit]["parents"][0]
    assert forge.objects.commits[parent]["parents"] == [first]


def test_only_the_newest_pull_requests_are_kept(forge: Forge, files: list[Path]) -> None:
    """The tree does not grow for ever."""
    blob = forge.objects.blob(b"x")
    entries = [{"path": f"{n}/a.png", "mode": "100644", "type": "blob", "sha": blob} for n in range(100, 400)]
    tree = forge.objects.tree(entries)
    forge.refs[BRANCH] = forge.objects.commit({"message": "", "tree": tree, "parents": []})
    put(files, job(forge))
    numbers = {int(path.partition("/")[0]) for path in forge.objects.files(forge.refs[BRANCH])}
    assert numbers == {12, *range(400 - KEPT, 400)}


@pytest.mark.parametrize("exists", [True, False])
def test_jobs_that_write_at_once_lose_nothing(forge: Forge, files: list[Path], exists: bool) -> None:
    """Who comes second starts from what the first wrote."""
    blob = forge.objects.blob(b"theirs")

    def other(number: int) -> None:
        parents = [forge.refs[BRANCH]] if BRANCH in forge.refs else []
        tree = forge.objects.tree([{"path": f"{number}/y.png", "mode": "100644", "type": "blob", "sha": blob}])
        forge.refs[BRANCH] = forge.objects.commit({"message": "", "tree": tree, "parents": parents})

    if exists:
        other(8)
    forge.before_move = lambda: other(9)
    assert put(files, job(forge)).remarks == ()
    paths = set(forge.objects.files(forge.refs[BRANCH]))
    assert paths == {"9/y.png", f"12/{COMMIT}/00-errors-before.png", f"12/{COMMIT}/01-gr-e-x.png"}


def test_a_branch_that_holds_something_else_is_left_alone(forge: Forge, files: list[Path]) -> None:
    """Its name alone does not make it ours."""
    blob = forge.objects.blob(b"print()")
    tree = forge.objects.tree([{"path": "main.py", "mode": "100644", "type": "blob", "sha": blob}])
    forge.refs[BRANCH] = before = forge.objects.commit({"message": "", "tree": tree, "parents": []})
    published = put(files, job(forge))
    assert published.urls == {}
    assert "holds something else than pictures" in published.remarks[0]
    assert forge.refs[BRANCH] == before


def test_on_gitlab_they_are_uploads_of_the_project(forge: Forge, files: list[Path]) -> None:
    """Their short addresses mean the project in which the comment is read."""
    published = put(files, job(forge, "gitlab", PERSONAL))
    assert [forge.uploads[url] for url in published.urls.values()] == [file.read_bytes() for file in files]
    assert all(url.startswith("/uploads/") for url in published.urls.values())
    assert list(published.urls) == files


@pytest.mark.parametrize("host", ["github", "gitlab"])
@pytest.mark.parametrize("is_fork", [True, None])
def test_a_job_of_a_fork_puts_nothing_anywhere(
    forge: Forge, files: list[Path], host: HostName, is_fork: bool | None
) -> None:
    """Nor does one of which nobody knows; readers are told why there are words alone."""
    environment = attrs.evolve(job(forge), host=host, is_fork=is_fork)
    published = put(files, environment)
    assert published.urls == {}
    assert "fork" in published.remarks[0]
    assert {method for method, _ in forge.asked} <= {"GET"}
    writing = (sys.executable, "-c", "raise SystemExit('it was run')", "{file}")
    assert "fork" in put(files, attrs.evolve(environment, is_fork=True), "command", writing).remarks[0]


def test_a_missing_permission_costs_the_pictures_only(forge: Forge, files: list[Path]) -> None:
    """The comment says what to give the job."""
    published = put(files, job(forge, token=READER))
    assert published.urls == {}
    assert "contents: write" in published.remarks[0]
    assert READER not in published.remarks[0]


def sparse(file: Path) -> None:
    """A picture that takes no place on the disk, and more of it than there is memory."""
    file.write_bytes(PNG)
    os.truncate(file, 3_000_000_000_000)


def linked(file: Path) -> None:
    """A link to a picture."""
    file.with_name("other").write_bytes(PNG)
    file.symlink_to(file.with_name("other"))


@pytest.mark.parametrize("how", ["branch", "command"])
@pytest.mark.parametrize(
    "leave",
    [
        lambda file: file.write_bytes(b"#!/bin/sh"),
        lambda file: file.write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(PNG[:8] + b"\0" * 100),
        lambda file: file.write_bytes(PNG + b"\0" * LARGEST),
        lambda file: file.write_bytes(png(LONGEST + 1, 1)),
        lambda file: file.write_bytes(png(1, 2**31)),
        lambda file: file.write_bytes(png(0, 1)),
        Path.exists,
        sparse,
        linked,
        os.mkfifo,
        Path.mkdir,
    ],
    ids=["script", "svg", "empty", "beginning", "large", "wide", "high", "flat", "missing", *NO_FILES],
)
def test_only_pictures_are_passed_on(
    forge: Forge, files: list[Path], how: How, leave: Callable[[Path], object]
) -> None:
    """What another job left under the name of a picture goes nowhere: not to a host, and not to a command."""
    file = files[0].with_name("x.png")
    leave(file)
    ran = files[0].with_name("ran")
    writing = (sys.executable, "-c", f"open({str(ran)!r}, 'w')", "{file}")
    published = put([*files, file], job(forge), how, writing)
    assert published.urls == {}
    assert "x.png" in published.remarks[0]
    assert forge.refs == {}
    assert not ran.exists()


def test_the_largest_picture_is_taken(forge: Forge, tmp_path: Path) -> None:
    """As many bytes and dots as there may be are not too many."""
    file = tmp_path / "x.png"
    largest = png(LONGEST, LONGEST)
    file.write_bytes(largest + bytes(LARGEST - len(largest)))
    assert list(put([file], job(forge)).urls) == [file]


def test_the_first_pictures_come_and_the_others_are_counted(forge: Forge, tmp_path: Path) -> None:
    """A host takes so many writes a minute and no more."""
    files = [tmp_path / f"{index}.png" for index in range(MOST + 5)]
    for file in files:
        file.write_bytes(PNG)
    published = put(files, job(forge, "gitlab", PERSONAL))
    assert list(published.urls) == files[:MOST]
    assert published.remarks == ("5 more pictures are in the full review only",)


def test_none_is_none(forge: Forge, files: list[Path]) -> None:
    """Without pictures nobody is asked, and there is nothing to remark."""
    assert put(files, job(forge), "none") == Published()
    assert put([], job(forge)) == Published()
    assert {method for method, _ in forge.asked} == {"GET"}


def test_a_command_gives_the_addresses(forge: Forge, files: list[Path]) -> None:
    """It is called for each file without a shell, and its first line counts."""
    script = (
        "import sys, pathlib; print('https://x.example/' + str(len(pathlib.Path(sys.argv[1]).name))); print('noise')"
    )
    published = put(files, job(forge), "command", (sys.executable, "-c", script, "{file}"))
    assert published == Published(urls={file: f"https://x.example/{len(file.name)}" for file in files})


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("raise SystemExit(3)", "failed with exit code 3"),
        ("", "is no address"),
        ("print('javascript:alert(1)')", "is no address"),
        ("print('https://')", "is no address"),
        ("print('https://x y')", "is no address"),
        ("print('https://[')", "is no address"),
        ("print('\\nhttps://x.example')", "is no address"),
    ],
)
def test_a_command_that_fails_costs_the_pictures_only(forge: Forge, files: list[Path], script: str, said: str) -> None:
    """And what it says, which may hold a secret, is not shown."""
    secret = f"import sys; print('hunter2', file=sys.stderr); {script}"
    published = put(files, job(forge), "command", (sys.executable, "-c", secret, "{file}"))
    assert published.urls == {}
    assert said in published.remarks[0]
    assert "hunter2" not in published.remarks[0]


def test_a_command_must_be_there_and_take_the_file(forge: Forge, files: list[Path], tmp_path: Path) -> None:
    """One that does not say where the file stands is refused before anything is done."""
    missing = put(files, job(forge), "command", (str(tmp_path / "none"), "{file}"))
    assert "cannot be run" in missing.remarks[0]
    with pytest.raises(UsageError, match="where the file stands"):
        put(files, job(forge), "command", ("upload",))
