"""Probes: what answers when it is asked from outside."""

from collections.abc import Callable
from pathlib import Path

import pytest

from grafmint import promql
from grafmint.kit import certificates, lamps, probes
from grafmint.kit.look import LOOK, NO_LIMIT
from grafmint.model.fields import Legend
from grafmint.model.panel.base import FieldPanel
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import above

from .asked import exprs, legends, steps
from .tried import needs_promtool, tried

SHOP = probes.Probes(scope=promql.scope(job="blackbox"))
FLOWS = probes.Probes(success="synthetic_flow_success", check="flow", by="flow")
CDN = probes.Check(value="cdn", title="CDN performance", advice="Ask the provider.")
PAYMENT = probes.Check(value="payment-processing", title="Payment processing", advice="Page the payment team.")


def test_a_target_is_down_as_soon_as_one_of_its_probes_fails() -> None:
    """The state is that of the worst probe, in words and colours, of every check together."""
    panel = probes.status(SHOP, title="Service health")
    assert exprs(panel) == ['min by (instance) (probe_success{job="blackbox"})']
    assert (panel.title, panel.unit, legends(panel)) == ("Service health", "bool", ["{{instance}}"])
    assert (panel.mappings, steps(panel.thresholds)) == (lamps.UP_OR_DOWN, [(None, "red"), (1, "green")])


def test_a_timeline_is_what_its_check_says() -> None:
    """Title, advice and the value of the label are those of a value, so that a system lists its checks."""
    panel = probes.history(FLOWS, PAYMENT)
    assert exprs(panel) == ['min by (flow) (synthetic_flow_success{flow="payment-processing"})']
    assert (panel.title, panel.unit, legends(panel)) == ("Payment processing", "bool", ["{{flow}}"])
    assert isinstance(panel.description, str)
    assert panel.description.endswith("failed. Page the payment team.")
    assert panel.mappings == lamps.UP_OR_DOWN


@pytest.mark.parametrize(
    ("builder", "metric", "unit"),
    [
        (probes.history, "min by (instance) (probe_success", "bool"),
        (probes.answering, "min by (instance) (probe_success", "bool"),
        (probes.duration, "max by (instance) (probe_duration_seconds", "s"),
        (probes.dns, "max by (instance) (probe_dns_lookup_time_seconds", "s"),
    ],
)
def test_a_panel_is_of_one_check_or_of_all(builder: Callable[..., FieldPanel], metric: str, unit: str) -> None:
    """Without a check it asks for every probe of the scope, under a title of its own."""
    one, every = builder(SHOP, CDN), builder(SHOP)
    assert exprs(one) == [f'{metric}{{check="cdn", job="blackbox"}})']
    assert exprs(every) == [f'{metric}{{job="blackbox"}})']
    assert (one.title, one.unit, every.unit) == ("CDN performance", unit, unit)
    assert every.title
    assert every.title != one.title
    assert all(query.interval == "15s" for query in one.queries)  # type: ignore[attr-defined]


def test_the_prober_knows_certificates_too() -> None:
    """Those that its targets present, of the same scope and told apart by the same label."""
    panel = certificates.nearest(SHOP.certificates)
    assert exprs(panel) == [
        'min((min by (instance) (probe_ssl_earliest_cert_expiry{job="blackbox"}) - time()) / 86400)'
    ]


def test_titles_of_all_probes_differ() -> None:
    """On one board, no two panels have the same name."""
    builders = (probes.status, probes.history, probes.answering, probes.duration, probes.dns)
    assert len({builder(SHOP).title for builder in builders}) == len(builders)


def test_lines_of_answers_go_from_down_to_up() -> None:
    """The axis ends at UP, a line falls in one step, and the legend says whether it ever did."""
    panel = probes.answering(SHOP)
    assert (panel.min, panel.max, panel.line_interpolation) == (0, 1, "stepAfter")
    assert panel.mappings == lamps.UP_OR_DOWN
    assert isinstance(panel.legend, Legend)
    assert panel.legend.calcs == ("lastNotNull", "min")
    assert panel.legend.display_mode == LOOK.legend.display_mode
    (numbers,) = panel.overrides
    assert (numbers.matcher.options, numbers.axis_placement) == ("number", "hidden")


@pytest.mark.parametrize("builder", [probes.duration, probes.dns])
def test_limits_of_a_duration_are_given_or_none(builder: Callable[..., TimeSeries]) -> None:
    """Nothing is coloured that nobody has set a limit for."""
    assert builder(SHOP).thresholds == NO_LIMIT
    assert steps(builder(SHOP, thresholds=above(warning=0.5)).thresholds)[-1] == (0.5, "orange")


def test_a_label_that_is_both_check_and_target_is_grouped_by_once() -> None:
    """An alert names the check and the target, which are the same for flows."""
    assert str(probes.succeeded(SHOP)) == 'min by (check, instance) (probe_success{job="blackbox"})'
    assert str(probes.succeeded(FLOWS)) == "min by (flow) (synthetic_flow_success)"


@needs_promtool
def test_an_alert_sees_the_check_and_the_target_that_fail(tmp_path: Path) -> None:
    """Of two probers of a target, one that fails is enough; a target without the label of checks is seen too."""
    series = {
        'probe_success{job="blackbox", check="api", instance="shop", prober="a"}': 1,
        'probe_success{job="blackbox", check="api", instance="shop", prober="b"}': 0,
        'probe_success{job="blackbox", check="service", instance="shop"}': 1,
        'probe_success{job="blackbox", instance="till"}': 1,
        'probe_success{job="other", instance="till"}': 0,
    }
    samples = {'{check="api", instance="shop"}': 0, '{check="service", instance="shop"}': 1, '{instance="till"}': 1}
    tried(probes.succeeded(SHOP), series, samples, tmp_path)
