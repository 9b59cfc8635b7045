"""Facts of rules and groups: folders, datasources, names, intervals, summaries."""

import attrs
import pytest

from grafmint.finding import Finding
from tests.check.alerts import FOLDER, entry, file, found, query, rule, said, steps


def test_a_sound_project_has_no_findings() -> None:
    """Two rules in a group that is evaluated every half minute."""
    group = entry("rule-group", "shop/fast", {"folderUid": "shop", "title": "fast", "interval": 30}, folder="shop")
    assert said(rule(), rule("slow", title="Slow"), group) == []


def test_the_folder_is_defined() -> None:
    """A rule has nowhere else to go; of a lone file nothing is known."""
    lost = rule(folderUID="shob")
    assert said(lost) == [
        "error unknown-folder alert-rule down : no module defines the folder 'shob' (did you mean 'shop'?)"
    ]
    assert said(lost, is_project=False) == []


def test_names_are_unique_in_a_folder() -> None:
    """Grafana compares them as they are: another case is another name, and so is another folder."""
    ops = attrs.evolve(FOLDER, uid="ops", title="Ops")
    assert said(rule(), rule("b", title="DOWN"), ops, rule("c", folderUID="ops")) == []
    (one,) = found(rule(), rule("b"))
    assert (one.rule, one.uid, str(one.also)) == ("duplicate-rule", "b", "down.py:1")
    assert one.message == "alert rules 'down' and 'b' are both 'Down', in one folder"


def test_the_datasource_is_there() -> None:
    """Each unknown uid is told once, Grafana's own and expressions are known."""
    data = steps(query(uid="prm"), query(ref_id="D", uid="prm"), query(ref_id="E", uid="grafana"))
    (one,) = found(rule(data=data))
    assert (one.severity, one.rule, one.path, one.query) == ("error", "unknown-datasource", "/data/0/model", "A")
    assert (one.hint or "").startswith("did you mean 'prom'?")


def test_a_datasource_that_compile_missed_is_told_once() -> None:
    """What was written in its place is no second mistake; what others wrote is warned of."""
    lost = rule(data=steps(query(uid="")))
    told = Finding(rule="unknown-datasource", severity="error", message="unknown datasource 'prm'")
    assert found(lost, findings=(told,)) == [told]
    foreign = attrs.evolve(lost, foreign=True)
    assert [one.severity for one in found(foreign, findings=(told,))] == ["error", "warning"]


@pytest.mark.parametrize("interval", [0, 15, -10, "1m", None])
def test_a_group_is_evaluated_at_whole_ticks(interval: object) -> None:
    """The scheduler wakes up every ten seconds."""
    group = entry("rule-group", "shop/g", {"interval": interval}, title="g", folder="shop")
    assert said(group) == [
        (
            f"error rule-interval rule-group shop/g /interval: group 'g' is evaluated every {interval} seconds, "
            "which is no multiple of 10 (write 10s, 30s, 1m …)"
        )
    ]


@pytest.mark.parametrize("annotations", [None, {}, {"summary": " "}, {"description": "Long."}])
def test_an_alert_says_what_is_wrong(annotations: object) -> None:
    """In Grafana and in a file; a recording rule has nothing to say."""
    message = "alert 'Down' has no summary (write summary=\"what is wrong, and for whom\")"
    assert said(rule(annotations=annotations)) == [f"warning alert-annotations alert-rule down : {message}"]
    written = {"alert": "Down", "expr": "up == 0", "annotations": annotations}
    assert said(file(written, {"record": "a:b", "expr": "up"})) == [
        f"warning alert-annotations prometheus-rules shop /groups/0/rules/0: {message}"
    ]
