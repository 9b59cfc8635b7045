"""Texts of notifications that Alertmanager could not fill in."""

import pytest

from grafmint.compile.prometheus.alertmanager import configuration
from grafmint.environment import Alertmanager
from tests.compile.prometheus.contact_points import contact_point

NOW = Alertmanager(version=(0, 25))
WORDS = {"name": "words", "template": '{{ define "words.title" }}{{ .CommonLabels.alertname }}{{ end }}'}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{{ range .Alerts }}{{ .DashboardURL }}{{ end }}", ".DashboardURL"),
        ("{{ (index .Alerts 0).PanelURL }}", ".PanelURL"),
        ("{{ range .Alerts }}{{ .SilenceURL }}{{ end }}", ".SilenceURL"),
        ("{{ range .Alerts }}{{ .ValueString }}{{ end }}", ".ValueString"),
        ("{{ range .Alerts }}{{ .Values.B }}{{ end }}", ".Values"),
        ("{{ .OrgID }}", ".OrgID"),
        ('{{ template "default.title" . }}', 'template "default.title"'),
        ('{{ template "teams.default.message" . }}', 'template "teams.default.message"'),
        ("{{- template `__text_values_list` . }}", 'template "__text_values_list"'),
        ('{{ template "word.title" . }}', 'template "word.title"'),
    ],
)
def test_what_only_grafana_can_fill_in_is_a_problem(text: str, word: str) -> None:
    """In a contact point and in a template; with the resource, the word and a way out."""
    chat = contact_point("slack", "url", title=text)
    _, (problem,) = configuration({"receiver": "slack"}, [chat], [], [WORDS], NOW)
    assert problem.message == f"contact point 'slack': Alertmanager does not know {word}"
    assert (problem.kind, problem.uid) == ("contact-point", "slack")
    assert problem.hint
    template = {"name": "mine", "template": f'{{{{ define "mine" }}}}{text}{{{{ end }}}}'}
    _, (problem,) = configuration({"receiver": "a"}, [], [], [WORDS, template], NOW)
    assert problem.message == f"template 'mine': Alertmanager does not know {word}"
    assert (problem.kind, problem.uid) == ("template", "mine")


@pytest.mark.parametrize(
    "text",
    [
        '{{ template "words.title" . }}',
        '{{ template "slack.default.title" . }}',
        '{{ template "__subject" . }}',
        "{{ range .Alerts }}{{ .Annotations.summary }}{{ .GeneratorURL }}{{ end }}",
        ".DashboardURL is no template",
    ],
)
def test_what_alertmanager_knows_is_none(text: str) -> None:
    """Its own templates, those it is given, and words outside of templates."""
    chat = contact_point("slack", "url", title=text)
    assert configuration({"receiver": "slack"}, [chat], [], [WORDS], NOW)[1] == ()
