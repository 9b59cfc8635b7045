"""Users: who is in the product, for how long, and what they do."""

import attrs

from grafmint import promql
from grafmint.block import Block
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, stat
from grafmint.model.fields import Color, Override, by_query
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds


@attrs.frozen(kw_only=True)
class Users(Block):
    """Gauges of the people in the product, a counter of what they do, and a summary or histogram of their sessions.

    `session` is the name without `_sum` and `_count`. These names are the product's own; no exporter fixes them.
    """

    active: str = "active_users"
    concurrent: str = "concurrent_users"
    actions: str = "user_actions_total"
    session: str = "session_duration_seconds"
    interval: str = "15s"
    scope: promql.Scope = attrs.field(factory=promql.Scope)

    @property
    def active_now(self) -> promql.Expr:
        """How many people are active."""
        return promql.sum(self.scope.metric(self.active))


def active(users: Users, *, title: str = "Active users") -> Stat:
    """How many people are active now.

    Unit: number of people. Source: the product's own gauge.
    """
    return stat(
        title,
        ask(users.active_now, "active users", interval=users.interval),
        description="People who are active now. Compare with the same time last week before you call it low.",
        unit="short",
        history=False,
    )


def activity(users: Users, *, title: str = "Active users over time", look: Look = LOOK) -> TimeSeries:
    """How many people are active, and how many were a week before.

    Unit: number of people. Source: the product's own gauge.
    """
    return graph(
        title,
        [
            # What is drawn last lies on top.
            ask(promql.offset(users.active_now, "7d"), "a week before", interval=users.interval, ref_id="before"),
            ask(users.active_now, "this week", interval=users.interval, ref_id="now"),
        ],
        description="People who are active, beside the same hour of the week before. A gap between the two that"
        " opens in minutes is an outage that no other panel shows.",
        unit="short",
        counted=True,
        look=look,
        overrides=Override(
            matcher=by_query("before"), color=Color(fixed_color="text"), line_style="dash", fill_opacity=0
        ),
    )


def concurrent(users: Users, *, title: str = "Concurrent users") -> Stat:
    """How many people use the product at the same time.

    Unit: number of people. Source: the product's own gauge.
    """
    return stat(
        title,
        ask(promql.sum(users.scope.metric(users.concurrent)), "users", interval=users.interval),
        description="People with an open session. A fall to nearly none while requests go on: sessions are lost,"
        " look at the cache and at logins.",
        unit="short",
        history=False,
    )


def sessions(users: Users, *, title: str = "Session duration", look: Look = LOOK) -> TimeSeries:
    """How long a session lasts on average.

    Unit: seconds. Source: the product's own summary or histogram.
    """
    spent = promql.sum(promql.rate(users.scope.metric(f"{users.session}_sum")))
    number = promql.sum(promql.rate(users.scope.metric(f"{users.session}_count")))
    return graph(
        title,
        ask(spent / promql.gt(number, 0), "mean", interval=users.interval),
        description="Mean length of a session. Suddenly shorter: people are thrown out or give up; look at errors and"
        " duration at that time.",
        unit="s",
        look=look,
    )


def against_last_week(users: Users, *, title: str = "Against last week", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """Active people as a share of those of a week before.

    Unit: share, 1 is as many. Source: the product's own gauge.
    """
    return stat(
        title,
        ask(_week_over_week(users), "of last week", interval=users.interval),
        description="Active people as a share of those at this time last week. Low: is it a holiday, an outage, or a"
        " release that people do not like?",
        unit="percentunit",
        decimals=0,
        thresholds=thresholds,
        history=False,
    )


def week_over_week(
    users: Users, *, title: str = "Week over week", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """Active people as a share of those of a week before, over time.

    Unit: share, 1 is as many. Source: the product's own gauge.
    """
    return graph(
        title,
        ask(_week_over_week(users), "of the week before", interval=users.interval),
        description="Active people as a share of those a week before: 100 % is as many. Days below it are a trend,"
        " minutes below it are an outage.",
        unit="percentunit",
        thresholds=thresholds,
        look=look,
    )


def _week_over_week(users: Users) -> promql.Expr:
    return users.active_now / promql.offset(users.active_now, "7d")


def engagement(users: Users, *, title: str = "Engagement", look: Look = LOOK) -> TimeSeries:
    """How much an active person does in a day.

    Unit: actions per person. Source: the product's own counter and gauge.
    """
    done = promql.sum(promql.increase(users.scope.metric(users.actions), "1d"))
    # Of the same day as the actions: at night nearly nobody is there, who did not do all of that.
    active = promql.sum(promql.avg_over_time(users.scope.metric(users.active), "1d"))
    return graph(
        title,
        ask(done / promql.gt(active, 0), "actions per active user", interval=users.interval),
        description="Actions of the last day per active person. Falling while people stay: something they did is"
        " harder or gone; compare with the use of each feature.",
        unit="short",
        look=look,
    )
