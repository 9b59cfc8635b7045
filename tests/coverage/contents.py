"""Judges of what is on dashboards beside the panels of the tables: links, variables, tags, lists of alerts."""

import re
from collections.abc import Iterator
from typing import Any

from .build import Document, Output, Wish

_LINK = re.compile(r"/d/(?P<uid>[A-Za-z0-9_-]+)")
#: Metrics of Kubernetes: of its state, of its nodes, of its containers.
_KUBERNETES = ("kube_", "kubelet_", "container_")


def dashboard_links(wish: Wish, output: Output) -> Iterator[str]:
    """The dashboard links to each of the others, by itself or from a panel."""
    for one in output.dashboards(wish["dashboard"]):
        linked = {each.title for each in _linked(one, output)}
        yield from (f"{one.title!r} does not link to {title!r}" for title in wish["to"] if title not in linked)
    if not output.dashboards(wish["dashboard"]):
        yield f"there is no dashboard {wish['dashboard']!r}"


def variable_values(wish: Wish, output: Output) -> Iterator[str]:
    """The variable of the dashboard offers exactly these values."""
    found = [
        variable
        for one in output.dashboards(wish["dashboard"])
        for variable in one.json.get("templating", {}).get("list", ())
        if variable["name"] == wish["variable"]
    ]
    if not found:
        yield f"{wish['dashboard']!r} has no variable {wish['variable']!r}"
    for variable in found:
        offered = _offered(variable)
        if offered != set(wish["values"]):
            yield f"{wish['variable']!r} offers {', '.join(sorted(offered)) or 'what nobody knows'}"


def tags_contain(wish: Wish, output: Output) -> Iterator[str]:
    """Every dashboard says how often it is reviewed, as a tag or in its description."""
    if not output.dashboards():
        yield "there is no dashboard"
    for one in output.dashboards():
        said = {*one.json.get("tags", ()), *str(one.json.get("description", "")).split()}
        if not any(wanted in {each.strip(".,;") for each in said} for wanted in wish["any_of"]):
            yield f"{one.title!r} says nothing of its {wish['value']}"


def panel_type_allowed(wish: Wish, output: Output) -> Iterator[str]:
    """Each of the types is used, and none of the retired ones."""
    used = {panel.type for panel in output.panels}
    yield from (f"no panel is a {one}" for one in wish["used_at_least_once"] if one not in used)
    yield from (f"a panel is a {one}" for one in wish["forbidden"] if one in used)
    yield from (f"the judge is asked for {one} both ways" for one in wish["allowed"] if one in wish["forbidden"])


def alert_annotation(wish: Wish, output: Output) -> Iterator[str]:
    """Alerts are seen on a dashboard, in a list or as annotations; every folder says who may do what in it.

    Teams are Grafana's own, which only its administrators know: a folder's rights may be of roles as well.
    """
    annotated = (
        each
        for one in output.dashboards()
        for each in one.json.get("annotations", {}).get("list", ())
        if not each.get("builtIn") and each.get("enable", True)
    )
    if not any(panel.type == "alertlist" for panel in output.panels) and not any(annotated):
        yield "no dashboard shows alerts"
    for folder in output.of("folder"):
        if wish["folder_permissions"] and not folder.json.get("permissions"):
            yield f"folder {folder.uid!r} says of nobody what they may do"


def cluster_variable(wish: Wish, output: Output) -> Iterator[str]:
    """Every dashboard with metrics of Kubernetes can be switched to another cluster."""
    showing = [one for one in output.dashboards() if any(map(_is_of_kubernetes, one.board.panels))]
    if not showing:
        yield "no dashboard shows Kubernetes"
    for one in showing:
        names = {each["name"] for each in one.json.get("templating", {}).get("list", ())}
        if "cluster" not in names:
            yield f"{one.title!r} has no variable 'cluster'"


def explored(wish: Wish, output: Output) -> Iterator[str]:
    """What the datasource holds is shown by a panel, or a dashboard links to exploring it."""
    found = output.datasource(wish["name"])
    if found is None:
        yield f"there is no datasource {wish['name']!r}"
        return
    links = str([one.json.get("links") for one in output.dashboards()])
    is_linked = "/explore" in links and found.uid in links
    if not is_linked and not any(found.json["type"] in panel.source_types for panel in output.panels):
        yield f"nothing leads to what {wish['name']} holds"


def _linked(one: Document, output: Output) -> Iterator[Document]:
    links = one.json.get("links", [])
    tags = [set(link.get("tags", ())) for link in links if link.get("type") == "dashboards"]
    targets = _LINK.findall(str([link.get("url") for link in links if link.get("type") == "link"]))
    targets += _LINK.findall(str([_links_of(panel.json) for panel in one.board.panels]))
    for other in output.dashboards():
        if other.uid in targets or any(several <= set(other.json.get("tags", ())) for several in tags):
            yield other


def _links_of(panel: Any) -> list[str]:
    defaults = panel.get("fieldConfig", {}).get("defaults", {})
    return [str(link.get("url")) for link in (*panel.get("links", ()), *defaults.get("links", ()))]


def _offered(variable: Any) -> set[str]:
    """What can be chosen, so far as it is written: a query is bounded by its regex."""
    if variable["type"] == "custom":
        texts = str(variable.get("query", "")).split(",")
        return {text.rpartition(" : ")[2].strip() for text in texts if text.strip()}
    pattern = str(variable.get("regex", "")).strip("/").removeprefix("^").removesuffix("$").strip("()")
    return {one for one in pattern.removeprefix("?:").split("|") if re.fullmatch(r"[\w-]+", one)}


def _is_of_kubernetes(panel: Any) -> bool:
    return any(name.startswith(_KUBERNETES) for name in panel.metrics)
