"""Lamps: the state of each of several things, as a word on a colour, now and over time."""

from collections.abc import Iterable

from grafmint import promql
from grafmint._unset import UNSET
from grafmint.kit.look import ask, legend_of
from grafmint.model.fields import Legend, ReduceOptions, TextSize
from grafmint.model.mapping import ValueMap
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.statetimeline import StateTimeline
from grafmint.model.query import Query
from grafmint.model.threshold import Thresholds, below
from grafmint.prometheus import Query as PromQuery
from grafmint.units import Unit

#: The words and colours of a truth value that says whether something answers.
UP_OR_DOWN = (ValueMap(value=1, text="UP", color="green"), ValueMap(value=0, text="DOWN", color="red"))
_ALL_UP = below(critical=1)
# Left to fit itself, a word is a giant beside its name, and a name of several words is tiny: Grafana does not reckon
# with the breaks between them.
_WORD_SIZE, _NAMES_SIZE = 22, 10


def worst(truth: promql.Metric, *by: str, interval: str) -> PromQuery:
    """The query of a truth value by labels: 0 as soon as one of its series is."""
    return ask(promql.min(truth, by=by), legend_of(*by), interval=interval)


def lamps(
    title: str,
    queries: Query,
    *,
    description: str,
    unit: Unit = "bool",
    thresholds: Thresholds = _ALL_UP,
    mappings: Iterable[ValueMap] = UP_OR_DOWN,
) -> Stat:
    """One coloured word a series, UP or DOWN unless other words are given."""
    return Stat(
        title=title,
        description=description,
        queries=queries,
        unit=unit,
        color="thresholds",
        thresholds=thresholds,
        mappings=mappings,
        reduce_options=ReduceOptions(calcs="lastNotNull"),
        color_mode="background",
        graph_mode="none",
        text_mode="value_and_name",
        text=TextSize(value_size=_WORD_SIZE, title_size=_NAMES_SIZE if _has_words(queries) else UNSET),
    )


def _has_words(queries: Query) -> bool:
    """Whether the names of the series are of several words."""
    return isinstance(queries, PromQuery) and " " in str(queries.legend_format)


def timeline(title: str, queries: Query, *, description: str) -> StateTimeline:
    """When each series was UP and when it was DOWN."""
    return StateTimeline(
        title=title,
        description=description,
        queries=queries,
        unit="bool",
        color="thresholds",
        thresholds=_ALL_UP,
        mappings=UP_OR_DOWN,
        show_value="never",
        merge_values=True,
        legend=Legend(show=False),
    )
