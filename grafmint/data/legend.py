"""Legend: the name that Grafana gives a series of Prometheus or Loki, by the format of its query.

Source: https://grafana.com/docs/grafana/latest/datasources/prometheus/query-editor/#legend
"""

import json
import re
from collections.abc import Mapping

_AUTO = "__auto"
_END = "}}"
_LABEL = re.compile(rf"\{{\{{(.+?){_END}", re.DOTALL)


def series_name(form: str, labels: Mapping[str, str], expr: str) -> str:
    """The name of a series, empty where Grafana leaves it to the panel."""
    if form == _AUTO:
        name = "" if labels else "{}"
    elif form:
        name = _filled(form, labels)
    else:
        name = metric_text(labels)
    return expr if name == "{}" else name


def _filled(form: str, labels: Mapping[str, str]) -> str:
    # Whatever begins before the last end has one; behind it every beginning would be searched for in vain.
    filled, end, rest = form.rpartition(_END)
    return _LABEL.sub(lambda found: labels.get(found[1].strip(), ""), filled + end) + rest


def metric_text(labels: Mapping[str, str]) -> str:
    """A series as Prometheus writes it, `up{job="api"}`."""
    others = sorted(f"{name}={json.dumps(value)}" for name, value in labels.items() if name != "__name__")
    metric = labels.get("__name__", "")
    return f"{metric}{{{', '.join(others)}}}" if others or not metric else metric
