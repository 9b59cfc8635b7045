"""PagerDuty: pages whoever is on call.

Source: https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/pager-duty/
"""

from collections.abc import Mapping
from typing import ClassVar

import attrs

from grafmint._unset import Unset
from grafmint.model.alerting.integration.base import Integration
from grafmint.model.base import UNWRITTEN, field, frozen
from grafmint.model.secret import Secret


@frozen(kw_only=True)
class PagerDuty(Integration):
    """Pages through the Events API; `integration_key` is the service's."""

    type: ClassVar[str] = "pagerduty"
    known_as: ClassVar[Mapping[str, str]] = {"routing_key": "integration_key", "service_key": "integration_key"}

    integration_key: Secret = attrs.field(metadata=UNWRITTEN)
    severity: str | Unset = field()
    component: str | Unset = field()
    group: str | Unset = field()
    summary: str | Unset = field()
