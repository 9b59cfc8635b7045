"""rate-window: a counter's growth is measured over less time than the project wants."""

import re
from collections.abc import Iterator

from grafmint.bundle import Bundle
from grafmint.check.document import Document
from grafmint.check.query import queries
from grafmint.check.reach import length, read_gently
from grafmint.duration import milliseconds
from grafmint.finding import Finding
from grafmint.promql.structure.tree import Call, Node, Window, inner

_WINDOW = re.compile(r"\[\s*(\d[\da-z]*)\s*[\]:]", re.ASCII)
_RATES = frozenset({"rate", "irate", "increase"})


def rate_window(document: Document, bundle: Bundle) -> Iterator[Finding]:
    """Windows below `min_rate_window`: one lost scrape leaves a gap in them; variables are left alone."""
    wanted = bundle.demands.min_rate_window
    if wanted is None:
        return
    limit = milliseconds(wanted) or 0

    def likely(text: str) -> bool:
        return any((milliseconds(window) or 0) < limit for window in _WINDOW.findall(text))

    for query in queries(document, bundle, likely):
        root = read_gently(query.expr)
        for window in _short(root, limit) if root is not None else ():
            message = f"a rate is measured over {window.text}, and [check] min_rate_window is {wanted}"
            way_out = f"write [{wanted}] or more" if query.panel is None else f"write [$__rate_interval] or [{wanted}]"
            yield query.finding("rate-window", "warning", message, hint=way_out, part=f"[{window.text}]")


def _short(node: Node, limit: int) -> Iterator[Window]:
    for each in inner(node):
        if isinstance(node, Call) and node.name in _RATES and isinstance(each, Window) and 0 < length(each) < limit:
            yield each
        yield from _short(each, limit)
