"""The page of the gallery: what it says of each system, and the pictures of its boards."""

import re
from collections.abc import Sequence

import pytest

from grafmint.config import read as read_config
from grafmint.data.sample import NOW, Sample
from grafmint.preview import scene_of
from grafmint.review.illustrate import Look
from grafmint.selection import selection
from grafmint.testing.rules_entry import groups_of
from grafmint.workflow import Built
from tests.docs.page import read

from .board_picture import BoardPicture
from .evaluated import firing
from .pictures import IMAGES, PAGE, ROOT, boards, built, image
from .scenes import TRIALS
from .stages import STAGES

LARGEST, ALL = 280 * 1024, 5_000_000
_TEXT = PAGE.read_text(encoding="utf-8")
_PICTURE = re.compile(r"\[!\[([^]]+)\]\(([^)]+)\)\]\(([^)]+)\)<br>\*\*([^*]+)\*\*: ([^|]+?) \|")


@pytest.fixture(scope="module", params=list(STAGES))
def system(request: pytest.FixtureRequest) -> str:
    """The tag of a system."""
    return str(request.param)


@pytest.fixture(scope="module")
def made(system: str) -> Built:
    """The system, built."""
    return built(system)


def test_the_page_tells_of_every_system() -> None:
    """Each has its section, in the order in which they are tried, and nothing else has one."""
    assert [trial.system.identity.tag for trial in TRIALS] == list(STAGES)
    assert re.findall(r"^## (.+)$", _TEXT, re.MULTILINE) == [trial.system.identity.title for trial in TRIALS]


def test_a_section_shows_the_boards_of_its_system(system: str, made: Built) -> None:
    """Each board in its order, by its title and its question, with a picture that is there; and no other."""
    shown = [
        (
            entry.title,
            file := image(system, entry).relative_to(PAGE.parent).as_posix(),
            file,
            entry.title,
            _asked(entry.json["description"]),
        )
        for entry in boards(system, made.bundle)
    ]
    assert _PICTURE.findall(_section(system)) == shown
    assert all((PAGE.parent / file).is_file() for _, file, *_ in shown)


def test_a_section_names_environments_and_alerts(system: str, made: Built) -> None:
    """All of them, and no other; alerts of objectives are named after these."""
    config = read_config(ROOT / "grafmint.toml").environments
    modules = made.environment.modules
    rules = [rule for group in groups_of(made.bundle) for rule in group["rules"] if "alert" in rule]
    assert _named("Environments", system) == [name for name, each in config.items() if each.modules == modules]
    assert _named("Alerts", system) == sorted({rule["alert"] for rule in rules if "slo" not in rule["labels"]})
    assert ("those of its objectives" in _section(system)) is any("slo" in rule["labels"] for rule in rules)


def test_code_of_the_page_is_code_of_the_system(system: str) -> None:
    """What a section quotes stands in the module of its system, line for line."""
    section = _section(system)
    (link,) = re.findall(r"\[Its code\]\(\.\./([\w/.]+)\)", section)
    files = [ROOT / link] if link.endswith(".py") else sorted((ROOT / link).glob("*.py"))
    (code,) = re.findall(r"^```py\n(.+?)^```$", section, re.MULTILINE | re.DOTALL)
    assert any(_lines(code) in _lines(file.read_text(encoding="utf-8")) for file in files)


def test_no_picture_is_left_over() -> None:
    """Every file is on the page; all are small, and as wide as a board."""
    files = sorted(file for file in IMAGES.rglob("*") if file.is_file())
    linked = {PAGE.parent / link for link in read(PAGE).links() if link.startswith("images/")}
    assert set(files) == linked
    assert max(file.stat().st_size for file in files) <= LARGEST
    assert sum(file.stat().st_size for file in files) <= ALL
    # The width is said in the first bytes of a PNG.
    assert {int.from_bytes(file.read_bytes()[16:20]) for file in files} == {1543}


def test_stages_speak_of_what_is_asked_for() -> None:
    """No name is for metrics, or for a label of them, that none of the systems that share it has."""
    named, known = set[tuple[str, str]](), set[tuple[str, str]]()
    for system, stage in STAGES.items():
        own = {(start, label) for start, labels in stage.names.items() for label in labels}
        labels = [
            (metric.name, label) for metric in stage.simulation(built(system).bundle).series for label in metric.labels
        ]
        named |= own
        known |= {each for each in own for name, label in labels if name.startswith(each[0]) and label == each[1]}
    assert named == known


def test_a_picture_of_a_board_is_the_same_each_time() -> None:
    """The same panels give the same bytes, on a picture with a place for each of them."""
    made = built("agentprovision")
    (board,) = (entry for entry in boards("agentprovision", made.bundle) if entry.uid == "agp-backup-health")
    scene = scene_of(made, selection([f"dashboard/{board.uid}"]), Sample(), Look(now=NOW))
    first, second = (BoardPicture(entry=board, folder="F", pictures=scene.pictures).png() for _ in range(2))
    assert first == second
    assert len(scene.pictures) == 2


@pytest.mark.parametrize(
    ("times", "fires"),
    [
        ((0, 60, 120, 180), (120, 180)),
        ((0, 60, 180, 240, 300), (300,)),
        ((0, 60), ()),
    ],
)
def test_an_alert_fires_once_its_condition_has_held(times: Sequence[int], fires: Sequence[int]) -> None:
    """For as long as the rule waits, without a gap."""
    assert tuple(firing({"for": "2m"}, times)) == tuple(fires)
    assert tuple(firing({}, times)) == tuple(times)


def _section(system: str) -> str:
    """What stands below the title of a system."""
    (title,) = (trial.system.identity.title for trial in TRIALS if trial.system.identity.tag == system)
    return _TEXT.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def _named(what: str, system: str) -> list[str]:
    (line,) = re.findall(rf"^\*\*{what}:\*\* (.+)$", _section(system), re.MULTILINE)
    return re.findall(r"`([^`]+)`", line)


def _asked(description: str) -> str:
    """The question that a board answers; one of an SLO says what is promised instead."""
    question, mark, _ = description.partition("?")
    return question + mark


def _lines(code: str) -> str:
    """Code without what it is indented by."""
    return "\n".join(["", *map(str.strip, code.splitlines()), ""])
