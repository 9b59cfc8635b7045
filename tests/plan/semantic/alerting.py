"""Documents of alerting to compare: as people write them, and any that somebody could have written."""

from typing import Any

import orjson
from hypothesis import strategies as st

from grafmint.bundle import Kind
from grafmint.plan.semantic import difference, in_words, normal
from tests.plan.semantic.documents import scalars

ALERTING: tuple[Kind, ...] = ("alert-rule", "rule-group", "contact-point", "mute-timing", "template", "policy")


def tree(kind: Kind, document: Any) -> Any:
    """The tree of a document."""
    return normal(kind, orjson.dumps(document))


def lines(kind: Kind, before: Any, after: Any) -> list[str]:
    """What is said of the change from one document to another."""
    trees = tree(kind, before), tree(kind, after)
    return list(in_words(difference(*trees), *trees))


def query(expr: str = "up", ref: str = "A", **model: Any) -> dict[str, Any]:
    """A query of a rule."""
    said = {"refId": ref, "expr": expr, "instant": True, "range": False, "editorMode": "code"}
    return {
        "refId": ref,
        "datasourceUid": "metrics",
        "relativeTimeRange": {"from": 600, "to": 0},
        "model": {**said, **model},
    }


def expression(ref: str, type_: str, **model: Any) -> dict[str, Any]:
    """An expression of a rule."""
    said = {"refId": ref, "type": type_, "datasource": {"type": "__expr__", "uid": "__expr__"}}
    return {
        "refId": ref,
        "datasourceUid": "__expr__",
        "relativeTimeRange": {"from": 0, "to": 0},
        "model": said | model,
    }


def threshold(*params: Any, type_: str = "gt", **more: Any) -> dict[str, Any]:
    """The step that decides, as we write it; with `more` as the page does."""
    condition = {"evaluator": {"type": type_, "params": list(params)}, **more}
    return expression("C", "threshold", expression="B", conditions=[condition])


def rule(*steps: Any, **said: Any) -> dict[str, Any]:
    """A rule of three steps, or of the given ones in the place of the last."""
    usual = [query(), expression("B", "reduce", reducer="last", expression="A"), threshold(0.05)]
    given = {step["refId"]: step for step in steps}
    data = [given.pop(step["refId"], step) for step in usual] + list(given.values())
    return {"uid": "u", "title": "T", "folderUID": "f", "ruleGroup": "g", "condition": "C", "for": "5m",
            "noDataState": "NoData", "execErrState": "Error", "data": data, **said}  # fmt: skip


def route(*matchers: str, **said: Any) -> dict[str, Any]:
    """A route by matchers such as `severity=critical`."""
    return {"object_matchers": [[label, "=", value] for label, _, value in (each.partition("=") for each in matchers)],
            **said}  # fmt: skip


def policy(*routes: Any, **said: Any) -> dict[str, Any]:
    """A tree of policies."""
    return {"receiver": "mail", "group_by": ["alertname"], **({"routes": list(routes)} if routes else {}), **said}


_durations = st.sampled_from(["5m", "300s", "1h", "60m", "0s", "1w", "7d", "1d12h", "soon", ""]) | scalars
_texts = st.sampled_from(["a", "b", "severity", "critical", "x y", "", "$A", "saturday", "1:3", "january:march"])
_anything: st.SearchStrategy[Any] = scalars | _texts | st.lists(scalars, max_size=2)
_anything |= st.dictionaries(_texts, scalars, max_size=2)


def _object(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Any of the fields, each in its form or in none."""
    return st.fixed_dictionaries({}, optional={key: form | _anything for key, form in fields.items()})


def _listed(item: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(item, max_size=3)


_map = st.dictionaries(_texts, _texts, max_size=3)
_evaluator = _object(type=st.sampled_from(["gt", "lt", "within_range", "?"]), params=_listed(st.floats(-9, 9)))
_model = _object(
    refId=st.sampled_from("ABC"),
    type=st.sampled_from(["math", "threshold", "reduce"]),
    expr=_texts,
    expression=_texts,
    conditions=_listed(_object(evaluator=_evaluator, operator=_map)),
    intervalMs=st.sampled_from([1000, 2000]),
    datasource=_map,
)
_step = _object(
    refId=st.sampled_from("ABC"),
    datasourceUid=st.sampled_from(["metrics", "__expr__"]),
    relativeTimeRange=_object(**{"from": st.integers(0, 900), "to": st.integers(0, 9)}),
    model=_model,
)
_notes = st.dictionaries(st.sampled_from(["summary", "runbook_url", "__dashboardUid__", "__panelId__"]), _texts)
_matcher = st.tuples(_texts, st.sampled_from(["=", "!=", "=~", "!~"]), _texts).map(list)
_route: st.SearchStrategy[Any] = st.recursive(
    _object(object_matchers=_listed(_matcher), receiver=_texts, group_by=_listed(_texts), group_wait=_durations),
    lambda inner: _object(
        object_matchers=_listed(_matcher),
        match=_map,
        matchers=_listed(st.just('severity="critical"') | _texts),
        receiver=_texts,
        repeat_interval=_durations,
        mute_time_intervals=_listed(_texts),
        routes=_listed(inner),
        **{"continue": st.booleans()},
    ),
    max_leaves=4,
)
_interval = _object(
    times=_listed(_object(start_time=st.just("09:00"), end_time=st.sampled_from(["17:00", "24:00"]))),
    weekdays=_listed(st.sampled_from(["monday:friday", "Saturday", "sunday:sunday"])),
    months=_listed(st.sampled_from(["1:3", "january:march", "december"])),
    location=st.sampled_from(["UTC", "Europe/Berlin"]),
)
_receiver = _object(type=st.sampled_from(["slack", "email", "?"]), settings=_map, secureSettings=_map, uid=_texts)
#: For each kind objects of its form with anything anywhere.
documents: dict[Kind, st.SearchStrategy[Any]] = {
    "alert-rule": _object(
        title=_texts,
        condition=st.sampled_from("ABC"),
        data=_listed(_step),
        labels=_map,
        annotations=_notes,
        isPaused=st.booleans(),
        **{"for": _durations},
    ),
    "rule-group": _object(title=_texts, folderUid=_texts, interval=st.integers(0, 900) | _durations),
    "contact-point": _object(name=_texts, receivers=_listed(_receiver)),
    "mute-timing": _object(name=_texts, time_intervals=_listed(_interval)),
    "template": _object(name=_texts, template=st.sampled_from(["a", "a\nb", "b\nc\nd", '{{ define "t" }}'])),
    "policy": _object(
        receiver=_texts,
        group_by=_listed(_texts),
        group_wait=_durations,
        routes=_listed(_route),
        inhibitions=_listed(_object(source=_listed(_matcher), target=_listed(_matcher), equal=_listed(_texts))),
    ),
}
