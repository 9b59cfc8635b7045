"""Alert: an alert on a panel, from the panel's own query and number."""

from typing import Any, Literal

import attrs

from grafmint._unset import Unset
from grafmint.model.alerting.base import Rule
from grafmint.model.base import at, frozen, unwritten
from grafmint.model.query import Query


def _instead_of(level: Any) -> str | None:
    """The rule that can have a level which no number of a panel has."""
    if level != "info":
        return None
    return 'a panel\'s number is warning or critical: AlertRule(level="info", condition=…) takes info'


@frozen(kw_only=True)
class Alert(Rule):
    """Fires where the panel's query passes the `level` number of the panel's thresholds.

    `level` is also its label `severity`, unless `labels` says otherwise. A panel with several queries needs `query`,
    one of them or its refId. Left out, `folder` is the dashboard's, and the group is named like the dashboard's uid.
    """

    level: Literal["warning", "critical"] = attrs.field(metadata=at(None, way_out=_instead_of))
    query: Query | str | Unset = unwritten()
