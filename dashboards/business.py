"""Business analytics: do people use the product, more or less than before, and what for."""

from collections.abc import Iterator

import attrs

from dashboards.theme import LOOK, deployments, siblings
from grafmint import Dashboard, Panel, Row
from grafmint.kit import business
from systems.system import Business, System, given


def business_analytics(system: System) -> Dashboard:
    """The people in the product, what they do, and what goes wrong for them."""
    here = given(system.business, "business board")
    return Dashboard(
        uid=here.board.uid,
        title=here.board.title,
        description="Do people use the product? Top: now, and against last week. Below: what for, and what stops them.",
        folder=here.board.folder,
        tags=[system.tag, "business"],
        annotations=deployments(system),
        links=siblings(system),
        time_from=here.board.time_from,
        auto_refresh=here.board.refresh,
        cursor_sync="Crosshair",
        rows=[
            Row(title="Am I fine?", panels=list(_now(system, here))),
            Row(title="Trends", columns=3, panels=list(_trends(system, here))),
            Row(
                title="What for?",
                panels=[attrs.evolve(business.ranking(counter, look=LOOK), width=24) for counter in here.rankings],
            ),
        ],
    )


def _now(system: System, here: Business) -> Iterator[Panel]:
    if system.users:
        yield business.active(system.users)
        yield business.against_last_week(system.users, thresholds=system.limits.usage)
    for counter in here.volumes:
        yield business.total(counter, title=f"{counter.title}, last day")


def _trends(system: System, here: Business) -> Iterator[Panel]:
    if system.users:
        yield attrs.evolve(business.activity(system.users, title=here.activity, look=LOOK), width=12)
        yield attrs.evolve(
            business.week_over_week(system.users, title=here.trends, thresholds=system.limits.usage, look=LOOK),
            width=12,
        )
        yield business.engagement(system.users, title=here.engagement, look=LOOK)
    for counter in here.volumes:
        yield business.volume(counter, look=LOOK)
