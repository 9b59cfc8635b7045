"""What a product counts: with and without kinds, and beside the week before."""

import attrs
import pytest

from grafmint._unset import UNSET
from grafmint.errors import ModelError
from grafmint.kit import business
from grafmint.model.threshold import below

from .answered import answer
from .asked import exprs, legends, steps

VIEWS = business.Counter(metric="page_views_total", title="Page views", shows="Pages seen.", advice="Look at errors.")
INCIDENTS = business.Counter(
    metric="incidents_total", by="severity", title="Incidents", shows="Incidents.", advice="Mend.", unit="short"
)


def test_a_counter_without_kinds_is_one_line_with_its_own_name() -> None:
    """Nothing tells its series apart, so they are summed and called by the title."""
    panel = business.volume(VIEWS)
    assert exprs(panel) == ["sum(rate(page_views_total[$__rate_interval]))"]
    assert (legends(panel), panel.unit) == (["Page views"], "cps")


def test_an_alert_gets_the_rate_and_the_number_of_a_window() -> None:
    """Of all kinds together, whatever the panels show apart."""
    series = {f'incidents_total{{severity="{name}"}}': f"0+{much}x60" for name, much in (("high", 3), ("low", 9))}
    assert answer(INCIDENTS.rate(), series, at="30m") == [0.2]
    assert answer(INCIDENTS.increase("10m"), series, at="30m") == [120]


def test_a_ranking_needs_kinds() -> None:
    """Without a label there is nothing to rank, and the error says what to give."""
    with pytest.raises(ModelError, match=r"Page views: .* give the counter by"):
        business.ranking(VIEWS)


def test_a_ranking_can_be_of_a_month() -> None:
    """The window is in the query, in the name of the column and in the text."""
    panel = business.ranking(INCIDENTS, window="30d")
    assert exprs(panel) == ["topk(10, floor(sum by (severity) (increase(incidents_total[30d]))))"]
    assert (panel.unit, panel.x_field) == ("short", "severity")
    assert panel.description == "Incidents. The 10 highest of the last 30d. Mend."
    # Only the axis of the numbers is hidden: the names of the bars are on the other one.
    (numbers,) = panel.overrides
    assert (numbers.matcher.options, numbers.axis_placement, panel.axis_placement) == ("number", "hidden", UNSET)


def test_a_counter_is_compared_with_the_same_hour_of_the_week_before() -> None:
    """The panel and the expression for an alert are of one kind; the alert may look less far back."""
    panel = business.against(VIEWS, thresholds=below(critical=0.7))
    before = "sum(increase(page_views_total[1h] offset 7d))"
    assert exprs(panel) == [f"(sum(increase(page_views_total[1h])) or 0 * {before}) / ({before} > 0)"]
    assert exprs(panel) == [str(business.against_earlier(VIEWS))]
    assert (panel.title, panel.unit, steps(panel.thresholds)[0]) == ("Page views", "percentunit", (None, "red"))
    day = str(business.against_earlier(VIEWS, window="5m", ago="1d"))
    assert "[5m] offset 1d" in day
    assert "7d" not in day


@pytest.mark.parametrize(
    ("samples", "expected"),
    [
        pytest.param("0+10x240", [1], id="as-many"),
        pytest.param("0+10x120 1205+5x119", [0.5], id="half"),
        pytest.param("0+10x60 stale", [0], id="no-longer-counted"),
        pytest.param("_x180 0+10x60", [], id="nothing-before"),
    ],
)
def test_a_counter_that_ends_is_a_fall_to_nothing(samples: str, expected: list[float]) -> None:
    """What is counted no more is 0 of before, so that an alert sees it; without a before there is no answer."""
    compared = business.against_earlier(VIEWS, window="30m", ago="3h")
    assert answer(compared, {"page_views_total": samples}, at="4h") == expected


def test_what_a_counter_says_is_what_a_measure_says() -> None:
    """Title, text and advice stand on every panel of it."""
    other = attrs.evolve(VIEWS, advice="Do nothing.")
    assert (business.volume(other).title, business.volume(other).description) == (
        "Page views",
        "Pages seen. Do nothing.",
    )
