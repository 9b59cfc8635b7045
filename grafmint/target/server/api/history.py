"""History: the stored versions of a dashboard, and among them the last one that a sync wrote.

Source: https://grafana.com/docs/grafana/latest/developers/http_api/dashboard_versions/
"""

import re
from collections.abc import Iterator
from itertools import count

from grafmint.target.server.api.board import Json, path_of, read_board
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.faults import Refused
from grafmint.target.server.proof.verdict import Written

_PAGE = 20
_INTERNAL_ERROR = 500
_GONE = re.compile("not found|version.*found none", re.IGNORECASE)


def last_write(http: Http, uid: str, project: str) -> Written | None:
    """What a sync wrote last, whoever's: the newest stored version whose mark says that it made this very version.

    The data is asked, never the message: anybody can write a message, and the list shows another one for version 1.
    """
    for version, data in versions(http, uid):
        stored = data if data is not None else _data(http, uid, version)
        live = read_board(stored, project, version=version) if stored is not None else None
        mark = live.proof(uid) if live is not None else None
        if live is not None and mark is not None:
            return Written(mark, live.stored)
    return None


def versions(http: Http, uid: str) -> Iterator[tuple[int, Json | None]]:
    """The numbers of the stored versions, newest first, with their data where the list has it."""
    for start in count(0, _PAGE):
        found = http.find(f"{path_of(uid)}/versions", limit=_PAGE, start=start)
        # A bare list before Grafana 11.6, an object since.
        listed = found.get("versions", ()) if isinstance(found, dict) else found or ()
        numbered = [each for each in listed if isinstance(each, dict) and isinstance(each.get("version"), int)]
        for each in sorted(numbered, key=lambda each: each["version"], reverse=True):
            data = each.get("data")
            yield each["version"], data if isinstance(data, dict) and data else None
        if len(listed) < _PAGE:
            return


def _data(http: Http, uid: str, version: int) -> Json | None:
    try:
        found = http.find(f"{path_of(uid)}/versions/{version}")
    except Refused as refused:
        # Cleaned up since it was listed: an internal error to Grafana 9. Any other refusal hides what is there.
        if refused.status != _INTERNAL_ERROR or not _GONE.search(refused.said or ""):
            raise
        return None
    data = found.get("data") if isinstance(found, dict) else None
    return data if isinstance(data, dict) else None
