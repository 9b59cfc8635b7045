"""Angular: the panels and datasources that run in AngularJS, as Grafana's documentation lists them: part of the table.

It is off from 11.0, where an administrator can turn it on again, and no more there from 12.0.
Source: https://grafana.com/docs/grafana/latest/breaking-changes/breaking-changes-v11-0/
"""

from collections.abc import Iterator, Mapping

from grafmint.check.upgrade.fact import Evidence, Fact, What
from grafmint.environment import Version

UNTIL = (11, 0)
LIST = Evidence("docs", "https://grafana.com/docs/grafana/v11.6/developers/angular_deprecation/angular-plugins/")
MIGRATIONS = Evidence(
    "source", "https://github.com/grafana/grafana/tree/main/apps/dashboard/pkg/migration/schemaversion"
)
#: A server from 10 on says it of the plugins that it has.
TOLD = Evidence("source", "https://github.com/grafana/grafana/blob/main/pkg/api/dtos/plugins.go")
#: What Grafana shows as another type by itself, from the end of Angular on.
_MIGRATED = {
    "graph": "timeseries (by its axis barchart, bargauge or histogram)",
    "table-old": "table",
    "singlestat": "stat",
    "grafana-singlestat-panel": "stat",
    "grafana-piechart-panel": "piechart",
    "grafana-worldmap-panel": "geomap",
}
#: What only its code of today does.
_MIGRATED_LATE = {"natel-discrete-panel": "state-timeline"}
#: Angular plugins without a successor of the same id; after `=` what the documentation names instead.
_PANELS = """
agenty-flowcharting-panel=canvas aidanmountford-html-panel=text alexandra-trackmap-panel bessler-pictureit-panel
blackmirror1-singlestat-math-panel blackmirror1-statusbygroup-panel briangann-datatable-panel citilogics-geoloop-panel
corpglory-progresslist-panel farski-blendstat-panel=stat fatcloud-windrose-panel=operato-windrose-panel
flant-statusmap-panel gretamosa-topology-panel marcuscalidus-svg-panel=canvas michaeldmoore-annunciator-panel=stat
michaeldmoore-multistat-panel mtanda-heatmap-epoch-panel=heatmap mtanda-histogram-panel=histogram
mxswat-separator-panel=text natel-influx-admin-panel natel-plotly-panel=nline-plotlyjs-panel
neocat-cal-heatmap-panel=heatmap novalabs-annotations-panel petrslavotinek-carpetplot-panel
pierosavi-imageit-panel=larona-epict-panel pr0ps-trackmap-panel ryantxu-ajax-panel ryantxu-annolist-panel=annolist
satellogic-3d-globe-panel savantly-heatmap-panel=heatmap smartmakers-trafficlight-panel=heywesty-trafficlight-panel
snuids-radar-panel snuids-trafficlights-panel=heywesty-trafficlight-panel vonage-status-panel=stat
yesoreyeram-boomtable-panel=table zuburqan-parity-report-panel
"""
_DATASOURCES = """
abhisant-druid-datasource=grafadruid-druid-datasource akumuli-datasource andig-darksky-datasource
aquaqanalytics-kdbadaptor-datasource=aquaqanalytics-kdbbackend-datasource ayoungprogrammer-finance-datasource
bmchelix-ade-datasource devicehive-devicehive-datasource doitintl-bigquery-datasource=grafana-bigquery-datasource
fastweb-openfalcon-datasource fifemon-graphql-datasource=yesoreyeram-infinity-datasource
foursquare-clouderamanager-datasource fzakaria-simple-annotations-datasource gnocchixyz-gnocchi-datasource
goshposh-metaqueries-datasource grafana-es-open-distro-datasource=grafana-opensearch-datasource
grafana-kairosdb-datasource grafana-simple-json-datasource=yesoreyeram-infinity-datasource
gridprotectionalliance-openhistorian-datasource hawkular-datasource humio-datasource ibm-apm-datasource
jasonlashua-prtg-datasource linksmart-hds-datasource linksmart-sensorthings-datasource monasca-datasource
monitoringartist-monitoringart-datasource mtanda-google-calendar-datasource natel-usgs-datasource
ntop-ntopng-datasource=influxdb ovh-warp10-datasource paytm-kapacitor-datasource praj-ams-datasource
pue-solr-datasource quasardb-datasource rackerlabs-blueflood-datasource radensolutions-netxms-datasource
sbueringer-consul-datasource sidewinder-datasource skydive-datasource spotify-heroic-datasource
udoprog-heroic-datasource xginn8-pagerduty-datasource yeya24-chaosmesh-datasource=chaosmeshorg-datasource
"""
#: Plugins that left Angular; after `:` the first version that has.
_REACT_PANELS = """
briangann-gauge-panel:2.0.0 digrich-bubblechart-panel:2.0.1 grafana-clock-panel:1.1.0 grafana-polystat-panel:2.0.0
jdbranham-diagram-panel:1.7.1 larona-epict-panel:2.0.0 novatec-sdg-panel:4.0.3 scadavis-synoptic-panel:2.0
"""
_REACT_DATASOURCES = """
camptocamp-prometheus-alertmanager-datasource:2.0.0 chaosmeshorg-datasource:3.0.0 cognitedata-datasource:4.0.0
fetzerch-sunandmoon-datasource:0.3.0 grafana-azure-data-explorer-datasource:3.5.1 grafana-datadog-datasource:3.0.0
grafana-github-datasource:1.3.3 grafana-gitlab-datasource:1.1.0 grafana-newrelic-datasource:3.0.0
grafana-opensearch-datasource:2.0.0 grafana-oracle-datasource:2.0.6 grafana-servicenow-datasource:2.0.2
grafana-splunk-datasource:4.1.0 grafana-strava-datasource:1.6.0 grafana-wavefront-datasource:2.0.0
gridprotectionalliance-osisoftpi-datasource:4.0.0 hadesarchitect-cassandra-datasource:2.1.1 instana-datasource:3.0.0
oci-logs-datasource:4.0.0 oci-metrics-datasource:5.0.0 shorelinesoftware-shoreline-datasource:1.2.1
simpod-json-datasource:0.3.0 sni-pnp-datasource:2.0.0 sni-thruk-datasource:2.0.0 tdengine-datasource:3.3.0
vertamedia-clickhouse-datasource:3.0.0 vertica-grafana-datasource:2.0.0
"""


def _migrated(names: Mapping[str, str], since: Version) -> Iterator[Fact]:
    for name, instead in names.items():
        yield Fact(
            what="panel type",
            name=name,
            until=UNTIL,
            instead=instead,
            migrated=since,
            angular=True,
            evidence=MIGRATIONS,
        )


def _listed(what: What, table: str) -> Iterator[Fact]:
    for row in table.split():
        name, _, instead = row.partition("=")
        id_, _, react = name.partition(":")
        yield Fact(
            what=what,
            name=id_,
            until=UNTIL,
            instead=instead or None,
            react=react or None,
            angular=True,
            evidence=LIST,
        )


ANGULAR: tuple[Fact, ...] = (
    *_migrated(_MIGRATED, UNTIL),
    *_migrated(_MIGRATED_LATE, (13, 0)),
    *_listed("panel type", _PANELS + _REACT_PANELS),
    *_listed("datasource type", _DATASOURCES + _REACT_DATASOURCES),
)
