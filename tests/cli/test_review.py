"""`grafmint review` as people run it: what it compares, whom it asks, and what it says where it cannot."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs
import pytest

from grafmint.testing import Grafana
from tests.cli.runner import Project, Ran
from tests.cli.server import BOARDS, SERVER, TOKEN
from tests.revision.conftest import IDENTITY, Clone

QUERY = "sum(rate(http_requests_total[5m]))"


@attrs.frozen
class Shop:
    """A project in a repository, and the server that its environment `prod` is."""

    clone: Clone
    grafana: Grafana

    def review(self, *arguments: str) -> Ran:
        """Review it for `prod`."""
        return Project(self.clone.top).run("review", "--env", "prod", *arguments)

    def read(self, name: str) -> str:
        """A file of the review."""
        return (self.clone.top / "review" / name).read_text(encoding="utf-8")

    def change(self, old: str, new: str, file: str = "boards.py") -> None:
        """Edit a file and leave it uncommitted."""
        path = self.clone.top / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """The shop, committed and synced."""
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    top = tmp_path / "shop"
    top.mkdir()
    clone = Clone(top)
    clone.git("init", "--quiet", "--initial-branch", "main")
    with Grafana() as grafana:
        monkeypatch.setenv(TOKEN, grafana.token)
        text = SERVER.format(url=grafana.url)
        clone.commit(**{"grafmint.toml": text, "boards.py": BOARDS, ".gitignore": "review\n"})
        assert Project(top).run("sync", "--env", "prod", "--yes").code == 0
        grafana.forget_requests()
        yield Shop(clone, grafana)


def test_a_review_says_what_changes_and_what_a_sync_would_do(shop: Shop) -> None:
    """Before a commit, with a plan from the server, which is only read."""
    shop.change(QUERY, "sum by (code) (rate(http_requests_total[5m]))")
    ran = shop.review("--base", "main")
    assert (ran.code, ran.err) == (0, "")
    assert "~ changed  dashboard" in ran.out
    assert "added `by (code)`" in shop.read("comment.md")
    assert "**If merged, prod**: 0 created, 1 updated, 0 deleted." in shop.read("comment.md")
    assert {each.method for each in shop.grafana.requests} == {"GET"}
    assert len(list((shop.clone.top / "review" / "pictures").iterdir())) == 2


def test_somebody_s_edit_is_told(shop: Shop) -> None:
    """The comment says which dashboard would be left alone, and why."""
    shop.grafana.edit("load", lambda board: board.update(title="Theirs"))
    shop.change(QUERY, "sum(http_requests_total)")
    assert shop.review("--base", "main").code == 0
    assert "⚠ *Load* would be left alone: edited since the last sync" in shop.read("comment.md")


def test_a_change_of_the_address_gets_no_token(shop: Shop) -> None:
    """Neither the plan nor numbers are asked from a server that the change itself names."""
    with Grafana() as other:
        shop.change(shop.grafana.url, other.url, "grafmint.toml")
        shop.change(QUERY, "max(up)")
        ran = shop.review("--base", "main", "--data", "env:prod")
        assert ran.code == 0
        assert [each.path for each in other.requests] == []
    assert "no numbers from prod: prod gets another url here" in ran.out
    assert "prod gets another url here, so no credentials are sent there yet" in shop.read("comment.md")


def test_without_credentials_the_rest_is_made(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """A job that has no token reviews all the same, and says what it does not know."""
    monkeypatch.delenv(TOKEN)
    shop.change(QUERY, "max(up)")
    assert shop.review("--base", "main").code == 0
    comment = shop.read("comment.md")
    assert "**If merged, prod**: not known: token of prod" in comment
    assert "Panel *Requests*" in comment


def test_a_second_review_replaces_the_first(shop: Shop) -> None:
    """Pictures of an earlier run go, and files of others stay."""
    shop.change(QUERY, "max(up)")
    shop.review("--base", "main")
    mine = shop.clone.top / "review" / "notes.txt"
    mine.write_text("mine", encoding="utf-8")
    shop.change("max(up)", QUERY)
    ran = shop.review("--base", "main")
    assert "0 changes, 0 new findings, 0 gone, 0 pictures drawn" in ran.out
    assert sorted(each.name for each in mine.parent.iterdir()) == [
        ".gitignore",
        "comment.md", "grafmint.manifest.json", "notes.txt", "review.html", "review.json",
    ]  # fmt: skip
    assert json.loads(shop.read("review.json"))["is_empty"] is True


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name what to compare with by --base"),
        (["--base", "main", "--post", "github", "--from", "."], "name what to compare with by --base"),
        (["--base", "main", "--from", "."], "--post and --from belong together"),
        (["--post", "github"], "--post and --from belong together"),
        (["--base", "main", "--silent"], "are for --post"),
        (["--base", "main", "--images", "branch"], "are for --post"),
        (["--post", "github", "--from", "."], "there is no review in ."),
        (["--base", "--help-me"], "is no revision"),
        (["--base", "main", "--out", ".git/refs"], "belongs to git"),
    ],
)
def test_what_cannot_be_meant_is_refused(shop: Shop, arguments: list[str], said: str) -> None:
    """A mistake on the command line is told before anything is built."""
    ran = shop.review(*arguments)
    assert ran.code == 64
    assert said in ran.err
    assert not (shop.clone.top / "review").exists()


def test_a_base_that_is_no_commit_is_told(shop: Shop) -> None:
    """The review is made as far as it goes, and the command fails."""
    ran = shop.review("--base", "mian")
    assert ran.code == 1
    assert "there is nothing to compare the change with" in shop.read("comment.md")
    assert "mian" in ran.out


def test_an_error_of_the_checks_is_a_failure(shop: Shop) -> None:
    """What a sync would refuse fails the review too, and the comment says that nothing would be written."""
    shop.change(QUERY, "sum(up")
    assert shop.review("--base", "main").code == 1
    assert "a sync would write nothing" in shop.read("comment.md")


def test_another_target_is_told(shop: Shop) -> None:
    """Where a sync writes is no part of any dashboard, and matters more than most of them."""
    shop.change(shop.grafana.url, "http://127.0.0.1:9", "grafmint.toml")
    assert shop.review("--base", "main").code == 0
    assert "prod gets another url: a sync writes there" in shop.read("comment.md")


def test_numbers_that_nobody_gave_are_told(shop: Shop) -> None:
    """A Prometheus that is not there costs the pictures of the comment, and the comment says so."""
    shop.change(QUERY, "max(up)")
    assert shop.review("--base", "main", "--data", "prometheus:http://127.0.0.1:9").code == 0
    assert "2 of 2 pictures have no numbers: prometheus at" in shop.read("comment.md")
    assert not (shop.clone.top / "review" / "pictures").exists()


def test_a_head_has_its_own_environments(shop: Shop) -> None:
    """A branch that is not checked out is reviewed with environments of its own."""
    shop.clone.git("checkout", "--quiet", "-b", "feature")
    shop.clone.commit(**{"grafmint.toml": SERVER.format(url=shop.grafana.url).replace("env.prod", "env.stage")})
    shop.clone.git("checkout", "--quiet", "main")
    ran = Project(shop.clone.top).run("review", "--base", "main", "--head", "feature", "--env", "stage")
    assert (ran.code, ran.err) == (0, "")
    assert "stage is not in the base" in shop.read("comment.md")


def test_a_build_is_not_swept_away(shop: Shop) -> None:
    """A directory that a build of the same project wrote is not taken for that of a review."""
    assert Project(shop.clone.top).run("build", "--env", "prod").code == 0
    ran = shop.review("--base", "main", "--out", "build")
    assert ran.code == 1
    assert "belongs to 'shop', not to 'review of shop'" in ran.err
    assert (shop.clone.top / "build" / "folders" / "shop.json").exists()


def test_files_have_no_environment(shop: Shop) -> None:
    """An environment that is named beside paths would be passed over."""
    ran = shop.review("--base", "main", "boards.json")
    assert ran.code == 64
    assert "files belong to none" in ran.err


def test_a_source_that_is_none_is_refused_at_once(shop: Shop) -> None:
    """Before anything is built or written."""
    ran = shop.review("--base", "main", "--data", "foo")
    assert (ran.code, "is no source of data" in ran.err) == (64, True)
    assert not (shop.clone.top / "review").exists()


def test_a_repository_without_a_project_is_told_how(shop: Shop) -> None:
    """Without a grafmint.toml the files can be named."""
    (shop.clone.top / "grafmint.toml").unlink()
    ran = shop.review("--base", "main")
    assert ran.code == 64
    assert "grafmint review --base main exported/" in ran.err


def test_a_directory_of_others_is_not_hidden(shop: Shop) -> None:
    """Only a directory that is the review's own is left out of the repository."""
    shop.change(QUERY, "max(up)")
    shop.review("--base", "main", "--out", ".")
    assert (shop.clone.top / "comment.md").exists()
    assert (shop.clone.top / ".gitignore").read_text(encoding="utf-8") == "review\n"


def test_a_cancelled_review_leaves_nothing_behind(shop: Shop, tmp_path: Path) -> None:
    """A CI that cancels its job asks the command to end: what it began ends with it, and no checkout stays."""
    marker = tmp_path / "building"
    sleeping = (
        f'from pathlib import Path\nimport os, time\nPath("{marker}").write_text(str(os.getpid()))\ntime.sleep(60)\n'
    )
    shop.clone.write(**{"boards.py": sleeping})
    workshop = tmp_path / "tmp"
    workshop.mkdir()
    command = [sys.executable, "-m", "grafmint", "review", "--env", "prod", "--base", "main"]
    with subprocess.Popen(command, cwd=shop.clone.top, env={**os.environ, "TMPDIR": str(workshop)}) as running:
        until(marker.exists)
        running.terminate()
        assert running.wait(20) == 128 + signal.SIGTERM
    until(lambda: not is_alive(int(marker.read_text(encoding="utf-8"))))
    assert list(workshop.iterdir()) == []


def until(is_so: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for something to become so."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    """Whether a process runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
