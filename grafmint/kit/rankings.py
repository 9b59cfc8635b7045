"""Rankings: what there is most of, one bar below the other."""

from grafmint import promql
from grafmint.kit.look import NO_LIMIT, Look, ask_now
from grafmint.model.fields import Legend, Override, by_type
from grafmint.model.panel.barchart import BarChart
from grafmint.transform import Organize, SortBy
from grafmint.units import CustomUnit, Unit

#: How many bars are told apart at a glance.
MOST = 10


def ranking(  # noqa: PLR0913  # what a ranking can differ in, and no more
    title: str,
    expr: promql.Expr,
    by: str,
    *,
    description: str,
    unit: Unit | CustomUnit,
    called: str,
    interval: str,
    look: Look,
) -> BarChart:
    """The highest values of an expression by a label, the highest on top; `called` is what their column is."""
    return BarChart(
        title=title,
        description=description,
        queries=ask_now(promql.topk(MOST, expr), interval=interval),
        unit=unit,
        min=0,
        thresholds=NO_LIMIT,
        x_field=by,
        orientation="horizontal",
        show_value="always",
        legend=Legend(show=False),
        tooltip=look.tooltip,
        # Each bar has its number. The axis of the names, whose type is string, stays.
        overrides=Override(matcher=by_type("number"), axis_placement="hidden"),
        transformations=[
            SortBy(field_name="Value", desc=True),
            Organize(hide="Time", order=[by, "Value"], rename={"Value": called}),
        ],
    )
