"""Tables: what is otherwise while resources lie in the tables of old, as on most servers of 12.

Source: https://github.com/grafana/grafana/tree/v12.2.0/pkg/registry/apis/dashboard/legacy
"""

from grafmint.testing import unified
from grafmint.testing.apis.resource import Asked
from grafmint.testing.apis.sent import Sent
from grafmint.testing.saving import Save
from grafmint.testing.stored import Json, Stored


def is_unguarded(asked: Asked) -> bool:
    """Whether a write goes past all that guards a resource: a folder's is the folder service's own there."""
    state = asked.call.state
    return asked.resource.is_folder and state.profile.has("folders unguarded") and not state.is_unified


def as_sent(asked: Asked, shown: Json, before: Stored | None, save: Save, sent: Sent) -> Json:
    """The answer to a write: a dashboard's is what was sent, counted as a resource, whatever the tables keep of it."""
    if asked.call.state.is_unified or asked.resource.is_folder:
        return shown
    generation = 1 if before is None else before.version + unified.is_moved(before, save)
    metadata = shown["metadata"]
    annotations = dict(sorted({**sent.annotations, **metadata["annotations"]}.items()))
    return {**shown, "metadata": {**metadata, "annotations": annotations, "generation": generation}}
