"""History: the states of a dashboard that are kept, and among them the last one that a sync wrote.

Source: https://grafana.com/docs/grafana/latest/developer-resources/api-reference/http-api/resource-history/
"""

from grafmint.target.server.api import history as legacy
from grafmint.target.server.apis.board import read_board
from grafmint.target.server.apis.resources import Resources
from grafmint.target.server.http.faults import Refused
from grafmint.target.server.proof.verdict import Written

#: What a server may say that does not know the question.
_UNKNOWN = frozenset({400, 404, 405})


def last_write(resources: Resources, uid: str, project: str) -> Written | None:
    """The newest kept state that is as its mark says."""
    is_older = False
    try:
        for found in resources.history(uid):
            board = read_board(found, project)
            mark = board.proof() if board.meta.unwritable is None else None
            if mark is not None:
                return Written(mark, board.stored)
            is_older = is_older or board.mark is not board.meta.mark
    except Refused as refused:
        # Of an object's history only the stable versions of the API are said to tell.
        if refused.status not in _UNKNOWN:
            raise
        is_older = True
    # What was written through `/api` is there as it was sent, and here as the server shows it today.
    return legacy.last_write(resources.http, uid, project) if is_older else None
