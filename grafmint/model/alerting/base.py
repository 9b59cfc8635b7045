"""Rule: what every alert rule has, on a panel or by itself.

Source: https://grafana.com/docs/grafana/latest/alerting/fundamentals/alert-rules/
"""

from collections.abc import Mapping
from typing import ClassVar, Literal

import attrs

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.alerting.group import RuleGroup
from grafmint.model.alerting.label import check_annotations, check_labels
from grafmint.model.alerting.length import check_length, length
from grafmint.model.alerting.name import check_name
from grafmint.model.alerting.url import check_url
from grafmint.model.base import Traced, frozen, unwritten
from grafmint.model.folder import Folder
from grafmint.model.uid import check_uid

#: The annotations that have an option of their own.
_SAID = ("summary", "description", "runbook_url")


@frozen(kw_only=True)
class Rule(Traced):
    """The base of alert rules.

    `pending_period` is how long the condition must hold before the alert fires, `keep_firing_for` how long it goes on
    afterwards. `rate_interval` stands for `$__rate_interval` and `$__interval`, which alerting has not; `time_range` is
    how far back a query looks that is not asked at one instant. `summary` and the other annotations may use
    `{{ $value }}` and `{{ $labels.name }}`.
    """

    known_as: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("for", "for_", "duration"), "pending_period"),
        "severity": "level",
        "interval": "group=RuleGroup(name=…, interval=…)",
        "runbook": "runbook_url",
        "title": "name",
    }

    name: str
    pending_period: str = length(default="5m")
    keep_firing_for: str | Unset = length()
    summary: str | Unset = unwritten()
    description: str | Unset = unwritten()
    runbook_url: str | Unset = unwritten()
    labels: Mapping[str, str] = unwritten(default=attrs.Factory(dict))
    annotations: Mapping[str, str] = unwritten(default=attrs.Factory(dict))
    no_data_state: Literal["NoData", "OK", "Alerting", "KeepLast"] = unwritten(default="NoData")
    exec_err_state: Literal["Error", "OK", "Alerting", "KeepLast"] = unwritten(default="Error")
    is_paused: bool = unwritten(default=False)
    folder: Folder | Unset = unwritten()
    group: RuleGroup | Unset = unwritten()
    rate_interval: str = length(default="5m")
    time_range: str = length(default="10m")
    uid: str | Unset = unwritten()

    def _validate(self) -> None:
        kind = type(self).__name__
        owner = f"{kind} {self.name!r}"
        if not self.name.strip():
            raise ModelError(f"{kind}: the name is empty", hint="write what is wrong when it fires")
        check_name(owner, self.name)
        if not isinstance(self.uid, Unset):
            check_uid(owner, self.uid)
        check_length(owner, "pending_period", self.pending_period)
        check_length(owner, "keep_firing_for", self.keep_firing_for)
        check_length(owner, "rate_interval", self.rate_interval, positive=True)
        check_length(owner, "time_range", self.time_range, positive=True)
        check_labels(owner, self.labels)
        check_annotations(owner, self.annotations, (name for name in _SAID if getattr(self, name)))
        if not isinstance(self.runbook_url, Unset):
            check_url(owner, "runbook_url", self.runbook_url)
