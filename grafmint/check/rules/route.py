"""unknown-contact-point, unknown-timing: a route leads to what nobody has defined."""

from collections.abc import Collection, Iterator

from grafmint.bundle import Bundle
from grafmint.check.tree import contact_points, mute_timings, trees
from grafmint.finding import Finding
from grafmint.suggest import nearest


def unknown_contact_point(bundle: Bundle) -> Iterator[Finding]:
    """Routes to a contact point that the project has not: the alert would reach nobody."""
    for tree in trees(bundle) if bundle.is_whole else ():
        known = contact_points(bundle, tree)
        for pointer, name in tree.receivers:
            if name not in known:
                message = f"a route leads to {name!r}, and no module defines such a contact point"
                way_out = _way_out(name, known, f"ContactPoint(name={name!r}, integrations=…)")
                yield tree.finding("unknown-contact-point", "error", message, hint=way_out, path=pointer)


def unknown_timing(bundle: Bundle) -> Iterator[Finding]:
    """Routes that rest or are active at times that the project has not."""
    for tree in trees(bundle) if bundle.is_whole else ():
        known = mute_timings(bundle, tree)
        for pointer, name in tree.timings:
            if name not in known:
                message = f"a route names the timing {name!r}, and no module defines it"
                way_out = _way_out(name, known, f"MuteTiming(name={name!r}, time_intervals=…)")
                yield tree.finding("unknown-timing", "error", message, hint=way_out, path=pointer)


def _way_out(wrong: str, known: Collection[str], definition: str) -> str:
    match = nearest(wrong, known)
    if match is not None:
        return f"did you mean {match!r}?"
    return f"define it: {definition}" + (f", or name another: {', '.join(sorted(known))}" if known else "")
