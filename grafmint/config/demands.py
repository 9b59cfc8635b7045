"""`[check]` of grafmint.toml: what the project asks of its dashboards and queries beyond what Grafana does."""

from grafmint.config.length import length
from grafmint.config.table import Table
from grafmint.environment import Demands
from grafmint.suggest import hint

#: What a dashboard may be required to say, in the words of its JSON.
REQUIRED = ("description", "refresh", "time")


def demands(table: Table) -> Demands:
    """The section; what it leaves out is not asked."""
    found = Demands(
        max_panels=table.whole("max_panels"),
        panel_types=table.texts("panel_types") or (),
        require=_require(table),
        min_range=length(table, "min_range", "5m", "1h"),
        min_rate_window=length(table, "min_rate_window", "1m", "90s"),
        high_cardinality=table.texts("high_cardinality") or (),
        long_term=table.texts("long_term") or (),
        metricsql=table.texts("metricsql") or (),
    )
    table.close()
    return found


def _require(table: Table) -> tuple[str, ...]:
    words = table.texts("require") or ()
    for index, word in enumerate(table.data["require"] if words else ()):
        if isinstance(word, str) and word and word not in REQUIRED:
            problem = f"is {word!r}, which no dashboard can be required to say"
            table.document.report("bad-value", (*table.keys, "require", index), problem, hint(word, REQUIRED))
    return words
