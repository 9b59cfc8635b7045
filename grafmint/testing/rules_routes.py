"""Routes on trial: whom an alert is told to, by amtool on the tree of either engine."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from grafmint.bundle import Bundle
from grafmint.compile.prometheus.alertmanager import route
from grafmint.compile.prometheus.files import written
from grafmint.compile.prometheus.matcher import matcher
from grafmint.errors import GrafmintError, UsageError
from grafmint.testing.rules_tool import run


def routes_to(config: Bundle | Mapping[str, Any], labels: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the receivers that an alert with these labels goes to.

    `config` is a bundle, or an Alertmanager's configuration. Raises UsageError for a bundle without policies.
    """
    tree = _tree(config) if isinstance(config, Bundle) else config["route"]
    names = list(dict.fromkeys(_receivers(tree)))
    # amtool puts commas between names, which names may hold themselves.
    numbered = {"route": _numbered(tree, names), "receivers": [{"name": str(at)} for at in range(len(names))]}
    with TemporaryDirectory(prefix="grafmint-routes-") as folder:
        file = Path(folder) / "alertmanager.yml"
        file.write_bytes(written(numbered))
        given = [matcher(label, "=", value) for label, value in labels.items()]
        ran = run("amtool", "config", "routes", "test", f"--config.file={file}", *given)
    if not ran.is_content:
        raise GrafmintError(f"amtool cannot follow the routes:\n{ran.words}")
    return tuple(names[int(each)] for each in ran.result.split(","))


def _tree(bundle: Bundle) -> Mapping[str, Any]:
    for entry in bundle.of("alertmanager"):
        whole: Mapping[str, Any] = entry.json["route"]
        return whole
    for entry in bundle.of("policy"):
        return route(entry.json)
    raise UsageError("the environment has no notification policy", hint="define a NotificationPolicy in the project")


def _receivers(tree: Mapping[str, Any]) -> Iterator[str]:
    if "receiver" in tree:
        yield tree["receiver"]
    for each in tree.get("routes", ()):
        yield from _receivers(each)


def _numbered(tree: Mapping[str, Any], names: list[str]) -> dict[str, Any]:
    """The tree with numbers for receivers, and without the times, which say when and not to whom."""
    made = {key: tree[key] for key in ("matchers", "continue") if key in tree}
    if "receiver" in tree:
        made["receiver"] = str(names.index(tree["receiver"]))
    return {**made, "routes": [_numbered(each, names) for each in tree.get("routes", ())]}
