"""`[env.NAME]` of grafmint.toml: one environment, and where it differs from the project."""

import re
from collections.abc import Mapping

import attrs

from grafmint.config.alerting import alerting
from grafmint.config.ignored import ignored
from grafmint.config.names import module_names, uid_prefix
from grafmint.config.places import Places
from grafmint.config.references import references
from grafmint.config.table import Table
from grafmint.config.targets import target
from grafmint.config.versions import grafana_version
from grafmint.environment import Demands, Environment
from grafmint.origin import Place

NAME = re.compile(r"[A-Za-z0-9_-]+")
NAME_HINT = "use letters, digits, _ and - only"


@attrs.frozen(kw_only=True)
class Shared:
    """What all environments of a project have in common."""

    name: str
    modules: tuple[str, ...]
    sources: tuple[str, ...]
    values_class: str | None
    datasource_types: Mapping[str, str]
    uid_prefix: str | None
    demands: Demands


def environment(table: Table, shared: Shared) -> Environment | None:
    """The environment of a section; None where its target is not clear, which is then reported."""
    name = str(table.keys[-1])
    if not NAME.fullmatch(name):
        table.document.report("bad-name", table.keys, "cannot be the name of an environment", NAME_HINT)
    goes_to = target(table)
    modules, sources = module_names(table), table.texts("sources")
    values, datasources, secrets = table.table("values"), table.names("datasources"), references(table, "secrets")
    ignore, grafana, of_alerting = ignored(table), grafana_version(table), alerting(table)
    prefix, locked, protected = uid_prefix(table), table.flag("locked"), table.flag("protected")
    table.close()
    if goes_to is None:
        return None
    return Environment(
        name=name,
        project=shared.name,
        root=table.document.path.parent,
        target=goes_to,
        modules=shared.modules if modules is None else modules,
        sources=shared.sources if sources is None else sources,
        values_class=shared.values_class,
        values=values.data,
        datasource_types=shared.datasource_types,
        datasources=datasources,
        secrets=secrets,
        ignore=ignore,
        uid_prefix=shared.uid_prefix if prefix is None else prefix,
        grafana=grafana,
        demands=shared.demands,
        locked=bool(locked),
        protected=bool(protected),
        **of_alerting,
        places=_places(table.document.places, name),
    )


def _places(places: Places, name: str) -> dict[str, Place]:
    """The places of an environment's keys, and of those of the project under `project.`."""
    found: dict[str, Place] = {}
    for keys, place in places.items():
        if keys[:2] == ("env", name):
            found[".".join(map(str, keys[2:]))] = place
        elif keys[0] in {"project", "datasources", "check"}:
            found[".".join(map(str, keys if keys[0] == "project" else ("project", *keys)))] = place
    return found
