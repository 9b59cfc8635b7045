"""What every value has in common, whatever it is."""

import copy
import inspect
import pickle
from collections.abc import Callable, Iterable
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import attrs
import pytest

import grafmint
from grafmint import (
    Annotation,
    Dashboard,
    DashboardLink,
    DataLink,
    Folder,
    Grid,
    Legend,
    Panel,
    PieChart,
    Row,
    Stat,
    Table,
    TableSort,
    Text,
    TextBoxVariable,
    Threshold,
    TimeSeries,
    ValueMap,
    by_name,
    prometheus,
)
from grafmint import Override as FieldOverride
from grafmint._unset import UNSET
from grafmint.errors import ModelError
from grafmint.model.base import Model

#: The modules that users import from.
MODULES = (
    "grafmint",
    *(f"grafmint.{m.name}" for m in iter_modules(grafmint.__path__) if not (m.ispkg or m.name.startswith("_"))),
)


def public_values() -> list[type[Model]]:
    """Every class of values that users write."""
    found: dict[str, Any] = {}
    for name in MODULES:
        module = import_module(name)
        for each in dir(module):
            value = getattr(module, each)
            if not each.startswith("_") and isinstance(value, type) and issubclass(value, Model) and attrs.has(value):
                found[f"{value.__module__}.{value.__qualname__}"] = value
    return [found[name] for name in sorted(found)]


VALUES = public_values()


def test_the_values_are_found() -> None:
    """The list that the tests below go through has the values that people write."""
    assert {Dashboard, Stat, Row, Folder, prometheus.Query, Threshold} <= set(VALUES)


@pytest.mark.parametrize("cls", VALUES, ids=lambda cls: f"{cls.__module__}.{cls.__name__}")
def test_every_value_is_slotted(cls: type[Model]) -> None:
    """No class in the line of a value's classes gives it a `__dict__`."""
    assert all("__slots__" in vars(each) for each in cls.__mro__ if each is not object)
    assert not any("__dict__" in vars(each) for each in cls.__mro__ if each is not object)


@pytest.mark.parametrize("cls", VALUES, ids=lambda cls: f"{cls.__module__}.{cls.__name__}")
def test_the_signature_shows_the_options(cls: Any) -> None:
    """`help` and editors see each option by name, keyword-only but for the few that read without, with its default."""
    parameters = inspect.signature(cls).parameters
    fields: Iterable[Any] = cls.__attrs_attrs__
    assert set(parameters) == {field.name for field in fields}
    for field in fields:
        parameter = parameters[field.name]
        assert (parameter.kind is inspect.Parameter.KEYWORD_ONLY) == (field.name not in cls.unnamed)
        assert (parameter.default is inspect.Parameter.empty) == (field.default is attrs.NOTHING)


@pytest.mark.parametrize("cls", VALUES, ids=lambda cls: f"{cls.__module__}.{cls.__name__}")
def test_every_value_is_described(cls: type[Model]) -> None:
    """A class that people write has a docstring of its own, for `help` and the reference."""
    assert vars(cls).get("__doc__")


def test_a_value_is_frozen() -> None:
    """Setting, adding and deleting are refused, for options that were given and for those that were not."""
    panel: Any = Stat(title="CPU")
    for name in ("title", "unit", "colour"):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(panel, name, "x")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del panel.title
    assert panel.title == "CPU"


def test_a_value_has_no_other_attributes() -> None:
    """Asking for what is no option is an AttributeError that names both."""
    panel: Any = Stat(title="CPU")
    with pytest.raises(AttributeError, match="Stat has no 'titel'"):
        _ = panel.titel
    assert not hasattr(panel, "__dict__")


def test_equal_options_make_equal_values() -> None:
    """Values are compared by what they say, not by where or in which order it was written."""
    one = Stat(title="CPU", unit="percent", queries=prometheus.Query(expr="up"))
    other = Stat(queries=[prometheus.Query(expr="up")], unit="percent", title="CPU")
    assert one == other
    assert hash(one) == hash(other)
    assert len({one, other}) == 1


def test_a_default_that_is_written_out_changes_nothing() -> None:
    """Giving the default is the same as leaving it out."""
    assert Legend() == Legend(display_mode="list", show=True)
    assert hash(Legend()) == hash(Legend(display_mode="list", show=True))


@pytest.mark.parametrize(
    "other", [Stat(title="RAM"), Stat(title="CPU", unit="percent"), Text(title="CPU", content=""), "CPU", None]
)
def test_different_values_differ(other: object) -> None:
    """Another option, another class, anything else is not equal."""
    assert Stat(title="CPU") != other


def test_the_text_of_a_value_is_the_call_that_makes_it() -> None:
    """`repr` shows what was given and no more."""
    panel = Stat(title="CPU", unit="percent", grid=Grid(x=2))
    assert repr(panel) == "Stat(title='CPU', unit='percent', grid=Grid(x=2))"


def test_a_copy_is_the_value_itself() -> None:
    """What cannot change need not be copied."""
    panel = Stat(title="CPU")
    assert copy.copy(panel) is panel
    assert copy.deepcopy([panel])[0] is panel


def test_a_value_survives_pickling() -> None:
    """It can go to another process and come back."""
    panel = Stat(title="CPU", queries=prometheus.Query(expr="up"))
    back = pickle.loads(pickle.dumps(panel))  # noqa: S301  # our own bytes
    assert back == panel
    assert repr(back) == repr(panel)


def test_what_is_left_out_is_unset() -> None:
    """An option that was not given answers with UNSET, which is false, or with its default."""
    panel = Stat(title="CPU")
    assert panel.unit is UNSET
    assert not panel.unit
    assert panel.queries == ()
    assert Legend().placement == "bottom"


def test_unset_says_what_it_is() -> None:
    """In the text of a value and at a prompt, and it stays one object."""
    assert repr(UNSET) == "UNSET"
    assert copy.deepcopy(UNSET) is UNSET


def test_unset_can_be_passed_on() -> None:
    """A builder may hand UNSET through: it is as if the option were left out."""
    assert Stat(title="CPU", unit=UNSET, decimals=UNSET) == Stat(title="CPU")
    assert repr(Stat(title="CPU", unit=UNSET)) == "Stat(title='CPU')"


def test_what_is_left_out_is_not_written(write_panel: Callable[[Panel], Any]) -> None:
    """A panel with a title alone writes identity, kind and place, and no null."""
    panel = write_panel(TimeSeries(title="CPU"))
    assert set(panel) == {"gridPos", "id", "title", "type"}


def test_evolve_changes_one_option_and_keeps_the_others() -> None:
    """`attrs.evolve` makes a new value; the old one stays."""
    panel = Stat(title="CPU", unit="percent", queries=prometheus.Query(expr="up"), decimals=0)
    changed = attrs.evolve(panel, unit="percentunit")
    assert (changed.title, changed.unit, changed.decimals) == ("CPU", "percentunit", 0)
    assert changed.queries == panel.queries
    assert panel.unit == "percent"


def test_evolve_without_changes_is_equal(write_panel: Callable[[Panel], Any]) -> None:
    """It writes the same document too: what was left out stays left out."""
    panel = TimeSeries(title="CPU", unit="percent", legend=Legend(calcs="mean"))
    assert attrs.evolve(panel) == panel
    assert write_panel(attrs.evolve(panel)) == write_panel(panel)


def test_evolve_checks_too() -> None:
    """A wrong value is refused on this way as on the other."""
    wrong: dict[str, Any] = {"unit": "percnt"}
    with pytest.raises(ModelError, match="did you mean 'percent'"):
        attrs.evolve(Stat(title="CPU"), **wrong)


def test_evolve_can_take_an_option_away() -> None:
    """UNSET in `attrs.evolve` puts an option back to Grafana's default."""
    assert attrs.evolve(Stat(title="CPU", unit="percent"), unit=UNSET) == Stat(title="CPU")


def test_attrs_can_walk_a_value() -> None:
    """`attrs.fields` and `attrs.asdict` work as with any class of attrs."""
    assert attrs.asdict(Threshold(value=1, color="red")) == {"value": 1, "color": "red"}
    assert attrs.has(Stat)


QUERY = prometheus.Query(expr="up")
PANEL = Stat(title="CPU")


@pytest.mark.parametrize(
    ("make", "name", "one"),
    [
        (lambda value: Stat(title="CPU", queries=value), "queries", QUERY),
        (lambda value: Stat(title="CPU", links=value), "links", DataLink(title="A", url="/a")),
        (lambda value: Stat(title="CPU", data_links=value), "data_links", DataLink(title="A", url="/a")),
        (lambda value: Stat(title="CPU", mappings=value), "mappings", ValueMap(value=1, text="up")),
        (lambda value: Stat(title="CPU", overrides=value), "overrides", FieldOverride(matcher=by_name("a"))),
        (lambda value: Row(title="R", panels=value), "panels", PANEL),
        (lambda value: Dashboard(uid="a", title="A", panels=value), "panels", PANEL),
        (lambda value: Dashboard(uid="a", title="A", rows=value), "rows", Row(title="R")),
        (lambda value: Dashboard(uid="a", title="A", tags=value), "tags", "prod"),
        (lambda value: Dashboard(uid="a", title="A", variables=value), "variables", TextBoxVariable(name="a")),
        (lambda value: Dashboard(uid="a", title="A", annotations=value), "annotations", Annotation(name="D", tags="d")),
        (lambda value: Dashboard(uid="a", title="A", links=value), "links", DashboardLink(title="A", url="/a")),
        (lambda value: Legend(calcs=value), "calcs", "mean"),
        (lambda value: TimeSeries(title="CPU", hide_from=value), "hide_from", "legend"),
        (lambda value: FieldOverride(matcher=by_name("a"), hide_from=value), "hide_from", "legend"),
        (lambda value: grafmint.AlertList(title="L", group_by=value), "group_by", "team"),
        (lambda value: grafmint.PieLegend(values=value), "values", "percent"),
        (lambda value: PieChart(title="P", display_labels=value), "display_labels", "percent"),
        (lambda value: Table(title="T", sort_by=value), "sort_by", TableSort(display_name="a")),
        (lambda value: grafmint.CustomVariable(name="a", values=value), "values", "x"),
        (lambda value: grafmint.IntervalVariable(name="a", values=value), "values", "1m"),
    ],
)
def test_one_value_is_taken_where_a_list_is(make: Callable[[Any], Any], name: str, one: object) -> None:
    """One value, a list, a tuple and a generator of it are the same."""
    assert getattr(make(one), name) == (one,)
    assert make(one) == make([one]) == make((one,)) == make(x for x in [one])
