"""Origins: which call made a value, in the user's own files."""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import pytest

from grafmint import Dashboard, Row, Stat, TextBoxVariable, prometheus
from grafmint.model.base import Traced
from grafmint.origin import Origin, Place, capture

HERE = __file__


def place(value: Traced) -> Place:
    """Where a value was written."""
    assert value.origin is not None
    return value.origin.inner


def line_of(text: str) -> int:
    """The line of this file that has a mark."""
    lines = Path(HERE).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.endswith(f"# {text}"))


@pytest.fixture
def module(tmp_path: Path) -> Iterator[Callable[..., ModuleType]]:
    """Write a module somewhere and import it."""
    made: list[str] = []

    def module(text: str, name: str = "board_of_origin", folder: str = "project") -> ModuleType:
        path = tmp_path / folder / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = loaded = importlib.util.module_from_spec(spec)
        made.append(name)
        spec.loader.exec_module(loaded)
        return loaded

    yield module
    for name in made:
        del sys.modules[name]


def test_a_value_knows_file_line_and_column() -> None:
    """Of each value the call itself, though one stands in another."""
    panel = Stat(title="CPU", queries=prometheus.Query(expr="up"))  # the panel
    mark = line_of("the panel")
    assert place(panel) == Place(HERE, mark, 13)
    assert place(panel.queries[0]) == Place(HERE, mark, 39)
    assert str(place(panel)) == f"{HERE}:{mark}"


def test_a_call_of_several_lines() -> None:
    """The line on which the call begins."""
    variable = TextBoxVariable(  # the variable
        name="a",
        default="b",
    )
    assert place(variable).line == line_of("the variable")


def test_values_in_a_comprehension() -> None:
    """Each of them was made on the one line of the comprehension."""
    panels = [Stat(title=title) for title in "ab"]  # the comprehension
    assert [place(panel).line for panel in panels] == [line_of("the comprehension")] * 2
    assert panels[0].origin is panels[1].origin


def test_an_evolved_value_is_where_it_was_evolved() -> None:
    """Neither where the first one was made nor inside attrs."""
    panel = Stat(title="CPU")
    changed = attrs.evolve(panel, title="RAM")  # the change
    assert place(changed) == Place(HERE, line_of("the change"), 15)
    assert place(panel).line == line_of("the change") - 1


def test_a_changed_dashboard_is_where_it_was_changed() -> None:
    """The methods of a dashboard are not the user's code."""
    board = Dashboard(uid="a", title="A", rows=Row(title="R", panels=[Stat(title="A"), Stat(title="B")]))
    changed = board.drop("a")  # the drop
    assert place(changed).line == line_of("the drop")
    assert place(changed.rows[0].panels[0]) == place(board.rows[0].panels[1])


def test_a_builder_in_another_file(module: Callable[..., ModuleType]) -> None:
    """Innermost is the line in the builder; a resource knows the outermost call in the project, too."""
    builder: Any = module("from grafmint import Dashboard\n\ndef cpu(uid):\n    return Dashboard(uid=uid, title=uid)\n")

    def board() -> Dashboard:
        made: Dashboard = builder.cpu("cpu")
        return made

    origin = board().origin  # the outermost call
    assert origin is not None
    assert origin.inner == Place(str(builder.__file__), 4, 12)
    # pytest's own frames are of an installed package, and no part of the project.
    assert origin.outer.file == HERE
    assert origin.outer.line == line_of("the outermost call")


def test_values_of_one_call_share_an_origin(module: Callable[..., ModuleType]) -> None:
    """A builder that forty services call from one loop costs one origin; another caller makes another one."""
    builder: Any = module("from grafmint import Dashboard\n\ndef cpu():\n    return Dashboard(uid='a', title='A')\n")
    looped = [builder.cpu() for _ in range(3)]
    other = builder.cpu()
    assert looped[0].origin is looped[1].origin is looped[2].origin
    assert other.origin is not looped[0].origin
    assert place(other) == place(looped[0])


def test_code_that_has_no_file_has_no_origin() -> None:
    """Code from a text is nobody's file; what called it is."""
    names: dict[str, Any] = {}
    exec("from grafmint import Stat\npanel = Stat(title='A')", names)  # noqa: S102  # the code without a file
    assert place(names["panel"]).file == HERE
    assert place(names["panel"]).line == line_of("noqa: S102  # the code without a file")


def test_capture_counts_frames() -> None:
    """A function of the package may capture for its caller."""

    def called() -> Origin | None:
        return capture(2, outermost=True)

    origin = called()  # the caller
    assert origin is not None
    assert origin.inner.line == line_of("the caller")


def test_a_place_is_named_from_the_project(tmp_path: Path) -> None:
    """With forward slashes; a place elsewhere keeps its whole name."""
    inside = Place(str(tmp_path / "boards" / "a.py"), 3, 5)
    assert inside.relative_to(tmp_path) == Place("boards/a.py", 3, 5)
    assert Place("/elsewhere/a.py", 3).relative_to(tmp_path) == Place("/elsewhere/a.py", 3)


def test_origins_do_not_make_values_different() -> None:
    """Two lines that say the same say the same."""
    one = Stat(title="A")
    other = Stat(title="A")
    assert place(one) != place(other)
    assert one == other


def test_columns_count_characters() -> None:
    """A letter of two bytes before the call is one column."""
    panels = ("ÄÖÜ", Stat(title="A"))  # the umlauts
    assert place(panels[1]).column == 22


def test_a_neighbour_of_the_package_is_the_users(module: Callable[..., ModuleType], tmp_path: Path) -> None:
    """`grafmint_boards/` beside an installation in `grafmint/` is a project like any other."""
    import grafmint

    neighbour = f"{Path(grafmint.__file__).parent}_boards/a.py"
    names: dict[str, Any] = {}
    exec(compile("from grafmint import Stat\npanel = Stat(title='A')\n", neighbour, "exec"), names)  # noqa: S102
    assert place(names["panel"]) == Place(neighbour, 2, 9)
