"""Spelling: how the values of a variable are written into a query, in the format that it or its datasource wants.

Source: https://grafana.com/docs/grafana/latest/dashboards/variables/variable-syntax/#advanced-variable-format-options
"""

import html
import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from urllib.parse import quote

from grafmint.data.choices import Choice

Spelling = Callable[[Choice], str]

_REGEX = re.compile(r"[\\^$*+?.()|\[\]{}/-]")
_PROMETHEUS = re.compile(r"[$^*{}\[\]'+?.()|]")
_LUCENE = re.compile(r'([!*+\-=<>\s&|()\[\]{}^~?:\\/"])')
_MOMENT = (("YYYY", "%Y"), ("MM", "%m"), ("DD", "%d"), ("HH", "%H"), ("mm", "%M"), ("ss", "%S"))


def glob(choice: Choice) -> str:
    """`a`, or `{a,b}`: what Grafana writes where nothing else is asked for."""
    return choice.values[0] if len(choice.values) == 1 else f"{{{','.join(choice.values)}}}"


def regex(choice: Choice) -> str:
    """`a`, or `(a|b)`, with what means something in a regular expression escaped."""
    return _alternatives([_REGEX.sub(r"\\\g<0>", value) for value in choice.values])


def prometheus(choice: Choice) -> str:
    """As `regex`, escaped once more because it stands in a string; a variable of one value only as in a string."""
    if not choice.several:
        return choice.values[0].replace("\\", "\\\\").replace("'", "\\\\'")
    return _alternatives([_in_string(value) for value in choice.values])


def loki(choice: Choice) -> str:
    """As Prometheus has it, without parentheses."""
    return prometheus(choice) if not choice.several else "|".join(_in_string(value) for value in choice.values)


def sql(choice: Choice) -> str:
    """`a`, or `'a','b'` for a variable that may have several."""
    return _quoted(choice, "''") if choice.several else choice.values[0]


def lucene(choice: Choice) -> str:
    """`a`, or `("a" OR "b")`, escaped."""
    values = [value if _is_number(value) else _LUCENE.sub(r"\\\1", value) for value in choice.values]
    if not choice.several:
        return values[0]
    alternatives = " OR ".join(f'"{value}"' for value in values)
    return f"({alternatives})"


def spelled(choice: Choice, form: str | None, default: Spelling) -> str:
    """The choice in a format of Grafana's, such as `csv` or `date:seconds`; an unknown one is `glob`."""
    if form == "text":
        return choice.text
    if form is None:
        return choice.values[0] if choice.verbatim else default(choice)
    name, _, argument = form.partition(":")
    if name == "date":
        return _date(choice.values[0], argument or "iso")
    # A custom value for all of them is never changed.
    return choice.values[0] if choice.verbatim else _FORMATS.get(name, glob)(choice)


def _alternatives(values: list[str]) -> str:
    return values[0] if len(values) == 1 else f"({'|'.join(values)})"


def _in_string(value: str) -> str:
    return _PROMETHEUS.sub(r"\\\\\g<0>", value.replace("\\", "\\\\\\\\"))


def _quoted(choice: Choice, escaped: str, mark: str = "'") -> str:
    return ",".join(f"{mark}{value.replace(mark, escaped)}{mark}" for value in choice.values)


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


def _distributed(choice: Choice) -> str:
    first, *others = choice.values
    return ",".join([first, *(f"{choice.name}={value}" for value in others)])


def _json(choice: Choice) -> str:
    value = choice.values[0] if not choice.several else list(choice.values)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _query_parameter(choice: Choice) -> str:
    return "&".join(f"var-{choice.name}={quote(value, safe='')}" for value in choice.values)


def _date(value: str, form: str) -> str:
    if not value.isdecimal():
        return "NaN"
    if form in {"ms", "seconds"}:
        return value if form == "ms" else str(round(int(value) / 1000))
    at = datetime.fromtimestamp(int(value) / 1000, UTC)
    if form == "iso":
        return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03}Z"
    for moment, directive in _MOMENT:
        form = form.replace(moment, directive)
    return at.strftime(form)


_FORMATS: Mapping[str, Spelling] = {
    "raw": lambda choice: ",".join(choice.values),
    "csv": lambda choice: ",".join(choice.values),
    "pipe": lambda choice: "|".join(choice.values),
    "regex": regex,
    "glob": glob,
    "distributed": _distributed,
    "html": lambda choice: html.escape(", ".join(choice.values)),
    "json": _json,
    "lucene": lucene,
    "percentencode": lambda choice: quote(glob(choice), safe=""),
    "queryparam": _query_parameter,
    "singlequote": lambda choice: _quoted(choice, "\\'"),
    "doublequote": lambda choice: _quoted(choice, '\\"', '"'),
    "sqlstring": lambda choice: _quoted(choice, "''"),
}
