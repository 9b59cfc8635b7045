"""Rules on trial by promtool: what fires, what does not, what stops, and what a test is told of it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from grafmint.bundle import Bundle, Entry, Kind
from grafmint.compile.alerting.document import rule_document
from grafmint.compile.alerting.rule import CompiledRule
from grafmint.compile.encode import canonical
from grafmint.compile.prometheus.files import written
from grafmint.compile.prometheus.groups import rule_groups
from grafmint.compile.prometheus.rules import Record
from grafmint.errors import GrafmintError, UsageError
from grafmint.testing.rules import Firing, Rules, check_config, check_rules, from_entry, routes_to
from tests.compile.prometheus.tools import needs_tools, rule

pytestmark = needs_tools

DISK = rule(
    uid="disk",
    name='Disk "full"',
    expr="disk:used / 2",
    limit=40,
    pending_period="5m",
    annotations={"summary": "{{ $labels.instance }}: {{ $value }} \\ é\n{{ humanize $value }}"},
)
QUIET = rule(uid="quiet", name="Quiet", expr="quiet", limit=1, pending_period="0s", keep_firing_for="3m")
RECORD = Record(record="disk:used", expr="max by (instance) (used)", group="disk", interval=60)
SERIES = {'used{instance="a, b", disk="1"}': "90x10 10x20", 'used{instance="c"}': "10x40", "quiet": "0x3 9 0x40"}


def entry(kind: Kind, uid: str, document: Any, folder: str | None = None) -> Entry:
    """An entry with a document."""
    return Entry(kind=kind, uid=uid, title=document.get("title", uid), folder=folder, document=canonical(document))


def of_prometheus() -> Bundle:
    """The rules as files for Prometheus."""
    files, _ = rule_groups([DISK, QUIET], [RECORD], (2, 42), "https://g")
    return Bundle(entries=tuple(entry("prometheus-rules", name, document) for name, document in files.items()))


def of_grafana() -> Bundle:
    """The rules as Grafana evaluates them, and the record in a file of its own."""
    files, _ = rule_groups([], [RECORD], (2, 42), None)
    return Bundle(
        entries=(
            entry("folder", "hosts", {"title": "Hosts & more"}),
            *(entry("alert-rule", each.uid, grafanas(each), "hosts") for each in (DISK, QUIET)),
            *(entry("prometheus-rules", name, document) for name, document in files.items()),
        )
    )


def grafanas(of: CompiledRule) -> dict[str, Any]:
    """The document of a rule in Grafana's three steps."""
    document = rule_document(of)
    evaluator = {"type": {">": "gt", "<": "lt"}[of.operator or ">"], "params": [of.limit]}
    models: list[dict[str, Any]] = [
        {"refId": "A", "expr": of.expr},
        {"refId": "B", "type": "reduce", "reducer": "last", "expression": "A"},
        {"refId": "C", "type": "threshold", "expression": "B", "conditions": [{"evaluator": evaluator}]},
    ]
    return {**document, "data": [{"refId": each["refId"], "model": each} for each in models]}


BUNDLES = pytest.mark.parametrize("bundle", [of_prometheus(), of_grafana()], ids=["prometheus", "grafana"])


@BUNDLES
def test_an_alert_waits_fires_and_stops(bundle: Bundle) -> None:
    """Whoever evaluates it in the environment; what it reads is recorded in the same moment."""
    run = Rules.of(bundle).feed(SERIES)
    run.expect_silent('Disk "full"', at="4m")
    assert run.pending('Disk "full"', at="4m") == (
        {"instance": "a, b", "severity": "critical", "grafana_folder": "Hosts & more"},
    )
    run.expect_firing('Disk "full"', at="6m", labels={"instance": "a, b", "severity": "critical"})
    run.expect_silent('Disk "full"', at="6m", labels={"instance": "c"})
    run.expect_silent('Disk "full"', at="12m")
    assert run.pending('Disk "full"', at="12m") == ()


@BUNDLES
def test_labels_and_texts_are_those_that_people_get(bundle: Bundle) -> None:
    """With what templates make of them, quotes, line ends and other alphabets."""
    (found,) = Rules.of(bundle).feed(SERIES).firing('Disk "full"', at="6m")
    assert found.name == 'Disk "full"'
    assert found.labels == {"instance": "a, b", "severity": "critical", "grafana_folder": "Hosts & more"}
    assert found.annotations["summary"] == "a, b: 45 \\ é\n45"
    # Grafana makes the link itself, of an address that is nowhere in the rule.
    assert found.annotations.get("dashboard", "https://g/d/host?viewPanel=3") == "https://g/d/host?viewPanel=3"


def test_texts_come_through_as_they_are() -> None:
    """Whatever promtool quotes."""
    text = 'a "b" \\ é\n\t{}, x="1"} {{ $value }}'
    run = Rules.of(files(rule(annotations={"summary": text}, dashboard=None, labels={"l": text}))).feed({"cpu": "81x9"})
    filled = text.replace("{{ $value }}", "81")
    assert run.firing(at="9m") == (
        Firing("CPU high", {"l": filled, "grafana_folder": "Hosts & more"}, {"summary": filled}),
    )


def files(*rules: CompiledRule) -> Bundle:
    """A bundle of files of these rules."""
    made, _ = rule_groups(rules, [], (2, 42), None)
    return Bundle(entries=tuple(entry("prometheus-rules", name, document) for name, document in made.items()))


@BUNDLES
def test_it_keeps_firing_where_it_says_so(bundle: Bundle) -> None:
    """The condition held for one minute only."""
    run = Rules.of(bundle).feed(SERIES)
    assert [len(run.firing("Quiet", at=at)) for at in ("3m", "4m", "6m", "8m")] == [0, 1, 1, 0]


def test_recorded_series_can_be_looked_at() -> None:
    """Any query can."""
    run = Rules.of(of_prometheus()).feed(SERIES)
    found = {each.labels["instance"]: each.value for each in run.samples("disk:used", at="5m")}
    assert found == {"a, b": 90, "c": 10}
    assert [each.value for each in run.samples("used / 0", at="5m")] == [float("inf")] * 2
    assert run.samples("nothing", at="5m") == ()


def test_the_interval_is_that_of_series_and_evaluations() -> None:
    """Three hundred seconds are twenty samples."""
    run = Rules.of(files(rule())).feed({"cpu": "81x100"}, interval="15s")
    run.expect_silent("CPU high", at="285s")
    run.expect_firing("CPU high", at="300s")


def test_a_failure_says_what_fires_instead() -> None:
    """And what would, a little later."""
    run = Rules.of(of_prometheus()).feed(SERIES)
    with pytest.raises(AssertionError) as waiting:
        run.expect_firing('Disk "full"', at="4m")
    assert str(waiting.value).startswith("'Disk \"full\"' does not fire at 4m. What fires then: 'Quiet' {")
    assert 'pending: \'Disk "full"\' {grafana_folder="Hosts & more", instance="a, b"' in str(waiting.value)
    with pytest.raises(AssertionError, match=r"with summary 'x' does not fire at 6m. What fires then: 'Disk \"full\"'"):
        run.expect_firing('Disk "full"', at="6m", annotations={"summary": "x"})
    with pytest.raises(AssertionError, match=r"^'Quiet' fires at 4m: 'Quiet' \{grafana_folder="):
        run.expect_silent("Quiet", at="4m")
    with pytest.raises(AssertionError, match=r"What fires then: nothing$"):
        run.expect_firing("Quiet", at="2m")


def test_mistakes_are_no_failures() -> None:
    """A name that no rule has, and series that are none, are told as what they are."""
    rules = Rules.of(of_prometheus())
    with pytest.raises(UsageError, match="no rule is named 'Quite'; did you mean 'Quiet'"):
        rules.feed(SERIES).expect_silent("Quite", at="1m")
    with pytest.raises(GrafmintError, match="promtool cannot try the rules out"):
        rules.feed({"up": "many"}).expect_silent("Quiet", at="1m")


def test_a_rule_that_only_grafana_evaluates_is_not_on_trial() -> None:
    """Its name is unknown here; what Grafana reduces otherwise is another rule for Prometheus."""
    document = grafanas(QUIET)
    document["data"][1]["model"]["reducer"] = "max"
    bundle = Bundle(entries=(entry("alert-rule", "quiet", document, "hosts"),))
    assert from_entry(bundle.entries[0]).expr is None
    with pytest.raises(UsageError, match="no rule is named 'Quiet'"):
        Rules.of(bundle).feed(SERIES).expect_silent("Quiet", at="1m")


def test_an_entry_becomes_the_rule_that_it_was_made_from() -> None:
    """Also its texts, in Prometheus' words."""
    made = from_entry(entry("alert-rule", "disk", grafanas(DISK), "hosts"), "Hosts & more")
    for name in ("name", "folder", "folder_title", "expr", "operator", "limit", "labels", "annotations", "dashboard"):
        assert getattr(made, name) == getattr(DISK, name), name


def test_a_text_that_only_grafana_fills_in_is_plain_text() -> None:
    """Promtool would refuse all rules for it as a template; the others are as they were."""
    texts = {"summary": "{{ $values.A.Value }}", "other": "{{ $value }}", "third": "{{ filterLabels .Labels }}"}
    document = grafanas(rule(annotations=texts, dashboard=None))
    run = Rules.of(Bundle(entries=(entry("alert-rule", "x", document, "hosts"),))).feed({"cpu": "81x9"})
    assert [each.annotations for each in run.firing(at="9m")] == [{**texts, "other": "81"}]


def test_promtool_reads_files_of_rules(tmp_path: Path) -> None:
    """What it refuses is told in its words."""
    for name, document in rule_groups([DISK, QUIET], [RECORD], (2, 42), None)[0].items():
        (tmp_path / f"{name}.yaml").write_bytes(written(document))
    check_rules(*tmp_path.iterdir())
    wrong = tmp_path / "wrong.yaml"
    wrong.write_bytes(written({"groups": [{"name": "g", "rules": [{"alert": "A", "expr": "sum("}]}]}))
    with pytest.raises(AssertionError, match=r"(?s)promtool refuses it:.*could not parse expression"):
        check_rules(wrong)


def test_the_real_files_are_yaml(tmp_path: Path) -> None:
    """A file that is none is refused by amtool as well."""
    file = tmp_path / "alertmanager.yml"
    file.write_text(yaml.safe_dump({"route": {"receiver": "a"}, "receivers": [{"name": "a"}]}), encoding="utf-8")
    check_config(file)
    file.write_text("route: [", encoding="utf-8")
    with pytest.raises(AssertionError, match="amtool refuses it"):
        check_config(file)


POLICY = {
    "receiver": "a, b",
    "routes": [
        {"receiver": "on call", "object_matchers": [["severity", "=", 'very "critical"']], "continue": True},
        {"object_matchers": [["team", "=~", "x|y"]], "mute_time_intervals": ["night"]},
    ],
}


@pytest.mark.parametrize(
    ("labels", "receivers"),
    [
        ({"severity": 'very "critical"', "team": "x"}, ("on call", "a, b")),
        ({"severity": 'very "critical"'}, ("on call",)),
        ({"team": "z"}, ("a, b",)),
    ],
)
def test_routes_of_either_engine_are_followed(labels: dict[str, str], receivers: tuple[str, ...]) -> None:
    """Names may hold commas; a timing says when and not to whom."""
    bundle = Bundle(entries=(entry("policy", "policies", POLICY),))
    assert routes_to(bundle, labels) == receivers
    other = {"route": {"receiver": "a, b", "routes": [{"receiver": "c", "matchers": ['team="z"']}]}}
    config = Bundle(entries=(entry("alertmanager", "alertmanager", other),))
    assert routes_to(config, {"team": "z"}) == ("c",)


def test_without_policies_nobody_is_told() -> None:
    """That is a mistake in the test."""
    with pytest.raises(UsageError, match="the environment has no notification policy"):
        routes_to(Bundle(entries=()), {})


def test_a_tool_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what brings it: a test that skips itself would prove nothing."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="promtool is not on the PATH; install it: the Debian package is prometheus"):
        Rules.of(of_prometheus()).feed(SERIES).firing("Quiet", at="1m")
