import pytest

from grafmint.revision.variables import inherited, named_in

WHOLE = b"""\
[env.a]
token = { env = "A_TOKEN" }
secrets = { db = { env = "DB" }, other = { file = "x" } }
[env.b]
token.env = "B_TOKEN"
[[mistakes]]
more = [{ env = "IN_A_LIST" }, 1]
"""


def test_every_reference_of_a_file_counts() -> None:
    """Inline, dotted, and where grafmint would refuse it: what is named there is meant to be secret."""
    assert named_in(WHOLE) == {"A_TOKEN", "DB", "B_TOKEN", "IN_A_LIST"}


@pytest.mark.parametrize("text", [None, b"", b"[env", b"\xff\xfe", b"\xef\xbb\xbf[env.local]"])
def test_a_file_that_is_none_names_nothing(text: bytes | None) -> None:
    """A missing file, a broken one, and one without references; a byte order mark is no mistake."""
    assert named_in(text) == frozenset()


def test_named_variables_and_tokens_are_not_inherited(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is named is left out, and a token of Grafana under any name."""
    monkeypatch.setenv("A_TOKEN", "x")
    monkeypatch.setenv("NOBODY_KNOWS", "glsa_abcdefghij")
    monkeypatch.setenv("KEPT", "y")
    found = inherited(without={"A_TOKEN"})
    assert found["KEPT"] == "y"
    assert {"A_TOKEN", "NOBODY_KNOWS"} & set(found) == set()


def test_later_steps_of_a_job_cannot_be_steered(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written into these files would be the search path and variables of the steps that follow."""
    files = {f"GITHUB_{name}" for name in ("ENV", "OUTPUT", "PATH", "STATE", "STEP_SUMMARY")}
    for name in (*files, "GITHUB_REF"):
        monkeypatch.setenv(name, "x")
    assert {name for name in inherited() if name in files | {"GITHUB_REF"}} == {"GITHUB_REF"}
