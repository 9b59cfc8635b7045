"""The packages of the server target: what each one knows of the others, and that it knows nothing more."""

import pytest

from tests.test_imports import MODULES, imports

SERVER = "grafmint.target.server"

#: From low to high, each with the packages that it may import. A module right below the server stands for itself.
KNOWS = {
    "http": "",
    "instance": "http",
    "proof": "http",
    "alerting": "http instance proof",
    "api": "http proof alerting",
    "apis": "http proof api",
    "kinds": "http instance proof alerting api apis",
    "prune": "http alerting api kinds",
    "renames": "http instance proof api kinds prune",
    "snapshot": "http instance alerting api kinds prune renames",
    "sync": "http instance kinds renames",
    "target": "http instance alerting kinds snapshot sync",
    "restore": "http instance alerting api kinds target",
    "doctor": "http instance proof alerting api apis kinds",
    "upgrade": "http instance api",
}
PACKAGES = list(KNOWS)

#: What the requests know of the rest of grafmint: nothing that is a dashboard, a plan or a step.
OF_HTTP = {"config", "environment", "errors", "model"}

#: The parts of `grafmint.target` beside the two targets that the server target knows.
BESIDE = {"checkup", "deployed", "integration", "obstacles", "progress"}


def package(module: str) -> str:
    """The package of the server target that a module is in."""
    return module.removeprefix(f"{SERVER}.").partition(".")[0]


def targets(module: str) -> set[str]:
    """What a module imports, for types too, wherever it does."""
    return {each.target for each in imports(module) if each.target.startswith("grafmint.")}


OURS = [module for module in MODULES if module.startswith(f"{SERVER}.")]


def test_every_package_is_listed() -> None:
    """The list above is the server target, and no package knows one above it."""
    assert {package(module) for module in OURS} == set(PACKAGES)
    for at, name in enumerate(PACKAGES):
        assert set(KNOWS[name].split()) <= set(PACKAGES[:at]), name


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_knows_what_is_listed(name: str) -> None:
    """Requests know no kind, no kind knows the target, the doctor knows nothing that writes; and the list is exact."""
    seen = {package(each) for module in OURS if package(module) == name for each in targets(module) if each in OURS}
    assert seen - {name} == set(KNOWS[name].split())


def test_requests_know_nothing_of_what_is_sent() -> None:
    """They serve whatever asks a Grafana: what is a dashboard, and what is a plan, is nothing to them."""
    seen = {each for module in OURS if package(module) == "http" for each in targets(module) - {SERVER}}
    others = {each for each in seen if not each.startswith(f"{SERVER}.")}
    assert {each for each in others if each.split(".")[1] not in OF_HTTP} == {"grafmint.target.progress"}


@pytest.mark.parametrize("side", ["server", "directory"])
def test_the_two_targets_know_nothing_of_each_other(side: str) -> None:
    """And neither knows the port through which plan and sync see them."""
    ours = [module for module in MODULES if module.startswith(f"grafmint.target.{side}.")]
    seen = {each.split(".")[2] for module in ours for each in targets(module) if each.startswith("grafmint.target.")}
    assert seen - {side} <= BESIDE
