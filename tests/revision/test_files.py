import tempfile
import time
from itertools import pairwise
from pathlib import Path

import pytest

from grafmint.errors import GrafmintError, UsageError
from grafmint.origin import Place
from grafmint.output import prepare_files
from grafmint.render.review_files import review_files
from grafmint.review.make import make_review
from grafmint.revision import Revision
from grafmint.revision.files import file_revisions
from tests.revision.conftest import Clone

TARGET = '{"refId": "A", "expr": "rate(x[5m]"}'
QUERY = f'{{"type": "timeseries", "datasource": {{"type": "prometheus"}}, "targets": [{TARGET}]}}'


def board(title: str, panels: str = "") -> str:
    """The JSON of a dashboard."""
    return f'{{"title": "{title}", "uid": "{title.lower()}", "panels": [{panels}]}}'


def titles(revision: Revision) -> list[str]:
    """The titles of the dashboards."""
    return [entry.title for entry in revision.bundle]


@pytest.fixture
def exported(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """A repository of exported dashboards without a grafmint.toml, and the current folder in it."""
    clone.commit(**{"my boards/a.json": board("Before"), "my boards/gone.json": board("Gone"), "note.txt": "no board"})
    clone.git("checkout", "--quiet", "-b", "feature")
    monkeypatch.chdir(clone.top)
    return clone


def test_files_of_a_directory_are_those_of_each_revision(exported: Clone) -> None:
    """Changed, removed and added ones; JSON and YAML; nothing of the repository changes."""
    (exported.top / "my boards/gone.json").unlink()
    exported.write(**{"my boards/a.json": board("After"), "my boards/b/new.yaml": "title: New\nuid: new\n"})
    before = exported.state()
    base, head = file_revisions([Path("my boards")], "main", None)
    assert (titles(base), titles(head)) == (["Before", "Gone"], ["After", "New"])
    assert [entry.place() for entry in head.bundle] == [Place("my boards/a.json", 1), Place("my boards/b/new.yaml", 1)]
    assert not base.bundle.is_project
    assert head.remarks[0].startswith("the working tree has 3 uncommitted changes")
    assert exported.state() == before


def test_a_file_may_be_at_one_revision_only(exported: Clone) -> None:
    """It is new, or gone; one that is at neither is a mistake of the command line."""
    exported.commit(**{"new.json": board("New")})
    base, head = file_revisions([Path("new.json"), Path("my boards/gone.json")], "main", "HEAD")
    assert (titles(base), titles(head)) == (["Gone"], ["New", "Gone"])
    with pytest.raises(UsageError, match=r"other\.json is at neither revision"):
        file_revisions([Path("new.json"), Path("other.json")], "main", "HEAD")


def test_findings_name_places_from_the_current_folder(exported: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """As `grafmint check` names them, and no temporary path is in them; broken files are findings too."""
    exported.commit(**{"my boards/a.json": board("A", QUERY), "broken.json": "{", "broken.yaml": "a: [\n"})
    monkeypatch.chdir(exported.top / "my boards")
    _, head = file_revisions([Path("a.json"), Path("../broken.json"), Path("../broken.yaml")], "main", "HEAD")
    files = {finding.place.file for finding in head.findings if finding.place is not None}
    assert files == {"a.json", "../broken.json", "../broken.yaml"}
    assert tempfile.gettempdir() not in repr(head)


def test_a_base_that_is_no_commit_is_a_failure(exported: Clone) -> None:
    """The head is read all the same."""
    base, head = file_revisions([exported.top / "my boards"], "master", "HEAD")
    assert base.failure is not None
    assert base.failure.startswith("there is no commit 'master'")
    assert titles(head) == ["Before", "Gone"]


def test_python_modules_need_a_project(exported: Clone) -> None:
    """Dashboards of grafanalib are code, and code is built by a project."""
    with pytest.raises(UsageError, match="is a Python module") as error:
        file_revisions([Path("x.dashboard.py")], "main", None)
    assert "grafmint.toml" in str(error.value.hint)


def test_paths_of_two_repositories_are_refused(exported: Clone, tmp_path: Path) -> None:
    """There is no one base for both."""
    other = Clone(tmp_path / "other")
    other.top.mkdir()
    other.git("init", "--quiet")
    other.commit(**{"a.json": board("A")})
    with pytest.raises(GrafmintError, match="several repositories"):
        file_revisions([Path("my boards"), other.top / "a.json"], "main", None)


def test_links_that_lead_out_are_not_read(exported: Clone, tmp_path: Path) -> None:
    """A stranger's link to a file of this machine does not show what is in it."""
    (tmp_path / "secret.json").write_text(board("Secret"))
    (exported.top / "my boards/link.json").symlink_to(tmp_path / "secret.json")
    (exported.top / "my boards/up").symlink_to("../..")
    commit = exported.commit()
    _, head = file_revisions([Path("my boards")], "main", commit)
    assert titles(head) == ["Before", "Gone"]
    assert head.remarks == ("left out, since it leads out of the repository: my boards/link.json, my boards/up",)


def test_the_whole_repository_is_a_path(exported: Clone) -> None:
    """Named from within, as a dot, or from elsewhere."""
    for path in (Path(), Path("my boards/.."), exported.top):
        assert titles(file_revisions([path], "main", None)[1]) == ["Before", "Gone"]


def test_what_is_in_a_config_map_comes_and_goes_with_its_file(exported: Clone) -> None:
    """One that is broken, or a dashboard in it, takes its own from both sides and no other's."""
    data = """  {0}.json: '{{"title": "{0}"}}'\n  {0}2.json: '{{"title": "{0}2"}}'\n"""
    text = f"apiVersion: v1\nkind: ConfigMap\ndata:\n{data}"
    exported.git("checkout", "--quiet", "main")
    exported.commit(**{"a.yaml": text.format("A"), "b.yaml": text.format("B")})
    exported.git("checkout", "--quiet", "-b", "broken")
    exported.commit(**{"a.yaml": "data: [", "b.yaml": text.format("B").replace('"B"', "B")})
    base, head = file_revisions([Path("a.yaml"), Path("b.yaml")], "main", "HEAD")
    assert (titles(base), titles(head)) == (["B2"], ["B2"])
    assert head.remarks == (
        "a.yaml changes and cannot be read any more",
        "b.yaml#B.json changes and cannot be read any more",
    )


def test_a_file_that_cannot_be_read_any_more_is_not_gone(exported: Clone) -> None:
    """It is left out of both sides and told; so is one that changes and could be read on neither."""
    newer = '{"elements": {}, "layout": {}, "title": "v2"}'
    exported.git("checkout", "--quiet", "main")
    exported.commit(**{"v2.json": newer, "same.json": newer})
    exported.git("checkout", "--quiet", "-b", "broken")
    exported.commit(**{"my boards/a.json": "{", "v2.json": newer.replace("v2", "v3")})
    base, head = file_revisions([Path("my boards"), Path("v2.json"), Path("same.json")], "main", "HEAD")
    assert (titles(base), titles(head)) == (["Gone"], ["Gone"])
    assert head.remarks == (
        "my boards/a.json changes and cannot be read any more",
        "v2.json changes and cannot be read before or after",
    )


def test_a_review_that_was_written_is_no_change(exported: Clone) -> None:
    """The directory of one leaves itself out of the repository, also where the whole of it is reviewed."""
    made = make_review(*file_revisions([Path()], "main", None), project="dashboards", environment=None)
    prepare_files(review_files(made, {}, "dark", None), exported.top / "review", "dashboards").write()
    assert (exported.top / "review/review.json").exists()
    _, head = file_revisions([Path()], "main", None)
    assert (titles(head), head.remarks) == (["Before", "Gone"], ())


def test_a_file_that_is_made_to_be_endless_is_a_finding(exported: Clone) -> None:
    """Nobody waits for what its aliases come to, and the other files are reviewed."""
    levels = "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n" for a, b in pairwise("abcdefghij"))
    deep = '{"title": "A", "x": ' + "[" * 450 + "]" * 450 + "}"
    exported.commit(**{"bomb.yaml": f"title: A\na: &a [x]\n{levels}", "deep.json": deep})
    started = time.process_time()
    _, head = file_revisions([Path()], "main", "HEAD")
    assert time.process_time() - started < 10
    assert titles(head) == ["Before", "Gone"]
    assert [finding.rule for finding in head.findings] == ["source-file", "source-file"]
