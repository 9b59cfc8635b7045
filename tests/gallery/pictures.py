"""The pictures of docs/gallery.md: the boards of each system with the numbers of a real Prometheus.

`python -m tests.gallery.pictures` draws all, `python -m tests.gallery.pictures plue` those of one system. The same
boards have the same pictures, whenever and wherever they are drawn.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs

from grafmint.bundle import Bundle, Entry
from grafmint.config import read
from grafmint.data.ask import Ask
from grafmint.data.frame import Data
from grafmint.data.sample import NOW, Sample
from grafmint.data.source import Source, open_source
from grafmint.preview import scene_of
from grafmint.review.illustrate import Look
from grafmint.selection import selection
from grafmint.workflow import Built, build

from .board_picture import BoardPicture
from .past import holding_past
from .scenes import TRIALS
from .stages import STAGES

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "gallery.md"
IMAGES = ROOT / "docs" / "images" / "gallery"
_CONFIG = read(ROOT / "grafmint.toml")


@attrs.frozen
class _Answered:
    """Numbers of a Prometheus; made up, and marked as such, for panels that ask something else."""

    prometheus: Source

    def data(self, ask: Ask) -> Data:
        kinds = {target.kind for target in ask.targets}
        return (self.prometheus if kinds <= {"prometheus"} else Sample()).data(ask)


def built(system: str) -> Built:
    """The system as its environment in the gallery has it."""
    return build(_CONFIG.environments[STAGES[system].environment])


def boards(system: str, bundle: Bundle) -> list[Entry]:
    """The boards that somebody has laid out, in their order, and the one of an SLO that stands for all of them."""
    (trial,) = (trial for trial in TRIALS if trial.system.identity.tag == system)
    entries = {entry.uid: entry for entry in bundle.of("dashboard")}
    uids = [*(board.uid for board in trial.system.boards), STAGES[system].objective]
    return [entries[uid] for uid in uids if uid is not None]


def image(system: str, board: Entry) -> Path:
    """The file of a board's picture."""
    return IMAGES / system / f"{board.uid}.png"


def main(systems: list[str]) -> None:
    """Draw the boards of the systems, of all if none is named, and remove pictures of boards that are gone."""
    for system in systems or STAGES:
        drawn = {image(system, picture.entry): picture.png() for picture in _pictures(system)}
        folder = IMAGES / system
        folder.mkdir(parents=True, exist_ok=True)
        for file in set(folder.iterdir()) - set(drawn):
            file.unlink()
        for file, content in drawn.items():
            file.write_bytes(content)
            sys.stdout.write(f"{file.relative_to(ROOT)}: {len(content) // 1024} KB\n")


def _pictures(system: str) -> Iterator[BoardPicture]:
    build_ = built(system)
    simulation = STAGES[system].simulation(build_.bundle)
    with (
        TemporaryDirectory() as home,
        holding_past(build_.bundle, simulation, Path(home), NOW // 1000) as url,
        open_source(f"prometheus:{url}", _CONFIG.environments.__getitem__) as source,
    ):
        scene = scene_of(build_, selection(()), _Answered(source), Look(now=NOW))
    for board in boards(system, build_.bundle):
        folder = scene.preview.folders[board.folder or ""]
        yield BoardPicture(entry=board, folder=folder, pictures=scene.pictures)


if __name__ == "__main__":
    main(sys.argv[1:])
