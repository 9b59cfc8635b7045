"""The judge: a row and a build to what is wrong; nothing when the row holds."""

from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

import attrs

from .access import folder_permissions, no_plaintext_secrets
from .alerts import alert_rule, artifact, threshold_used
from .build import Build, Find, Wish, in_each
from .dashboards import dashboard_exists, max_time_range, schema_version_max
from .datasources import datasource, datasource_url_overridable, scrape_target_used
from .objectives import slo
from .panels import panels_exist
from .routing import contact_points, escalation, receiver_complete, route, send_resolved
from .rows import Row


@attrs.frozen
class Rule:
    """How rows of a type are judged, and the keys that they may have beside it."""

    find: Find
    keys: AbstractSet[str] = frozenset()


def judge(row: Row, build: Build) -> list[str]:
    """What is wrong with a system's build by one row; what the judge does not know is wrong too."""
    rule = RULES.get(row.type)
    if rule is None:
        return [f"the judge knows no assertion {row.type!r}"]
    empty = [stage for stage, output in build.outputs.items() if not output.documents]
    if empty or not build.outputs:
        return [f"{', '.join(empty) or build.system}: nothing is built"]
    wish = {key: value for key, value in row.assertion.items() if key != "type"}
    unknown = [f"the judge knows no demand {key!r} of {row.type}" for key in sorted(wish.keys() - rule.keys)]
    return list(dict.fromkeys([*unknown, *rule.find(wish, build)]))


def sync_from_empty(wish: Wish, build: Build) -> Iterator[str]:
    """A sync to an empty place creates each of the dashboards once."""
    created = Counter(build.created)
    for title in wish["creates"]:
        if created[title] != 1:
            yield f"a sync to an empty place creates {created[title]} dashboards titled {title!r}"


def environment(wish: Wish, build: Build) -> Iterator[str]:
    """The system has an environment of this name."""
    if wish["name"] not in build.outputs:
        yield f"there is no environment {wish['name']!r}, but {', '.join(build.outputs)}"


RULES: Mapping[str, Rule] = {
    "dashboard_exists": Rule(dashboard_exists, {"title", "aliases"}),
    "panels_exist": Rule(in_each(panels_exist), {"dashboard", "panels"}),
    "sync_from_empty": Rule(sync_from_empty, {"creates"}),
    "max_time_range": Rule(in_each(max_time_range), {"days"}),
    "schema_version_max": Rule(in_each(schema_version_max), {"value"}),
    "datasource": Rule(datasource, {"name", "ds_type", "url"}),
    "datasource_url_overridable": Rule(datasource_url_overridable),
    "scrape_target_used": Rule(in_each(scrape_target_used), {"job", "interval", "any_of_metrics"}),
    "no_plaintext_secrets": Rule(in_each(no_plaintext_secrets)),
    "folder_permissions": Rule(in_each(folder_permissions)),
    "environment": Rule(environment, {"name"}),
    "alert_rule": Rule(in_each(alert_rule), {"name", "severity", "threshold", "any_of_metrics"}),
    "slo": Rule(in_each(slo), {"objective"}),
    "threshold_used": Rule(in_each(threshold_used), {"values"}),
    "artifact": Rule(artifact, {"glob", "rules_at_least", "contains"}),
    "route": Rule(in_each(route), {"match", "channels", "only"}),
    "send_resolved": Rule(in_each(send_resolved), {"value"}),
    "escalation": Rule(in_each(escalation), {"steps"}),
    "contact_points": Rule(in_each(contact_points), {"types"}),
    "lint": Rule(in_each(receiver_complete), {"rule"}),
}
