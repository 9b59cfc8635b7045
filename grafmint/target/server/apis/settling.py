"""Settling: the mark of what was just written, made right where the server has counted otherwise than it says."""

from grafmint.target.server.apis.board import read_board
from grafmint.target.server.apis.content import remarked
from grafmint.target.server.apis.metadata import Json, read_metadata
from grafmint.target.server.apis.resources import Resources
from grafmint.target.server.apis.saving import ATTEMPTS
from grafmint.target.server.http.faults import Refused, Uncertain


def settle(resources: Resources, written: Json, project: str) -> None:
    """Make the mark right where the server has counted otherwise, as it does where it sees no change.

    Until then it is ahead: what somebody saves meanwhile passes for ours by it.
    """
    there: Json | None = written
    version = read_metadata(written).generation
    for _ in range(ATTEMPTS):
        board = read_board(there, project) if there is not None else None
        if there is None or board is None or board.meta.mark is None:
            return
        # What somebody has edited since is to be one.
        if board.is_as_written == (board.meta.generation == version):
            return
        try:
            resources.replace(remarked(there, board.meta.mark, version))
        except (Refused, Uncertain):
            # Perhaps it is there, or only what stands beside the document has changed.
            there = resources.find(board.meta.name)
        else:
            return
