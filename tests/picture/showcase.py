"""The panels whose pictures stand in the documentation, and how these are made."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
import orjson

from grafmint.data.answer import data_of
from grafmint.data.ask import Ask, ask_of
from grafmint.data.frame import Data
from grafmint.data.sample import NOW, Sample
from grafmint.data.testdata import answer
from grafmint.picture.canvas import Canvas
from grafmint.picture.picture import draw, size_of
from grafmint.picture.theme import ThemeName
from grafmint.review.query_text import query_text

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "pictures.md"
IMAGES = ROOT / "docs" / "images" / "pictures"
#: The version of matplotlib that our pictures there were made with.
MADE_WITH = Path(__file__).parent / "gallery" / "matplotlib.txt"
_START, _END = "2024-05-14T06:00:00Z", "2024-05-14T12:00:00Z"


@attrs.frozen(eq=False)
class Shown:
    """A panel in a file. Those in `gallery` have their numbers in themselves, those `beside` ask for made-up ones."""

    path: Path

    @property
    def name(self) -> str:
        """What its pictures are called."""
        return self.path.stem

    @property
    def json(self) -> Mapping[str, Any]:
        """The panel's JSON."""
        found: Mapping[str, Any] = orjson.loads(self.path.read_bytes())
        return found

    @property
    def data(self) -> Data:
        """What its queries answer."""
        ask = self._ask()
        if self.path.parent.name == "beside":
            return Sample().data(ask)
        answers = {target.ref_id: answer(target, ask) for target in ask.targets}
        return data_of(ask, {ref_id: each for ref_id, each in answers.items() if each is not None}, "live")

    def drawn(self, theme: ThemeName) -> Canvas:
        """Its picture as we draw it."""
        panel = self.json
        queries = [(str(each["refId"]), query_text(each)) for each in panel["targets"]]
        return draw(panel, self.data, theme=theme, queries=queries)

    def image(self, whose: str, theme: ThemeName = "dark") -> Path:
        """The file of a picture in the documentation; `whose` is "ours" or "grafana"."""
        return IMAGES / f"{self.name}-{whose}-{theme}.png"

    def _ask(self) -> Ask:
        panel = self.json
        board = {"uid": "gallery", "time": {"from": _START, "to": _END}, "panels": [panel]}
        return ask_of(board, panel, now=NOW, width=size_of(panel)[0])


def shown(folder: str = "gallery") -> list[Shown]:
    """The panels of a folder."""
    return [Shown(path) for path in sorted((Path(__file__).parent / folder).glob("*.json"))]
