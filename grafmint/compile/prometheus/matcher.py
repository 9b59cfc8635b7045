"""Matchers in the text form of Alertmanager, which both of its parsers read alike.

Source: https://prometheus.io/docs/alerting/latest/configuration/#matcher
"""

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})


def matcher(label: str, operator: str, value: str) -> str:
    """What a label must be; the value is always quoted."""
    return f'{label}{operator}"{value.translate(_ESCAPES)}"'
