"""Manager: who looks after an object, in words."""

import pytest

from grafmint.target.server.apis.manager import read_manager


@pytest.mark.parametrize(
    ("kind", "identity", "said"),
    [
        ("repo", "boards", "managed by the repository 'boards' (Git Sync)"),
        ("terraform", "main", "managed by Terraform ('main')"),
        ("plugin", "k6-app", "managed by the plugin 'k6-app'"),
        ("kubectl", "gcx", "managed by the program 'gcx'"),
        ("kubectl", "grafmint-pay", "managed by the project 'pay'"),
        ("grafana", "usage", "managed by Grafana itself ('usage')"),
        ("classic-api-provisioning", "", "managed by whoever provisioned it through the API"),
        ("classic-converted-prometheus", "", "managed by whoever imports it from Prometheus"),
        ("argo{id}", "x", "managed by argo{id} 'x'"),
    ],
)
def test_each_kind_has_its_words(kind: str, identity: str, said: str) -> None:
    """One that nobody knows yet is named as it names itself."""
    found = read_manager({"grafana.app/managedBy": kind, "grafana.app/managerId": identity})
    assert str(found) == said


def test_a_file_is_named_where_the_server_tells_it() -> None:
    """Its path, or that it is one."""
    annotations = {"grafana.app/managedBy": "classic-file-provisioning"}
    assert str(read_manager(annotations)) == "provisioned from a file"
    told = read_manager({**annotations, "grafana.app/sourcePath": "boards/load.json"})
    assert str(told) == "provisioned from the file boards/load.json"


@pytest.mark.parametrize(("project", "is_ours"), [("shop", True), ("shop-2", False), ("", False)])
def test_ours_is_the_whole_name(project: str, *, is_ours: bool) -> None:
    """Of two projects one of which begins like the other."""
    found = read_manager({"grafana.app/managedBy": "kubectl", "grafana.app/managerId": "grafmint-shop"})
    assert found is not None
    assert found.is_of(project) is is_ours


@pytest.mark.parametrize("annotations", [{}, {"grafana.app/managedBy": ""}, {"grafana.app/managerId": "x"}])
def test_who_is_not_named_is_none(annotations: dict[str, str]) -> None:
    """An id alone manages nothing."""
    assert read_manager(annotations) is None
