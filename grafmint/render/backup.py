"""What a backup came to, as a person reads it and as JSON."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from grafmint.backup.backup import Backup
from grafmint.bundle import KINDS, plural, shown
from grafmint.render.clean import clean
from grafmint.render.findings import number

_RIGHTS = "use credentials of an administrator of the organisation"


def backup_text(backup: Backup, out: str, seconds: float) -> str:
    """How much is in it, in one line."""
    count = Counter(kept.entry.kind for kept in backup.resources)
    said = ", ".join(number(count[kind], shown(kind), plural(kind)) for kind in KINDS if count[kind])
    server = f"Grafana {clean(backup.grafana)}" if backup.grafana is not None else "a Grafana"
    return f"Backed up {said or 'nothing'} of {backup.environment}, {server}, to {out} ({seconds:.1f} s).\n"


def lacking_text(backup: Backup) -> Iterator[str]:
    """What is not in it, and what to do about that; a line each."""
    for kind in backup.unread:
        yield f"not in the backup: {plural(kind)}, which these credentials may not read"
    for kind, uid in backup.lacking:
        yield f"not in the backup: {shown(kind)} {clean(uid)}, which these credentials may not read"
    if not backup.is_seen:
        yield "not in the backup: folders and dashboards that these credentials may not see, if there are any"
    if not backup.is_whole:
        yield f"The backup is not whole: {_RIGHTS}."


def backup_json(backup: Backup) -> dict[str, Any]:
    """The same for programs."""
    return {
        "environment": backup.environment,
        "url": backup.url,
        "grafana": backup.grafana,
        "taken": backup.taken.isoformat(),
        "counts": dict(Counter(kept.entry.kind for kept in backup.resources)),
        "is_whole": backup.is_whole,
        "unread": list(backup.unread),
        "lacking": [{"kind": kind, "uid": uid} for kind, uid in backup.lacking],
    }
