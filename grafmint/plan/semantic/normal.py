"""Normal form: a document without what its schema, its server or the page that saved it makes of it."""

import orjson

from grafmint.bundle import Kind
from grafmint.plan.semantic import resources
from grafmint.plan.semantic.board import board
from grafmint.plan.semantic.tree import Tree


def normal(kind: Kind, document: bytes, folder: str | None = None) -> Tree:
    """The tree of a document; `folder` is where a dashboard lies, None at the top level.

    Raises ValueError when the bytes are no JSON object, or one that is nested too deeply to be Grafana's.
    """
    loaded = orjson.loads(document)
    if not isinstance(loaded, dict):
        raise ValueError("no JSON object")  # noqa: TRY004  # the value is wrong, as where it is no JSON at all
    try:
        # Writing has a limit to nesting that reading has not.
        orjson.dumps(loaded)
    except TypeError as error:
        raise ValueError("nested too deeply") from error
    if kind == "dashboard":
        return board(loaded, folder)
    return resources.datasource(loaded) if kind == "datasource" else resources.folder(loaded)
