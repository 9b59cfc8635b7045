"""What of alerting a project's modules define."""

from collections.abc import Callable

from tests.cli.runner import Project

Load = Callable[..., list[str]]
HEAD = """\
from grafmint import Folder, Secret, above, prometheus, promql, resources
from grafmint.alerting import *
from grafmint.slo import SLO, ErrorRatio
mail = ContactPoint(name="mail", integrations=Email(addresses="a@x.org"))
"""
ALL = """\
weekend = MuteTiming(name="weekend", time_intervals=TimeInterval(weekdays=["saturday", "sunday"]))
text = NotificationTemplate(name="text", template='{{ define "text" }}{{ end }}')
rule = AlertRule(
    uid="down", name="Down", folder=Folder(uid="shop", title="Shop"), queries=prometheus.Query(expr="up"),
    thresholds=above(critical=1), level="critical",
)
record = RecordingRule(record="job:up:sum", expr="sum(up)", group=RuleGroup(name="g"))
ratio = ErrorRatio(errors=promql.metric("a"), total=promql.metric("b"))
goal = SLO(name="goal", objective=99, window="30d", indicator=ratio, folder=rule.folder)
policy = NotificationPolicy(contact_point=mail)
"""
NAMES = ["mail", "weekend", "text", "Down", "goal"]


def test_values_of_alerting_are_found(project: Project, load: Load) -> None:
    """By their public names, as dashboards are; groups are parts of others."""
    project.write({"boards.py": HEAD + ALL + 'group = RuleGroup(name="g")\n'})
    found = load()
    assert [each for each in found if each in NAMES] == NAMES
    assert [each.partition("(")[0] for each in found if each not in NAMES] == ["RecordingRule", "NotificationPolicy"]


def test_values_of_alerting_may_be_yielded(project: Project, load: Load) -> None:
    """From a marked function, alone or among others."""
    lines = "".join(f"    {line}\n" for line in ALL.splitlines())
    yielded = "".join(f"    yield {name}\n" for name in ("weekend", "text", "rule", "record", "goal", "policy"))
    project.write({"boards.py": f"{HEAD}@resources\ndef all_of(env):\n{lines}{yielded}"})
    assert len(load()) == 7


def test_an_alert_by_itself_is_told_where_it_belongs(project: Project, load: Load) -> None:
    """It is no resource: the way out is a panel, or a rule of its own."""
    text = "@resources\ndef one(env):\n    yield Alert(name='a', level='critical')\n"
    project.write({"boards.py": HEAD + text})
    assert load() == ["mail", "boards.py:5 no-resource: an Alert is no resource"]
    assert "hint: put it on a panel: alerts=[…], or write an AlertRule\n" in project.run("build").err


def test_a_list_of_rules_is_told_and_one_of_contact_points_is_not(project: Project, load: Load) -> None:
    """Rules in a list are nobody's; a contact point comes along with what names it."""
    rule = "AlertRule(uid='d', name='D', folder=Folder(uid='s', title='S'), queries=prometheus.Query(expr='up'), "
    rule += "thresholds=above(critical=1), level='critical')"
    points = "ContactPoint(name='x', integrations=Email(addresses='a@x.org'))"
    project.write({"boards.py": f"{HEAD}rules = [{rule}]\npoints = [{points}]\n"})
    assert load() == ["boards.py:5 not-found: the resources in 'rules' are not found", "mail"]


def test_a_function_is_told_whether_its_environment_records(project: Project, load: Load) -> None:
    """A board that reads recorded series reads them only where a Prometheus makes them."""
    text = "from grafmint import Dashboard\n@resources\ndef one(env):\n"
    text += "    yield Dashboard(uid='a', title=str(env.records))\n"
    toml = (project.root / "grafmint.toml").read_text(encoding="utf-8")
    recording = '[env.prod]\ndirectory = "out"\nprometheus = "2.42"\n'
    project.write({"boards.py": HEAD + text, "grafmint.toml": toml + recording})
    assert (load("local")[1:], load("prod")[1:]) == (["False"], ["True"])
