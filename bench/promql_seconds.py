"""How long PromQL takes, in seconds: `check PROJECT` is grafmint's check, `parse COUNT` the bare parser.

Both read the same distinct queries; the bare parser, which knows no variables, is given a window for Grafana's own.
"""

import sys
from pathlib import Path
from time import perf_counter

from bench.spec import RATE_INTERVAL, WINDOW, boards


def check_seconds(project: Path) -> float:
    """The whole check of a compiled project: every rule over every dashboard."""
    from grafmint.check import check
    from grafmint.config import read
    from grafmint.workflow import build

    [environment] = read(project / "grafmint.toml").select(("local",))
    bundle = build(environment, check_documents=False).bundle
    started = perf_counter()
    findings = check(bundle)
    seconds = perf_counter() - started
    if findings:
        raise SystemExit("\n".join(finding.message for finding in findings))
    return seconds


def parse_seconds(count: int) -> float:
    """The parser alone, over the distinct queries of `count` dashboards."""
    from promql_parser import parse

    queries = {
        target.expr.replace(RATE_INTERVAL, WINDOW)
        for board in boards(count)
        for panel in board.panels
        for target in panel.targets
    }
    started = perf_counter()
    for query in queries:
        parse(query)
    return perf_counter() - started


if __name__ == "__main__":
    what, of = sys.argv[1:]
    sys.stdout.write(f"{check_seconds(Path(of)) if what == 'check' else parse_seconds(int(of))}\n")
