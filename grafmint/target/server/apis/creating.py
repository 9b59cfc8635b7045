"""Creating: an object that is not there yet, with the permissions that Grafana gives at the top level when asked to.

Source: https://github.com/grafana/grafana/blob/main/pkg/storage/unified/apistore/permissions.go
"""

from grafmint.target.server.apis import manager
from grafmint.target.server.apis.content import with_annotations
from grafmint.target.server.apis.metadata import Json, annotations_of
from grafmint.target.server.apis.resources import Resources
from grafmint.target.server.http.faults import Refused

_MANAGED = "managed resource may not grant permissions"


def created(resources: Resources, content: Json) -> Json | None:
    """Make it; what the server has made of it, None where nobody tells."""
    try:
        return resources.create(content)
    except Refused as refused:
        if _MANAGED not in (refused.said or ""):
            raise
    # Releases of 12 grant nothing on what somebody looks after: who that is follows.
    said = annotations_of(content)
    made = resources.create(_annotated(content, {key: said[key] for key in said if key not in manager.KEYS}))
    managing = {key: said[key] for key in manager.KEYS if key in said}
    return resources.replace(with_annotations(made, managing)) if made is not None else None


def _annotated(content: Json, annotations: dict[str, str]) -> Json:
    return {**content, "metadata": {**content["metadata"], "annotations": annotations}}
