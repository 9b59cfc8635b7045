"""The parts of the reference that are written from the code: between two comments on the page, and nowhere else."""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

_REGION = re.compile(r"(<!-- generated: ([^>]+?) -->\n).*?(<!-- end -->)", re.DOTALL)

Make = Callable[[], str]


def hold(path: Path, makers: Mapping[str, Make]) -> None:
    """Hold the regions of a page against what the code says; GRAFMINT_UPDATE_GOLDEN=1 writes them anew."""
    text = path.read_text(encoding="utf-8")
    names = [name for _, name, _ in _REGION.findall(text)]
    assert sorted(names) == sorted(makers), f"{path.name} has the regions {names}, not {list(makers)}"
    right = _REGION.sub(lambda found: f"{found[1]}{makers[found[2]]()}{found[3]}", text)
    if os.environ.get("GRAFMINT_UPDATE_GOLDEN") == "1":
        path.write_text(right, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == right, f"{path.name} is stale: run with GRAFMINT_UPDATE_GOLDEN=1"


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    heads = list(heads)
    lines = [heads, ["---"] * len(heads), *([_cell(cell) for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def code(text: str) -> str:
    """A text as a code span."""
    return f"`{text}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
