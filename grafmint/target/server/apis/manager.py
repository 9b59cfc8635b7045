"""Manager: who looks after an object, as its annotations say.

Source: https://github.com/grafana/grafana/blob/main/pkg/apimachinery/utils/manager.go
"""

from collections.abc import Mapping

import attrs

_PREFIX = "grafana.app/"
KIND, ID, ALLOWS_EDITS = (f"{_PREFIX}{name}" for name in ("managedBy", "managerId", "managerAllowsEdits"))
SOURCE = f"{_PREFIX}sourcePath"
#: All that says who looks after an object.
KEYS = (KIND, ID, ALLOWS_EDITS, SOURCE)
#: Grafana knows no kind of manager for a program like this one but kubectl.
OURS = "kubectl"
_OUR_IDS = "grafmint-"
_NAMES = {
    "repo": "the repository {id} (Git Sync)",
    "terraform": "Terraform ({id})",
    "plugin": "the plugin {id}",
    "kubectl": "the program {id}",
    "grafana": "Grafana itself ({id})",
    "classic-api-provisioning": "whoever provisioned it through the API",
    "classic-converted-prometheus": "whoever imports it from Prometheus",
}


@attrs.frozen(kw_only=True)
class Manager:
    """A kind of manager, which one of that kind, and where it has the object from."""

    kind: str
    id: str
    source: str | None = None

    @property
    def project(self) -> str | None:
        """The project whose sync it is, None where it is anybody else."""
        is_sync = self.kind == OURS and self.id.startswith(_OUR_IDS)
        return self.id.removeprefix(_OUR_IDS) if is_sync else None

    @property
    def is_file(self) -> bool:
        """Whether the server has it from files of its own."""
        return self.kind == "classic-file-provisioning"

    def is_of(self, project: str) -> bool:
        """Whether it is us, in whatever environment."""
        return self.project == project

    def __str__(self) -> str:
        if self.is_file:
            return f"provisioned from the file {self.source}" if self.source else "provisioned from a file"
        if self.project is not None:
            return f"managed by the project {self.project!r}"
        known = _NAMES.get(self.kind)
        return f"managed by {known.format(id=repr(self.id)) if known is not None else f'{self.kind} {self.id!r}'}"


def manager_id(project: str) -> str:
    """Which manager we are: it may never change, so that neither version nor environment is in it."""
    return f"{_OUR_IDS}{project}"


def read_manager(annotations: Mapping[str, str]) -> Manager | None:
    """Who says to look after what has these annotations, or None."""
    kind = annotations.get(KIND)
    return Manager(kind=kind, id=annotations.get(ID, ""), source=annotations.get(SOURCE)) if kind else None
