"""Notification templates: a text, as Grafana keeps it.

Source: https://grafana.com/docs/grafana/latest/alerting/configure-notifications/template-notifications/
"""

from grafmint.model.alerting.template import kept
from grafmint.plan.semantic.tree import JsonObject, Tree, pruned


def template(document: JsonObject) -> Tree:
    """The tree of a template."""
    form = {key: value for key, value in document.items() if key not in ("orgId", "provenance")}
    text = document.get("template")
    if isinstance(text, str):
        form["template"] = kept(str(document.get("name")), text)
    return pruned(form, {})
