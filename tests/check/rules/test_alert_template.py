"""alert-template: texts that their engine could not fill in; Prometheus' own tool says which those are."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.bundle import Entry
from grafmint.check.go_template import read
from grafmint.compile.prometheus.files import content
from tests.check.alerts import SUMMARY, entry, expression, file, found, query, rule, steps
from tests.compile.prometheus.tools import needs_tools

#: As the documentation of Prometheus and of Grafana write them.
SOUND = (
    "{{ $labels.instance }} of job {{ $labels.job }} has been down for more than 5 minutes.",
    "{{ $labels.instance }} has a median request latency above 1s (current value: {{ $value }}s)",
    '{{ range query "up" }}\n  {{ .Labels.instance }} {{ .Value }}\n{{ end }}',
    "{{ with query \"some_metric{instance='someinstance'}\" }}\n  {{ . | first | value | humanize }}\n{{ end }}",
    '{{ range query "sum(rate(prometheus_http_requests_total[5m]))" }}{{ .Value | humanize }}{{ else }}none{{ end }}',
    '{{define "two"}}First argument: {{.arg0}} Second argument: {{.arg1}}{{end}}{{template "two" (args 1 2)}}',
    '{{ if eq $labels.job "a" }}a{{ else if gt $value 1.5e-3 }}b{{- else -}}c{{ end }}',
    "{{ range $name, $one := $labels }}{{ $name }}={{ $one }}{{ end }}",
    '{{ $host := reReplaceAll "(.*):(.*)" "$1" $labels.instance }}{{- /* }} is text here */ -}}{{ $host }}',
    '{{ printf "%.2f" $value }} {{ `raw }} \\` }} {{ "a\\"}}" }} {{ -0.22222 | humanizePercentage }} {{ \'}\' }}',
    '{{ $labels.device | match "sd[a-z]+" }} }} { $ } {"a": {"b": 1}}',
    "{{ $externalLabels.region }} {{ $externalURL }} {{ externalURL }} {{ pathPrefix }} {{ $.Labels.job }}",
    '{{ with $x := 1 }}{{ $x }}{{ end }} {{ block "b" . }}1{{ end }}',
)
BROKEN = {
    "{{ $labels.job is down": ("'{{' is never closed", "{{"),
    "{{ $labels.job } is down, {{ $value }}": ("'}' has no place inside of {{ … }}", "{{ $labels.job }"),
    '{{ printf "%d $value }}': ("the string is never closed", '"'),
    "{{/* why": ("the comment is never closed", "{{/*"),
    "{{ if $value }}high": ("{{ if }} has no {{ end }}", "if"),
    "high{{- end }}": ("{{ end }} closes nothing", "end"),
    "{{ $value | humanizePercent }}": ("Prometheus has no function 'humanizePercent'", "humanizePercent"),
    "{{ $label.job }}": ("Prometheus does not know $label", "$label"),
    "{{ $job }}": ("Prometheus does not know $job", "$job"),
}
ONLY_GRAFANA = (
    "{{ $values.A.Labels.instance }} has value {{ $values.A }}",
    '{{ $values.A.Value | printf "%.1f" }}',
    "{{ range $key, $val := $values }}{{ humanize1024 .Value }}:{{ end }}",
    '{{ graphLink "{\\"expr\\": \\"up\\", \\"datasource\\": \\"gdev-prometheus\\"}" }}',
    '{{ removeLabelsRe $labels "^__" }} {{ filterLabels $labels "job" }} {{ mergeLabelValues $values }}',
)


def _alert(text: str, expr: str = "up") -> Entry:
    return file({"alert": "Down", "expr": expr, "annotations": {**SUMMARY, "text": text}})


def _told(*entries: Entry) -> list[str]:
    return [f"{one.severity}: {one.message}" for one in found(*entries) if one.rule == "alert-template"]


def _is_taken(entry: Entry, path: Path) -> bool:
    path.write_bytes(content(entry))
    return subprocess.run(["promtool", "check", "rules", path], capture_output=True, check=False).returncode == 0  # noqa: S607


@needs_tools
@pytest.mark.parametrize("text", SOUND)
def test_what_prometheus_takes_is_sound(tmp_path: Path, text: str) -> None:
    """Loops, blocks, comments, strings with braces in them, and variables of its own."""
    assert _is_taken(_alert(text), tmp_path / "rules.yaml")
    assert _told(_alert(text)) == []


@needs_tools
@pytest.mark.parametrize("text", BROKEN)
def test_what_prometheus_refuses_is_an_error(tmp_path: Path, text: str) -> None:
    """The mark is on the part that is wrong."""
    message, marked = BROKEN[text]
    assert not _is_taken(_alert(text), tmp_path / "rules.yaml")
    (one,) = found(_alert(text))
    assert (one.severity, one.rule, one.path) == ("error", "alert-template", "/groups/0/rules/0/annotations/text")
    assert one.message == f"annotation 'text': {message}"
    assert one.hint
    assert one.snippet is not None
    assert one.snippet.text[one.snippet.start : one.snippet.end] == marked


@pytest.mark.parametrize("text", ONLY_GRAFANA)
def test_grafana_knows_more(text: str) -> None:
    """Its values, and its functions of labels."""
    assert _told(rule(annotations={**SUMMARY, "text": text})) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ $externalURL }}", "Grafana does not know $externalURL"),
        ("{{ $value.A.Value }} {{ $valeus.A }}", "Grafana does not know $valeus"),
        ("{{ $labels.job", "'{{' is never closed"),
        ("{{ humanise $values.A.Value }}", "Grafana has no function 'humanise'"),
    ],
)
def test_grafanas_own_texts_are_read_as_well(text: str, message: str) -> None:
    """In annotations and in labels."""
    assert _told(rule(annotations={"summary": text})) == [f"error: annotation 'summary': {message}"]
    assert _told(rule(labels={"team": text})) == [f"error: label 'team': {message}"]


def test_a_function_that_is_like_no_other_is_a_warning() -> None:
    """A later release may have it; words behind a dot or in a string are none."""
    text = '{{ .Labels.frobnicate }} {{ "frobnicate" }} {{ frobnicate $value }}'
    assert _told(_alert(text)) == ["warning: annotation 'text': Prometheus has no function 'frobnicate'"]


@pytest.mark.parametrize(("text", "count"), [("{ $labels.job }} is down", 1), ("{{ $labels.job }} }}", 0)])
def test_one_brace_for_two_is_a_warning(text: str, count: int) -> None:
    """To Go it is plain text, and may be meant."""
    message = "warning: annotation 'text': '}}' closes nothing: '{' stands there once"
    assert _told(_alert(text)) == [message] * count


@pytest.mark.parametrize(
    ("expr", "kept"),
    [
        ("sum by (job) (rate(x[5m]))", "job"),
        ("sum(rate(x[5m])) by (job) > 5", "job"),
        ("sum(x)", "none"),
        ("-sum by (job) (x) * 100 > bool 5", "job"),
        ("sum by (job) (x) / sum by (job) (y)", "job"),
        ("sum by (job) (x) / y", "job"),
        ("(sum by (job) (x) or 0 * sum by (job, a) (y)) / (sum by (job) (y) > 0)", "job"),
        ("sum by (job) (x) or sum by (a) (y)", "a, job"),
        ("sum by (job) (x) and on () y", "job"),
        ("x * on (job) y", "job"),
        ("sum by (job) (x) * on (job) group_left (a) y", "a, job"),
        ("x * on (job) group_right (a) sum by (job) (y)", "a, job"),
        ("histogram_quantile(0.9, sum by (le, job) (rate(x[5m])))", "job"),
        ("topk by (instance) (3, avg by (job) (x))", "job"),
        ("max_over_time(sum by (job) (x)[1h:]) unless y", "job"),
        ("abs(count by (job) (x)) + scalar(y)", "job"),
        ("vector(1)", "none"),
    ],
)
def test_a_label_that_the_query_does_not_keep_is_a_warning(expr: str, kept: str) -> None:
    """Once a text, with the labels that there are, whoever evaluates it; what engine and rule add is no loss."""
    text = "{{ $labels.instance }} {{ $labels.instance }} {{ $labels.alertname }} {{ $labels.severity }}"
    labels = {"severity": "critical"}
    in_file = file({"alert": "Down", "expr": expr, "labels": labels, "annotations": {"summary": text}})
    for one in (in_file, rule(data=steps(query(expr)), labels=labels, annotations={"summary": text})):
        (lost,) = found(one)
        assert (lost.severity, lost.rule) == ("warning", "alert-template")
        assert lost.message == "annotation 'summary': the query keeps no label 'instance': it is always empty"
        assert lost.hint == f"it keeps {kept}; by (instance) would keep it"


@pytest.mark.parametrize(
    "expr",
    [
        "x",
        "sum by (instance) (x)",
        "sum without (job) (x)",
        "x * on (job) group_left (a) y",
        "x or sum(y)",
        'count_values by (job) ("instance", x)',
        'label_replace(sum by (job) (x), "instance", "$1", "job", "(.*)")',
        'absent(x{instance="a"})',
        "topk by (job) (3, x)",
        "sum by (job) (x",
        "x * ignoring (a) y",
    ],
)
def test_what_is_not_certain_is_not_judged(expr: str) -> None:
    """A metric may have any label."""
    assert _told(_alert("{{ $labels.instance }}", expr)) == []


@pytest.mark.parametrize(
    "data",
    [
        steps(query("sum(x)"), query("y", "D")),
        steps(query("sum(x)", uid="logs")),
        [query("sum(x)"), expression("C", "classic_conditions", conditions=[])],
    ],
)
def test_labels_of_several_queries_and_other_languages_are_not_judged(data: list[dict[str, Any]]) -> None:
    """Their answers are joined, or another language made them."""
    assert _told(rule(data=data, annotations={"summary": "{{ $labels.instance }}"})) == []


def test_labels_that_the_text_sets_itself_are_not_judged() -> None:
    """Then they are no longer those of the query."""
    assert _told(_alert("{{ $labels := args 1 }}{{ $labels.arg0 }}", "sum(x)")) == []


@pytest.mark.parametrize("kind", ["template", "alertmanager-template"])
def test_a_notification_template_closes(kind: Any) -> None:
    """Its functions are of another engine, and not judged."""
    for text, expected in (
        ('{{ define "a" }}{{ range .Alerts }}{{ .Labels.a | toJson }}{{ end }}{{ end }}', []),
        ('{{ define "a" }}{{ range .Alerts }}{{ end }}', ["error: template 'words': {{ define }} has no {{ end }}"]),
        ('{{ define "a" }}{{ .Status }{{ end }}', ["error: template 'words': '}' has no place inside of {{ … }}"]),
    ):
        assert _told(entry(kind, "words", {"name": "words", "template": text})) == expected


@given(
    st.lists(
        st.sampled_from(["{{", "}}", "{", "}", '"', "`", "'", "\\", "$", "a", ".", " ", "/*", "*/", "-", "if", "end"])
    )
)
def test_any_text_is_read(parts: list[str]) -> None:
    """What is wrong is a part of the text, and whatever closes is read to its end."""
    text = "".join(parts)
    template = read(text)
    assert all(text[word.start : word.end] == word.text for word in template.words)
    if template.fault is not None:
        assert 0 <= template.fault.start < template.fault.end <= len(text)
    else:
        assert sum(word.kind == "end" for word in template.words) >= ("{{" in text)


def test_what_others_wrote_does_not_stop_the_rule() -> None:
    """Whatever stands where a text should be is read as nothing."""
    several: tuple[Any, ...] = (None, [], {"summary": 5}, {"summary": None})
    for texts in several:
        assert _told(rule(annotations=texts, labels=texts), file({"alert": "a", "annotations": texts})) == []
