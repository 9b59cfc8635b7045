"""Judges of datasources: where they lead, and whether what they scrape is shown well."""

import math
from collections.abc import Iterator

import promql_parser

from . import expression
from .access import plain_secrets
from .alert import alerts
from .board import PROMETHEUS, Panel, Query
from .build import Build, Document, Output, Wish
from .expression import Selector, Window

#: How often a Prometheus is taken to scrape when its datasource does not say.
DEFAULT_SCRAPE = "15s"
#: How many samples a rate should see, so that a lost one does no harm.
SAMPLES = 4


def datasource(wish: Wish, build: Build) -> Iterator[str]:
    """Every environment has it without secrets: one of them at the address or port, or each with its own settings."""
    urls = set[str]()
    for stage, output in build.outputs.items():
        found = output.datasource(wish["name"])
        if found is None:
            yield f"{stage}: there is no datasource {wish['name']!r}"
            continue
        urls.add(found.json.get("url", ""))
        if found.json.get("type") != wish["ds_type"]:
            yield f"{stage}: its type is {found.json.get('type')!r}, not {wish['ds_type']!r}"
        if "url" not in wish:
            other = build.elsewhere[stage].datasource(wish["name"])
            yield from (f"{stage}: {problem}" for problem in _not_its_own(found, other))
        yield from (f"{stage}: {problem}" for problem in plain_secrets(found))
    if "port" in wish and not any(url.rstrip("/").endswith(f":{wish['port']}") for url in urls):
        yield f"no environment has it on port {wish['port']}, but at {', '.join(sorted(urls)) or 'nothing'}"
    if "url" in wish and wish["url"] not in urls:
        yield f"no environment has it at {wish['url']}, but at {', '.join(sorted(urls)) or 'nothing'}"


def datasource_url_overridable(wish: Wish, build: Build) -> Iterator[str]:
    """With https in the values of an environment, each address there is the same but for its scheme."""
    for stage, output in build.outputs.items():
        secure = {one.uid: one.json.get("url") for one in build.elsewhere[stage].of("datasource")}
        plain = {one.uid: one.json["url"] for one in output.of("datasource") if one.json.get("url")}
        if not plain:
            yield f"{stage}: no datasource has an address"
        for uid, url in plain.items():
            wanted = "https://" + url.partition("://")[2]
            if secure.get(uid) != wanted:
                yield f"{stage}: datasource {uid!r} stays at {secure.get(uid)} where its values say {wanted}"


def scrape_target_used(wish: Wish, output: Output) -> Iterator[str]:
    """Some panel or alert uses what the target yields, and every rate of it sees enough samples.

    On which port and path a target is scraped stands in Prometheus' own configuration. What several targets of one
    system yield under the same name is told apart by the job, so there it has to be asked for.
    """
    asked = [
        (one.title, panel, query)
        for one in output.dashboards()
        for panel in one.board.panels
        for query in panel.queries
    ]
    read = [one for _, _, query in asked for one in query.reading.selectors]
    read += [one for alert in alerts(output) for one in expression.read(alert.expr).selectors]
    if not any(_is_of(one, wish) for one in read):
        yield f"no panel uses any of {', '.join(wish['any_of_metrics'])}, or up of job {wish['job']!r}"
    needed = SAMPLES * _seconds(wish["interval"]) if "interval" in wish else 0
    for title, panel, query in asked:
        for window in query.reading.windows:
            least = least_window(window, query, panel, output)
            if window.selector.metric in wish["any_of_metrics"] and least < needed:
                yield (
                    f"{title!r}, panel {panel.title!r}: {window} may be {least:g}s, "
                    f"{SAMPLES} times {wish['interval']} is {needed:g}s"
                )


def rate_windows(wish: Wish, output: Output) -> Iterator[str]:
    """No rate on a dashboard looks back less than that."""
    for one in output.dashboards():
        for panel in one.board.panels:
            for query in panel.queries:
                for window in query.reading.windows:
                    least = least_window(window, query, panel, output)
                    if least < _seconds(wish["min"]):
                        yield f"{one.title!r}, panel {panel.title!r}: {window} may be {least:g}s"


def least_window(window: Window, query: Query, panel: Panel, output: Output) -> float:
    """The shortest that a window can get, in seconds; 0 where nobody can tell."""
    if window.seconds is not None:
        return window.seconds
    if window.variable == "__range":
        # The reader's choice, and all that is shown.
        return math.inf
    if window.variable == "__rate_interval":
        return _rate_interval(query, panel, output)
    return 0


def _not_its_own(found: Document, other: Document | None) -> Iterator[str]:
    """Where a datasource leads, if it leads anywhere, must follow from the values of its environment."""
    leads = [(one.json.get("url"), one.json.get("jsonData")) for one in (found, other) if one is not None]
    if not any(leads[0]):
        yield "it has neither an address nor settings"
    elif leads[0] in leads[1:]:
        yield "its address and settings are the same whatever the values of its environment"


def _rate_interval(query: Query, panel: Panel, output: Output) -> float:
    """What Grafana makes of $__rate_interval at the closest zoom, by the older and the newer way to reckon it.

    Both are max(step + scrape interval, 4 * scrape interval). At first, and so in 9.3, the scrape interval is always
    the datasource's; later the least step of the query takes its place. The panel's least step raises the step alone.
    Sources: https://github.com/grafana/grafana/issues/52340 and https://github.com/grafana/grafana/pull/77234
    """
    scrape = _scrape_interval(query.source, output)
    query_step = _seconds(query.least_step) if query.least_step else scrape
    panel_step = _seconds(panel.least_step) if panel.least_step else 0
    step = max(query_step, panel_step)
    return min(max(step + each, SAMPLES * each) for each in (scrape, query_step))


def _scrape_interval(uid: str, output: Output) -> float:
    """What the datasource says of itself; where a variable chooses among several, the shortest."""
    intervals = [
        _seconds(one.json.get("jsonData", {}).get("timeInterval") or DEFAULT_SCRAPE)
        for one in output.of("datasource")
        if one.json.get("type") == PROMETHEUS and (one.uid == uid or uid.startswith("$"))
    ]
    return min(intervals, default=_seconds(DEFAULT_SCRAPE))


def _is_of(selector: Selector, wish: Wish) -> bool:
    """Whether a selector is of what the target yields: whether it is up is known of every target of any job."""
    is_picked = selector.picks("job", wish["job"])
    if selector.metric == "up":
        asks_for_others = any(label == "job" for label, *_ in selector.matchers) or "path" in wish
        return is_picked or ("up" in wish["any_of_metrics"] and not asks_for_others)
    return selector.metric in wish["any_of_metrics"] and (is_picked or "path" not in wish)


def _seconds(duration: str) -> float:
    return promql_parser.parse_duration(duration).total_seconds()
