"""Business: what people do with a product, counted by the product itself."""

import attrs

from grafmint import promql
from grafmint.errors import ModelError
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, ask_now, bars, graph, legend_of, stat
from grafmint.kit.measure import Measure
from grafmint.model.fields import Legend
from grafmint.model.panel.barchart import BarChart
from grafmint.model.panel.bargauge import BarGauge
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds
from grafmint.transform import Organize, SortBy
from grafmint.units import CustomUnit, Unit

_MOST = 10


@attrs.frozen(kw_only=True)
class Users:
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


@attrs.frozen(kw_only=True)
class Counter(Measure):
    """Something that is counted: its metric, the label it is told apart by if there is one, and how it is known."""

    metric: str
    by: str | None = None
    unit: Unit | CustomUnit = "cps"

    @property
    def counted(self) -> promql.Metric:
        """The counter."""
        return self.scope.metric(self.metric)

    def rate(self, *, by: str | None = None) -> promql.Expr:
        """How often it is counted in a second, in all or by a label."""
        return promql.sum(promql.rate(self.counted), by=by)

    def increase(self, window: str, *, by: str | None = None) -> promql.Expr:
        """How often it was counted in a window of time, in all or by a label."""
        return promql.sum(promql.increase(self.counted, window), by=by)


@attrs.frozen(kw_only=True)
class States:
    """A gauge of things by the state they are in; `bad` is the state that nobody wants."""

    metric: str = "background_jobs"
    by: str = "state"
    bad: str = "failed"
    interval: str = "15s"
    scope: promql.Scope = attrs.field(factory=promql.Scope)


def active(users: Users, *, title: str = "Active users") -> Stat:
    """How many people are active now.

    Unit: number of people. Source: the product's own gauge.
    """
    return stat(
        title,
        ask(users.active_now, "active users", interval=users.interval),
        description="People who are active now. Compare with the same time last week before you call it low.",
        unit="short",
    )


def activity(users: Users, *, title: str = "Active users over time", look: Look = LOOK) -> TimeSeries:
    """How many people are active, and how many were a week before.

    Unit: number of people. Source: the product's own gauge.
    """
    return graph(
        title,
        [
            ask(users.active_now, "this week", interval=users.interval, ref_id="now"),
            ask(promql.offset(users.active_now, "7d"), "a week before", interval=users.interval, ref_id="before"),
        ],
        description="People who are active, beside the same hour of the week before. A gap between the two that"
        " opens in minutes is an outage that no other panel shows.",
        unit="short",
        look=look,
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
    )


def sessions(users: Users, *, title: str = "Session duration", look: Look = LOOK) -> TimeSeries:
    """How long a session lasts on average.

    Unit: seconds. Source: the product's own summary or histogram.
    """
    spent = promql.sum(promql.rate(users.scope.metric(f"{users.session}_sum")))
    number = promql.sum(promql.rate(users.scope.metric(f"{users.session}_count")))
    return graph(
        title,
        ask(spent / number, "mean", interval=users.interval),
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
    return graph(
        title,
        ask(done / users.active_now, "actions per active user", interval=users.interval),
        description="Actions of the last day per active person. Falling while people stay: something they did is"
        " harder or gone; compare with the use of each feature.",
        unit="short",
        look=look,
    )


def volume(counter: Counter, *, look: Look = LOOK) -> TimeSeries:
    """What is counted, by kind.

    Unit: the counter's, events a second as a rule. Source: the product's own counter.
    """
    return graph(
        counter.title,
        ask(counter.rate(by=counter.by), counter.series(counter.by), interval=counter.interval),
        description=counter.description,
        unit=counter.unit,
        look=look,
    )


def total(counter: Counter, *, title: str, window: str = "1d", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """How often it was counted in a window of time.

    Unit: number of events. Source: the product's own counter.
    """
    return stat(
        title,
        ask(counter.increase(window), title, interval=counter.interval),
        description=counter.describe(f"All of the last {window}."),
        unit="short",
        thresholds=thresholds,
    )


def ranking(counter: Counter, *, window: str = "1d", look: Look = LOOK) -> BarChart:
    """What was counted most in a window of time.

    Unit: the counter's, number of events as a rule. Source: the product's own counter.
    Raises ModelError for a counter without a label to tell its kinds apart.
    """
    if counter.by is None:
        raise ModelError(f"{counter.title}: a ranking has a bar for each kind", hint="give the counter by, its label")
    most = promql.topk(_MOST, counter.increase(window, by=counter.by))
    return BarChart(
        title=counter.title,
        description=counter.describe(f"The {_MOST} highest of the last {window}."),
        queries=ask_now(most, interval=counter.interval),
        unit=counter.unit,
        min=0,
        thresholds=NO_LIMIT,
        # Each bar has its number.
        axis_placement="hidden",
        x_field=counter.by,
        orientation="horizontal",
        show_value="always",
        legend=Legend(show=False),
        tooltip=look.tooltip,
        transformations=[
            SortBy(field_name="Value", desc=True),
            Organize(hide="Time", order=[counter.by, "Value"], rename={"Value": f"Last {window}"}),
        ],
    )


def against_earlier(counter: Counter, *, window: str = "1h", ago: str = "7d") -> promql.Expr:
    """What was counted in the window as a share of the same window so long ago: 0 when it is counted no more."""
    return promql.ratio(counter.increase(window), promql.offset(counter.increase(window), ago))


def against(
    counter: Counter,
    *,
    title: str | None = None,
    window: str = "1h",
    thresholds: Thresholds = NO_LIMIT,
    look: Look = LOOK,
) -> TimeSeries:
    """What is counted as a share of the same time a week before.

    Unit: share, 1 is as many. Source: the product's own counter.
    """
    return graph(
        title or counter.title,
        ask(against_earlier(counter, window=window), "of the week before", interval=counter.interval),
        description=counter.describe(f"The last {window} as a share of the same time a week before: 100 % is as much."),
        unit="percentunit",
        thresholds=thresholds,
        look=look,
    )


def states(things: States, *, title: str = "By state") -> BarGauge:
    """How many things are in each state.

    Unit: number of things. Source: the product's own gauge.
    """
    return bars(
        title,
        ask(
            promql.sum(things.scope.metric(things.metric), by=things.by),
            legend_of(things.by),
            interval=things.interval,
        ),
        description=f"How many there are in each state. Many that wait and few that run: the workers have stopped."
        f" {things.bad.capitalize()}: their log says why, then run them again.",
        unit="short",
    )


def unwanted(things: States, *, title: str = "Failed", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """How many things are in the state that nobody wants.

    Unit: number of things. Source: the product's own gauge.
    """
    bad = promql.sum(things.scope.metric(things.metric, **{things.by: things.bad}))
    return stat(
        title,
        ask(promql.either(bad, promql.vector(0)), things.bad, interval=things.interval),
        description=f"How many are {things.bad}. More than usual: the log lines of the workers say why; mend the cause"
        " before you run them again.",
        unit="short",
        thresholds=thresholds,
    )
