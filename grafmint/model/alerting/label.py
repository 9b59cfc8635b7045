"""Labels and annotations: the names they can have, which Prometheus and both Alertmanagers agree on.

Source: https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels
"""

import re
from collections.abc import Iterable, Mapping

from grafmint.errors import ModelError

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_RESERVED = "__"
_VALUE = re.compile(r"\{\{(?:(?!\}\}).)*?(?:(?<![\w$])\$values?\b|(?<!\w)\.Values?\b)", re.DOTALL)
# Whoever evaluates a rule sets these itself.
_GIVEN = ("alertname", "grafana_folder")
#: What stands for every label in `group_by`, and stands there alone.
EVERY = "..."


def check_labels(owner: str, labels: Mapping[str, str]) -> None:
    """Raise ModelError for a label that no alert can have."""
    check_names(owner, "labels", labels)
    for name, text in labels.items():
        if not text:
            raise ModelError(f"{owner}: label {name!r} is empty, which is no label at all", hint="leave it out")
        if _VALUE.search(text):
            raise ModelError(
                f"{owner}: label {name!r} shows the value: that is a new alert at each evaluation",
                hint="put it into an annotation",
            )
    for name in _GIVEN:
        if name in labels:
            raise ModelError(
                f"{owner}: the label {name!r} is set by whoever evaluates the rule", hint="choose another name"
            )


def check_annotations(owner: str, annotations: Mapping[str, str], said: Iterable[str]) -> None:
    """Raise ModelError for an annotation that cannot be, or that an option of its own says as well."""
    check_names(owner, "annotations", annotations)
    for name in said:
        if name in annotations:
            raise ModelError(f"{owner}: {name} is said twice", hint=f"leave annotations[{name!r}] out")


def check_names(owner: str, option: str, names: Iterable[str]) -> None:
    """Raise ModelError for a name that no label or annotation can have."""
    for name in names:
        if not _NAME.fullmatch(name):
            raise ModelError(f"{owner}: {option}: {name!r} is no name", hint="letters, digits and _, no digit first")
        if name.startswith(_RESERVED):
            raise ModelError(
                f"{owner}: {option}: {name!r} begins with {_RESERVED}, which is kept for internal use",
                hint="choose another name",
            )


def check_group_by(owner: str, group_by: tuple[str, ...]) -> None:
    """Raise ModelError for labels that alerts cannot be grouped by."""
    if len(set(group_by)) < len(group_by):
        raise ModelError(f"{owner}: group_by names a label twice", hint="leave one of them out")
    if EVERY in group_by and len(group_by) > 1:
        raise ModelError(f"{owner}: group_by has {EVERY!r} beside a label", hint=f'"{EVERY}" is every label by itself')
    check_names(owner, "group_by", (name for name in group_by if name != EVERY))
