from pathlib import Path

import pytest

from grafmint.config import read
from grafmint.errors import GrafmintError, ProjectError, UsageError
from grafmint.origin import Place
from grafmint.revision.revisions import revisions
from grafmint.workflow import build
from tests.cli.runner import BOARD, TOML
from tests.revision.common import plain, reviewed, uids
from tests.revision.conftest import Clone

SECOND = BOARD.replace('uid="load"', 'uid="second"').replace('"Load"', '"Second"').replace("load =", "second =")
SECOND = SECOND.replace('uid="shop", title="Shop"', 'uid="other", title="Other"')


def test_a_branch_is_compared_with_where_it_left_the_base(shop: Clone) -> None:
    """What came to the base since is no part of it, as in a pull request."""
    start = shop.git("rev-parse", "main")
    shop.commit(**{"second.py": SECOND, "grafmint.toml": TOML.replace('["boards"]', '["boards", "second"]')})
    shop.git("checkout", "--quiet", "main")
    shop.commit(**{"boards.py": BOARD.replace('"Load"', '"Loads"')})
    shop.git("checkout", "--quiet", "feature")
    base, head = reviewed(shop, head="feature")
    assert (base.name, base.commit, base.failure, base.remarks) == ("main", start, None, ())
    assert (head.name, head.commit, head.failure, head.remarks) == ("feature", shop.git("rev-parse", "HEAD"), None, ())
    assert (uids(base), uids(head)) == (["load"], ["load", "second"])
    assert base.bundle.of("dashboard")[0].title == "Load"


def test_a_revision_is_what_a_build_of_the_project_is(shop: Clone) -> None:
    """Documents, origins, findings and datasources: the way through another process changes nothing."""
    shop.commit(**{"boards.py": BOARD.replace("[5m]", "[1s]")})
    _, head = reviewed(shop, head="HEAD")
    [environment] = read(shop.top / "grafmint.toml").select(["local"])
    built = build(environment)
    assert head.findings == built.findings
    assert head.bundle.datasources == built.bundle.datasources
    assert [plain(entry, shop.top) for entry in head.bundle] == [plain(entry, shop.top) for entry in built.bundle]


def test_a_working_tree_with_changes_says_how_many(shop: Clone) -> None:
    """Uncommitted and untracked files are part of it, ignored ones are not; it is no commit."""
    toml = TOML.replace('["boards"]', '["boards", "second"]')
    shop.write(**{"second.py": SECOND, "grafmint.toml": toml, "ignored/x.py": "1 / 0"})
    before = shop.state()
    _, head = reviewed(shop)
    assert (head.name, head.commit, uids(head)) == ("the working tree", None, ["load", "second"])
    assert head.remarks == (
        "the working tree has 2 uncommitted changes; they are part of the review (--head HEAD leaves them out)",
    )
    assert shop.state() == before
    assert uids(reviewed(shop, head="HEAD")[1]) == ["load"]


def test_a_clean_working_tree_is_its_commit(shop: Clone) -> None:
    """Nothing is to be said about it."""
    _, head = reviewed(shop)
    assert (head.commit, head.remarks, head.failure) == (shop.git("rev-parse", "HEAD"), (), None)


def test_a_project_in_a_folder_with_blanks(clone: Clone) -> None:
    """Its modules are found there, places start there, and shared files beside it are named from there."""
    titled = 'import sys\nfrom pathlib import Path\nsys.path.append(str(Path(__file__).parent / "../lib"))\n'
    uses = f"{titled}from panels import panel\n{BOARD.replace('panels=[', 'panels=[panel(), ')}"
    builder = "from grafmint import Text\n\ndef panel():\n    return Text(title='Ä', content='Ä')\n"
    files = {"my boards/a b/grafmint.toml": TOML, "my boards/a b/boards.py": uses, "my boards/lib/panels.py": builder}
    clone.commit(**files)
    for revision in reviewed(clone, head="HEAD", project="my boards/a b"):
        assert revision.failure is None
        [board] = revision.bundle.of("dashboard")
        assert board.place() == Place("boards.py", 9, 8)
        assert board.place("/panels/0") == Place("../lib/panels.py", 4, 12)


def test_a_base_that_is_no_commit_is_no_end(shop: Clone) -> None:
    """The head is built, and the base says what is wrong and what to do."""
    base, head = reviewed(shop, "mian")
    assert base.failure == "there is no commit 'mian'; did you mean 'main'?"
    assert (base.commit, uids(base), uids(head), head.failure) == (None, [], ["load"], None)


def test_a_head_that_is_no_commit_is_a_usage_error(shop: Clone) -> None:
    """There is nothing to review then; and an option is none either."""
    with pytest.raises(UsageError, match="no commit 'featuer'"):
        reviewed(shop, head="featuer")
    with pytest.raises(UsageError, match="is no revision"):
        reviewed(shop, base="--upload-pack=x")


def test_a_base_without_the_project_makes_everything_new(clone: Clone) -> None:
    """It is no failure, and a reader is told."""
    clone.commit(file="one")
    clone.git("checkout", "--quiet", "-b", "feature")
    clone.commit(**{"grafmint.toml": TOML, "boards.py": BOARD})
    base, head = reviewed(clone)
    assert (base.failure, base.remarks) == (None, ("there is no grafmint.toml yet: everything is new",))
    assert uids(head) == ["load"]


def test_a_base_without_the_environment_makes_everything_new(shop: Clone) -> None:
    """As one that has no project."""
    shop.commit(**{"grafmint.toml": TOML + '\n[env.prod]\ndirectory = "out"\ndatasources = {metrics = "p"}\n'})
    base, head = revisions(shop.top / "grafmint.toml", "main", None, "prod")
    assert (base.failure, base.remarks) == (None, ("there is no environment 'prod' yet: everything is new",))
    assert (head.failure, uids(head)) == (None, ["load"])


def test_a_head_without_the_project_or_environment_has_everything_removed(shop: Clone) -> None:
    """Taking an environment away is a change that can be reviewed."""
    shop.commit(**{"grafmint.toml": TOML.replace("env.local", "env.other")})
    base, head = reviewed(shop, head="HEAD")
    assert (uids(base), uids(head), head.failure) == (["load"], [], None)
    assert head.remarks == ("there is no environment 'local' any more: everything is removed",)
    shop.git("rm", "--quiet", "grafmint.toml")
    assert reviewed(shop)[1].remarks[-1] == "there is no grafmint.toml any more: everything is removed"


def test_what_neither_has_is_an_error(shop: Clone) -> None:
    """A wrong folder or a misspelt environment is told as other commands tell it."""
    with pytest.raises(UsageError, match="no environment 'prod'") as error:
        revisions(shop.top / "grafmint.toml", "main", None, "prod")
    assert "this project has local" in str(error.value.hint)
    with pytest.raises(ProjectError, match=r"no grafmint\.toml"):
        reviewed(shop, project="elsewhere")
    shop.git("checkout", "--quiet", "--orphan", "old")
    shop.git("rm", "-rf", "--quiet", ".")
    shop.commit(file="one")
    shop.write(**{"grafmint.toml": TOML})
    with pytest.raises(UsageError, match=r"HEAD: there is no grafmint\.toml"):
        reviewed(shop, base="HEAD", head="HEAD")


def test_a_revision_that_does_not_build_says_why(shop: Clone) -> None:
    """With its findings, and without the part of a bundle that would pass for removed dashboards."""
    shop.commit(**{"boards.py": BOARD + "1 / 0\n"})
    broken = shop.git("rev-parse", "HEAD")
    base, head = reviewed(shop)
    assert (uids(base), uids(head)) == (["load"], [])
    assert head.failure == "ZeroDivisionError: division by zero at boards.py:11"
    assert [finding.place for finding in head.findings] == [Place("boards.py", 11, 1)]
    shop.commit(**{"boards.py": BOARD})
    base, head = reviewed(shop, base=broken)
    assert (base.failure, uids(head), head.failure) == (
        "ZeroDivisionError: division by zero at boards.py:11",
        ["load"],
        None,
    )


def test_a_finding_of_the_checks_is_no_failure(shop: Clone) -> None:
    """An error in a query stops a sync, and is what a review is there to tell."""
    shop.commit(**{"boards.py": BOARD.replace("[5m]))", "[5m])")})
    _, head = reviewed(shop)
    assert (uids(head), head.failure) == (["load"], None)
    assert [finding.severity for finding in head.findings] == ["error"]


def test_a_shallow_clone_is_compared_as_far_as_it_goes(shop: Clone, tmp_path: Path) -> None:
    """Without history there is no common ancestor: the base itself is taken, and a remark says how to mend it."""
    shop.commit(**{"boards.py": BOARD.replace('"Load"', '"Loads"')})
    shop.git("checkout", "--quiet", "main")
    shop.commit(**{"second.py": SECOND})
    copy = Clone(tmp_path / "copy")
    url = f"file://{shop.top}"
    shop.git("clone", "--quiet", "--depth", "1", "--no-single-branch", "--branch", "feature", url, str(copy.top))
    base, head = reviewed(copy, "origin/main")
    assert (base.commit, base.failure, uids(base), uids(head)) == (
        shop.git("rev-parse", "main"),
        None,
        ["load"],
        ["load"],
    )
    [remark] = base.remarks
    assert remark.startswith("no common ancestor with origin/main was found")
    assert "fetch-depth: 0" in remark
    gone, _ = reviewed(copy, shop.git("rev-parse", "main~1"))
    assert "in this shallow clone" in str(gone.failure)


def test_histories_without_a_common_ancestor_are_compared_directly(shop: Clone) -> None:
    """With a remark that says nothing of a shallow clone, since it is none."""
    shop.git("checkout", "--quiet", "--orphan", "new")
    shop.commit(file="new")
    base, _ = reviewed(shop)
    assert base.remarks == ("no common ancestor with main was found: compared with main as it is",)
    assert uids(base) == ["load"]


def test_a_repository_without_a_commit_has_a_head(clone: Clone) -> None:
    """A first look before the first commit: the base is what is missing."""
    clone.write(**{"grafmint.toml": TOML, "boards.py": BOARD})
    base, head = reviewed(clone)
    assert base.failure is not None
    assert (uids(head), head.failure) == (["load"], None)


def test_without_a_repository_it_is_an_error(tmp_path: Path) -> None:
    """A review needs two commits."""
    with pytest.raises(GrafmintError, match="in no git repository"):
        revisions(tmp_path / "grafmint.toml", "main", None, "local")


def test_a_review_starts_from_any_folder(shop: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file may be named from the current folder, as `--config` is by default."""
    monkeypatch.chdir(shop.top)
    assert uids(revisions(Path("grafmint.toml"), "main", None, "local")[1]) == ["load"]
    (shop.top / "below").mkdir()
    monkeypatch.chdir(shop.top / "below")
    assert uids(revisions(Path("../grafmint.toml"), "main", None, "local")[1]) == ["load"]
