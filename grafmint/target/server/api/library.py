"""The library: all panels in it that these credentials can see, in as many words as its list has for them.

Source: https://grafana.com/docs/grafana/latest/developers/http_api/library_element/
"""

from itertools import count
from typing import Any
from urllib.parse import quote

from grafmint.target.server.http.client import Http
from grafmint.target.server.http.faults import Forbidden

Json = dict[str, Any]
ALL = "/api/library-elements"
#: The library holds variables too, which no version makes.
PANEL = 1
#: The list has so many on a page, unless more are asked for.
_PAGE = 100


def read_library(http: Http) -> list[Json]:
    """The panels of the library, page by page; its count of them all leaves out those of the top level."""
    found: list[Json] = []
    for number in count(1):
        page = http.find(ALL, kind=PANEL, perPage=_PAGE, page=number)
        elements: list[Json] = page["result"]["elements"] if isinstance(page, dict) else []
        found += elements
        if len(elements) < _PAGE:
            break
    return found


def users_of(http: Http, uid: str) -> list[str]:
    """The uids of the dashboards that show a panel, as far as these credentials may see them."""
    found = http.find(f"{path_of(uid)}/connections")
    return [each["connectionUid"] for each in found["result"]] if isinstance(found, dict) else []


def is_there(http: Http, uid: str) -> bool:
    """Whether the library has a panel; who may not see it does not know that it is missing."""
    try:
        return http.find(path_of(uid)) is not None
    except Forbidden:
        return True


def path_of(uid: str) -> str:
    """Where a panel of the library is asked for."""
    return f"{ALL}/{quote(uid, safe='')}"
