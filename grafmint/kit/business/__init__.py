"""Business: what people do with a product, counted by the product itself."""

from grafmint.kit.business.counter import Counter, against, against_earlier, ranking, total, volume
from grafmint.kit.business.state import States, states, unwanted
from grafmint.kit.business.user import (
    Users,
    active,
    activity,
    against_last_week,
    concurrent,
    engagement,
    sessions,
    week_over_week,
)

__all__ = [
    "Counter",
    "States",
    "Users",
    "active",
    "activity",
    "against",
    "against_earlier",
    "against_last_week",
    "concurrent",
    "engagement",
    "ranking",
    "sessions",
    "states",
    "total",
    "unwanted",
    "volume",
    "week_over_week",
]
