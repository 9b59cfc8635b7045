"""Facts: what newer releases of Grafana do otherwise than 9.4, since when, and how each of it is known."""

from collections.abc import Mapping

from grafmint.testing.alerting.facts import FACTS as ALERTING
from grafmint.testing.apis.facts import FACTS as RESOURCES
from grafmint.testing.fact import CODE, HTTP_API, THREADS, Fact

_UPGRADE = "https://grafana.com/docs/grafana/latest/upgrade-guide"

_FACTS: Mapping[str, Fact] = {
    "versions in an object": Fact(
        since=(11, 6),
        evidence="D",
        says="the versions of a dashboard are listed in {continueToken, versions}, before that in a bare array",
        source=f"{THREADS}/issues/104556",
    ),
    "missing version 404": Fact(
        since=(10, 0),
        evidence="D",
        says="a version that a dashboard does not have is 404, on 9.4 500",
        source=f"{HTTP_API}/dashboard_versions/",
    ),
    "unique titles": Fact(
        until=(11, 3),
        evidence="D",
        says="no two dashboards of a folder, and no two folders, have one title",
        source=f"{THREADS}/pull/90687",
    ),
    "rename by id": Fact(
        until=(12, 0),
        evidence="R",
        says="a save with the id of a dashboard and a free uid gives it that uid: stars and versions stay, permissions "
        "stay behind with the old uid; from 12 on it makes a second dashboard [C]",
        source=f"{CODE}/pkg/services/dashboards/service/dashboard_service.go",
    ),
    "folder uid by PUT": Fact(
        until=(10, 2),
        evidence="R",
        says="a PUT of a folder with another uid gives it that; from 10.2 on uid is ignored [D]",
        source=f"{THREADS}/pull/74684",
    ),
    "folder counts": Fact(
        since=(10, 0),
        evidence="C",
        says="/api/folders/:uid/counts is there",
        source=f"{THREADS}/blob/00747cf3171ffa6758e24b4e138e66b6d625d20a/pkg/api/folder.go",
    ),
    "counts by resource": Fact(
        since=(13, 0),
        evidence="C",
        says="/api/folders/:uid/counts counts folders, dashboards, library_elements and alertrules; before that "
        "folder, dashboard, librarypanel and alertrule, on 12 unless a toggle says otherwise",
        source=f"{THREADS}/blob/028cb6c5c7ad7fc2081e6603e5156146556c278b/pkg/services/folder/folderimpl/"
        "folder_unifiedstorage.go",
    ),
    "nested folders": Fact(
        since=(11, 0),
        evidence="D",
        says="folders have parents, are listed by them and can be moved; before that parentUid is ignored unless a "
        "toggle says otherwise",
        source="https://grafana.github.io/grafana-operator/docs/proposals/004-grafanafolder-parent-folder-management",
    ),
    "search by folder uids": Fact(
        since=(10, 0), evidence="D", says="/api/search knows folderUIDs", source=f"{THREADS}/pull/65040"
    ),
    "datasource uids checked": Fact(
        since=(12, 0),
        evidence="D",
        says="a datasource whose uid has other signs than letters, digits, _ and -, or more than 40, is 400",
        source=f"{_UPGRADE}/upgrade-v12.0/",
    ),
    "no datasources by id": Fact(
        since=(13, 0), evidence="D", says="/api/datasources/:id is 404", source=f"{_UPGRADE}/upgrade-v13.0/"
    ),
    "prometheus health": Fact(
        since=(10, 0),
        evidence="D",
        says="/api/datasources/uid/:uid/health tells of a Prometheus, on 9.4 404",
        source=f"{THREADS}/issues/65970",
    ),
    "loki health": Fact(
        since=(10, 2),
        evidence="D",
        says="/api/datasources/uid/:uid/health tells of a Loki, on 9.4 404",
        source=f"{THREADS}/pull/74330",
    ),
    "auto refresh": Fact(
        since=(10, 4),
        evidence="D",
        says="a dashboard's refresh can be auto, from a patch of 10.4 on; before that a save through /api writes "
        "min_refresh_interval in its place, as of any that is shorter or no time [R]",
        source=f"{THREADS}/pull/85921",
    ),
    "stars by uid": Fact(
        since=(12, 0),
        evidence="C",
        says="stars are kept by uid, before that by numeric id; 11 may do so too",
        source=f"{CODE}/pkg/services/sqlstore/migrations/star_mig.go",
    ),
}

#: All of them by name.
FACTS: Mapping[str, Fact] = {**_FACTS, **ALERTING, **RESOURCES}
