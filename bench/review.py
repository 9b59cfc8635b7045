"""`make bench-review`: the pictures of a review, before and after; exits with 1 when an aim fails.

Both revisions are built first. What is timed begins with two bundles and ends with the files of the review.
"""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.report import Aim
from grafmint.config import read
from grafmint.data.source import instant, open_source
from grafmint.environment import Environment
from grafmint.picture.image import Format
from grafmint.render.page.picture import Pictures
from grafmint.render.review_files import review_files
from grafmint.review import Review
from grafmint.review.illustrate import Look, illustrated
from grafmint.review.make import make_review
from grafmint.review.pictures import wanted
from grafmint.revision import Revision
from grafmint.tree import File
from grafmint.workflow import build_all

PANELS = 40
SECONDS = 20.0
SVG_KIB = 60.0
_KIB = 1024

PROJECT = """\
[project]
name = "bench"
modules = ["boards"]

[datasources]
metrics = "prometheus"

[env.local]
directory = ".grafmint/local"
datasources = { metrics = "metrics" }
"""
BOARDS = '''\
"""Forty panels of every kind that shows numbers."""

from grafmint import BarChart, BarGauge, Dashboard, Gauge, PieChart, Row, Stat, StateTimeline, Table, TimeSeries, above
from grafmint.prometheus import Query

KINDS = (TimeSeries, Stat, Gauge, BarGauge, Table, TimeSeries, BarChart, StateTimeline, PieChart, TimeSeries)


def board(number: int) -> Dashboard:
    panels = [
        kind(
            title=f"{{kind.__name__}} {{at}}",
            queries=Query(expr=f"sum by (pod) (rate(asked_{{number}}_{{at}}_total[5m]))", legend_format="{{{{pod}}}}"),
            unit="reqps",
            thresholds=above(warning=50, critical={critical}),
        )
        for at, kind in enumerate(KINDS)
    ]
    rows = [Row(title="All", columns=3, panels=panels)]
    return Dashboard(uid=f"bench-{{number}}", title=f"Bench {{number}}", rows=rows)


one, two, three, four = (board(number) for number in range(4))
'''


def revision(folder: Path, critical: int) -> Revision:
    """A project of forty panels, built."""
    folder.mkdir()
    (folder / "grafmint.toml").write_text(PROJECT, encoding="utf-8")
    (folder / "boards.py").write_text(BOARDS.format(critical=critical), encoding="utf-8")
    [built] = build_all(read(folder / "grafmint.toml").select(("local",)))
    assert built.is_sound, built.findings
    return Revision(name=folder.name, commit=f"{critical:040}", bundle=built.bundle, findings=built.findings)


def pictures(review: Review, format_: Format) -> Pictures:
    """The pictures of a review's panels, with made-up numbers."""
    with open_source("sample", _nobody) as source:
        look = Look(now=instant(source, 0), format=format_, datasources=review.head.bundle.datasources)
        return illustrated(wanted(review), source, look)


def reviewed(base: Revision, head: Revision) -> tuple[list[File], int]:
    """The files of a review, and how many pictures it has."""
    review = make_review(base, head, project="bench", environment="local")
    found = pictures(review, "png")
    return review_files(review, found, "dark", "sample"), len(found)


def main() -> int:
    """Measure, and say whether the aims are met."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with TemporaryDirectory() as directory:
        base, head = (revision(Path(directory, name), critical) for name, critical in (("base", 80), ("head", 90)))
        started = perf_counter()
        files, count = reviewed(base, head)
        seconds = perf_counter() - started
        again, _ = reviewed(base, head)
        review = make_review(base, head, project="bench", environment="local")
        svg = pictures(review, "svg")
    largest = max(len(picture.content) for picture in svg.values())
    changed = sum(one.content != other.content for one, other in zip(files, again, strict=True))
    aims = [
        Aim(
            name=f"{count} pictures of {PANELS} panels, and the files",
            measured=seconds,
            goal=SECONDS,
            limit=SECONDS,
            unit="s",
        ),
        Aim(name="the largest SVG", measured=largest / _KIB, goal=SVG_KIB, limit=SVG_KIB, unit="KiB"),
        Aim(name="files that differ when made again", measured=changed, goal=0, limit=0, unit=""),
    ]
    sys.stdout.writelines(f"{aim}\n" for aim in aims)
    return int(any(aim.is_failed for aim in aims) or count != 2 * PANELS)


def _nobody(name: str) -> Environment:
    raise LookupError(name)


if __name__ == "__main__":
    sys.exit(main())
