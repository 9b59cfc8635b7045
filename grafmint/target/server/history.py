"""History: the stored versions of a dashboard, and among them the last one that a sync of ours wrote.

Source: https://grafana.com/docs/grafana/latest/developers/http_api/dashboard_versions/
"""

from collections.abc import Iterator
from urllib.parse import quote

from grafmint.plan.snapshot import Base
from grafmint.target.server.board import Live, read_board
from grafmint.target.server.faults import Refused
from grafmint.target.server.http import Http

# The server keeps 20 unless it is told otherwise, and answers without a limit with fewer.
_MOST = 1000


def base(http: Http, uid: str, project: str) -> Base | None:
    """What a sync of the project wrote last: the newest stored version whose mark says that it made this version.

    The data is asked, never the message: anybody can write a message, and the list shows another one for version 1.
    """
    for version in versions(http, uid):
        live = _stored(http, uid, project, version)
        if live is not None and live.mark is not None and live.is_as_written(project, uid):
            return Base(document=live.document, folder=live.mark.folder)
    return None


def versions(http: Http, uid: str) -> Iterator[int]:
    """The numbers of the stored versions, newest first."""
    found = http.find(f"/api/dashboards/uid/{quote(uid, safe='')}/versions", limit=_MOST)
    # A bare list before Grafana 11.6, an object since.
    listed = found.get("versions", ()) if isinstance(found, dict) else found or ()
    numbers = [each.get("version") for each in listed if isinstance(each, dict)]
    yield from sorted((number for number in numbers if isinstance(number, int)), reverse=True)


def _stored(http: Http, uid: str, project: str, version: int) -> Live | None:
    try:
        found = http.find(f"/api/dashboards/uid/{quote(uid, safe='')}/versions/{version}")
    except Refused:
        # Cleaned up since it was listed, which is an internal error to Grafana.
        return None
    data = found.get("data") if isinstance(found, dict) else None
    return read_board(data, project, version=version) if isinstance(data, dict) else None
