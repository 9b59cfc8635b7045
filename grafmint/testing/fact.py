"""Fact: something that releases of Grafana do, since which and before which, and how it is known."""

from typing import Literal

import attrs

Number = tuple[int, int]
#: How a fact is known: seen on a real server, published docs or threads, a schema, server code that was read, what
#: another published client does, or by nothing that was checked.
Evidence = Literal["R", "D", "S", "C", "T", "U"]

#: Where they stand: docs of the older API, threads, the newest code, and that of the last 12 with the tables of old.
HTTP_API = "https://grafana.com/docs/grafana/latest/developers/http_api"
THREADS = "https://github.com/grafana/grafana"
CODE = f"{THREADS}/blob/main"
CODE_12 = f"{THREADS}/blob/v12.2.0"

_FIRST: Number = (0, 0)
_NEVER: Number = (99, 0)


@attrs.frozen(kw_only=True)
class Fact:
    """What releases from `since` on do, before `until`."""

    since: Number = _FIRST
    until: Number = _NEVER
    evidence: Evidence
    says: str
    source: str = ""
