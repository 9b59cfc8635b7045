"""Queries of a panel: which changed, how, and which are only written differently."""

from collections.abc import Iterator, Mapping

import attrs

from grafmint.plan.semantic import Json, JsonObject, Tree, at
from grafmint.promql.difference import differences
from grafmint.review.query_text import FIELDS, query_text
from grafmint.review.review import QueryChange
from grafmint.review.side import Side, text

#: The datasources that speak PromQL; of a query whose datasource nobody knows it shows.
_PROMQL = frozenset({"prometheus", "grafana-amazonprometheus-datasource", "grafana-azureprometheus-datasource", ""})


@attrs.frozen(kw_only=True)
class Asked:
    """The queries of a panel that changed; `told` are the paths of which they say everything.

    `rewritten` are the paths of queries that mean the same, `echoes` those of further copies of a query's text, which
    others' libraries write.
    """

    changes: tuple[QueryChange, ...] = ()
    told: Mapping[tuple[str, ...], QueryChange] = attrs.field(factory=dict)
    rewritten: frozenset[tuple[str, ...]] = frozenset()
    echoes: frozenset[tuple[str, ...]] = frozenset()


def asked(before: Side, after: Side, old_name: str, name: str) -> Asked:
    """What became of the queries of a panel that has these names."""
    olds, news = (_targets(side.tree, each) for side, each in ((before, old_name), (after, name)))
    changes, told, rewritten = list[QueryChange](), dict[tuple[str, ...], QueryChange](), set[tuple[str, ...]]()
    echoes = set[tuple[str, ...]]()
    for ref in dict.fromkeys((*news, *olds)):
        old, new = olds.get(ref), news.get(ref)
        field = _field(old, new)
        if old is not None and new is not None and (field is None or _same(old, new, field)):
            continue
        change = QueryChange(
            ref_id=ref,
            language=language(after, name, ref) if new is not None else language(before, old_name, ref),
            before=None if old is None else query_text(old),
            after=None if new is None else query_text(new),
        )
        # Paths are those of the tree after the change, as in what is told of it.
        path = ("panels", name, "targets", ref, field or "")
        words = _words(change, field)
        echoes.update((*path[:-1], each) for each in _echoes(old, new, field))
        if words == ():
            rewritten.add(path)
            continue
        changes.append(attrs.evolve(change, words=words or ()))
        if words:
            told[path] = changes[-1]
    return Asked(changes=tuple(changes), told=told, rewritten=frozenset(rewritten), echoes=frozenset(echoes))


def new_queries(side: Side, name: str, *, is_new: bool) -> Iterator[QueryChange]:
    """The queries of a panel that came or went."""
    for ref, target in _targets(side.tree, name).items():
        said, other = query_text(target), None
        old, new = (other, said) if is_new else (said, other)
        yield QueryChange(ref_id=ref, language=language(side, name, ref), before=old, after=new)


def language(side: Side, name: str, ref: str) -> str:
    """The type of the datasource that a query is for; empty where nobody says."""
    panel = side.panel(name) or {}
    targets = panel.get("targets")
    for target in targets if isinstance(targets, list) else ():
        if isinstance(target, dict) and target.get("refId") == ref and (found := _type(side, target)):
            return found
    return _type(side, panel)


def _type(side: Side, owner: JsonObject) -> str:
    reference = owner.get("datasource")
    uid, type_ = (reference.get("uid"), text(reference.get("type"))) if isinstance(reference, dict) else (reference, "")
    if not type_:
        type_ = side.datasources.get(text(uid), "") or _variable(side, text(uid))
    # Several datasources in one panel are a datasource to Grafana.
    return "" if type_ == "datasource" else type_


def _variable(side: Side, uid: str) -> str:
    """The type of the datasources that a variable offers."""
    name = uid.strip("${}[]")
    found = at(side.tree, ("templating", "list", name)) if uid != name else None
    return text(found.get("query")) if isinstance(found, dict) and found.get("type") == "datasource" else ""


def _targets(tree: Tree, name: str) -> Mapping[str, JsonObject]:
    targets = at(tree, ("panels", name, "targets"))
    found = targets.items() if isinstance(targets, dict) else ()
    return {ref: target for ref, target in found if isinstance(target, dict)}


def _field(old: Json, new: Json) -> str | None:
    """Where the text of a query stands that is there before and after."""
    if old is None or new is None:
        return None
    fields = (field for field in FIELDS if isinstance(old.get(field), str) and isinstance(new.get(field), str))
    return next(fields, None)


def _echoes(old: JsonObject | None, new: JsonObject | None, field: str | None) -> Iterator[str]:
    """The other fields that hold the same text, before and after."""
    if old is not None and new is not None and field is not None:
        others = (each for each in FIELDS if each != field)
        yield from (each for each in others if (old.get(each), new.get(each)) == (old[field], new[field]))


def _same(old: JsonObject, new: JsonObject, field: str) -> bool:
    return bool(old[field] == new[field])


def _words(change: QueryChange, field: str | None) -> tuple[str, ...] | None:
    if change.language not in _PROMQL or field != "expr" or change.before is None or change.after is None:
        return None
    return differences(change.before, change.after)
