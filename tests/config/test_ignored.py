"""`ignore`: fields that people may change, and what cannot be one."""

from collections.abc import Callable

import pytest

from grafmint.config import Config
from grafmint.config.ignored import FIELDS


@pytest.mark.parametrize(
    "text",
    [
        "dashboard.time",
        "dashboard.templating.list.*.current",
        "alert-rule.labels.team",
        "contact-point.receivers.*.settings.title",
        "policy.routes.*.routes.*.group_wait",
        "dashboard.time.from",
        "dashboard.panels.*.panels.*.fieldConfig.defaults.unit",
        "dashboard.panels.*.targets.*.expr",
        "dashboard.panels.*.options.anything.of.a.plugin",
        "dashboard.templating.list.*.current.text",
        "dashboard.annotations.list.*.enable",
        "library-panel.model.fieldConfig.overrides",
        "datasource.jsonData.httpMethod",
        "alert-rule.data.*.model.expr",
        *(f"{kind}.{field}" for kind, fields in FIELDS.items() for field in fields),
    ],
)
def test_a_field_can_be_left_to_people(sound: Callable[[str], Config], text: str) -> None:
    """Of any kind that Grafana holds, and however deep."""
    assert sound(f"ignore = ['{text}']").environments["prod"].ignore == (text,)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("dashbord.time", "'dashbord' is no kind (did you mean 'dashboard'?)"),
        ("dashboard.tiem", "a dashboard has no 'tiem' (did you mean 'time'?)"),
        ("dashboard", 'names no field (write "dashboard.annotations")'),
        ("dashboard.", 'names no field (write "dashboard.annotations")'),
        ("dashboard.panels..title", 'names no field (write "dashboard.annotations")'),
        ("dashboard.tags.*", "is each item of a list, whole (name the list itself, or a field of its items)"),
        ("dashboard.uid", "'uid' says which dashboard it is, or where (leave it out: the code decides that)"),
        ("dashboard.title", "'title' says which dashboard it is, or where (leave it out: the code decides that)"),
        ("folder.title", "'title' says which folder it is, or where (leave it out: the code decides that)"),
        ("alert-rule.ruleGroup", "'ruleGroup' says which alert-rule it is, or where "),
        ("datasource.secureJsonData.password", "a secret is never compared (leave it out)"),
        ("contact-point.receivers.*.secureSettings", "a secret is never compared (leave it out)"),
        ("dashboard.time.form", "dashboard.time has no 'form' (did you mean 'from'?)"),
        ("dashboard.time.*.from", "dashboard.time has no '*' (allowed: from, to)"),
        (
            "dashboard.templating.list.current",
            "dashboard.templating.list is a list (did you mean 'dashboard.templating.list.*.current'? ",
        ),
        ("dashboard.panels.3.title", "dashboard.panels is a list (did you mean 'dashboard.panels.*.title'? "),
        ("dashboard.panels.RAM.unit", "dashboard.panels is a list "),
        ("dashboard.panels.*.panels.title", "dashboard.panels.*.panels is a list "),
        ("dashboard.panels.*.fieldConfig.unit", "dashboard.panels.*.fieldConfig has no 'unit' "),
        ("dashboard.annotations.list.enable", "dashboard.annotations.list is a list "),
        ("dashboard.links.title", "dashboard.links is a list "),
        ("library-panel.model.targets.expr", "library-panel.model.targets is a list "),
        ("policy.routes.*.routes.group_wait", "policy.routes.*.routes is a list "),
        ("prometheus-rules.groups", "'prometheus-rules' is no kind "),
    ],
)  # fmt: skip
def test_what_cannot_be_left_to_people_is_told(faults: Callable[[str], list[str]], text: str, problem: str) -> None:
    """At its place, with the nearest field or the way out."""
    (found,) = faults(f"ignore = ['dashboard.time', '{text}']")
    assert found.startswith(f"6:29 bad-value: env.prod.ignore[1] is {text!r}: {problem}")
