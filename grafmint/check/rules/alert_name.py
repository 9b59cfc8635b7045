"""duplicate-rule: two alert rules of one name in a folder."""

from collections.abc import Iterator

from grafmint.bundle import Bundle, Entry
from grafmint.finding import Finding


def duplicate_rule(bundle: Bundle) -> Iterator[Finding]:
    """Every rule whose name another one of its folder has: Grafana refuses the second."""
    seen: dict[tuple[str | None, str], Entry] = {}
    for entry in bundle.of("alert-rule"):
        other = seen.setdefault((entry.folder, entry.title), entry)
        if other is not entry:
            yield Finding(
                rule="duplicate-rule",
                severity="error",
                message=f"alert rules {other.uid!r} and {entry.uid!r} are both {entry.title!r}, in one folder",
                hint="rename one of them, or write folder=… in one",
                place=entry.place(),
                also=other.place(),
                kind=entry.kind,
                uid=entry.uid,
            )
