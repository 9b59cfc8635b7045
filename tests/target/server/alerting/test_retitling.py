"""Renaming a folder: Grafana resets the rules in it, whoever made them, and the plan says so."""

import pytest

from grafmint.bundle import Entry
from grafmint.testing import Grafana
from tests.target.server.alerting.scene import Scene, entry, everything, rule


def folder(title: str) -> Entry:
    """The folder of the rules."""
    return entry("folder", "shop", {"uid": "shop", "title": title}, title=title)


def lines(scene: Scene, title: str) -> tuple[str, ...]:
    """What the plan says of the folder."""
    (step,) = (step for step in scene.plan(everything(folder=folder(title))).steps if step.kind == "folder")
    return step.changes


@pytest.mark.parametrize(
    ("theirs", "said"),
    [
        (0, "resets the state of the rule in it"),
        (2, "resets the state of the 3 rules in it, 2 of others"),
    ],
)
def test_another_title_says_which_rules_it_resets(scene: Scene, grafana: Grafana, theirs: int, said: str) -> None:
    """Ours and those of others; nothing where the title stays."""
    scene.sync(everything())
    made = [rule(f"theirs-{number}", title=f"Theirs {number}").json for number in range(theirs)]
    file = {"groups": [{"name": "theirs", "folder": "Shop", "interval": "1m", "rules": made}]}
    grafana.alerting.provision(file, "shop", "")
    assert lines(scene, "Store")[1:] == (said,)
    assert lines(scene, "Shop") == ()


def test_a_folder_without_rules_says_nothing(scene: Scene) -> None:
    """There is none to reset."""
    code = [folder("Shop")]
    scene.sync(code)
    (step,) = scene.plan([folder("Store")]).steps
    assert len(step.changes) == 1
