"""receiver-complete: a contact point that could not send anything."""

from collections.abc import Iterator
from typing import Any

from grafmint.bundle import Bundle
from grafmint.check.board import objects
from grafmint.check.document import Document
from grafmint.finding import Finding
from grafmint.model.alerting.integration.catalog import CATALOG
from grafmint.suggest import hint


def receiver_complete(contact_point: Document, bundle: Bundle) -> Iterator[Finding]:
    """Contact points without an integration, of an unknown one, or without the address or the secret it needs."""
    name, receivers = contact_point.entry.title, list(objects(contact_point.json.get("receivers")))
    if not receivers:
        message, way_out = f"contact point {name!r} tells nobody", "write integrations=…"
        yield contact_point.finding("receiver-complete", "error", message, hint=way_out)
    for index, receiver in receivers:
        problem = _problem(receiver)
        if problem is not None:
            message, way_out = problem
            path = f"/receivers/{index}"
            message = f"contact point {name!r}: {message}"
            yield contact_point.finding("receiver-complete", "error", message, hint=way_out, path=path)


def _problem(receiver: dict[str, Any]) -> tuple[str, str] | None:
    type_ = str(receiver.get("type", ""))
    kind = CATALOG.get(type_)
    if kind is None:
        return f"Grafana has no integration {type_!r}", hint(type_, CATALOG)
    given: dict[str, object] = {}
    for part in ("settings", "secureSettings"):
        values = receiver.get(part)
        given |= values if isinstance(values, dict) else {}
    missing = sorted(kind.missing(given))
    return (f"{type_} needs {', '.join(missing)}", "write what is missing") if missing else None
