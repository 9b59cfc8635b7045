"""Templates: of notifications, listed, read, written and deleted by name."""

import re

from grafmint.testing import rights
from grafmint.testing.alerting import reading, versioning
from grafmint.testing.alerting.alert_rules import READ, WRITE
from grafmint.testing.alerting.stored import Written
from grafmint.testing.alerting.syntax import complaint
from grafmint.testing.call import Call
from grafmint.testing.reply import NO_CONTENT, NOTHING, Reply, refused, reply
from grafmint.testing.routes import serves

_PATH, _ONE = "/api/v1/provisioning/templates", "/api/v1/provisioning/templates/:name"
_DEFINES = re.compile(r"\{\{\s*define")


@serves(
    "GET",
    _PATH,
    imitates=(
        "templates",
        "list templates",
    ),
)
def list_templates(call: Call) -> Reply:
    """All of them; Grafana's own order is another each time."""
    rights.require(call, READ)
    return reply([versioning.shown(call, each) for _, each in sorted(call.state.alerting.templates.items())])


@serves(
    "GET",
    _ONE,
    imitates=(
        "get template",
        "get missing template",
        "get template without define",
    ),
)
def get_template(call: Call) -> Reply:
    """One, without provenance."""
    rights.require(call, READ)
    found = call.state.alerting.templates.get(call.params["name"])
    return NOTHING if found is None else reply(versioning.shown(call, found))


@serves(
    "PUT",
    _ONE,
    imitates=(
        "put template",
        "bad template",
        "template: no content",
        "template: no end",
        "template: unknown function",
        "template without define",
        "template with other names",
        "put provisioned template",
    ),
)
def put_template(call: Call) -> Reply:
    """Create or replace one, whoever wrote it; a text that defines nothing is made the definition of its name."""
    rights.require(call, WRITE)
    body = call.json()
    name, text = call.params["name"], reading.text(body, "template")
    wrong = complaint(text) if text else "template must have content"
    if wrong:
        raise refused(400, f"invalid object specification: {wrong}", traced=True)
    versioning.check(call, call.state.alerting.templates.get(name), body)
    document = {"name": name, "template": _defined(name, text.strip())}
    call.state.alerting.templates[name] = stored = Written(document=document, provenance="api")
    return reply({**versioning.shown(call, stored), "provenance": "api"}, 202)


@serves(
    "DELETE",
    _ONE,
    imitates=(
        "delete template",
        "delete missing template",
    ),
)
def delete_template(call: Call) -> Reply:
    """Delete one, or none."""
    rights.require(call, WRITE)
    call.state.alerting.templates.pop(call.params["name"], None)
    return NO_CONTENT


def _defined(name: str, text: str) -> str:
    if _DEFINES.search(text):
        return text
    indented = "\n".join(f"  {line}" for line in text.split("\n"))
    return f'{{{{ define "{name}" }}}}\n{indented}\n{{{{ end }}}}'
