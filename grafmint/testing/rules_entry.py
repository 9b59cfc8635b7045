"""Rules for promtool from any environment's bundle, also from rules that Grafana evaluates."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from grafmint.bundle import Bundle, Entry
from grafmint.compile.alerting.rule import CompiledRule
from grafmint.compile.alerting.steps import steps_of
from grafmint.compile.alerting.value import value_read
from grafmint.compile.prometheus.rules import prometheus_rule
from grafmint.config import read
from grafmint.errors import ProjectError
from grafmint.finding import has_errors
from grafmint.workflow import build

#: Rules of a bundle were written for some version already: for promtool's own there is nothing more to refuse.
_ANY: Final = (99, 0)
_OF_GRAFANA: Final = ("__dashboardUid__", "__panelId__")


def bundle_of(environment: str, root: Path | str = ".") -> Bundle:
    """The bundle of an environment of the project in `root`; raises ProjectError with what is wrong in it."""
    (chosen,) = read(Path(root) / "grafmint.toml").select([environment])
    built = build(chosen, check_documents=False)
    if has_errors(built.findings):
        raise ProjectError(built.findings)
    return built.bundle


def groups_of(bundle: Bundle) -> tuple[dict[str, Any], ...]:
    """Every group that a Prometheus can evaluate, the recorded series before the alerts that read them."""
    return tuple(sorted(_groups(bundle), key=lambda group: all("alert" in rule for rule in group["rules"])))


def _groups(bundle: Bundle) -> Iterator[dict[str, Any]]:
    for entry in bundle.of("prometheus-rules"):
        for group in entry.json["groups"]:
            yield {**group, "name": f"{entry.uid}/{group['name']}"}
    folders = {entry.uid: entry.title for entry in bundle.of("folder")}
    for entry in bundle.of("alert-rule"):
        written, _ = prometheus_rule(from_entry(entry, folders.get(entry.folder or "", "")), _ANY, None)
        if written is not None:
            yield {"name": f"grafana/{entry.uid}", "rules": [written]}


def from_entry(entry: Entry, folder_title: str = "") -> CompiledRule:
    """The rule of an entry of kind `alert-rule`; its `expr` is None where only Grafana can evaluate it."""
    document = entry.json
    steps = steps_of(document)
    # A query of SQL, say, has no such text.
    steps = steps if steps is not None and "expr" in steps.model else None
    value = "" if steps is None else steps.value
    texts = {key: text for key, text in document["annotations"].items() if key not in _OF_GRAFANA}
    return CompiledRule(
        uid=entry.uid,
        name=document["title"],
        folder=document["folderUID"],
        folder_title=folder_title,
        group=document["ruleGroup"],
        interval=60,
        data=tuple(document["data"]),
        condition=document["condition"],
        value=value,
        expr=None if steps is None else steps.model["expr"],
        operator=None if steps is None else steps.operator,
        limit=None if steps is None else steps.limit,
        pending_period=document["for"],
        keep_firing_for=document.get("keep_firing_for"),
        labels=document["labels"],
        annotations={key: value_read(text, value) if value else text for key, text in texts.items()},
        dashboard=_dashboard(document["annotations"]),
        no_data_state=document["noDataState"],
        exec_err_state=document["execErrState"],
        is_paused=document.get("isPaused", False),
        origin=None,
        origins={},
    )


def _dashboard(annotations: dict[str, str]) -> tuple[str, int | None] | None:
    uid, panel = (annotations.get(key) for key in _OF_GRAFANA)
    return None if uid is None else (uid, None if panel is None else int(panel))
