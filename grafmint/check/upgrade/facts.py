"""The table: what which versions of Grafana know, each row with its evidence; no rule knows a version by itself.

The options are the differences between the JSON schemas of 10.4, 11.6 and of June 2026 that Grafana Labs generates,
and those names of the schema of 10.4 that stand nowhere in the panels' code of a pre-release of 9.4. What a schema
has not although that code reads it is left out.
"""

import json
from collections.abc import Iterator

from grafmint.check.upgrade.angular import ANGULAR, MIGRATIONS
from grafmint.check.upgrade.fact import Evidence, Fact, What
from grafmint.environment import Version

#: The versions that the table speaks of; of a later major nothing is known.
MAJORS = range(9, 14)
_DOCS = "https://grafana.com/docs/grafana"
_CODE = "https://github.com/grafana/grafana/tree"
BREAKING_11 = Evidence("docs", f"{_DOCS}/latest/breaking-changes/breaking-changes-v11-0/")
UPGRADE_12 = Evidence("docs", f"{_DOCS}/latest/upgrade-guide/upgrade-v12.0/")
UPGRADE_13 = Evidence("docs", f"{_DOCS}/latest/upgrade-guide/upgrade-v13.0/")
NEW_10_1 = Evidence("docs", f"{_DOCS}/latest/whatsnew/whats-new-in-v10-1/")
TESTDATA = Evidence("docs", f"{_DOCS}/latest/datasources/testdata/")
PARCA = Evidence("docs", f"{_DOCS}/v13.3/datasources/parca/troubleshooting/")
SCHEMAS = Evidence("schema", "https://github.com/grafana/grafana-foundation-sdk/tree/main/jsonschema")
SOURCE_9 = Evidence("source", f"{_CODE}/v9.4.3/public/app")
PANELS = Evidence("source", f"{_CODE}/main/packages/grafana-schema/src/raw/composable")
STORAGE = Evidence("source", f"{_CODE}/main/pkg/registry/apis/dashboard")

_AXES = "barchart candlestick histogram state-timeline status-history timeseries trend xychart"
_TOOLTIPS = "barchart candlestick histogram piechart state-timeline status-history timeseries trend xychart"
#: Panel types (`*` is any), the options that are new to them and after `=` what they are when nobody asks for them,
#: the newest version that lacks them, and who says so.
_OPTIONS: tuple[tuple[str, str, Version, Evidence], ...] = (
    ("barchart", "options.fullHighlight", (9, 4), SOURCE_9),
    ("bargauge", 'options.maxVizHeight=300 options.namePlacement="auto" options.valueMode="color"', (9, 4), SOURCE_9),
    ("canvas", "options.infinitePan=true options.panZoom=true", (9, 4), SOURCE_9),
    ("dashlist", "options.folderUID", (9, 4), SOURCE_9),
    ("heatmap", "options.tooltip.showColorScale options.yAxis.axisBorderShow", (9, 4), SOURCE_9),
    ("histogram", "options.bucketCount=30", (9, 4), SOURCE_9),
    ("logs", "options.showLogContextToggle", (9, 4), SOURCE_9),
    ("stat", "options.showPercentChange options.wideLayout=true", (9, 4), SOURCE_9),
    ("table", 'custom.cellOptions={"type":"auto"} custom.hideHeader', (9, 4), SOURCE_9),
    (_AXES, "custom.axisBorderShow", (9, 4), SOURCE_9),
    ("barchart bargauge gauge piechart stat", "options.text.percentSize", (10, 4), SCHEMAS),
    (_TOOLTIPS, "options.tooltip.hideZeros", (10, 4), SCHEMAS),
    ("dashlist", "options.showFolderNames=true", (10, 4), SCHEMAS),
    ("heatmap", 'options.selectionMode="x"', (10, 4), SCHEMAS),
    ("logs", "options.enableInfiniteScrolling", (10, 4), SCHEMAS),
    ("nodeGraph", 'options.zoomMode="cooperative"', (10, 4), SCHEMAS),
    ("stat", 'options.percentChangeColorMode="standard"', (10, 4), SCHEMAS),
    ("state-timeline status-history", "options.perPage=20", (10, 4), SCHEMAS),
    ("table", "custom.cellOptions.applyToRow custom.cellOptions.wrapText", (10, 4), SCHEMAS),
    ("xychart", 'options.mapping custom.pointShape="circle" custom.pointStrokeWidth=1', (10, 4), SCHEMAS),
    ("dashboard", "timepicker.quick_ranges templating.list.*.allowCustomValue=true", (10, 4), SCHEMAS),
    ("logs", 'options.detailsMode="inline" options.fontSize="default" options.showControls', (11, 6), SCHEMAS),
    ("logs", "options.showFieldSelector options.syntaxHighlighting", (11, 6), SCHEMAS),
    ("heatmap", "options.rowsFrame.yBucketScale", (11, 6), SCHEMAS),
    ("nodeGraph", 'options.layoutAlgorithm="layered"', (11, 6), SCHEMAS),
    ("piechart", 'options.sort="desc"', (11, 6), SCHEMAS),
    ("text", 'options.renderMode="once"', (11, 6), SCHEMAS),
    ("dashboard", 'templating.list.*.staticOptions templating.list.*.staticOptionsOrder="before"', (11, 6), SCHEMAS),
    ("dashboard", "links.*.placement", (11, 6), SCHEMAS),
    ("*", "timeCompare", (11, 6), SCHEMAS),
    ("table", "options.frozenColumns.left options.hoverOverflow=true options.maxRowHeight", (12, 1), PANELS),
    ("gauge", 'options.shape="gauge" options.barShape="flat" options.barWidthFactor=0.5', (12, 3), PANELS),
    ("gauge", "options.segmentCount=1 options.segmentSpacing=0.3 options.neutral", (12, 3), PANELS),
    ("gauge", 'options.endpointMarker="point" options.sparkline=true', (12, 3), PANELS),
    ("table", "options.zebraStriping", (13, 2), PANELS),
)


def _options() -> Iterator[Fact]:
    for types, names, after, evidence in _OPTIONS:
        for of in types.split():
            for row in names.split():
                name, _, default = row.partition("=")
                path = f"fieldConfig.defaults.{name}" if name.startswith("custom.") else name
                usual = json.loads(default) if default else None
                yield Fact(what="option", name=path, of=of, after=after, default=usual, evidence=evidence)


def _new(what: What, names: str, after: Version, evidence: Evidence) -> Iterator[Fact]:
    return (Fact(what=what, name=name, after=after, evidence=evidence) for name in names.split())


FACTS: tuple[Fact, ...] = (
    *ANGULAR,
    *_new("panel type", "datagrid trend", (9, 4), SOURCE_9),
    *_new("datasource type", "grafana-pyroscope-datasource", (9, 4), SOURCE_9),
    Fact(
        what="datasource type",
        name="grafana-testdata-datasource",
        after=(10, 1),
        instead="testdata",
        evidence=TESTDATA,
    ),
    Fact(what="datasource type", name="input", until=(11, 0), instead="testdata", evidence=BREAKING_11),
    Fact(what="datasource type", name="parca", until=(13, 2), instead="parca, built and installed", evidence=PARCA),
    *_new(
        "transformation",
        "convertFrameType formatString groupToNestedTable regression smoothing timeSeriesTable transpose",
        (9, 4),
        SOURCE_9,
    ),
    *_new("transformation", "formatTime", (10, 0), NEW_10_1),
    *_new("variable type", "groupby", (9, 4), SOURCE_9),
    *_new("variable type", "switch", (11, 6), SCHEMAS),
    *_options(),
    *(
        Fact(
            what="option",
            name=f"options.{name}",
            of="xychart",
            until=(11, 1),
            instead="options.mapping and options.series",
            migrated=(11, 1),
            evidence=SCHEMAS,
        )
        for name in ("dims", "seriesMapping")
    ),
)
#: The oldest schema that the backend of 12.2 migrates, later ones go back to 9. That of 12.0 and 12.1 begins at 36, and
#: the page migrates the rest there: https://github.com/grafana/grafana/pull/102088
OLDEST_SCHEMA = 13
OLD_SCHEMA = Fact(what="document", name="schemaVersion below 13", until=(12, 0), evidence=MIGRATIONS)
LOOSE_UID = Fact(what="document", name="a datasource's loose uid", until=(12, 0), evidence=UPGRADE_12)
LEGACY_ALERT = Fact(what="document", name="an alert in a panel", until=(11, 0), evidence=BREAKING_11)
SHORT_REFRESH = Fact(what="document", name="refresh below 5s", until=(13, 0), evidence=STORAGE)
#: Each by the regular expression that finds it.
ADDRESSES: tuple[Fact, ...] = (
    Fact(
        what="address",
        name=r"/api/datasources/(?:proxy/|id/)?\d+(?=[/?#]|$)",
        until=(13, 0),
        instead="/api/datasources/uid/UID, or /api/datasources/proxy/uid/UID",
        evidence=UPGRADE_13,
    ),
    Fact(
        what="address",
        name=r"/dashboard(?:-solo)?/db/[\w-]+",
        until=(9, 4),
        instead="/d/UID, or /d-solo/UID",
        evidence=SOURCE_9,
    ),
)
