"""Kinds in a review: what people call one resource of a kind, and several."""

from collections.abc import Mapping

from grafmint.bundle import Kind, plural, shown

#: What stands for a file, not for what it holds.
_FILES: Mapping[Kind, tuple[str, str]] = {
    "prometheus-rules": ("file of Prometheus rules", "files of Prometheus rules"),
    "alertmanager": ("Alertmanager configuration", "Alertmanager configurations"),
    "alertmanager-template": ("Alertmanager template", "Alertmanager templates"),
}


def noun(kind: Kind) -> str:
    """One resource."""
    return _FILES[kind][0] if kind in _FILES else shown(kind)


def nouns(kind: Kind) -> str:
    """Several of them."""
    return _FILES[kind][1] if kind in _FILES else plural(kind)


def headed(kind: Kind) -> str:
    """One resource, at the beginning of a sentence."""
    said = noun(kind)
    return f"{said[:1].upper()}{said[1:]}"
