"""The same change in many places is one, and what matters comes first."""

from pathlib import Path
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from grafmint.origin import Place
from grafmint.review.group import grouped
from grafmint.review.review import PartChange, ResourceChange
from tests.review.scene import board, built, changes, panel, steps

BUILDER = """\
from grafmint import TimeSeries, above
from grafmint.prometheus import Query


def errors(service, title):
    return TimeSeries(
        title=title,
        queries=Query(expr=f'sum(rate(errors_total{{service="{service}"}}[WINDOW]))'),
        unit="percentunit",
        thresholds=above(critical=CRITICAL),
    )
"""
BOARDS = """\
from builder import errors
from grafmint import Dashboard, resources


@resources
def boards(env):
    for number in range(9):
        panels = [errors(f"s{number}", f"Errors {each}") for each in range(2 if number < 5 else 1)]
        yield Dashboard(uid=f"s{number}", title=f"Service {number}", panels=panels)
"""


def test_an_edit_of_a_shared_builder_is_one_change(tmp_path: Path) -> None:
    """Fourteen panels in nine dashboards of a project change alike: one change, made at one place."""
    bundles = []
    for name, window, critical in (("before", "5m", "0.05"), ("after", "10m", "0.01")):
        text = BUILDER.replace("WINDOW", window).replace("CRITICAL", critical)
        bundles.append(built(tmp_path / name, builder=text, boards=BOARDS))
    found = changes(*(bundle.entries for bundle in bundles))
    (same,) = grouped(found)
    assert (len(same.parts), len({resource.uid for resource, _ in same.parts})) == (14, 9)
    assert same.parts[0][1].lines == ("turns red at 1% instead of 5%", "query A: range `5m` → `10m`")
    (place,) = same.places
    assert (Path(place.file).relative_to(tmp_path / "after").as_posix(), place.line) == ("builder.py", 6)


def _part(name: str = "Errors", **said: Any) -> PartChange:
    return PartChange(**({"of": "panel", "name": name, "verb": "changed", "lines": ("unit  s → ms",)} | said))


def _resource(uid: str, *parts: PartChange, **said: Any) -> ResourceChange:
    return ResourceChange(**({"kind": "dashboard", "uid": uid, "title": uid, "verb": "changed"} | said), parts=parts)


def _names(*changes: ResourceChange) -> list[list[str]]:
    return [[part.name for _, part in same.parts] for same in grouped(changes)]


def test_the_name_of_a_changed_panel_does_not_count() -> None:
    """Neither its own, nor where a line repeats it; of what comes, goes or is renamed it does."""
    renamed = [_part(name, lines=(f'title  "" → "{name}"',)) for name in ("A", "B")]
    assert _names(_resource("x", *renamed)) == [["A", "B"]]
    for verb in ("added", "removed"):
        assert len(_names(_resource("x", _part("A", verb=verb), _part("B", verb=verb)))) == 2
        assert len(_names(_resource("x", _part("A", verb=verb)), _resource("y", _part("A", verb=verb)))) == 1
    assert len(_names(_resource("x", _part("A", verb="renamed", was="B"), _part("A", verb="renamed", was="C")))) == 2


def test_new_ids_are_one_change() -> None:
    """Each panel has its own numbers; that links to them break is the same."""
    lines = [("unit  s → ms", f"links to it break: new id {n} → {n + 1}") for n in (1, 5)]
    assert _names(_resource("x", *(_part(str(n), lines=each) for n, each in enumerate(lines)))) == [["0", "1"]]


def test_what_is_no_equal_change_stays_apart() -> None:
    """Other lines, another kind of part, another kind of resource."""
    other = _resource("z", _part(), kind="datasource")
    assert len(_names(_resource("x", _part(), _part(lines=("unit  s → m",)), _part(of="row")), other)) == 4


def test_what_matters_comes_first() -> None:
    """What is gone and what changes numbers, then the rest, looks last; within each the widest spread first."""
    before = board(
        panel("Legend", 1, options={"legend": {"showLegend": False}}),
        panel("Unit", 2, y=1),
        panel("Query", 3, y=2),
        panel("Thresholds", 4, y=3, **steps(("green", None), ("red", 1))),
        panel("Gone", 5, y=4, expr="gone"),
    )
    after = board(
        panel("Legend", 1),
        panel("Unit", 2, y=1, fieldConfig={"defaults": {"unit": "s"}}),
        panel("Query", 3, y=2, expr="up > 0"),
        panel("Thresholds", 4, y=3, **steps(("green", None), ("red", 2))),
        panel("New", 6, y=5, expr="new", type="stat"),
    )
    names = [same.parts[0][1].name for same in grouped(changes([before], [after]))]
    assert set(names[:3]) == {"Query", "Thresholds", "Gone"}
    assert set(names[3:5]) == {"Unit", "New"}
    assert names[5:] == ["Legend"]
    spread = [_resource("x", _part("A")), *(_resource(uid, _part("B", lines=("min  1 → 2",))) for uid in "yz")]
    assert _names(*spread) == [["B", "B"], ["A"]]


def test_what_numbers_come_from_is_first() -> None:
    """A datasource of a panel, a query or a variable, what a datasource itself says, who may see; not what is new."""
    telling = _resource("w", _part("T", lines=("turns red at 1",)))
    source = "data source  a → b"
    lines = [source, f"query A  {source}", "url  http://a → http://b", "secret password  differs"]
    for line in lines:
        assert _names(telling, _resource("x", _part("D", lines=("description  a → b", line)))) == [["D"], ["T"]]
    others = [
        _resource("x", _part("D", of="board", lines=("json data a  1 → 2",)), kind="datasource"),
        _resource("x", _part("D", of="permission", verb="added", lines=("none → Edit",)), kind="folder"),
        _resource("x", _part("D", of="variable", lines=(source,))),
    ]
    for other in others:
        assert _names(telling, other) == [["D"], ["T"]]
    new = _resource("x", _part("N", of="annotation", verb="added", lines=("data source  a", "query  `up`")))
    assert _names(new, telling) == [["T"], ["N"]]


def test_whole_resources_are_no_groups() -> None:
    """What came or went as a whole stands in the resources alone."""
    assert grouped([_resource("x", _part(verb="added"), verb="added")]) == ()


def test_places_are_told_once() -> None:
    """Each builder once, in the order of the panels; a panel that no code makes has none."""
    first, second = Place("a.py", 1), Place("b.py", 2)
    parts = [_part(str(n), place=place) for n, place in enumerate((second, None, first, second))]
    (same,) = grouped([_resource("x", *parts)])
    assert same.places == (second, first)


_parts = st.lists(
    st.builds(
        _part,
        st.sampled_from("AB"),
        of=st.sampled_from(["panel", "row"]),
        verb=st.sampled_from(["added", "removed", "renamed", "changed"]),
        lines=st.lists(st.sampled_from(["unit  s → m", "description  a → b", "turns red at 1"]), max_size=2).map(tuple),
    ),
    max_size=4,
)


@given(st.lists(_parts, max_size=4))
def test_every_part_is_in_one_group(parts: list[list[PartChange]]) -> None:
    """None is lost, none is told twice, and the same changes are grouped the same again."""
    resources = [_resource(str(n), *each) for n, each in enumerate(parts)]
    found = grouped(resources)
    pairs = [pair for same in found for pair in same.parts]
    assert sorted((r.uid, id(p)) for r, p in pairs) == sorted((r.uid, id(p)) for r in resources for p in r.parts)
    assert all(len({(part.of, part.verb, part.lines) for _, part in same.parts}) == 1 for same in found)
    assert grouped([attrs.evolve(each) for each in resources]) == found
