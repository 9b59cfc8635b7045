"""TextEngine: who fills in the texts of alerts, and what it knows.

Sources: https://prometheus.io/docs/prometheus/latest/configuration/template_reference/ and
https://grafana.com/docs/grafana/latest/alerting/alerting-rules/templates/reference/
"""

import attrs

LABELS = "$labels"
#: Of Go itself and of Prometheus, whose functions Grafana has as well.
_SHARED = frozenset(
    [
        "and", "call", "eq", "ge", "gt", "html", "index", "js", "le", "len", "lt", "ne", "not", "or", "print", "printf",
        "println", "slice", "urlquery",
        "args", "externalURL", "first", "graphLink", "humanize", "humanize1024", "humanizeDuration",
        "humanizePercentage", "humanizeTimestamp", "label", "match", "now", "parseDuration", "parseDurationTime",
        "pathPrefix", "query", "reReplaceAll", "safeHtml", "sortByLabel", "stripDomain", "stripPort", "strvalue",
        "tableLink", "title", "tmpl", "toDuration", "toLower", "toTime", "toUpper", "urlQueryEscape", "value",
    ]
)  # fmt: skip
_OF_GRAFANA = frozenset(
    {"deduplicate", "filterLabels", "filterLabelsRe", "mergeLabelValues", "removeLabels", "removeLabelsRe"}
)


@attrs.frozen(kw_only=True)
class TextEngine:
    """Its functions and variables, and the labels that it adds to those of a query."""

    name: str
    functions: frozenset[str]
    variables: frozenset[str]
    adds: frozenset[str]


GRAFANA = TextEngine(
    name="Grafana",
    functions=_SHARED | _OF_GRAFANA,
    variables=frozenset({LABELS, "$values", "$value"}),
    adds=frozenset({"alertname", "grafana_folder", "datasource_uid", "ref_id"}),
)
PROMETHEUS = TextEngine(
    name="Prometheus",
    functions=_SHARED,
    variables=frozenset({LABELS, "$value", "$externalLabels", "$externalURL"}),
    adds=frozenset({"alertname"}),
)
