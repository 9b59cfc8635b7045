"""Facts: what newer releases of Grafana do otherwise than 9.4, since when, and how each of it is known."""

from collections.abc import Mapping
from typing import Literal

import attrs

Number = tuple[int, int]
#: How a fact is known: seen on a real server, published docs, a schema, server code that was read, what another
#: published client does, or by nothing that was checked.
Evidence = Literal["R", "D", "S", "C", "T", "U"]

_FIRST: Number = (0, 0)
_NEVER: Number = (99, 0)
_HTTP = "https://grafana.com/docs/grafana/latest/developers/http_api"
_APIS = "https://grafana.com/docs/grafana/latest/developer-resources/api-reference/http-api"
_CODE = "https://github.com/grafana/grafana/blob/main/pkg"


@attrs.frozen(kw_only=True)
class Fact:
    """What releases from `since` on do, before `until`."""

    since: Number = _FIRST
    until: Number = _NEVER
    evidence: Evidence
    says: str
    source: str = ""


FACTS: Mapping[str, Fact] = {
    "versions in an object": Fact(
        since=(11, 6),
        evidence="D",
        says="the versions of a dashboard are listed in {continueToken, versions}, before that in a bare array",
        source="https://github.com/grafana/grafana/issues/104556",
    ),
    "missing version 404": Fact(
        since=(10, 0),
        evidence="D",
        says="a version that a dashboard does not have is 404, on 9.4 500",
        source=f"{_HTTP}/dashboard_versions/",
    ),
    "unique titles": Fact(
        until=(11, 0),
        evidence="U",
        says="no two dashboards of a folder, and no two folders, have one title; the code of 13 has no such rule [C]",
        source=f"{_CODE}/services/dashboards/errors.go",
    ),
    "rename by id": Fact(
        until=(12, 0),
        evidence="R",
        says="a save with the id of a dashboard and a free uid gives it that uid: stars and versions stay, permissions "
        "stay behind with the old uid; from 12 on it makes a second dashboard [C]",
        source=f"{_CODE}/services/dashboards/service/dashboard_service.go",
    ),
    "folder uid by PUT": Fact(
        until=(10, 2),
        evidence="R",
        says="a PUT of a folder with another uid gives it that; from 10.2 on uid is ignored [D]",
        source="https://github.com/grafana/grafana/pull/74684",
    ),
    "folder counts": Fact(
        since=(10, 0), evidence="S", says="/api/folders/:uid/counts is there", source=f"{_HTTP}/folder/"
    ),
    "counts by resource": Fact(
        since=(12, 0),
        evidence="C",
        says="/api/folders/:uid/counts counts folders, dashboards, library_elements and alertrules; before "
        "that folder, dashboard, librarypanel and alertrule",
        source=f"{_CODE}/services/folder/folderimpl/folder_unifiedstorage.go",
    ),
    "nested folders": Fact(
        since=(11, 0),
        evidence="U",
        says="folders have parents, are listed by them and can be moved; before that parentUid is ignored",
        source=f"{_HTTP}/folder/",
    ),
    "existing folder 409": Fact(
        since=(11, 0),
        evidence="S",
        says="POST of a folder whose uid is taken is 409, on 9.4 412",
        source=f"{_HTTP}/folder/",
    ),
    "folder versions ignored": Fact(
        since=(12, 0),
        until=(13, 0),
        evidence="S",
        says="PUT of a folder needs neither version nor overwrite; newer code compares versions again [C]",
        source=f"{_HTTP}/folder/",
    ),
    "search by folder uids": Fact(
        since=(10, 2), evidence="U", says="/api/search knows folderUIDs", source=f"{_HTTP}/folder_dashboard_search/"
    ),
    "search limit lenient": Fact(
        since=(11, 0),
        evidence="U",
        says="a limit above the highest is 1000, on 9.4 it is refused",
        source=f"{_HTTP}/folder_dashboard_search/",
    ),
    "datasource uids checked": Fact(
        since=(12, 0),
        evidence="D",
        says="a datasource whose uid has other signs than letters, digits, _ and -, or more than 40, is 400",
        source="https://grafana.com/docs/grafana/latest/upgrade-guide/upgrade-v12.0/",
    ),
    "no datasources by id": Fact(
        since=(13, 0),
        evidence="D",
        says="/api/datasources/:id is 404",
        source="https://grafana.com/docs/grafana/latest/upgrade-guide/upgrade-v13.0/",
    ),
    "prometheus health": Fact(
        since=(10, 0),
        evidence="D",
        says="/api/datasources/uid/:uid/health tells of a Prometheus, on 9.4 404",
        source="https://github.com/grafana/grafana/issues/65970",
    ),
    "loki health": Fact(
        since=(10, 2),
        evidence="D",
        says="/api/datasources/uid/:uid/health tells of a Loki, on 9.4 404",
        source="https://github.com/grafana/grafana/pull/74330",
    ),
    "missing rule 404": Fact(
        since=(10, 0),
        evidence="D",
        says="an alert rule that is not there is 404, on 9.4 500",
        source=f"{_HTTP}/alerting_provisioning/",
    ),
    "taken rule 409": Fact(
        since=(10, 0),
        evidence="U",
        says="POST or PUT of an alert rule whose uid or title is taken is 409, on 9.4 500",
        source=f"{_HTTP}/alerting_provisioning/",
    ),
    "used in alerting 409": Fact(
        since=(11, 0),
        evidence="S",
        says="deleting a contact point or mute timing that a policy uses is 409, on 9.4 500",
        source=f"{_HTTP}/alerting_provisioning/",
    ),
    "rules checked": Fact(
        since=(10, 0),
        evidence="U",
        says="an alert rule needs a folder that exists, and a condition that is one of its queries",
        source=f"{_HTTP}/alerting_provisioning/",
    ),
    "alerting versions": Fact(
        since=(11, 0),
        evidence="D",
        says="templates and mute timings have a version; one that is sent and is not the stored one is 409",
        source=f"{_HTTP}/alerting_provisioning/",
    ),
    "used library panel 400": Fact(
        since=(10, 0),
        evidence="D",
        says="deleting a library panel that a dashboard shows is 400, on 9.4 403",
        source=f"{_HTTP}/library_element/",
    ),
    "stars by uid": Fact(
        since=(12, 0),
        evidence="U",
        says="stars are kept by uid, before that by numeric id",
        source=f"{_HTTP}/user/",
    ),
    "unified storage": Fact(
        since=(12, 0),
        evidence="U",
        says="dashboards and folders are resources, whose generation moves when spec or folder change; a save through "
        "/api drops the annotations of a resource [C]; what was stored before keeps its versions",
        source=f"{_CODE}/storage/unified/apistore/prepare.go",
    ),
    "resource API": Fact(
        since=(12, 0), evidence="D", says="/apis serves dashboards and folders, v1beta1", source=f"{_APIS}/apis/"
    ),
    "resource API v1": Fact(since=(13, 0), evidence="D", says="/apis serves v1 too, and v2", source=f"{_APIS}/apis/"),
    "grants strictly": Fact(
        since=(12, 0),
        until=(13, 0),
        evidence="C",
        says="grafana.app/grant-permissions is refused with 500 for what is in a folder or has a manager; since which "
        "release it is not is a guess",
        source=f"{_CODE}/storage/unified/apistore/permissions.go",
    ),
    "page saves resources": Fact(
        since=(12, 2),
        evidence="U",
        says="what somebody saves in a page goes through /apis, which leaves annotations alone",
        source=f"{_APIS}/apis-migration/",
    ),
    "latest schema only": Fact(
        since=(12, 0),
        until=(13, 0),
        evidence="C",
        says="a strict write through /apis refuses a schemaVersion that is not the latest",
        source=f"{_CODE}/registry/apis/dashboard/schema_validation.go",
    ),
    "migrates": Fact(
        since=(13, 0),
        evidence="C",
        says="what is read or written through /apis v1 is migrated to schemaVersion 42",
        source=f"{_CODE}/registry/apis/dashboard/mutate.go",
    ),
    "v2 refused 406": Fact(
        since=(12, 0),
        evidence="T",
        says="/api/dashboards/uid does not give a dashboard that is stored as v2",
        source="https://github.com/esnet/gdg/issues/467",
    ),
    "namespace in settings": Fact(
        since=(12, 0), evidence="U", says="/api/frontend/settings has the namespace", source=f"{_APIS}/apis/"
    ),
}
