"""Library panels on a previewed page: drawn in their places."""

from grafmint.preview import Session
from tests.cli.runner import BOARD, Project
from tests.render.page.reading import read

SHARED = BOARD.replace("import Dashboard", "import Dashboard, LibraryPanel").replace(
    "panels=[TimeSeries(", 'panels=[LibraryPanel(uid="requests", panel=TimeSeries('
)
SHARED = SHARED.replace('unit="reqps")]', 'unit="reqps"))]')


def test_a_dashboard_shows_its_library_panels(project: Project, session: Session) -> None:
    """With their kind, a picture and their queries, as panels of its own are shown."""
    project.write({"boards.py": SHARED})
    page = session.page()
    assert session.problems == ()
    assert "Requests (timeseries)" in page
    assert "sum(rate(http_requests_total[5m]))" in page
    (picture,) = read(page).all("img")
    assert "panel Requests (timeseries)" in (picture.attributes.get("alt") or "")
