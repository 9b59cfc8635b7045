"""Rule: an alert rule as it is compared, and its mark, kept in an annotation.

Annotations whose names begin and end with two underscores are in no notification.
"""

from typing import Any

import orjson

from grafmint.compile.encode import canonical
from grafmint.plan.semantic.duration import duration
from grafmint.plan.snapshot import Whose
from grafmint.target.server.proof.mark import KEY, Mark, checksum, read_mark
from grafmint.target.server.proof.owner import Owner

Json = dict[str, Any]
ANNOTATION = "__grafmint__"
#: What Grafana 9 does not keep: sent there, it is passed over without a word.
LATER = ("isPaused", "keep_firing_for")
_SERVERS = frozenset({"id", "orgID", "updated", "provenance"})
_EMPTY: tuple[object, ...] = (None, False, "", {}, [])
# What the server writes into each query.
_FILLED_IN = {"intervalMs": 1000, "maxDataPoints": 43200}
_NEVER = "0s"


def plain_rule(said: Json) -> Json:
    """What somebody can have written of a rule: no mark, nothing that the server counts and fills in."""
    rule = {key: value for key, value in said.items() if key not in _SERVERS and value not in _EMPTY}
    rule |= {key: duration(rule[key]) for key in ("for", "keep_firing_for") if key in rule}
    if rule.get("keep_firing_for") == _NEVER:
        del rule["keep_firing_for"]
    annotations = {key: value for key, value in rule.pop("annotations", {}).items() if key != ANNOTATION}
    queries = [_query(query) for query in said.get("data") or ()]
    return {**rule, "data": queries, **({"annotations": annotations} if annotations else {})}


def form_of(said: Json) -> bytes:
    """A rule's document as it is compared."""
    return canonical(plain_rule(said))


def marked(said: Json, owner: Owner, whose: Whose) -> Json:
    """The rule as it is sent: with our mark, unless it is to be somebody else's."""
    if whose == "foreign":
        return said
    mark = Mark(project=owner.project, environment=owner.environment, uid=said["uid"], checksum=checksum_of(said))
    text = orjson.dumps((mark if whose == "ours" else mark.of_edit).json, option=orjson.OPT_SORT_KEYS).decode()
    return {**said, "annotations": {**(said.get("annotations") or {}), ANNOTATION: text}}


def mark_of(found: Json) -> Mark | None:
    """The mark of a rule, or None where it has none that could be ours."""
    text = (found.get("annotations") or {}).get(ANNOTATION, "")
    try:
        return read_mark({KEY: orjson.loads(text)})
    except orjson.JSONDecodeError:
        return None


def checksum_of(said: Json) -> str:
    """What a mark says of a rule: the same on every version, whether or not it keeps all that was sent."""
    return checksum(canonical({key: value for key, value in plain_rule(said).items() if key not in LATER}))


def _query(said: Json) -> Json:
    query = {key: value for key, value in said.items() if not (key == "queryType" and value in _EMPTY)}
    model = said.get("model") or {}
    return {**query, "model": {key: value for key, value in model.items() if _FILLED_IN.get(key) != value}}
