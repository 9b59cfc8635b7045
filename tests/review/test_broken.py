"""Links that break, and how to keep them."""

from pathlib import Path

from grafmint.model.key import id_of
from grafmint.review.broken import shared_lines
from grafmint.review.group import grouped
from tests.review.scene import board, built, change, changes, panel

BOARD = """\
from grafmint import Dashboard, Row, TimeSeries
from grafmint.prometheus import Query

board = Dashboard(uid="load", title="Load", {panels})
"""


def _load(title: str = "Load", more: str = "") -> str:
    return f'TimeSeries(title="{title}", queries=Query(expr="node_load1"){more})'


def _alone(*panels: str) -> str:
    return f"panels=[{', '.join(panels)}]"


def _lines(root: Path, *panels: str) -> tuple[str, ...]:
    """What is said of the panel that asks for the load, from one dashboard to another."""
    bundles = [built(root / f"{n}", boards=BOARD.format(panels=each)) for n, each in enumerate(panels)]
    (found,) = changes(*(bundle.entries for bundle in bundles))
    return next(part.lines for part in found.parts if part.of == "panel" and part.verb != "added")


def test_an_id_that_grafmint_made_can_be_kept(tmp_path: Path) -> None:
    """By the key that it follows from, in a row by both titles."""
    before, after = (f'rows=[Row(title="{row}", panels=[{_load()}])]' for row in ("Why not?", "Why?"))
    ids = f"{id_of('why-not/load')} → {id_of('why/load')}"
    (said,) = _lines(tmp_path, before, after)
    assert said == f'links to it break: new id {ids} (keep the id with `key="why-not/load"`)'


def test_no_key_is_told_that_would_not_keep_it(tmp_path: Path) -> None:
    """Where the code has said another one, where another panel has it now, and where others number their panels."""
    said = f"links to it break: new id {id_of('mine')} → {id_of('system-load')}"
    assert _lines(tmp_path / "own", _alone(_load(more=', key="mine"')), _alone(_load("System load"))) == (said,)
    other = 'TimeSeries(title="CPU", queries=Query(expr="sum(rate(cpu[5m]))"), key="load")'
    both = _alone(_load(more=', key="x"'), other)
    said = f"links to it break: new id {id_of('load')} → {id_of('x')}"
    assert said in _lines(tmp_path / "taken", _alone(_load()), both)
    (part,) = change(board(panel("Load", 12, expr="load1")), board(panel("Busy", 34, expr="load1"))).parts
    assert part.lines == ("links to it break: new id 12 → 34",)


def test_of_several_the_ids_are_told_where_they_are_equal() -> None:
    """Two panels of other ids share that links to them break; the same panel in two dashboards shares its ids too."""
    olds = [panel(name, n, y=n, expr=f"metric_{name}") for n, name in ((1, "a"), (2, "b"))]
    news = [panel(name, n, y=n, expr=f"metric_{name}") for n, name in ((11, "a"), (12, "b"))]
    (same,) = grouped(changes([board(*olds)], [board(*news)]))
    assert shared_lines(same) == ("links to them break",)
    boards = [[board(each[0], uid=uid) for uid in "xy"] for each in (olds, news)]
    (same,) = grouped(changes(*boards))
    assert shared_lines(same) == ("links to them break: new id 1 → 11",)
    (same,) = grouped(changes([board(olds[0])], [board(news[0])]))
    assert shared_lines(same) == same.parts[0][1].lines == ("links to it break: new id 1 → 11",)
