"""The files themselves: YAML that reads well and says what the document says."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from grafmint.bundle import Entry, Kind
from grafmint.compile.encode import canonical
from grafmint.compile.prometheus.files import content, written

RULES = {
    "groups": [
        {
            "name": "host",
            "interval": "1m",
            "rules": [
                {
                    "alert": "CPU high",
                    "expr": "sum(a)\n/ sum(b) > 80",
                    "for": "5m",
                    "labels": {"severity": "critical", "on": "yes"},
                    "annotations": {"summary": "{{ $value }}: äh"},
                }
            ],
        }
    ]
}
YAML = """\
groups:
  - name: host
    interval: 1m
    rules:
      - alert: CPU high
        expr: |-
          sum(a)
          / sum(b) > 80
        for: 5m
        annotations:
          summary: '{{ $value }}: äh'
        labels:
          'on': 'yes'
          severity: critical
"""


def entry(kind: Kind, document: object) -> Entry:
    """An entry with a document."""
    return Entry(kind=kind, uid="x", title="x", document=canonical(document))


def test_rules_read_as_people_write_them() -> None:
    """The name first, what decides next, texts of several lines as such."""
    assert content(entry("prometheus-rules", RULES)).decode() == YAML


def test_templates_are_their_text() -> None:
    """With one line end at the end."""
    document = {"name": "x", "template": '{{ define "x" }}\ny{{ end }}\n\n'}
    assert content(entry("alertmanager-template", document)) == b'{{ define "x" }}\ny{{ end }}\n'


TEXTS = st.text(st.characters(codec="utf-8"))
VALUES = st.recursive(
    TEXTS | st.booleans() | st.integers() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
)


@given(st.dictionaries(TEXTS, VALUES))
def test_a_file_says_what_the_document_says(document: dict[str, object]) -> None:
    """Whatever a text looks like, and however its lines end."""
    assert yaml.safe_load(written(document)) == document
