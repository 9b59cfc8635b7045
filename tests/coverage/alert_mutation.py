"""Mutations of alerts and routing: one change, made to what either engine has."""

from collections.abc import Iterator
from functools import reduce
from typing import Any

from .build import Output
from .mutation import Change, Mutation, in_documents, in_outputs

_SLO = "mint-replica-lite-availability"


def all_of(*mutations: Mutation) -> Mutation:
    """One mutation after the other: the same for both engines, or its parts."""
    return lambda build: reduce(lambda changed, mutate: mutate(changed), mutations, build)


def in_alert(name: str, change: Change) -> Mutation:
    """Change an alert: Grafana's document, or Prometheus' rule."""

    def in_file(file: Any) -> None:
        for rule in _rules(file):
            if rule.get("alert") == name:
                change(rule)

    return all_of(in_documents("alert-rule", name, change), in_documents("prometheus-rules", "", in_file))


def in_query(name: str, old: str, new: str) -> Mutation:
    """Write something else in the query of an alert."""

    def change(rule: Any) -> None:
        for one in (rule, *(step["model"] for step in rule.get("data", ()))):
            if "expr" in one:
                one["expr"] = one["expr"].replace(old, new)

    return in_alert(name, change)


def at(name: str, old: str, op: str, limit: float) -> Mutation:
    """Let an alert fire at another number than the old one, such as "> 80", or in another direction."""

    def change(rule: Any) -> None:
        if "expr" in rule:
            rule["expr"] = rule["expr"].removesuffix(old) + f"{op} {limit}"
        else:
            (condition,) = rule["data"][-1]["model"]["conditions"]
            condition["evaluator"] = {"type": {">": "gt", "<": "lt"}[op], "params": [limit]}

    return in_alert(name, change)


def without_alert(name: str) -> Mutation:
    """Take an alert out."""

    def in_file(file: Any) -> None:
        for group in file["groups"]:
            group["rules"] = [rule for rule in group["rules"] if rule.get("alert") != name]

    return all_of(without("alert-rule", name), in_documents("prometheus-rules", "", in_file))


def without(kind: str, title: str = "") -> Mutation:
    """Take the documents of a kind and a title out; a title of "" is every title."""
    return in_outputs(
        lambda output: Output(
            tuple(one for one in output.documents if one.kind != kind or title not in {"", one.title})
        )
    )


def in_notes(name: str, note: str, text: str) -> Mutation:
    """Write another text in a note of an alert."""
    return in_alert(name, lambda rule: rule["annotations"].update({note: text}))


def in_route(receiver: str, change: Change) -> Mutation:
    """Change the route to a receiver."""

    def mutate(tree: Any) -> None:
        change(next(route for route in tree["routes"] if route["receiver"] == receiver))

    return all_of(
        in_documents("policy", "", mutate), in_documents("alertmanager", "", lambda whole: mutate(whole["route"]))
    )


def in_receiver(name: str, of_grafana: Change, of_alertmanager: Change) -> Mutation:
    """Change a contact point, or what Alertmanager has in its place."""

    def mutate(whole: Any) -> None:
        of_alertmanager(next(one for one in whole["receivers"] if one["name"] == name))

    return all_of(in_documents("contact-point", name, of_grafana), in_documents("alertmanager", "", mutate))


def without_channel(name: str, type_: str) -> Mutation:
    """Take a channel off a receiver."""
    return in_receiver(
        name,
        lambda point: point.update(receivers=[one for one in point["receivers"] if one["type"] != type_]),
        lambda receiver: receiver.pop(f"{type_}_configs"),
    )


def in_channel(name: str, type_: str, of_grafana: Change, of_alertmanager: Change) -> Mutation:
    """Change a channel of a receiver."""
    return in_receiver(
        name,
        lambda point: [of_grafana(one) for one in point["receivers"] if one["type"] == type_],
        lambda receiver: [of_alertmanager(one) for one in receiver[f"{type_}_configs"]],
    )


def in_objective(old: str, new: str) -> Mutation:
    """Write another objective on its board, or in what is recorded for it."""

    def on_board(board: Any) -> None:
        for panel in board["panels"]:
            for target in panel.get("targets", ()):
                target["expr"] = target["expr"].replace(old, new)

    def in_file(file: Any) -> None:
        for rule in _rules(file):
            rule["expr"] = rule["expr"].replace(old, new) if "record" in rule else rule["expr"]

    board = in_documents("dashboard", f"SLO {_SLO}", on_board)
    return all_of(board, in_documents("prometheus-rules", "", in_file))


def in_budget(old: str, new: str) -> Mutation:
    """Divide by another budget in one alert, or in what is recorded for it."""

    def in_file(file: Any) -> None:
        for rule in _rules(file):
            if rule.get("record") == "slo:burn_rate:rate1d":
                rule["expr"] = rule["expr"].replace(old, new)

    return all_of(in_query(f"{_SLO} slow burn", old, new), in_documents("prometheus-rules", "", in_file))


def _rules(file: Any) -> Iterator[Any]:
    return (rule for group in file["groups"] for rule in group["rules"])
