"""MetricsQL: datasources of type prometheus that are a VictoriaMetrics, whose language has more than PromQL."""

from grafmint.bundle import Bundle
from grafmint.promql.metricsql import metricsql_in
from grafmint.promql.parse import Verdict

_PROMETHEUS = "prometheus"


def takes_metricsql(datasource: str, bundle: Bundle) -> bool:
    """Whether the project says that it is a VictoriaMetrics; of what is no uid of its own, where all of them are."""
    known = frozenset(uid for uid, type_ in bundle.datasources.items() if type_ == _PROMETHEUS)
    listed = frozenset(bundle.demands.metricsql)
    return datasource in listed or (datasource not in known and known <= listed and bool(listed))


def way_out(verdict: Verdict, text: str) -> str | None:
    """What to do with a query that is no PromQL and looks like MetricsQL."""
    found = metricsql_in(text, verdict.message or "")
    return found and f"{found}; if the datasource is one, name it in [check] metricsql"
