"""Normal form: a document without what its schema, its server or the page that saved it makes of it."""

from collections.abc import Callable, Mapping

import orjson

from grafmint.bundle import Kind
from grafmint.plan.semantic.board import board
from grafmint.plan.semantic.integrations import contact_point
from grafmint.plan.semantic.library_panel import library_panel
from grafmint.plan.semantic.policy import policy
from grafmint.plan.semantic.resources import datasource, folder
from grafmint.plan.semantic.rule import group, rule
from grafmint.plan.semantic.template import template
from grafmint.plan.semantic.timing import mute_timing
from grafmint.plan.semantic.tree import JsonObject, Tree, pruned, without_nulls

_OTHERS: Mapping[Kind, Callable[[JsonObject], Tree]] = {"folder": folder, "datasource": datasource}
_ALERTING: Mapping[Kind, Callable[[JsonObject], Tree]] = {
    "template": template,
    "mute-timing": mute_timing,
    "contact-point": contact_point,
    "policy": policy,
    "alert-rule": rule,
    "rule-group": group,
    "alertmanager-template": template,
}


def normal(kind: Kind, document: bytes, place: str | None = None) -> Tree:
    """The tree of a document; `place` is the folder of a dashboard or a library panel, None at the top level.

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
        return board(loaded, place)
    if kind == "library-panel":
        return library_panel(loaded, place)
    if kind in _ALERTING:
        return _ALERTING[kind](without_nulls(loaded))
    return _OTHERS[kind](loaded) if kind in _OTHERS else pruned(loaded, {})
