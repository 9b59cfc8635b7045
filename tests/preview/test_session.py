"""What a preview remembers from one page to the next."""

import gc
import sys
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attrs
import pytest

from grafmint.data.ask import Ask
from grafmint.data.frame import Data
from grafmint.data.source import Source
from grafmint.errors import GrafmintError
from grafmint.preview import Session
from grafmint.selection import selection
from tests.cli.runner import BOARD, Project
from tests.render.page.reading import read


@attrs.define
class Counting:
    """A source that counts what it is asked."""

    source: Source
    asked: list[str] = attrs.field(factory=list)

    def data(self, ask: Ask) -> Data:
        """What the source behind it answers."""
        self.asked.append(ask.title)
        return self.source.data(ask)


TWO = BOARD.replace("panels=[", 'panels=[TimeSeries(title="Errors", queries=Query(expr="sum(errors)")), ')


def test_what_a_module_raises_is_on_the_page(project: Project, session: Session) -> None:
    """Even what Ctrl-C raises, where nobody pressed it; the next save is built again."""
    session.page()
    project.write({"boards.py": "raise KeyboardInterrupt\n"})
    with ThreadPoolExecutor(1) as thread:
        assert "KeyboardInterrupt" in thread.submit(session.page).result()
        assert session.problems
        project.write({"boards.py": BOARD})
        assert "KeyboardInterrupt" not in thread.submit(session.page).result()


def test_a_watch_that_ends_is_told(session: Session) -> None:
    """The last good page stays, and says that saves are not seen any more."""
    session.page()
    page = session.page_of(GrafmintError("saves are not seen any more: no more watches"))
    assert "saves are not seen any more" in page
    assert len(read(page).all("img")) == 1


def test_only_what_changed_is_asked_for_again(project: Project, session: Session) -> None:
    """After a change of one panel of two, one is asked for and drawn; the picture of the other is the same bytes."""
    session.source = counting = Counting(session.source)
    project.write({"boards.py": TWO})
    before = [each.attributes["src"] for each in read(session.page()).all("img")]
    project.write({"boards.py": TWO.replace("sum(errors)", "sum(faults)")})
    after = [each.attributes["src"] for each in read(session.page()).all("img")]
    assert counting.asked == ["Errors", "Requests", "Errors"]
    assert before[0] != after[0]
    assert before[1] == after[1]


def test_a_quick_edit_of_the_same_size_is_seen(project: Project, session: Session) -> None:
    """Two saves within a second make two pages: no bytecode of the first is taken for the second."""
    for title in ("Aaaaaaaa", "Bbbbbbbb", "Cccccccc"):
        project.write({"boards.py": BOARD.replace("Requests", title)})
        assert title in session.page()
    assert not list(Path(project.root).rglob("*.pyc"))


def test_what_was_built_before_is_forgotten(project: Project, session: Session) -> None:
    """After further saves nothing holds the code of the first any more, however long a session lasts."""
    project.write(
        {"boards.py": f"{BOARD}\n\ndef made(): return Folder(uid='made', title='Made')\n\nmade_once = made()\n"}
    )
    session.page()
    first = weakref.ref(sys.modules["boards"].made.__code__)
    assert first() is not None
    for title in ("Answers", "Results"):
        project.write({"boards.py": BOARD.replace("Requests", title)})
        session.page()
    gc.collect()
    assert first() is None


def test_the_selection_is_kept(project: Project, session: Session) -> None:
    """Only selected dashboards are shown; one that fits nothing is told on the page."""
    project.write({"boards.py": BOARD + '\ntop = Dashboard(uid="top", title="Top")\n'})
    session.select = selection(["dashboard/top"])
    assert [each.text for each in read(session.page()).all("h2")] == ["Top"]
    session.select = selection(["dashboard/tpo"])
    assert "fits nothing" in read(session.page()).text
    assert session.problems[0].hint


def test_a_fault_of_ours_is_told_on_the_page(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong, the page says so and the next save has its chance."""
    monkeypatch.setattr(session, "source", None)
    assert "this is a fault of grafmint" in read(session.page()).text
