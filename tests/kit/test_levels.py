"""Levels and scores: gauges of the product."""

import pytest

from grafmint import promql
from grafmint.errors import ModelError
from grafmint.kit import levels, scores
from grafmint.kit.look import NO_LIMIT
from grafmint.model.panel.maplayer import GeoJSONLayer, MarkersLayer
from grafmint.model.threshold import above, below
from grafmint.prometheus import Query

from .asked import exprs, legends, steps

SPEND = levels.Level(
    metric="estimated_charges", title="Cloud spend", shows="Cost.", advice="Turn off what is idle.", unit="currencyUSD"
)
USERS = levels.Level(
    metric="active_users",
    by="country",
    title="Users by country",
    shows="People by country.",
    advice="Ask the network.",
    scope=promql.scope(env="live"),
)
MARKS = scores.Score(
    metric="feedback_score", title="Satisfaction", shows="Marks.", advice="Read them.", best=5, unit="short"
)


def test_a_level_is_summed_and_told_apart_by_its_label() -> None:
    """One number without a label, one a kind with it, in each of its panels."""
    assert exprs(levels.latest(SPEND)) == ["sum(estimated_charges)"]
    expected = (['sum by (country) (active_users{env="live"})'], ["{{country}}"], "short")
    for panel in (levels.latest(USERS), levels.over_time(USERS), levels.each(USERS)):
        assert (exprs(panel), legends(panel), panel.unit) == expected
        assert (panel.title, panel.description) == ("Users by country", "People by country. Ask the network.")


def test_a_limit_of_a_level_colours_its_panels() -> None:
    """Without one, none warns."""
    assert [made(USERS, title="T").title for made in (levels.over_time, levels.each, levels.on_map)] == ["T"] * 3
    limit = above(warning=900)
    panels = levels.latest(SPEND, thresholds=limit), levels.over_time(SPEND, thresholds=limit), levels.each(
        SPEND, thresholds=limit
    )  # fmt: skip
    assert [steps(panel.thresholds)[-1] for panel in panels] == [(900, "orange")] * 3
    assert (levels.latest(SPEND, title="Spent").title, levels.latest(SPEND).thresholds) == ("Spent", NO_LIMIT)
    assert [panel.unit for panel in panels] == ["currencyUSD"] * 3


def test_a_map_has_a_mark_for_each_country_by_its_code() -> None:
    """The label is looked up, the mark grows with the value, and the outlines need no network."""
    panel = levels.on_map(USERS)
    outlines, marks = panel.layers
    assert isinstance(outlines, GeoJSONLayer)
    assert isinstance(marks, MarkersLayer)
    assert (marks.location.lookup, marks.style.size_field) == ("country", "Users by country")
    (query,) = panel.queries
    assert isinstance(query, Query)
    assert (exprs(panel), query.instant, query.format) == (
        ['sum by (country) (active_users{env="live"})'],
        True,
        "table",
    )


def test_a_map_needs_places() -> None:
    """Without a label there is no place, and the error says what to give."""
    with pytest.raises(ModelError, match=r"Cloud spend: .* give the level by"):
        levels.on_map(SPEND)


def test_a_score_stands_between_its_worst_and_its_best() -> None:
    """The dial ends where the marks do, and its limit colours it."""
    panel = scores.dial(MARKS, thresholds=below(warning=4))
    assert (exprs(panel), panel.min, panel.max, panel.unit) == (["avg(feedback_score)"], 0, 5, "short")
    assert (panel.title, steps(panel.thresholds)[0]) == ("Satisfaction", (None, "orange"))
    quality = scores.Score(metric="quality", title="Quality score", shows="Quality.", advice="Teach.", worst=0.2)
    dial = scores.dial(quality, title="Quality")
    assert (dial.title, dial.min, dial.max, dial.unit, dial.thresholds) == ("Quality", 0.2, 1, "percentunit", NO_LIMIT)
