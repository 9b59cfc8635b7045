"""`grafmint review` as people run it: what it compares, whom it asks, and what it says where it cannot."""

import json
from collections.abc import Iterator
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
    assert "no numbers from prod: url of prod change here" in ran.out
    assert "url of prod change here, so no credentials are sent there yet" in shop.read("comment.md")


def test_without_credentials_the_rest_is_made(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """A job that has no token reviews all the same, and says what it does not know."""
    monkeypatch.delenv(TOKEN)
    shop.change(QUERY, "max(up)")
    assert shop.review("--base", "main").code == 0
    comment = shop.read("comment.md")
    assert "**If merged, prod**: not known." in comment
    assert "Panel *Requests*" in comment


def test_a_second_review_replaces_the_first(shop: Shop) -> None:
    """Pictures of an earlier run go, and files of others stay."""
    shop.change(QUERY, "max(up)")
    shop.review("--base", "main")
    mine = shop.clone.top / "review" / "notes.txt"
    mine.write_text("mine", encoding="utf-8")
    shop.change("max(up)", QUERY)
    ran = shop.review("--base", "main")
    assert "0 changes, 0 new findings, 0 gone, 0 pictures" in ran.out
    assert sorted(each.name for each in mine.parent.iterdir()) == [
        "comment.md", "grafmint.manifest.json", "notes.txt", "review.html", "review.json",
    ]  # fmt: skip
    assert json.loads(shop.read("review.json"))["is_empty"] is True


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name what to compare with by --base"),
        (["--base", "main", "--from", "."], "name what to compare with by --base"),
        (["--from", "."], "--from is for --post"),
        (["--base", "main", "--silent"], "are for --post"),
        (["--base", "main", "--images", "branch"], "are for --post"),
        (["--post", "github", "--from", "."], "there is no review in ."),
        (["--base", "--help-me"], "is no revision"),
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
