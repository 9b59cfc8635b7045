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
            "(did you mean 'prom'?)"
        )
    ]


def test_without_an_environment_nothing_is_known() -> None:
    """A file of no project may name any datasource, and ours are resolved before."""
    document = board(panel(datasource={"type": "prometheus", "uid": "x"}))
    assert found(document, foreign=True) == []
    assert found(document, datasources=KNOWN) == []
