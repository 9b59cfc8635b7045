"""Alerting in the directory that a Grafana provisions from, in the forms that a real Grafana 9.4 has read."""

from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml

from grafmint.bundle import Bundle, Kind, in_order
from grafmint.environment import Directory, Environment
from grafmint.plan import Choices, Plan, make_plan
from grafmint.selection import selection
from grafmint.target.directory.target import DirectoryTarget
from grafmint.target.integration import prefix, with_uids
from tests.target.directory.alerting_scene import bundle, contact_point, entry, group, policy, rule, steps

ALERTING = "provisioning/alerting"
LOADED = "`grafmint build` writes them, whoever runs these loads them"


@attrs.frozen
class Target:
    """A directory and what is planned and written there."""

    root: Path
    grafana: tuple[int, int] = (9, 4)

    def plan(self, code: Bundle, **choices: Any) -> Plan:
        """What a sync would do."""
        target, chosen = self._target, Choices(**choices)
        return make_plan(
            target.environment, target.wanted(code), target.read(code, chosen), form=target.form, choices=chosen
        )

    def sync(self, code: Bundle, **choices: Any) -> Plan:
        """Do it."""
        plan = self.plan(code, **choices)
        list(self._target.apply(plan))
        return plan

    def file(self, name: str) -> Any:
        """The only entry of a provisioning file."""
        content = yaml.safe_load((self.root / ALERTING / f"{name}.yaml").read_text(encoding="utf-8"))
        (section,) = content.keys() - {"apiVersion"}
        (only,) = content[section]
        assert content["apiVersion"] == only["orgId"] == 1
        return section, only

    def rewrite(self, name: str, old: str, new: str) -> None:
        """Somebody edits a file by hand."""
        path = self.root / ALERTING / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    @property
    def _target(self) -> DirectoryTarget:
        environment = Environment(
            name="local", project="shop", root=self.root.parent, target=Directory(self.root), grafana=self.grafana
        )
        return DirectoryTarget(environment, self.root)


@pytest.fixture
def target(tmp_path: Path) -> Target:
    """A directory after a sync of everything."""
    target = Target(tmp_path / "local")
    target.sync(bundle())
    return target


def _lines(plan: Plan) -> dict[str, tuple[str, ...]]:
    return {step.uid: step.changes for step in plan.steps if step.action != "unchanged"}


def test_nothing_differs_after_a_sync(target: Target) -> None:
    """What was written is read back as the same, and files that others deploy are none of it."""
    plan = target.plan(bundle())
    assert plan.is_empty
    kinds = {step.kind for step in plan.steps}
    assert kinds == {
        "folder", "datasource", "dashboard", "template", "mute-timing", "contact-point", "policy", "alert-rule"
    }  # fmt: skip


def test_grafana_reads_no_directory_below(target: Target) -> None:
    """Every file lies beside the others, whatever its resource is called."""
    assert sorted(path.name for path in (target.root / ALERTING).iterdir()) == [
        ".keep.yaml",
        "contact-points.on%20call%20%241.yaml",
        "mute-timings.week%20ends%20%242.yaml",
        "policies.yaml",
        "rules.shop.shop-fails.yaml",
        "rules.shop.shop-slow.yaml",
        "templates.t%20%243.yaml",
    ]


def test_a_rule_is_a_group_of_its_own_file(target: Target) -> None:
    """With its group's interval and a folder of its own; what Grafana fills in has its dollars doubled, no other."""
    section, found = target.file("rules.shop.shop-fails")
    assert section == "groups"
    (only,) = found.pop("rules")
    assert found == {"orgId": 1, "name": "http $$5", "folder": "Shop $$1 (alerts)", "interval": "120s"}
    assert only == {
        "uid": "shop-fails",
        "title": "shop fails",
        "condition": "C",
        "for": "5m",
        "noDataState": "NoData",
        "execErrState": "Error",
        "labels": {"severity": "critical", "cost": "$$5", "what": "{{ $$labels.job }}"},
        "annotations": {"summary": "{{ $labels.job }} at {{ $values.B.Value }}, costs $5"},
        "data": steps('rate(errors{job=~"a|b$"}[5m])', 0.05),
    }


def test_a_rule_on_a_panel_has_it_twice(target: Target) -> None:
    """The page finds the panel by the annotations and the rules of a panel by the fields."""
    (only,) = target.file("rules.shop.shop-slow")[1]["rules"]
    assert (only["dashboardUid"], only["panelId"], only["isPaused"]) == ("http", 7, True)
    assert only["annotations"] == {"summary": "s", "__dashboardUid__": "http", "__panelId__": "7"}
    assert only["title"] == "shop slow $$"


def test_integrations_have_uids_and_placeholders(target: Target) -> None:
    """A secret stands among the settings as the name of a variable; a uid stays when another type comes before."""
    section, found = target.file("contact-points.on%20call%20%241")
    slack, email = found["receivers"]
    assert (section, found["name"]) == ("contactPoints", "on call $$1")
    assert slack["settings"] == {
        "recipient": "#$$pay",
        "text": '{{ template "t" . }} $$5',
        "token": "$SLACK_TOKEN",
    }
    assert (slack["disableResolveMessage"], email["disableResolveMessage"]) == (True, False)
    # The same as on a server: who goes from the one to the other finds what it wrote.
    assert [slack["uid"], email["uid"]] == [uid for uid, _ in with_uids(contact_point().json, "shop", "local")]
    document = contact_point().json
    document["receivers"].insert(0, {"type": "webhook", "settings": {"url": "http://h"}})
    target.sync(bundle(entry("contact-point", "on call $1", document)))
    uids = [each["uid"] for each in target.file("contact-points.on%20call%20%241")[1]["receivers"]]
    assert uids[1:] == [slack["uid"], email["uid"]]


def test_policies_fill_in_variables_and_timings_and_templates_do_not(target: Target) -> None:
    """A route names a timing with doubled dollars that has single ones; inhibitions are not Grafana's."""
    section, tree = target.file("policies")
    (route,) = tree["routes"]
    assert (section, tree["receiver"], "inhibitions" in tree) == ("policies", "on call $$1", False)
    assert route["object_matchers"] == [["severity", "=", "critical"], ["cost", "=", "$$5"]]
    assert (route["mute_time_intervals"], route["routes"][0]["group_wait"]) == (["week ends $$2"], "10s")
    section, timing = target.file("mute-timings.week%20ends%20%242")
    assert (section, timing["name"]) == ("muteTimes", "week ends $2")
    section, template = target.file("templates.t%20%243")
    assert (section, template["name"]) == ("templates", "t $3")
    assert "{{ range $i, $a := .Alerts }}" in template["template"]


def test_a_text_of_several_lines_can_be_read(target: Target) -> None:
    """It stands in the file as somebody would write it there."""
    text = (target.root / ALERTING / "templates.t%20%243.yaml").read_text(encoding="utf-8")
    assert '  template: |-\n    {{ define "t" }}\n    {{ range' in text


def test_changes_are_told_in_the_words_of_alerting(target: Target) -> None:
    """Of a group, its rules say the interval; nothing resets a state, for Grafana reads files at its start."""
    code = bundle(rule(limit=0.01, **{"for": "10m"}), group(60), contact_point("#other"), policy(group_wait="1m"))
    assert _lines(target.plan(code)) == {
        "on call $1": ("integration slack  recipient  #$$pay → #other",),
        "policies": ("group wait  30s → 1m",),
        "shop-fails": ("condition  > 0.05 → > 0.01", "pending period  5m → 10m", "interval  2m → 1m"),
        "shop-slow": ("interval  2m → 1m",),
    }
    target.sync(code)
    assert target.plan(code).is_empty


def test_a_rule_without_a_group_is_evaluated_every_minute(target: Target) -> None:
    """That is what Grafana does where nobody says anything."""
    target.sync(Bundle(entries=tuple(each for each in bundle() if each.kind != "rule-group")))
    assert target.file("rules.shop.shop-fails")[1]["interval"] == "60s"


def test_a_rule_moves_with_its_folder(target: Target) -> None:
    """The old file goes, and the new one names the new folder."""
    store = entry("folder", "store", {"uid": "store", "title": "Store"}, title="Store")
    moved = attrs.evolve(rule(folderUID="store"), folder="store")
    code = bundle(store, moved)
    assert _lines(target.plan(code))["shop-fails"] == (
        "folder  Shop $$1 (alerts) → Store (alerts)",
        "interval  2m → 1m",
    )
    target.sync(code)
    assert not (target.root / ALERTING / "rules.shop.shop-fails.yaml").exists()
    assert target.file("rules.store.shop-fails")[1]["folder"] == "Store (alerts)"
    assert target.plan(code).is_empty


EDITS = [
    ("rules.shop.shop-fails", "- 0.05", "- 0.5", "shop-fails", "condition  > 0.5 → > 0.05"),
    ("rules.shop.shop-fails", "interval: 120s", "interval: 5m", "shop-fails", "interval  5m → 2m"),
    ("rules.shop.shop-fails", "interval: 120s", "interval: 2m", "shop-fails", "the same content, written in"),
    ("policies", "group_wait: 10s", "group_wait: 20s", "policies", "group wait  20s → 10s"),
    ("templates.t%20%243", "$5", "$6", "t $3", "text  - {{ range $i, $a := .Alerts }}{{ $a.Labels.cost }} $6{{ end }}"),
    ("mute-timings.week%20ends%20%242", "- sunday", "- monday", "week ends $2", "interval monday, saturday removed"),
    ("contact-points.on%20call%20%241", "$SLACK_TOKEN", "xoxb-hunter2", "on call $1", "slack  token  differs"),
    ("contact-points.on%20call%20%241", "apiVersion: 1", "apiVersion: 2", "on call $1", "api version"),
]


@pytest.mark.parametrize(("name", "old", "new", "uid", "said"), EDITS)
def test_an_edit_by_hand_is_a_conflict(target: Target, name: str, old: str, new: str, uid: str, said: str) -> None:
    """It is left alone and told, without a secret in it, until somebody forces the code."""
    target.rewrite(name, old, new)
    (step,) = target.plan(bundle()).conflicts
    assert (step.uid, step.way_out) == (uid, "--force")
    assert any(said in line for line in step.changes)
    assert "hunter2" not in str(step.changes)
    target.sync(bundle(), force=(uid,))
    assert target.plan(bundle()).is_empty


def test_a_second_rule_in_a_file_is_an_edit(target: Target) -> None:
    """It is no rule of ours any more, and is not taken for one."""
    path = target.root / ALERTING / "rules.shop.shop-fails.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    content["groups"][0]["rules"] *= 2
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    (step,) = target.plan(bundle()).conflicts
    assert step.uid == "shop-fails"
    assert step.changes


def test_what_files_cannot_say_is_told(target: Target) -> None:
    """Where rules lie, what Grafana has nothing for, and what it keeps when a file goes."""
    said = target.plan(bundle()).unsaid
    assert said == (
        'the folders of alert rules: from files, rules go into "TITLE (alerts)"',
        "inhibitions: Grafana has none",
        f"Prometheus rules (1 file) and Alertmanager's configuration: {LOADED}",
    )
    kinds = {"folder", "datasource", "dashboard", "contact-point", "template"}
    less = Bundle(entries=in_order(each for each in bundle() if each.kind in kinds))
    assert target.plan(less).unsaid == (
        "removing mute timings from a Grafana that has read them: week ends $2",
        "removing policies from a Grafana that has read them: policies",
        "removing alert rules from a Grafana that has read them: shop-fails, shop-slow",
    )
    target.sync(less, prune=True)
    assert not (target.root / ALERTING / "policies.yaml").exists()


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (["prometheus-rules", "prometheus-rules"], f"Prometheus rules (2 files): {LOADED}"),
        (["alertmanager", "alertmanager-template"], f"Alertmanager's configuration: {LOADED}"),
    ],
)
def test_who_loads_the_files_of_others_is_told(tmp_path: Path, kinds: list[Kind], said: str) -> None:
    """Each by itself: recorded series while Grafana alerts, a policy without a rule."""
    code = Bundle(entries=tuple(entry(kind, f"f{number}", {}) for number, kind in enumerate(kinds)))
    assert Target(tmp_path / "local").plan(code).unsaid == (said,)


def test_an_older_grafana_reads_no_pause(tmp_path: Path) -> None:
    """Which rules that concerns is told."""
    unsaid = Target(tmp_path / "local", grafana=(9, 3)).plan(bundle()).unsaid
    assert "pausing alert rules, which files can from Grafana 9.4 on: shop-slow" in unsaid


def test_a_selected_folder_brings_its_rules(target: Target) -> None:
    """And nothing of other kinds."""
    plan = target.plan(bundle(rule(limit=1), contact_point("#x")), select=selection(["folder:shop"]))
    assert set(_lines(plan)) == {"shop-fails"}
    assert {step.kind for step in plan.steps} == {"folder", "dashboard", "alert-rule"}


def test_secrets_of_objects_stand_in_them(tmp_path: Path) -> None:
    """A point in a secret's name leads into the object, beside what that has in plain."""
    hook = {"type": "webhook", "settings": {"url": "u", "hmacConfig": {"header": "$h"}},
            "secureSettings": {"hmacConfig.secret": "$KEY", "password": "$PASS"}}  # fmt: skip
    code = bundle(entry("contact-point", "hook", {"name": "hook", "receivers": [hook]}))
    target = Target(tmp_path / "tree")
    target.sync(code)
    (receiver,) = target.file("contact-points.hook")[1]["receivers"]
    assert receiver["settings"] == {"url": "u", "hmacConfig": {"header": "$$h", "secret": "$KEY"}, "password": "$PASS"}
    assert receiver["uid"].startswith(prefix("shop", "local"))
    assert len(receiver["uid"]) <= 40
    assert target.plan(code).writes == ()


def test_a_template_behind_a_minus_is_written_so_that_grafana_9_sees_it(tmp_path: Path) -> None:
    """It would put that definition into another one, and could not notify anybody."""
    text = '{{- define "t" -}}T{{- end }}'
    target = Target(tmp_path / "tree")
    target.sync(bundle(entry("template", "t $3", {"name": "t $3", "template": text})))
    assert target.file("templates.t%20%243")[1]["template"] == '{{ define "t" -}}T{{- end }}'
