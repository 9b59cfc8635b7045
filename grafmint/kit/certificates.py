"""Certificates: how many days each is still valid."""

import attrs

from grafmint import promql
from grafmint._unset import UNSET
from grafmint.block import Block
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, ask_now, legend_of, stat
from grafmint.kit.look import graph as lines
from grafmint.model.fields import CellOptions, Override, by_name
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.table import Table, TableSort
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds
from grafmint.transform import Organize
from grafmint.units import suffix

_DAY = 86400
# Grafana would write its own unit of days as weeks, months and years.
_DAYS = suffix("days")
_LEFT = "Days left"


@attrs.frozen(kw_only=True)
class Certificates(Block):
    """A metric of when certificates expire, in seconds since 1970; `by` are the labels that tell them apart.

    The defaults are those of cert-manager; what servers really present is `probes.Probes().certificates`.
    Source: https://cert-manager.io/docs/devops-tips/prometheus-metrics/
    """

    expires: str = "certmanager_certificate_expiration_timestamp_seconds"
    by: tuple[str, ...] = ("namespace", "name")
    interval: str = "15s"
    scope: promql.Scope = attrs.field(factory=promql.Scope)


def days_left(certificates: Certificates) -> promql.Expr:
    """How many days each certificate is valid, below 0 where it has expired."""
    soonest = promql.min(certificates.scope.metric(certificates.expires), by=certificates.by)
    return (soonest - promql.time()) / _DAY


def table(certificates: Certificates, *, title: str = "Certificates", thresholds: Thresholds = NO_LIMIT) -> Table:
    """The days each certificate is valid, the fewest first.

    Unit: days. Source: cert-manager, or the blackbox exporter.
    """
    return Table(
        title=title,
        description="How long each certificate is still valid, the one that expires first on top. Coloured: its renewal"
        " has failed, so look at the log of what renews it. Decades below 0: it was never issued.",
        queries=ask_now(days_left(certificates), interval=certificates.interval),
        unit=_DAYS,
        decimals=1,
        thresholds=thresholds,
        no_value="No certificates found",
        transformations=Organize(
            hide="Time",
            order=[*certificates.by, "Value"],
            rename={"Value": _LEFT, **{label: label.capitalize() for label in certificates.by}},
        ),
        sort_by=TableSort(display_name=_LEFT),
        overrides=Override(
            matcher=by_name(_LEFT), color="thresholds", cell_options=CellOptions(type="color-text"), width=120
        ),
    )


def graph(
    certificates: Certificates,
    *,
    title: str = "Certificate validity",
    thresholds: Thresholds = NO_LIMIT,
    look: Look = LOOK,
) -> TimeSeries:
    """The days each certificate is valid, over time.

    Unit: days. Source: cert-manager, or the blackbox exporter.
    """
    shown = lines(
        title,
        ask(days_left(certificates), legend_of(*certificates.by, between="/"), interval=certificates.interval),
        description="Days that each certificate is still valid. A line falls by one a day and jumps up when the"
        " certificate is renewed; one that falls below the others of its kind is not renewed.",
        unit=_DAYS,
        thresholds=thresholds,
        look=look,
        # The fewest days that are left now are the news: what has been renewed is none any more.
        legend=attrs.evolve(look.legend, calcs=("lastNotNull", "min"), sort_by="Last *", sort_desc=False),
    )
    # What has expired is below 0, and must not be cut off.
    return attrs.evolve(shown, min=UNSET)


def nearest(
    certificates: Certificates, *, title: str = "Next certificate to expire", thresholds: Thresholds = NO_LIMIT
) -> Stat:
    """The days that are left of the certificate which expires first.

    Unit: days. Source: cert-manager, or the blackbox exporter.
    """
    return stat(
        title,
        ask(promql.min(days_left(certificates)), "first to expire", interval=certificates.interval),
        description="Days until the first certificate expires. Few: the table of certificates names it; renew it by"
        " hand if need be, for clients refuse what has expired.",
        unit=_DAYS,
        decimals=1,
        thresholds=thresholds,
        history=False,
    )
