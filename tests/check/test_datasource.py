"""unknown-datasource."""

import pytest

from tests.check.boards import PROM, board, found, panel, said, target

KNOWN = {"prom": "prometheus", "loki": "loki"}


@pytest.mark.parametrize(
    "datasource",
    [
        PROM,
        {"type": "prometheus", "uid": "${datasource}"},
        {"type": "datasource", "uid": "-- Mixed --"},
        {"type": "datasource", "uid": "grafana"},
        {"type": "__expr__", "uid": "__expr__"},
        {"type": "prometheus"},
        "Prometheus",
        None,
    ],
)
def test_known_and_builtin_datasources_pass(datasource: object) -> None:
    """The environment's uids, Grafana's own, variables and what names no uid are fine."""
    assert found(board(panel(datasource=datasource)), foreign=True, datasources=KNOWN) == []


def test_an_unknown_uid_is_a_warning() -> None:
    """Others' dashboards that name a datasource of another server are warned of, with the nearest uid."""
    document = board(panel(targets=[target("up", datasource={"type": "prometheus", "uid": "promm"})]))
    assert said(found(document, foreign=True, datasources=KNOWN)) == [
        (
            "warning unknown-datasource /panels/0/targets/0: datasource uid 'promm' is not in this environment "
            "(1 query) (did you mean 'prom'? Or write a uid that this Grafana has, or a datasource variable; "
            'if it has this one, map a logical name to it: [env.NAME] datasources = { NAME = "promm" })'
        )
    ]


def test_an_unknown_uid_is_told_once() -> None:
    """A board says each uid once, with its queries counted: those of their own and those of the panel's."""
    lost = {"type": "prometheus", "uid": "PD8C"}
    one = panel("A", datasource=lost, targets=[target("up"), target("up", "B", datasource=PROM)])
    two = panel("B", x=6, targets=[target("up", datasource=lost)])
    three = panel("C", x=12, datasource={"type": "loki", "uid": "QQQQ"})
    way = (
        "write a uid that this Grafana has, or a datasource variable; "
        "if it has this one, map a logical name to it: [env.NAME] datasources"
    )
    assert said(found(board(one, two, three), foreign=True, datasources=KNOWN)) == [
        (
            "warning unknown-datasource /panels/0: datasource uid 'PD8C' is not in this environment (2 queries) "
            f'({way} = {{ NAME = "PD8C" }})'
        ),
        (
            "warning unknown-datasource /panels/2: datasource uid 'QQQQ' is not in this environment "
            f'({way} = {{ NAME = "QQQQ" }})'
        ),
    ]


def test_without_an_environment_nothing_is_known() -> None:
    """A file of no project may name any datasource, and ours are resolved before."""
    document = board(panel(datasource={"type": "prometheus", "uid": "x"}))
    assert found(document, foreign=True) == []
    assert found(document, datasources=KNOWN) == []
