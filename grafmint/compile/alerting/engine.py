"""The entries of each engine: rules and groups for Grafana, files for Prometheus and Alertmanager."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from grafmint.bundle import Entry, Kind
from grafmint.compile.alerting.document import group_document, rule_document
from grafmint.compile.alerting.problem import Problem
from grafmint.compile.alerting.rule import CompiledRule
from grafmint.compile.encode import canonical
from grafmint.compile.entries import Entries
from grafmint.compile.prometheus.alertmanager import UID, configuration
from grafmint.compile.prometheus.groups import rule_groups
from grafmint.compile.prometheus.rules import Record
from grafmint.environment import Alertmanager, Environment, Server
from grafmint.finding import Finding
from grafmint.model.base import JsonObject
from grafmint.origin import Origin, Place

#: Recording rules, each with where it was written.
Records = Sequence[tuple[Record, Origin | None]]
#: Where Alertmanager's configuration lists, by name, what are resources of their own.
_SECTIONS: tuple[tuple[Kind, str], ...] = (("contact-point", "receivers"), ("mute-timing", "time_intervals"))


def grafana_entries(rules: Collection[CompiledRule]) -> Iterator[Entry]:
    """The rules and the groups that they stand in; a group was written where the first of its rules was."""
    uids = {rule.uid for rule in rules}
    groups = dict[tuple[str, str], CompiledRule]()
    for rule in rules:
        groups.setdefault((rule.folder, rule.group), rule)
        document = canonical(rule_document(rule))
        yield Entry(
            kind="alert-rule",
            uid=rule.uid,
            title=rule.name,
            folder=rule.folder,
            document=document,
            origins=rule.origins,
            # Another rule may have it now, whose author wrote it.
            renamed_from=rule.renamed_from if rule.renamed_from not in uids else None,
        )
    for (folder, name), rule in groups.items():
        document, origins = canonical(group_document(rule)), _at(rule.origin)
        uid = f"{folder}/{name}"
        yield Entry(kind="rule-group", uid=uid, title=name, folder=folder, document=document, origins=origins)


def record_entries(records: Records, environment: Environment) -> Iterator[Entry | Finding]:
    """The files of recording rules, for a Prometheus beside a Grafana that evaluates the alerts."""
    yield from _rule_files((), records, environment)


def prometheus_entries(
    rules: Sequence[CompiledRule], records: Records, kept: Entries, environment: Environment
) -> Iterator[Entry | Finding]:
    """The files of all rules, and Alertmanager's where there is a policy."""
    yield from _twice(rules)
    yield from _rule_files(rules, records, environment)
    policy = kept.find("policy", "policies")
    if policy is not None and environment.alertmanager is not None:
        yield from _alertmanager(policy, kept, environment.alertmanager)


def _twice(rules: Iterable[CompiledRule]) -> Iterator[Finding]:
    """Rules of one name in a folder, which checking finds among Grafana's: Prometheus would take them."""
    seen: dict[tuple[str, str], CompiledRule] = {}
    for rule in rules:
        other = seen.setdefault((rule.folder, rule.name), rule)
        if other is not rule:
            yield Finding(
                rule="duplicate-rule",
                severity="error",
                message=f"alert rules {other.uid!r} and {rule.uid!r} are both {rule.name!r}, in one folder",
                hint="rename one of them, or write folder=… in one",
                place=None if rule.origin is None else rule.origin.inner,
                also=None if other.origin is None else other.origin.inner,
                kind="alert-rule",
                uid=rule.uid,
            )


def _rule_files(rules: Sequence[CompiledRule], records: Records, environment: Environment) -> Iterator[Entry | Finding]:
    url = environment.target.url if isinstance(environment.target, Server) else None
    version = environment.prometheus or (2, 0)
    files, problems = rule_groups(rules, [record for record, _ in records], version, url)
    by_uid = {rule.uid: rule for rule in rules}
    for problem in problems:
        rule = by_uid.get(problem.uid or "")
        yield _finding(problem, rule.origin.inner if rule is not None and rule.origin is not None else None)
    known = {(rule.folder, rule.name): rule.origins for rule in rules}
    known |= {(record.record, str(sorted(record.labels.items()))): _at(origin) for record, origin in records}
    for uid, document in files.items():
        origins = dict(_written(uid, document, known))
        origins |= _at(next(iter(origins.values()), None))
        yield Entry(kind="prometheus-rules", uid=uid, title=uid, document=canonical(document), origins=origins)


def _written(
    folder: str, document: JsonObject, known: Mapping[tuple[str, str], Mapping[str, Origin]]
) -> Iterator[tuple[str, Origin]]:
    """Where each rule of a file was written, and its query where that has a place of its own."""
    for number, group in enumerate(document["groups"]):
        for index, rule in enumerate(group["rules"]):
            is_alert = "alert" in rule
            record = (rule.get("record", ""), str(sorted(rule.get("labels", {}).items())))
            origins = known.get((folder, rule["alert"]) if is_alert else record, {})
            for of_rule, of_file in (("", ""), ("/data/0", "/expr")):
                if of_rule in origins:
                    yield f"/groups/{number}/rules/{index}{of_file}", origins[of_rule]


def _alertmanager(policy: Entry, kept: Entries, alertmanager: Alertmanager) -> Iterator[Entry | Finding]:
    templates = kept.of("template")
    document, problems = configuration(
        policy.json,
        [entry.json for entry in kept.of("contact-point")],
        [entry.json for entry in kept.of("mute-timing")],
        [entry.json for entry in templates],
        alertmanager,
    )
    for problem in problems:
        about = kept.find(problem.kind, problem.uid or "") if problem.kind is not None else policy
        yield _finding(problem, (about or policy).place())
    origins = {_moved(pointer): origin for pointer, origin in policy.origins.items()}
    for kind, section in _SECTIONS:
        origins |= {f"/{section}/{n}": each.origins[""] for n, each in enumerate(kept.of(kind)) if "" in each.origins}
    yield Entry(kind="alertmanager", uid=UID, title="Alertmanager", document=canonical(document), origins=origins)
    for entry in templates:
        yield Entry(
            kind="alertmanager-template",
            uid=entry.uid,
            title=entry.title,
            document=entry.document,
            origins=entry.origins,
        )


def _moved(pointer: str) -> str:
    """Where a part of the policies stands in Alertmanager's configuration."""
    if pointer.startswith("/routes/"):
        return f"/route{pointer}"
    return pointer.replace("/inhibitions/", "/inhibit_rules/")


def _finding(problem: Problem, place: Place | None) -> Finding:
    return Finding(
        rule="refused",
        severity="error",
        message=problem.message,
        hint=problem.hint,
        place=place,
        kind=problem.kind,
        uid=problem.uid,
    )


def _at(origin: Origin | None) -> dict[str, Origin]:
    return {} if origin is None else {"": origin}
