"""Marker files: they keep the directories that a Grafana looks into, whether or not a resource stands there.

A provider whose directory is missing is an error in Grafana's log at every scan, and so is a missing directory of
provisioning files. Grafana reads `*.json` of the one and `*.yaml` of the other, and passes over everything else.

Source: pkg/services/provisioning of Grafana, `validateWalkablePath` and the `readConfig` of each kind
"""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from grafmint.tree import File

_NAME = ".keep"
# Grafana warns of a file there that is no YAML, and passes over one that says nothing.
_NAMES = {"provisioning/alerting": ".keep.yaml"}
_PROVIDERS = "provisioning/dashboards"
# Grafana looks into each of them at its start.
_LOOKED_INTO = ("alerting", "dashboards", "datasources", "notifiers", "plugins")


def is_marker(path: str) -> bool:
    """Whether a file below the target's root is a marker, and so of no resource."""
    return PurePosixPath(path).name in (_NAME, *_NAMES.values())


def markers(paths: Iterable[str]) -> Iterator[File]:
    """The markers that belong to the files of resources."""
    files = [PurePosixPath(path) for path in paths]
    folders = [f"dashboards/{path.stem}" for path in files if str(path.parent) == _PROVIDERS]
    for folder in [*(f"provisioning/{name}" for name in _LOOKED_INTO), *folders]:
        yield File(
            path=f"{folder}/{_NAMES.get(folder, _NAME)}", kind="folder", uid=PurePosixPath(folder).name, content=b""
        )
