"""How often an alert fired, in the comment on its change: by the numbers of a real Prometheus, or not at all."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.review.prometheus import remembering
from tests.stories.reading import Read
from tests.stories.repository import Repository, Reviewed
from tests.stories.story import Edit
from tests.stories.test_bad_input import TOML

_HEAD = """\
from grafmint import Alert, Dashboard, Folder, TimeSeries, above
from grafmint.alerting import AlertRule
from grafmint.prometheus import Query

LIMIT = 3
shop = Folder(uid="shop", title="Shop")
"""
PANEL = f"""\
{_HEAD}
panel = TimeSeries(
    title="Load",
    queries=Query(expr="load"),
    unit="short",
    thresholds=above(critical=LIMIT),
    alerts=Alert(name="Busy", level="critical", summary="It is busy."),
)
load = Dashboard(uid="load", title="Load", folder=shop, panels=[panel])
"""
ALONE = f"""\
{_HEAD}
busy = AlertRule(
    uid="busy",
    name="Busy",
    folder=shop,
    queries=Query(expr="load"),
    thresholds=above(critical=LIMIT),
    level="critical",
    summary="It is busy.",
)
"""
FROM_NOW_ON = Edit("boards.py", "LIMIT = 3", "LIMIT = 1")
GONE = "http://127.0.0.1:9"
CLAIM = "In the last"


@pytest.fixture(scope="module")
def prometheus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Prometheus that remembers the days until now."""
    with remembering(tmp_path_factory.mktemp("prometheus"), int(time.time())) as address:
        yield address


@pytest.fixture(params=[PANEL, ALONE], ids=["on a panel", "by itself"])
def busy(request: pytest.FixtureRequest, tmp_path: Path) -> Repository:
    """An alert that fires from 1 on in its second commit, and from 3 on in its first."""
    files = {"grafmint.toml": TOML, "boards.py": request.param, ".gitignore": ".grafmint/\n"}
    repository = Repository.made(tmp_path / "shop", files)
    repository.edit("sensitive", [FROM_NOW_ON])
    return repository


def _review(repository: Repository, out: Path, data: str) -> Reviewed:
    found = repository.review(out, "--base", "start", "--data", data)
    assert found.ran.code == 0, found.ran
    return found


def _all(found: Reviewed) -> str:
    """All that a reader can see of it."""
    texts = (path.read_text(encoding="utf-8") for path in found.out.rglob("*.[mhj]*") if path.is_file())
    return "\n".join((*texts, found.ran.out, found.ran.err))


def test_how_often_it_fires_is_told(busy: Repository, prometheus: str, tmp_path: Path) -> None:
    """What it comes to for whoever is on call, in the comment, on the page and as a number."""
    found = _review(busy, tmp_path / "out", f"prometheus:{prometheus}")
    assert "In the last 7 days: **14 times instead of 4**" in found.comment
    assert "14 times instead of 4" in (found.out / "review.html").read_text(encoding="utf-8")
    assert "⚠" not in found.comment
    document = json.loads((found.out / "review.json").read_text(encoding="utf-8"))
    [told] = [part["alert"]["firings"] for each in document["resources"] for part in each["parts"] if part.get("alert")]
    assert (told["days"], told["before"], told["after"]) == (7, 4, 14)


def test_a_prometheus_that_is_not_there_is_told_once(busy: Repository, tmp_path: Path) -> None:
    """And nothing is claimed: the review says all the rest."""
    found = _review(busy, tmp_path / "out", f"prometheus:{GONE}")
    assert CLAIM not in _all(found)
    read = Read(found.comment)
    assert "above 1 instead of 3" in read.at_a_glance
    assert read.whole.count(GONE) == 1
    assert found.ran.out.count(GONE) == 1


def test_made_up_numbers_claim_nothing(busy: Repository, tmp_path: Path) -> None:
    """They have pictures, and no last days."""
    found = _review(busy, tmp_path / "out", "sample")
    assert "above 1 instead of 3" in Read(found.comment).at_a_glance
    assert CLAIM not in _all(found)
    assert "⚠" not in found.comment
