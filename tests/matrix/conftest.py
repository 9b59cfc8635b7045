"""What every test of the matrix has: the one secret of the code, and sessions that need no sockets."""

import pytest

from tests.matrix.direct import open_session
from tests.matrix.site import SECRET, VARIABLE


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The secret is in the environment, and a server without sockets is reached without them."""
    monkeypatch.setenv(VARIABLE, SECRET)
    monkeypatch.setattr("grafmint.target.server.http.client.open_session", open_session)
