"""The number of an alert in its texts, as Prometheus and as Grafana write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.compile.alerting.value import value_read, value_written

MISSING = "{{ else }}[no value]{{ end }}"

WRITTEN = {
    "Nothing works, not even $value.": "Nothing works, not even $value.",
    "{{ $labels.job }} has {{ $myvalue }}": "{{ $labels.job }} has {{ $myvalue }}",
    "{{ $value }} of {{$value}}": "{{ $values.B.Value }} of {{$values.B.Value}}",
    "{{- $value -}}": "{{- $values.B.Value -}}",
    "{{/* $value */}}{{- /* $value */ -}}": "{{/* $value */}}{{- /* $value */ -}}",
    "{{ $value | humanize }} % of $value": (
        f"{{{{ if $values.B }}}}{{{{ $values.B.Value | humanize }}}}{MISSING} % of $value"
    ),
    '{{printf "%.1f" $value}}': f'{{{{ if $values.B }}}}{{{{printf "%.1f" $values.B.Value}}}}{MISSING}',
    "a {{- $value | humanize -}} b": (
        "a {{- if $values.B }}{{- $values.B.Value | humanize -}}{{ else }}[no value]{{ end -}} b"
    ),
    "{{ if lt $value 0.0 }}nothing{{ else }}{{ $value | humanize }}{{ end }} left": (
        "{{ if $values.B }}{{ if lt $values.B.Value 0.0 }}nothing"
        f"{{{{ else }}}}{{{{ $values.B.Value | humanize }}}}{{{{ end }}}}{MISSING} left"
    ),
    "{{ if $labels.job }}{{ $labels.job }}: {{ $value | humanize }}{{ else if gt $value 5.0 }}many{{ end }}.": (
        "{{ if $values.B }}{{ if $labels.job }}{{ $labels.job }}: {{ $values.B.Value | humanize }}"
        f"{{{{ else if gt $values.B.Value 5.0 }}}}many{{{{ end }}}}{MISSING}."
    ),
    "{{ if $labels.job }}{{ $labels.job }}: {{ $value | humanize }}{{ end }}.": (
        "{{ if $labels.job }}{{ $labels.job }}: "
        f"{{{{ if $values.B }}}}{{{{ $values.B.Value | humanize }}}}{MISSING}{{{{ end }}}}."
    ),
    '{{ printf "$value }} is %f" $value }}{{ `$value` }}{{ "\\"$value" }}': (
        f'{{{{ if $values.B }}}}{{{{ printf "$value }}}} is %f" $values.B.Value }}}}{MISSING}'
        '{{ `$value` }}{{ "\\"$value" }}'
    ),
    "So {{ $x := $value }}much: {{ $x | humanize }}": (
        f"{{{{ if $values.B }}}}So {{{{ $x := $values.B.Value }}}}much: {{{{ $x | humanize }}}}{MISSING}"
    ),
}


@pytest.mark.parametrize("text", WRITTEN)
def test_what_needs_the_number_is_shown_where_there_is_one(text: str) -> None:
    """An action, or the whole block that it decides on; all the rest of the text is always shown."""
    assert value_written(text, "B") == WRITTEN[text]


@pytest.mark.parametrize("text", WRITTEN)
def test_grafanas_writing_is_read_back(text: str) -> None:
    """The text is the author's again."""
    assert value_read(WRITTEN[text], "B") == text


PIECES = st.sampled_from(
    ["a ", "$value", "{{ $value }}", "{{$value|humanize}}", '{{- printf "%f" $value -}}', "{{ $x := $value }}"]
)
BLOCKS = st.sampled_from(
    ["{{ if gt $value 1.0 }}", "{{ with $labels.x }}", "{{ else }}", "{{ end }}", "}}", "{{", '"', "`"]
)


@given(st.lists(PIECES | BLOCKS).map("".join), st.sampled_from(["B", "share"]))
def test_any_text_is_read_back(text: str, ref_id: str) -> None:
    """One that Go could not read comes back as it was too, for the check to tell."""
    assert value_read(value_written(text, ref_id), ref_id) == text
