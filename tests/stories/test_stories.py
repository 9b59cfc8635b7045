"""What happens to teams, and whether the comment on it answers their questions; read `golden/` to judge it yourself."""

import re

from tests.render.comment_markdown import REFERENCES
from tests.stories.history import BEFORE, STORIES
from tests.stories.reading import GOLDEN, Read, compare, unanswered
from tests.stories.repository import Repository, Reviewed
from tests.stories.shop import SECRETS
from tests.stories.story import Story

_PLACE = re.compile(r"([\w./-]+\.(?:py|json)):(\d+)")
#: All that the comments here are made of: nothing that leads away, and nothing that runs.
_TAGS = {"h3", "p", "strong", "em", "code", "pre", "ul", "li", "details", "summary"}


def test_its_comment_reads_as_its_golden_file(story: Story, reviewed: Reviewed) -> None:
    """What colleagues read is what was agreed on, and the same on every machine."""
    assert reviewed.ran.code == story.code, reviewed.ran
    compare(story.name, reviewed.comment)


def test_its_questions_are_answered(story: Story, reviewed: Reviewed) -> None:
    """A reviewer finds what they want to know, without unfolding what they need first."""
    assert unanswered(story, reviewed) == []


def test_nothing_else_is_said(story: Story, reviewed: Reviewed) -> None:
    """What did not change, or is no matter of a reader, is not in the comment."""
    read = Read(reviewed.comment).whole
    assert [text for text in story.unsaid if text in read] == []


def test_it_is_told_once_and_in_order(story: Story, reviewed: Reviewed) -> None:
    """What is the same in many places is one thing to read, and what matters most comes first."""
    read = Read(reviewed.comment).at_a_glance
    assert [text for text in story.once if read.count(text) != 1] == []
    places = [read.index(text) for text in story.order]
    assert places == sorted(places)


def test_texts_are_text(reviewed: Reviewed) -> None:
    """Nothing in a comment leads away, calls somebody, shows an image or hides, whatever the change is called."""
    read = Read(reviewed.comment)
    assert read.tags <= _TAGS
    assert len(read.comments) == 1
    assert REFERENCES.findall(read.text) == []
    assert len(reviewed.comment) <= 65_536
    assert all(char.isprintable() for char in reviewed.comment.replace("\n", ""))


def test_its_places_are_there(shop: Repository, story: Story, reviewed: Reviewed) -> None:
    """Whoever opens a place that the comment names finds a line, after the change or in what it took away."""
    for path, line in _PLACE.findall(Read(reviewed.comment).whole):
        files = reviewed.files if path in reviewed.files else shop.files[BEFORE[story.name]]
        assert int(line) <= files[path].count("\n")


def test_nobody_sees_a_secret_or_this_machine(shop: Repository, reviewed: Reviewed) -> None:
    """No file of the review has a secret, or a folder that is there only while it is made."""
    hidden = (*SECRETS.values(), "hunter2", str(shop.top), str(reviewed.out))
    for file in (path for path in reviewed.out.rglob("*") if path.suffix != ".png" and path.is_file()):
        text = file.read_text(encoding="utf-8")
        assert [secret for secret in hidden if secret in text] == [], file.name
    assert not any(secret in reviewed.ran.out + reviewed.ran.err for secret in SECRETS.values())


def test_every_golden_file_has_a_story() -> None:
    """None is left behind when a story goes."""
    alone = {"files-alone", "grafanalib", "no-base", "shallow", "dirty"}
    assert {path.stem for path in GOLDEN.glob("*.md")} == {story.name for story in STORIES} | alone
