"""The board of the business: do people come, do they finish their tasks, and are they paid."""

from alerting.alarm import Shown, critical
from dashboards.board import Board
from dashboards.business import Measures, Users
from dashboards.measures import Judged
from dashboards.sales import Funnel, Revenue
from grafmint.kit.funnels import Funnel as Way
from grafmint.kit.scores import Score
from grafmint.kit.shares import Share
from grafmint.kit.timings import Duration
from systems.labelmint.names import (
    BUSINESS,
    COMPLETED,
    OUTAGE,
    PAID,
    PAYMENTS,
    RECENT,
    REVENUE,
    SATISFACTION,
    USERS,
    counted,
)

_TASKS = Measures(
    title="Are tasks finished?",
    numbers=(
        Score(
            metric="labelmint_task_quality_score",
            title="Quality score",
            shows="The mean quality of finished tasks, from 0 to 1.",
            advice="Falling: a kind of task is not understood, or somebody hurries; look at the newest kinds first.",
        ),
    ),
    graphs=(
        COMPLETED,
        Duration(
            metric="labelmint_task_processing_seconds",
            quantile=0.95,
            title="Processing time",
            shows="How long a task takes until it is done.",
            advice="Longer from one day to the next: a release, or a new kind of task; compare with the quality.",
        ),
    ),
)
_PAYMENTS = Measures(
    title="Are people paid?",
    graphs=(
        Judged(
            PAID,
            PAYMENTS,
            (critical("PaymentSuccessLow", pending="10m", runbook=OUTAGE, category="business"),),
        ),
        counted(
            "payments",
            "Transaction volume",
            "Payments, by currency.",
            "None at a time when there always are some: the payment service or the node has stopped.",
            by="currency",
        ),
    ),
)
_SUPPORT = Measures(
    title="What do they complain about?",
    graphs=(
        counted(
            "support_tickets_opened",
            "Ticket volume",
            "Tickets that are opened.",
            "A step up is a fault that no alert has found: read the newest ones.",
        ),
        Duration(
            metric="labelmint_support_response_seconds",
            window="1d",
            title="Support response time",
            shows="How long people wait for a first answer.",
            advice="Growing with as many tickets: too few answer. With more of them: see what they have in common.",
        ),
        Share(
            part="labelmint_support_tickets_resolved_total",
            whole="labelmint_support_tickets_opened_total",
            window="1d",
            title="Resolution rate",
            shows="Tickets that were resolved, as a share of those opened.",
            advice="Below 100 % for days the backlog grows: answer the oldest, and end what the most are about.",
        ),
    ),
)

BOARD = Board(
    uid="lbm-business-intelligence",
    title="Business Intelligence",
    description="Does the product do what people come for? Top: now. Below: tasks, payments, support, and the way in.",
    folder=BUSINESS,
    tags=("business",),
    reviewed="weekly",
    metrics=RECENT,
    time_from="now-7d",
    refresh="5m",
    sections=(
        Users(
            users=USERS,
            title="Do people come?",
            active=Shown("Active users"),
            activity=Shown("Active users over time"),
            sessions=Shown("Session duration"),
        ),
        Measures(
            title="What do they look at?",
            numbers=(SATISFACTION,),
            graphs=(
                counted(
                    "page_views",
                    "Page views",
                    "Pages that people open.",
                    "Fewer than at other times of the day while people are there: pages do not load, see the errors.",
                ),
            ),
        ),
        _TASKS,
        _PAYMENTS,
        Revenue(revenue=REVENUE, earned=Shown(REVENUE.title), over_time=Shown("Revenue over time")),
        _SUPPORT,
        Funnel(
            funnel=Way(reached="labelmint_funnel_step_total", left="labelmint_funnel_dropoff_total"),
            steps=Shown("Funnel"),
            conversion=Shown("Conversion rate"),
            dropoffs=Shown("Drop-off points"),
        ),
    ),
)
