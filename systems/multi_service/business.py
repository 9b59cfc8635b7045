"""Board of the business: what is earned, by whom, and what keeps people from paying."""

import attrs

from alerting.alarm import Shown, critical, warning
from dashboards.board import Board
from dashboards.business import Comparisons, Measures
from dashboards.measures import Judged
from dashboards.sales import Revenue
from grafmint import above, below, promql
from grafmint.kit import revenue
from grafmint.kit.business import Counter
from grafmint.kit.levels import Level
from grafmint.kit.shares import Share
from systems.multi_service.names import BUSINESS, REVIEWED
from systems.multi_service.security import fraud

_CATEGORY = "business"
_CONVERSIONS = Share(
    part="conversions_total",
    whole="sessions_started_total",
    title="Conversions",
    shows="Of the sessions that were started, how many ended in a purchase or a booking.",
    advice="A fall with as many sessions: try the way to the end yourself, and look at what was deployed.",
)
_PAYMENTS = Share(
    part="payments_total",
    whole="payments_total",
    which=promql.scope(status="failed"),
    title="Payment failures",
    shows="Of the payments, how many failed.",
    advice="All kinds at once: the provider, as its status page says. Else see the board of the payment service.",
    window="5m",
    unit="percentunit",
)
_CARTS = Share(
    part="checkouts_completed_total",
    whole="carts_created_total",
    rest=True,
    title="Cart abandonment",
    shows="Of the carts, how many were not paid for.",
    advice="A sudden rise: the checkout is broken or slow. A slow one: prices, delivery, or a form that is too long.",
)
_PEOPLE = Level(
    metric="active_users",
    by="service",
    title="User activity",
    shows="People who are active.",
    advice="One service falls: its own board. All fall: do people still reach the gateway?",
)

METRICS = Board(
    uid="msp-business-metrics",
    title="Business Metrics",
    description="Do people buy and book? Top: now. Then: what is earned, and against last week. Last: what stops them,"
    " and where they are.",
    folder=BUSINESS,
    tags=("business",),
    time_from="now-24h",
    refresh="5m",
    reviewed=REVIEWED,
    sections=(
        Revenue(
            revenue=revenue.Revenue(
                metric="revenue_total",
                by="service",
                title="Revenue",
                shows="What each service earned.",
                advice="A fall against last week while people come: payments first, then the way to the checkout.",
            ),
            earned=Shown("Revenue of the last day"),
            over_time=Shown("Revenue"),
            against_last_week=Shown(
                "Revenue against last week",
                below(critical=0.7),
                (critical("RevenueDrop", runbook="business/revenue-drop.md", category=_CATEGORY),),
            ),
            split=Shown("Revenue share"),
        ),
        Measures(
            title="Do they come, and do they buy?",
            numbers=(_CONVERSIONS, attrs.evolve(_PEOPLE, title="Active users", by=None)),
            graphs=(_CONVERSIONS, _PEOPLE),
        ),
        Comparisons(
            counters=(
                Judged(
                    Counter(
                        metric="conversions_total",
                        title="Conversions against last week",
                        shows="Purchases and bookings.",
                        advice="Fewer with as many sessions: something on the way broke. Fewer of both: look at where"
                        " people come from.",
                    ),
                    below(warning=0.7),
                    (warning("ConversionDrop", runbook="business/conversion-drop.md", category=_CATEGORY),),
                ),
            ),
        ),
        Measures(
            title="What stops them?",
            numbers=(_PAYMENTS,),
            graphs=(
                Judged(
                    _CARTS,
                    above(warning=80),
                    (warning("CartAbandonment", runbook="business/cart-abandonment.md", category=_CATEGORY),),
                ),
                Judged(
                    _PAYMENTS,
                    above(critical=0.05),
                    (critical("PaymentFailures", runbook="business/payment-failures.md", category=_CATEGORY),),
                ),
                fraud("Fraud"),
            ),
        ),
        Measures(
            title="Where are they?",
            map=attrs.evolve(
                _PEOPLE,
                title="Users by country",
                by="country",
                advice="A country that is gone while others stay: its network, its provider, or a block that hit it.",
            ),
        ),
    ),
)
