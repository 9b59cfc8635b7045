"""Which datasource the metrics of a board are asked of."""

from collections.abc import Set as AbstractSet

from alerting.alarm import Shown
from dashboards.board import Board
from dashboards.hosts import Hosts
from dashboards.logs import Logs
from dashboards.variables import Choice
from grafmint import Folder, QueryVariable, promql
from grafmint.kit.logs import Stream
from grafmint.model.panel.base import QueryPanel
from grafmint.prometheus import TYPE

from .test_boards import CPU, SYSTEMS

_HOST = Choice(label="instance", metric=promql.metric("node_load1"), title="Host").variable
_LOGS = Logs(stream=Stream(selector='{app="shop"}'), lines=Shown("Lines"))


def _asked(metrics: str | None) -> tuple[AbstractSet[object], AbstractSet[object], AbstractSet[object]]:
    """What the panels of metrics, those of logs and the choices of a board ask; UNSET is the only one of its type."""
    board = Board(
        uid="b",
        title="B",
        description="Fine?",
        folder=Folder(uid="hosts", title="Hosts"),
        tags=(),
        variables=(_HOST,),
        sections=(Hosts(busiest=CPU, cpu=CPU), _LOGS),
        metrics=metrics,
    ).dashboard(SYSTEMS[0].identity)
    panels = [panel for _, panel in board.placed if isinstance(panel, QueryPanel)]
    of_metrics = {panel.datasource for panel in panels if panel.queries[0].datasource_type == TYPE}
    others = {panel.datasource for panel in panels if panel.queries[0].datasource_type != TYPE}
    return of_metrics, others, {each.query.datasource for each in board.variables if isinstance(each, QueryVariable)}


def test_a_board_asks_the_datasource_that_it_names() -> None:
    """Its panels of metrics and its choices do; logs are asked of what keeps them."""
    usual = _asked(None)
    assert _asked("archive") == ({"archive"}, usual[1], {"archive"})
    assert all(len(each) == 1 and "archive" not in each for each in usual)
