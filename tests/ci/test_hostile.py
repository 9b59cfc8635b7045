"""An artifact that somebody else made: the job with the token takes it as data, or not at all."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.ci.actions import Actions, Change
from tests.ci.site import CHANGED, FORK, RENAMED, REPOSITORY, Site, copied, standing
from tests.host.conftest import png
from tests.render.comment_markdown import REFERENCES, Shown

EVIL = "@octo, see [this](https://evil.example) ![x](https://evil.example/x.png) <img src=x> fixes #1 \u202etxt"
Meddle = Callable[[Path], object]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a review that nobody has tampered with."""
    with standing(tmp_path_factory.mktemp("kept")) as site:
        actions = Actions(site)
        assert actions.review(Change(commit=site.push({"boards.py": CHANGED}))).ok
        return actions.artifact


@pytest.fixture
def change(site: Site, actions: Actions, kept: Path) -> Change:
    """A pull request from a fork, and its artifact."""
    made = Change(commit=site.main, source=FORK)
    site.forge.pulls = [made.pull()]
    copied(kept, actions.artifact)
    return made


def rewritten(folder: Path, act: Callable[[Any], object]) -> None:
    """Write review.json anew."""
    document = orjson.loads((folder / "review.json").read_bytes())
    act(document)
    (folder / "review.json").write_bytes(orjson.dumps(document))


def everywhere(value: Any, *, but: frozenset[str]) -> Any:
    """A document whose texts are all hostile, but for those under some keys."""
    if isinstance(value, dict):
        return {key: one if key in but else everywhere(one, but=but) for key, one in value.items()}
    if isinstance(value, list):
        return [everywhere(one, but=but) for one in value]
    return EVIL if isinstance(value, str) else value


def written(site: Site) -> list[tuple[str, str]]:
    """Every request that would change something at the host; whose the token is, is only asked."""
    return [(method, path) for method, path in site.forge.asked if method != "GET" and path != "/graphql"]


def test_a_comment_in_the_artifact_is_not_read(site: Site, actions: Actions, change: Change) -> None:
    """Nor is the page: what is posted is made of review.json alone."""
    for name in ("comment.md", "review.html"):
        (actions.artifact / name).write_text(EVIL, encoding="utf-8")
    (actions.artifact / "number.txt").write_text("1", encoding="utf-8")
    ran = actions.post(change)
    assert ran.ok, ran.log
    (comment,) = site.forge.comments
    assert "evil" not in comment["body"]
    assert "Panel *Requests*" in comment["body"]


def test_hostile_texts_are_texts(site: Site, actions: Actions, change: Change) -> None:
    """Whatever review.json says where a text may stand: nobody is called, nothing links, nothing is shown."""
    shape = frozenset({"type", "kind", "uid", "verb", "of", "file", "side", "severity", "commit"})
    rewritten(actions.artifact, lambda document: document.update(everywhere(document, but=shape)))
    ran = actions.post(change)
    assert ran.ok, ran.log
    (comment,) = site.forge.comments
    shown = Shown(comment["body"])
    assert "evil.example" in "".join(shown.codes)
    assert not REFERENCES.search(shown.text.replace("Full review", ""))
    links = {attributes.get("href") for tag, attributes in shown.elements if tag == "a"}
    assert links == {"https://github.example/shop/boards/actions/runs/101"}
    assert "img" not in shown.tags
    assert "\u202e" not in comment["body"]


@pytest.mark.parametrize(
    "file", ["pictures/../../secret.png", "/etc/secret.png", "pictures/x.svg", "pictures/x.png\n", None]
)
def test_a_picture_lies_where_pictures_lie(site: Site, actions: Actions, change: Change, file: object) -> None:
    """A name that leads elsewhere makes the whole artifact none of a review."""
    rewritten(actions.artifact, lambda document: document["pictures"][0].update(file=file))
    ran = actions.post(change)
    assert not ran.ok
    assert "review.json cannot be read" in ran.log
    assert written(site) == []


def moved_away(file: Path) -> None:
    """Leave a link to a file or a folder in its place."""
    other = file.parent.parent.parent / file.name
    file.rename(other)
    file.symlink_to(other)


@pytest.mark.parametrize(
    "meddle",
    [
        lambda folder: moved_away(folder / "review.json"),
        lambda folder: (folder / "review.json").unlink(),
        lambda folder: (folder / "review.json").write_bytes(b"[" * 100_000),
        lambda folder: (folder / "review.json").write_bytes((folder / "review.json").read_bytes()[:-50]),
        lambda folder: rewritten(folder, lambda document: document.update(type="plan")),
        lambda folder: rewritten(folder, lambda document: document["pictures"][0].update(resource=99)),
        lambda folder: os.truncate(folder / "review.json", 64_000_001),
    ],
    ids=["linked", "missing", "deep", "cut", "another", "too far", "huge"],
)
def test_what_is_no_review_is_refused(site: Site, actions: Actions, change: Change, meddle: Meddle) -> None:
    """With a message and no traceback; nothing is written."""
    meddle(actions.artifact)
    ran = actions.post(change)
    assert not ran.ok
    assert "hint: " in ran.log
    assert "Traceback" not in ran.log
    assert written(site) == []


def _each(act: Callable[[Path], object]) -> Meddle:
    return lambda folder: [act(file) for file in (folder / "pictures").iterdir()]


@pytest.mark.parametrize(
    "meddle",
    [
        lambda folder: moved_away(folder / "pictures"),
        _each(moved_away),
        _each(lambda file: file.write_text("<svg onload='alert(1)'/>")),
        _each(lambda file: file.write_bytes(png() + bytes(2_000_000))),
        _each(lambda file: file.write_bytes(png(100_000, 100_000))),
        _each(Path.unlink),
    ],
    ids=["linked folder", "linked file", "no picture", "too large", "too wide", "missing"],
)
def test_only_pictures_of_the_review_are_sent_on(site: Site, actions: Actions, change: Change, meddle: Meddle) -> None:
    """Of ones own branch too: what is no picture, or lies elsewhere, leaves the comment with words."""
    meddle(actions.artifact)
    own = Change(commit=change.commit, source=REPOSITORY)
    site.forge.pulls = [own.pull()]
    ran = actions.post(own, images="branch")
    assert ran.ok, ran.log
    assert site.forge.refs == {}
    (comment,) = site.forge.comments
    assert "![" not in comment["body"]
    assert site.forge.asked.count(("GET", f"/repos/{REPOSITORY}/pulls")) == 1


def test_an_overtaken_run_leaves_the_newer_comment(site: Site, actions: Actions, change: Change) -> None:
    """A run that ends late names its pull request, but that has a newer commit, whose review stands there already."""
    newer, older = Change(commit=site.push({"boards.py": RENAMED})), Change(commit=change.commit, source=REPOSITORY)
    site.forge.pulls = [newer.pull()]
    assert actions.post(newer).ok
    before = written(site)
    ran = actions.post(older)
    assert not ran.ok
    assert "pushed to since" in ran.log
    assert written(site) == before
