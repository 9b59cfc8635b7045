"""Facts: what newer releases of Grafana do with resources, behind `/apis` and in their pages."""

from collections.abc import Mapping

from grafmint.testing.fact import CODE, CODE_12, THREADS, Fact

_APIS = "https://grafana.com/docs/grafana/latest/developer-resources/api-reference/http-api"

FACTS: Mapping[str, Fact] = {
    "unified storage": Fact(
        since=(12, 0),
        evidence="C",
        says="dashboards and folders are resources, whose generation moves when spec or folder change; a save through "
        "/api drops the annotations of a dashboard; what was stored before keeps its versions",
        source=f"{CODE}/pkg/storage/unified/apistore/prepare.go",
    ),
    "old tables": Fact(
        since=(12, 0),
        until=(13, 0),
        evidence="C",
        says="these resources lie in the tables of old, unless the server is told otherwise; 12.4 moves ten or fewer "
        "by itself. Annotations are lost, who manages it too, though the answer to the write shows them; every write "
        "counts, and a dashboard's resourceVersion is its version",
        source=f"{CODE_12}/pkg/registry/apis/dashboard/legacy/sql_dashboards.go",
    ),
    "folders unguarded": Fact(
        since=(12, 0),
        until=(13, 0),
        evidence="C",
        says="while they lie there, a PUT of a folder through /apis looks at no resourceVersion, makes none that is "
        "not there, and a dry run of a folder is done",
        source=f"{CODE_12}/pkg/registry/apis/folders/legacy_storage.go",
    ),
    "resource API": Fact(
        since=(12, 0),
        evidence="C",
        says="/apis serves dashboards and folders, v1beta1",
        source=f"{CODE_12}/pkg/registry/apis/dashboard/register.go",
    ),
    "resource API v1": Fact(since=(13, 0), evidence="D", says="/apis serves v1 too, and v2", source=f"{_APIS}/apis/"),
    "grants strictly": Fact(
        since=(12, 0),
        until=(13, 0),
        evidence="C",
        says="grafana.app/grant-permissions is refused with 500 for what is in a folder or has a manager; since which "
        "release it is not is a guess",
        source=f"{THREADS}/blob/0405616f3970bce546e92ea348dbc4fc84169778/pkg/storage/unified/apistore/permissions.go",
    ),
    "page saves resources": Fact(
        since=(12, 2),
        evidence="D",
        says="what somebody saves in a page goes through /apis, which leaves annotations alone",
        source=f"{THREADS}/pull/107618",
    ),
    "restored bare": Fact(
        since=(12, 2),
        evidence="D",
        says="a version that somebody restores in the page comes without the annotations of the dashboard",
        source=f"{THREADS}/pull/130479",
    ),
    "migrates": Fact(
        since=(12, 0),
        evidence="C",
        says="what is read or written through /apis v1beta1 or v1 is migrated to schemaVersion 42, on 12.0 from "
        "36 on to 41; strictly, what cannot be is 422",
        source=f"{CODE_12}/pkg/registry/apis/dashboard/mutate.go",
    ),
    "migrates with defaults": Fact(
        since=(13, 0),
        evidence="C",
        says="migrating adds what a page would, and replaces types of Angular panels; 12.2 does not, since which "
        "release is a guess",
        source=f"{CODE}/apps/dashboard/pkg/migration/frontend_defaults.go",
    ),
    "v2 refused 406": Fact(
        since=(12, 0),
        evidence="C",
        says="/api/dashboards/uid does not give a dashboard that is stored as v2",
        source=f"{CODE}/pkg/api/dashboard.go",
    ),
    "namespace in settings": Fact(
        since=(11, 0),
        evidence="C",
        says="/api/frontend/settings has the namespace; 10 may have it too",
        source=f"{CODE}/pkg/api/frontendsettings.go",
    ),
}
