"""The product: who uses it, and what for."""

import attrs

from alerting.alarm import Shown
from dashboards.board import Board
from dashboards.business import Measures, Rankings, Users
from grafmint.kit.business import Counter
from systems.mint_replica_lite.names import BUSINESS, USAGE, USERS

_COUNTED = (
    Counter(
        metric="mint_transactions_total",
        by="type",
        title="Transaction metrics",
        shows="Transactions by type.",
        advice="A type that stops while the others go on is broken: see the application board then.",
        unit="ops",
    ),
    Counter(
        metric="mint_user_errors_total",
        by="type",
        title="Error patterns",
        shows="Errors that people saw, by type.",
        advice="A type that appears with a release is that release; one that grows with use is capacity.",
        unit="cps",
    ),
)
ANALYTICS = Board(
    uid="mrl-business-analytics",
    title="Business Analytics",
    description="Do people use the product? Top: now, and against last week. Below: what for, and what stops them.",
    folder=BUSINESS,
    tags=("business",),
    # Seven days, and seven more for the comparison: the fourteenth of the fifteen days that metrics are kept.
    time_from="now-7d",
    refresh="5m",
    sections=(
        Users(
            users=USERS,
            active=Shown("Active users"),
            against_last_week=Shown("Against last week", USAGE),
            activity=Shown("User activity"),
            trends=Shown("Usage trends", USAGE),
            engagement=Shown("User engagement"),
        ),
        Measures(
            numbers=tuple(attrs.evolve(each, title=f"{each.title}, last day") for each in _COUNTED),
            graphs=_COUNTED,
        ),
        Rankings(
            counters=(
                Counter(
                    metric="mint_feature_usage_total",
                    by="feature",
                    title="Feature adoption",
                    shows="Use of each feature.",
                    advice="A new feature that is not among them has not been found, or is not wanted.",
                    unit="short",
                ),
            ),
        ),
    ),
)
