"""Everything typed by Alertmanager: its datasource; it answers no queries.

Source: https://grafana.com/docs/grafana/latest/datasources/alertmanager/
"""

from typing import ClassVar, Literal

from grafmint._unset import Unset
from grafmint.model.base import frozen
from grafmint.model.datasource import Datasource as _Datasource
from grafmint.model.datasource import json_data

TYPE = "alertmanager"


@frozen(kw_only=True)
class Datasource(_Datasource):
    """An Alertmanager, plain (`implementation="prometheus"`) or the one inside Mimir or Cortex.

    `handle_grafana_managed_alerts=True` sends it the alerts of Grafana's own rules too.
    """

    type: ClassVar[str] = TYPE

    implementation: Literal["prometheus", "mimir", "cortex"] = json_data(default="prometheus", always=True)
    handle_grafana_managed_alerts: bool | Unset = json_data()
