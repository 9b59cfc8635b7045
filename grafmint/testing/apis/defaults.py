"""Defaults: what the server writes into a classic dashboard that does not say it.

Source: https://github.com/grafana/grafana/blob/main/apps/dashboard/pkg/migration/frontend_defaults.go
"""

import copy
from itertools import count, product
from string import ascii_uppercase

from grafmint.testing.page import BUILT_IN
from grafmint.testing.stored import Json


def add(spec: Json) -> None:
    """The lists of variables and annotations, the annotation of Grafana's own, ids of panels and letters of queries."""
    for key in ("annotations", "templating"):
        if not isinstance(spec.get(key), dict):
            spec[key] = {}
        if not isinstance(spec[key].get("list"), list):
            spec[key]["list"] = []
    if not any(each.get("builtIn") for each in spec["annotations"]["list"]):
        own = {key: value for key, value in BUILT_IN.items() if key != "target"}
        spec["annotations"]["list"].insert(0, copy.deepcopy(own))
    spec.setdefault("panels", [])
    panels = [*spec["panels"], *(inner for each in spec["panels"] for inner in each.get("panels") or ())]
    _number(panels)
    for panel in panels:
        _letter(panel.get("targets") or [])


def _number(panels: list[Json]) -> None:
    taken: set[int] = set()
    for panel in panels:
        if not isinstance(panel.get("id"), int) or panel["id"] in taken:
            known = {each["id"] for each in panels if isinstance(each.get("id"), int)}
            panel["id"] = next(number for number in count(1) if number not in taken | known)
        taken.add(panel["id"])


def _letter(targets: list[Json]) -> None:
    taken = {each.get("refId") for each in targets}
    letters = ("".join(pair) for size in count(1) for pair in product(ascii_uppercase, repeat=size))
    free = (letter for letter in letters if letter not in taken)
    for target in targets:
        if not target.get("refId"):
            target["refId"] = next(free)
