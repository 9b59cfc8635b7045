"""Unsaid: what of a bundle a directory cannot hold, and what stays in a Grafana when its file goes."""

from collections.abc import Collection, Iterator

from grafmint.bundle import Bundle, Kind, plural
from grafmint.environment import Environment
from grafmint.plan.name import Key
from grafmint.target.deployed import unsaid_of_deployed
from grafmint.target.directory import alerting

#: What stays in a Grafana that has read its file, when the file goes.
_REMAINING: tuple[Kind, ...] = ("datasource", "template", "mute-timing", "contact-point", "policy", "alert-rule")


def unsaid(bundle: Bundle, held: Collection[Key], environment: Environment) -> Iterator[str]:
    """All of it, a line each; `held` is what the directory has."""
    yield from _of_folders(bundle)
    shared = [entry.uid for entry in bundle.of("library-panel")]
    if shared:
        yield f"library panels, of which each dashboard gets a copy: {', '.join(shared)}"
    yield from alerting.unsaid(bundle, environment)
    yield from unsaid_of_deployed(bundle)
    for kind in _REMAINING:
        uids = [uid for its_kind, uid in held if its_kind == kind and bundle.find(kind, uid) is None]
        if uids:
            yield f"removing {plural(kind)} from a Grafana that has read them: {', '.join(uids)}"


def _of_folders(bundle: Bundle) -> Iterator[str]:
    folders = bundle.of("folder")
    permissions = [entry.uid for entry in folders if "permissions" in entry.json]
    if permissions:
        yield f"permissions of folders: {', '.join(permissions)}"
    parents = [entry.uid for entry in folders if entry.folder is not None]
    if parents:
        yield f"parents of folders: {', '.join(parents)}"
