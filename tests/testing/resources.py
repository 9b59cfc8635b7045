"""Objects of the resource API, and a client that sends them."""

from typing import Any

import attrs

from grafmint.testing import Grafana
from tests.testing.client import Answer, ask

Json = dict[str, Any]
_GROUPS = {"dashboards": "dashboard.grafana.app", "folders": "folder.grafana.app"}
_KINDS = {"dashboards": "Dashboard", "folders": "Folder"}


@attrs.frozen
class Resources:
    """The dashboards or folders of a double, through one version of its resource API."""

    grafana: Grafana
    plural: str = "dashboards"
    version: str = "v1"

    @property
    def path(self) -> str:
        """Where they are."""
        return f"/apis/{_GROUPS[self.plural]}/{self.version}/namespaces/default/{self.plural}"

    def of(self, name: str, spec: Json, annotations: Json | None = None, **metadata: Any) -> Json:
        """An object to send."""
        return {
            "apiVersion": f"{_GROUPS[self.plural]}/{self.version}",
            "kind": _KINDS[self.plural],
            "metadata": {"name": name, "annotations": annotations or {}, **metadata},
            "spec": spec,
        }

    def ask(self, method: str, rest: str = "", body: Any = None, token: str = "") -> Answer:
        """Ask for one or all of them."""
        return ask(self.grafana.url, token or self.grafana.token, method, self.path + rest, body)

    def create(self, name: str, spec: Json, annotations: Json | None = None) -> Json:
        """Create one."""
        answer = self.ask("POST", "", self.of(name, spec, annotations))
        assert answer.status == 201, answer.body
        created: Json = answer.json
        return created

    def get(self, name: str) -> Json:
        """One as it is now."""
        answer = self.ask("GET", f"/{name}")
        assert answer.status == 200, answer.body
        found: Json = answer.json
        return found

    def put(self, found: Json, query: str = "", **spec: Any) -> Answer:
        """Replace one by itself with other values in its spec."""
        return self.ask("PUT", f"/{found['metadata']['name']}{query}", {**found, "spec": {**found["spec"], **spec}})


def failure(answer: Answer) -> tuple[int, str]:
    """The code and the reason of a refusal, which its status has too."""
    said = answer.json
    assert (said["kind"], said["status"], said["code"]) == ("Status", "Failure", answer.status)
    return said["code"], said["reason"]
