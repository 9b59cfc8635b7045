"""Certificates: how many days are left."""

from collections.abc import Callable

import pytest

from grafmint import promql
from grafmint._unset import UNSET
from grafmint.kit import certificates
from grafmint.kit.look import NO_LIMIT
from grafmint.model.fields import Legend
from grafmint.model.panel.base import FieldPanel
from grafmint.model.threshold import below
from grafmint.testing.rules import Rules
from grafmint.transform import Organize
from tests.compile.prometheus.tools import needs_tools

from .asked import exprs, legends, steps

ISSUED = certificates.Certificates(scope=promql.scope(job="cert-manager"))
PRESENTED = certificates.Certificates(expires="probe_ssl_earliest_cert_expiry", by=("instance",), interval="30s")
LEFT = "(min by (instance) (probe_ssl_earliest_cert_expiry) - time()) / 86400"
DAY = 86400


def test_days_are_those_until_the_metric_of_the_subject() -> None:
    """An issuer and a prober are the same panels with other names."""
    assert str(certificates.days_left(PRESENTED)) == LEFT
    assert str(certificates.days_left(ISSUED)) == (
        '(min by (namespace, name) (certmanager_certificate_expiration_timestamp_seconds{job="cert-manager"})'
        " - time()) / 86400"
    )


def test_the_table_begins_with_what_expires_first() -> None:
    """A row names its certificate, and only its days are coloured, at the numbers that are given."""
    panel = certificates.table(ISSUED, title="Certificate expiry", thresholds=below(warning=30, critical=7))
    (organize,), (sort,), (override,) = panel.transformations, panel.sort_by, panel.overrides
    assert isinstance(organize, Organize)
    assert organize.rename == {"namespace": "Namespace", "name": "Name", "Value": "Days left"}
    assert (sort.display_name, sort.desc, override.matcher.options) == ("Days left", False, "Days left")
    assert steps(panel.thresholds) == [(None, "red"), (7, "orange"), (30, "green")]


def test_lines_may_fall_below_zero() -> None:
    """What has expired is not cut off, and its name comes first."""
    panel = certificates.graph(PRESENTED, title="SSL certificate validity")
    assert (exprs(panel), legends(panel), panel.title) == ([LEFT], ["{{instance}}"], "SSL certificate validity")
    assert panel.min is UNSET
    assert isinstance(panel.legend, Legend)
    assert (panel.legend.sort_by, panel.legend.sort_desc, panel.legend.calcs) == (
        "Last *",
        False,
        ("lastNotNull", "min"),
    )


def test_one_number_is_that_of_the_certificate_that_expires_first() -> None:
    """The least of all days is judged."""
    assert exprs(certificates.nearest(PRESENTED)) == [f"min({LEFT})"]


@pytest.mark.parametrize("builder", [certificates.table, certificates.graph, certificates.nearest])
def test_every_panel_is_in_days_and_is_judged_where_limits_are_given(builder: Callable[..., FieldPanel]) -> None:
    """Two sentences at least, the interval of the subject, and no colour that nobody has set a limit for."""
    panel = builder(PRESENTED)
    assert (panel.unit, panel.thresholds) == ("suffix:days", NO_LIMIT)
    assert str(panel.description).count(". ") >= 1
    assert all(query.interval == "30s" for query in panel.queries)  # type: ignore[attr-defined]
    assert steps(builder(PRESENTED, thresholds=below(critical=7)).thresholds)[0] == (None, "red")


@needs_tools
def test_a_renewed_certificate_of_several_addresses_is_as_old_as_its_oldest() -> None:
    """One series a certificate: the worst of those that are told of it, and less than nothing once it is over."""
    expires = {'instance="a", address="1"': 30 * DAY, 'instance="a", address="2"': 2 * DAY, 'instance="b"': -DAY}
    run = Rules(()).feed(
        {f"probe_ssl_earliest_cert_expiry{{{labels}}}": f"{at}x1500" for labels, at in expires.items()}
    )
    found = {one.labels["instance"]: one.value for one in run.samples(LEFT, at="1d")}
    assert found == {"a": 1, "b": -2}
