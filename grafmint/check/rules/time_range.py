"""time-range: a dashboard has no time range of its own, or one too short to see anything; only where it is asked."""

from collections.abc import Iterator

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView
from grafmint.check.moment import moment
from grafmint.duration import milliseconds, written
from grafmint.finding import Finding


def time_range(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """Dashboards that lack a beginning or an end, or show less than `min_range`; fixed times are left alone."""
    demands, time = bundle.demands, board.json.get("time")
    begins, ends = (time.get("from"), time.get("to")) if isinstance(time, dict) else (None, None)
    if not begins or not ends:
        if "time" in demands.require:
            way_out = 'write time.from and time.to: "now-6h" and "now"'
            yield board.finding("time-range", "warning", "the dashboard has no time range of its own", hint=way_out)
        return
    first, last = moment(begins), moment(ends)
    shown = None if first is None or last is None or first.rounding or last.rounding else first.back - last.back
    if demands.min_range is not None and shown is not None and shown < (milliseconds(demands.min_range) or 0):
        message = f"the time range is {written(max(shown, 0))}, and [check] min_range is {demands.min_range}"
        way_out = f'write time_from="now-{demands.min_range}" or more'
        yield board.finding("time-range", "warning", message, hint=way_out, path="/time")
