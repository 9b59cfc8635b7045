"""Opened: a dashboard that others made as Grafana's page has it once it has opened it, whoever saved it last."""

from collections.abc import Mapping
from typing import Any

import orjson

from grafmint.plan.opened.old_rows import on_grid
from grafmint.plan.opened.silence import silenced

__all__ = ["on_grid", "opened", "opened_document", "silenced"]


def opened(board: Mapping[str, Any]) -> dict[str, Any]:
    """The dashboard with its rows on the grid, and without what says nothing."""
    return silenced(on_grid(board))


def opened_document(document: bytes) -> bytes:
    """The same of a document; what is no JSON object is left as it is."""
    found = orjson.loads(document)
    return orjson.dumps(opened(found), option=orjson.OPT_SORT_KEYS) if isinstance(found, dict) else document
