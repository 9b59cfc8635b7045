"""Links: from a dashboard, from a panel, from a value, and into Explore.

Source: https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/manage-dashboard-links/
"""

import re
from collections.abc import Iterable
from typing import Literal
from urllib.parse import quote

import attrs
import orjson

from grafmint._unset import UNSET, Unset
from grafmint.errors import ModelError
from grafmint.model.base import ROOT, UNWRITTEN, Json, Model, Parts, Traced, field, frozen, many, unwritten
from grafmint.model.context import Context
from grafmint.model.query import Query


def _strings(value: str | Iterable[str]) -> tuple[str, ...]:
    return many(value)


@frozen(kw_only=True)
class DashboardLink(Model):
    """A link in the head of a dashboard: to a `url`, or to all dashboards that carry `tags`."""

    title: str
    url: str | Unset = field()
    tags: tuple[str, ...] = attrs.field(default=(), converter=_strings)
    icon: Literal["external link", "dashboard", "question", "info", "bolt", "doc", "cloud"] = field(
        default="external link", always=True
    )
    tooltip: str = field(default="", always=True)
    as_dropdown: bool = field(default=False, always=True)
    target_blank: bool = field(default=False, always=True)
    include_vars: bool = field(default=False, always=True)
    keep_time: bool = field(default=False, always=True)

    def _validate(self) -> None:
        if bool(self.url is not UNSET) == bool(self.tags):
            raise ModelError(f"DashboardLink {self.title!r} needs a url or tags", hint="write exactly one of them")

    def _assemble(self, parts: Parts, context: Context) -> Json:
        link = parts[ROOT]
        link["type"] = "dashboards" if self.tags else "link"
        link["tags"] = list(self.tags)
        return link


@frozen(kw_only=True)
class DataLink(Model):
    """A link from a panel or from a value in it; the url may use `${__value.raw}` and its like."""

    title: str
    url: str
    target_blank: bool | Unset = field()


@frozen(kw_only=True)
class ExploreLink(Traced):
    """A link that opens Explore with a query: `ExploreLink(title="Logs", query=loki.Query(expr=…))`.

    The address form is the one of Grafana 9, which newer versions still read.
    Source: https://grafana.com/docs/grafana/latest/explore/
    """

    title: str
    query: Query = attrs.field(metadata=UNWRITTEN)
    time_from: str = unwritten(default="${__from}")
    time_to: str = unwritten(default="${__to}")
    target_blank: bool | Unset = field()

    def _assemble(self, parts: Parts, context: Context) -> Json:
        query = {**context.encode(self.query)}
        if isinstance(query.get("expr"), str):
            query["expr"] = _several_as_regex(query["expr"])
        reference = context.datasource(self.query.datasource, self.query.datasource_type, self.query)
        query |= {"refId": "A", "datasource": reference}
        state = {
            "datasource": reference["uid"],
            "queries": [query],
            "range": {"from": self.time_from, "to": self.time_to},
        }
        # `$`, `{` and `}` stay as they are: the page replaces variables in the finished address.
        left = quote(orjson.dumps(state, option=orjson.OPT_SORT_KEYS), safe="${}:_")
        return {**parts[ROOT], "url": f"/explore?left={left}"}


# In a matcher by regular expression a panel's query gets several values as (a|b), an address gets them as {a,b}.
_IN_REGEX = re.compile(r"""([=!]~\s*"[^"]*?)\$(?:\{(\w+)\}|(?!__)(\w+))""")


def _several_as_regex(expr: str) -> str:
    return _IN_REGEX.sub(lambda found: f"{found[1]}${{{found[2] or found[3]}:regex}}", expr)


AnyLink = DataLink | ExploreLink
