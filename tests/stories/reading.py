"""Reading: what a colleague reads of a comment, on the page and without its Markdown."""

import os
import re
from pathlib import Path

from tests.render.comment_markdown import Shown
from tests.stories.repository import Reviewed
from tests.stories.story import Line, Story

GOLDEN = Path(__file__).parent / "golden"
_BLANKS = re.compile(r"\s+")


class Read(Shown):
    """A comment as its host shows it: all of it, and what is there before anything is unfolded."""

    def __init__(self, markdown: str) -> None:
        self.all: list[str] = []
        self.first: list[str] = []
        super().__init__(markdown)

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        self.all.append(data)
        if "details" not in self.open or "summary" in self.open:
            self.first.append(data)

    @property
    def whole(self) -> str:
        """All its words."""
        return _BLANKS.sub(" ", "".join(self.all))

    @property
    def at_a_glance(self) -> str:
        """The words that are not folded away."""
        return _BLANKS.sub(" ", "".join(self.first))


def unanswered(story: Story, reviewed: Reviewed) -> list[tuple[str, str]]:
    """The questions of a story that its comment leaves open, each with the answer that is missing."""
    read = Read(reviewed.comment)
    answers = (
        (ask, answer.of(reviewed.files) if isinstance(answer, Line) else answer)
        for ask in story.asks
        for answer in ask.answers
    )
    return [
        (ask.question, answer)
        for ask, answer in answers
        if answer not in (read.whole if ask.details else read.at_a_glance)
    ]


def compare(name: str, text: str) -> None:
    """Hold a comment against its file, which GRAFMINT_UPDATE_GOLDEN=1 writes anew."""
    path = GOLDEN / f"{name}.md"
    if os.environ.get("GRAFMINT_UPDATE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text
