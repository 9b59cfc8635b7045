"""The script for any other CI."""

from tests.ci.shell import ROOT, Said, shell
from tests.ci.site import BROKEN, RENAMED, Site

SCRIPT = ROOT / "ci/review.sh"


def run(site: Site, *arguments: str) -> Said:
    """Run it in a clone of what was pushed last."""
    workspace = site.folder("any") / "clone"
    workspace.mkdir()
    site.check_out(workspace, "feature", whole=True)
    return shell(f'exec "{SCRIPT}" {" ".join(arguments)}', workspace, {})


def test_it_shows_the_comment(site: Site) -> None:
    """The comment is in the log of the job, beside the files that it keeps; nobody is asked."""
    site.push({"boards.py": RENAMED})
    said = run(site, "origin/main", "--env", "local")
    assert said.code == 0, said.text
    assert "Folder *Shops*" in said.text
    assert "in grafmint-review/" in said.text
    assert site.forge.asked == []


def test_it_fails_where_the_change_does_not_build(site: Site) -> None:
    """And shows the comment that says so."""
    site.push({"boards.py": BROKEN})
    said = run(site, "origin/main")
    assert said.code == 1
    assert "the change cannot be built" in said.text


def test_it_wants_a_base(site: Site) -> None:
    """Without one it says what is missing."""
    site.push({})
    assert "the branch or commit to compare with" in run(site).text
