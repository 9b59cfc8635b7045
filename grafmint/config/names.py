"""Names in grafmint.toml that stand for something else: modules, the types of datasources, and how uids begin."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from grafmint.config.table import Table
from grafmint.suggest import nearest

#: The plugins that come with Grafana, and so are what a near miss was meant to be; any other plugin may be named too.
PLUGINS = (
    "alertmanager", "cloudwatch", "elasticsearch", "grafana-azure-monitor-datasource", "graphite", "influxdb",
    "jaeger", "loki", "mssql", "mysql", "opentsdb", "parca", "postgres", "prometheus", "stackdriver", "tempo",
    "testdata", "zipkin",
)  # fmt: skip
_NEAR = 0.85
_SUFFIX = ".py"
_PREFIX = re.compile(r"[A-Za-z0-9_-]+")


def module_names(table: Table) -> tuple[str, ...] | None:
    """The modules of a project or an environment; one that is written as a file is reported."""
    names = table.texts("modules")
    for index, name in enumerate(table.data["modules"] if names is not None else ()):
        if isinstance(name, str) and name and _module(name) != name:
            keys = (*table.keys, "modules", index)
            problem = f"is {name!r}, a file and not a module"
            table.document.report("bad-value", keys, problem, f'write "{_module(name)}"')
    return names


def datasource_types(top: Table) -> Mapping[str, str]:
    """The plugin of each datasource; one that is nearly the name of a plugin of Grafana is reported."""
    found = top.names("datasources")
    for name, plugin in found.items():
        match = None if plugin in PLUGINS else nearest(plugin, PLUGINS)
        if match is not None and _is_near(plugin, match):
            problem = f"is {plugin!r}, which is no plugin of Grafana"
            top.document.report("bad-value", ("datasources", name), problem, f"did you mean {match!r}?")
    return found


def uid_prefix(table: Table) -> str | None:
    """How the uids begin that are ours without a mark; one that no uid begins with is reported."""
    text = table.text("uid_prefix", 'write uid_prefix = "plat-"')
    if text is not None and not _PREFIX.fullmatch(text):
        problem = f"is {text!r}, with which no uid begins"
        table.report("bad-value", "uid_prefix", problem, "use letters, digits, _ and - only")
        return None
    return text


def _module(name: str) -> str:
    """The module that a file's name stands for; the name itself where it stands for none."""
    path = name.replace("\\", "/").removeprefix("./").rstrip("/")
    module = path.removesuffix(_SUFFIX).replace("/", ".").removesuffix(".__init__")
    return module if all(part.isidentifier() for part in module.split(".")) else name


def _is_near(plugin: str, match: str) -> bool:
    # Stricter than a hint is: other plugins must not be refused, and many are called `grafana-…-datasource`.
    return SequenceMatcher(None, plugin.lower(), match).ratio() >= _NEAR
