import os
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import pytest

from grafmint.origin import Place
from grafmint.revision import building, process
from grafmint.revision.folders import Folders
from grafmint.revision.imports import apart, redirected
from grafmint.revision.revisions import revisions
from tests.cli.runner import BOARD, TOML
from tests.revision.common import everything, plain, reviewed, uids
from tests.revision.conftest import Clone


def test_no_temporary_path_is_in_anything(clone: Clone) -> None:
    """Not in documents that hold their module's path, not in findings, not in what fails."""
    paths = "from pathlib import Path\n" + BOARD.replace('title="Load"', 'title=f"{__file__} {Path.cwd()} 1"')
    clone.commit(**{"p/grafmint.toml": TOML, "p/boards.py": paths, "p/x.json": "{}"})
    clone.git("branch", "titles")
    clone.commit(**{"p/boards.py": BOARD + 'open(__file__ + ".missing")\n'})
    clone.git("branch", "raises")
    clone.commit(**{"p/boards.py": BOARD + "import os\nos.write(2, __file__.encode())\nos._exit(7)\n"})
    clone.git("branch", "dies")
    clone.commit(**{"p/boards.py": BOARD, "p/grafmint.toml": TOML + "\n[env.x]\n"})
    titles, raises = reviewed(clone, "titles", "raises", project="p")
    dies, broken = reviewed(clone, "dies", "HEAD", project="p")
    assert [entry.title for entry in titles.bundle.of("dashboard")] == ["boards.py . 1"]
    assert b'"boards.py . 1"' in titles.bundle.of("dashboard")[0].document
    assert "boards.py.missing" in str(raises.failure)
    assert dies.failure == "the process that built it ended with exit code 7: boards.py"
    assert broken.findings[0].place is not None
    assert broken.findings[0].place.file == "grafmint.toml"
    said = everything(titles, raises, dies, broken)
    assert tempfile.gettempdir() + "/grafmint-" not in said
    assert str(clone.top) not in said
    assert "/head" not in said
    assert "/base" not in said


def test_what_modules_print_spoils_nothing(shop: Clone) -> None:
    """By Python's own stream, by the file's number, and through a process of their own."""
    noise = "import os, subprocess\nprint('noise')\nos.write(1, b'noise')\nsubprocess.run(['echo', 'noise'])\n"
    shop.write(**{"boards.py": noise + BOARD})
    assert uids(reviewed(shop)[1]) == ["load"]


def test_a_revision_that_never_ends_is_stopped(shop: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other one is there all the same."""
    monkeypatch.setattr(process, "PATIENCE", 3.0)
    shop.write(**{"boards.py": "import time\ntime.sleep(60)\n"})
    base, head = reviewed(shop)
    assert uids(base) == ["load"]
    assert head.failure is not None
    assert head.failure.startswith("it was stopped after 3 s")


def test_credentials_are_not_visible_to_modules(shop: Clone, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither those that a revision names, nor those that only the base's newest state does; commands never run."""
    told = "import os\n" + BOARD.replace('title="Load"', 'title=" ".join(sorted(os.environ)) + " end"')
    before = TOML + '[env.prod]\nurl = "https://grafana.example"\ntoken = { env = "OLD_TOKEN" }\n'
    shop.commit(**{"boards.py": told, "grafmint.toml": before})
    shop.git("branch", "--force", "main")
    command = f'token = {{ command = ["touch", "{tmp_path}/ran"] }}'
    shop.commit(**{"grafmint.toml": before.replace('token = { env = "OLD_TOKEN" }', command)})
    shop.git("checkout", "--quiet", "main")
    shop.commit(**{"grafmint.toml": before.replace("OLD", "NEWEST")})
    shop.git("checkout", "--quiet", "feature")
    for name in ("OLD_TOKEN", "NEWEST_TOKEN", "HOST_TOKEN", "UNNAMED"):
        monkeypatch.setenv(name, "x")
    both = revisions(shop.top / "grafmint.toml", "main", None, "local", hidden=["HOST_TOKEN"])
    for revision in both:
        [board] = revision.bundle.of("dashboard")
        assert "UNNAMED" in board.title
        assert "_TOKEN" not in board.title
    assert not (tmp_path / "ran").exists()


def test_an_editable_install_of_shared_code_is_that_of_each_revision(
    shop: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paths that lead into the repository lead into the checkout, also where a folder is not there any more."""
    uses = "from shared.titles import TITLE\n" + BOARD.replace('title="Load"', "title=TITLE")
    shop.commit(**{"libs/src/shared/titles.py": 'TITLE = "Before"\n', "boards.py": uses})
    shop.git("branch", "--force", "main")
    shop.write(**{"libs/src/shared/titles.py": 'TITLE = "After"\n'})
    monkeypatch.setenv("PYTHONPATH", str(shop.top / "libs/src"), prepend=os.pathsep)
    base, head = reviewed(shop)
    assert [each.title for revision in (base, head) for each in revision.bundle.of("dashboard")] == ["Before", "After"]
    assert len(head.remarks) == 1


def test_a_module_of_the_working_tree_is_told(shop: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation that finds modules by itself brings the same ones to every revision: a reader must know."""
    finder = f"""\
        import sys
        from importlib.util import spec_from_file_location
        class Finder:
            @staticmethod
            def find_spec(name, path=None, target=None):
                return spec_from_file_location(name, {str(shop.top / "libs/shared.py")!r}) if name == "shared" else None
        sys.meta_path.append(Finder)
        """
    uses = "from shared import TITLE\n" + BOARD.replace('title="Load"', "title=TITLE")
    shop.commit(**{"libs/shared.py": 'TITLE = "Any"\n', "boards.py": uses})
    Clone(tmp_path / "installed").write(**{"sitecustomize.py": finder})
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "installed"), prepend=os.pathsep)
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    _, head = reviewed(shop)
    assert head.remarks == ("imported from the working tree, whatever the revision: shared",)
    assert list(shop.top.rglob("__pycache__")) == []


def test_the_project_s_modules_win_over_installed_ones(shop: Clone, tmp_path: Path) -> None:
    """A repository that is itself installed editable, with grafmint in it, builds what is in each checkout."""
    import grafmint

    home = Path(grafmint.__file__).parent.parent
    shop.commit(**{"dashboards/board.py": BOARD, "grafmint.toml": TOML.replace("boards", "dashboards")})
    assert (home / "dashboards").is_dir()
    _, head = reviewed(shop)
    assert [entry.place() for entry in head.bundle.of("dashboard")] == [Place("dashboards/board.py", 5, 8)]


def test_links_that_lead_out_are_no_sources(shop: Clone, tmp_path: Path) -> None:
    """A file of this machine that a stranger's link names does not come into a review."""
    (tmp_path / "secret.json").write_text('{"title": "secret", "uid": "s"}')
    (shop.top / "json").mkdir()
    (shop.top / "json/a.json").symlink_to(tmp_path / "secret.json")
    shop.write(**{"json/b.json": '{"title": "Raw", "uid": "raw"}'})
    shop.write(**{"grafmint.toml": TOML.replace('["boards"]', '["boards"]\nsources = ["json/*.json"]')})
    _, head = reviewed(shop)
    assert uids(head) == ["load", "raw"]
    assert "left out, since it leads out of the repository: json/a.json" in head.remarks


def test_files_with_crlf_build_the_same(shop: Clone) -> None:
    """Line ends are no change of a dashboard."""
    shop.write(**{"boards.py": BOARD.replace("\n", "\r\n"), "grafmint.toml": TOML.replace("\n", "\r\n")})
    base, head = reviewed(shop)
    assert head.failure is None
    assert [plain(each, shop.top) for each in head.bundle] == [plain(each, shop.top) for each in base.bundle]


def test_sets_come_in_one_order(shop: Clone) -> None:
    """What a module makes of a set is no change by chance."""
    tags = BOARD.replace('title="Load",', 'title="Load", tags=list({str(n) for n in range(50)}),')
    shop.commit(**{"boards.py": tags})
    base, head = reviewed(shop, "HEAD")
    assert base.bundle.entries[-1].document == head.bundle.entries[-1].document


def test_a_child_is_a_module_to_run() -> None:
    """Without arguments it fails, and is found where grafmint is installed, whatever the folder."""
    command = [sys.executable, "-P", "-m", "grafmint.revision"]
    ran = subprocess.run(command, cwd="/", env=os.environ, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "ValueError" in ran.stderr


def test_a_repository_may_have_any_name(tmp_path: Path) -> None:
    """Its checkouts have the same one, and messages name the project by it."""
    clone = Clone(tmp_path / "a:b 'c'")
    clone.top.mkdir()
    clone.git("init", "--quiet", "--initial-branch", "main")
    clone.commit(**{"grafmint.toml": TOML, "boards.py": BOARD})
    clone.write(**{"grafmint.toml": TOML.replace("boards", "bords")})
    base, head = reviewed(clone)
    assert uids(base) == ["load"]
    assert head.failure is not None
    assert head.failure.startswith("there is no module 'bords' in a:b 'c' at grafmint.toml:3")


@pytest.mark.parametrize("signals", [True, False])
def test_a_crash_is_told(shop: Clone, signals: bool) -> None:
    """By the exit code or the signal, such as that of a machine that has no memory left."""
    crash = "import os, signal\n" + ("os.kill(os.getpid(), signal.SIGKILL)\n" if signals else "os._exit(0)\n")
    shop.write(**{"boards.py": crash})
    _, head = reviewed(shop)
    assert head.failure == f"the process that built it ended {'by signal 9' if signals else 'with exit code 0'}"


def test_an_answer_that_is_tampered_with_is_a_failure(shop: Clone) -> None:
    """What a module writes there instead cannot stop the review."""
    forge = "import atexit, pathlib, sys\npath = pathlib.Path.cwd().parents[1] / 'answer.json'\n"
    shop.write(**{"boards.py": f"{forge}atexit.register(lambda: path.write_text('[' * 100_000))\n{BOARD}"})
    base, head = reviewed(shop)
    assert (uids(base), head.failure) == (["load"], "the answer cannot be read: RecursionError")


@pytest.mark.parametrize(
    ("swap", "said"),
    [
        ("os.mkfifo(path)", "answer.json is no plain file"),
        ("os.symlink('/dev/zero', path)", "answer.json cannot be read: Too many levels of symbolic links"),
        ("open(path, 'wb').truncate(2**21)", "answer.json is larger than 1 MB"),
        ("open(path, 'wb').write(b'\\xff')", "the answer cannot be read: it is no text"),
    ],
)
def test_what_takes_the_place_of_an_answer_is_not_waited_for(
    shop: Clone, monkeypatch: pytest.MonkeyPatch, swap: str, said: str
) -> None:
    """Neither a pipe that nobody writes to, nor what never ends, nor what no memory holds, nor what is no text."""
    monkeypatch.setattr(building, "_LARGEST", 2**20)
    forge = (
        "import atexit, os, pathlib\npath = pathlib.Path.cwd().parents[1] / 'answer.json'\n"
        f"def forge():\n    {swap}\n    os._exit(0)\nforge()\n"
    )
    shop.write(**{"boards.py": forge})
    base, head = reviewed(shop)
    assert (uids(base), head.failure) == (["load"], said)


def test_nothing_of_the_working_tree_runs_for_the_base(
    shop: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though PYTHONPATH names the repository: neither its sitecustomize.py nor a grafmint or json of its own."""
    ran = f"open({str(tmp_path / 'ran')!r}, 'w')\n"
    shop.write(**{"sitecustomize.py": ran, "json.py": ran, "grafmint/__init__.py": ran, "grafmint/revision.py": ran})
    for named in (str(shop.top), ".", f"{os.pathsep}{shop.top}/"):
        monkeypatch.setenv("PYTHONPATH", named)
        monkeypatch.chdir(shop.top)
        base, head = reviewed(shop)
        assert (uids(base), uids(head)) == (["load"], ["load"])
    assert not (tmp_path / "ran").exists()


def test_what_python_s_path_names_outside_is_there_from_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its whole name, in its order; what is installed in the repository counts as outside."""
    monkeypatch.chdir(tmp_path)
    installed = sysconfig.get_paths()["purelib"]
    top = Path(installed).parents[3]
    named = os.pathsep.join(["lib", str(top / "libs"), installed])
    environ, inside = apart({"PYTHONPATH": named, "A": "b"}, top)
    assert environ == {"PYTHONPATH": os.pathsep.join([str(tmp_path / "lib"), installed]), "A": "b"}
    assert inside == (str(top / "libs"),)
    assert apart({"A": "b"}, top) == ({"A": "b"}, ())


def test_three_hundred_boards_take_seconds(shop: Clone) -> None:
    """Both sides of a large project, 6000 panels each: 2 s of a processor; the bound is for slow machines."""
    panel = (
        """TimeSeries(title=f"{n} {p}", queries=Query(expr=f'sum(rate(x{{n="{n}", p="{p}"}}[5m]))'), unit="reqps")"""
    )
    many = (
        "from grafmint import Dashboard, Env, TimeSeries, resources\nfrom grafmint.prometheus import Query\n"
        "@resources\ndef boards(env: Env):\n    for n in range(300):\n"
        f"        panels = [{panel} for p in range(20)]\n"
        '        yield Dashboard(uid=f"b{n}", title=f"B {n}", panels=panels)\n'
    )
    shop.commit(**{"boards.py": many})
    started = _processor_time()
    base, head = reviewed(shop, base="HEAD")
    assert _processor_time() - started < 20
    assert len(uids(base)) == len(uids(head)) == 300


def test_installed_packages_stay_where_they_are(tmp_path: Path) -> None:
    """A virtual environment often lies in the repository; all else there is that of the checkout."""
    packages = Path(sysconfig.get_paths()["purelib"])
    top = packages.parents[3]
    folders = Folders(workshop=tmp_path, checkout=tmp_path / "tree", original=top, project=".")
    entries = [str(packages), str(top), str(top / "lib"), str(tmp_path / "tree/lib"), "/elsewhere", ""]
    inside = str(tmp_path / "tree")
    assert redirected(entries, folders) == [str(packages), inside, f"{inside}/lib", f"{inside}/lib", "/elsewhere", ""]


@pytest.mark.parametrize("name", ["ü and blanks", "shop/tmp", "a link"])
def test_temporary_files_may_be_anywhere(shop: Clone, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Also in the repository itself, or behind a link; their paths are in nothing, and they are no change."""
    place = shop.top.parent / name
    if name == "a link":
        (shop.top.parent / "real").mkdir()
        place.symlink_to("real")
    else:
        place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    shop.commit(
        **{
            "boards.py": "from pathlib import Path\n"
            + BOARD.replace('title="Load"', 'title=f"{Path.cwd()} {__file__}"')
        }
    )
    before = shop.state()
    base, head = reviewed(shop, base="HEAD")
    assert [each.bundle.of("dashboard")[0].title for each in (base, head)] == [". boards.py", ". boards.py"]
    assert (base.failure, head.failure, head.commit, head.remarks) == (None, None, base.commit, ())
    assert shop.state() == before
    assert list(place.iterdir()) == []


def _processor_time() -> float:
    """The seconds that this process and the children that have ended were at work, whatever else the machine does."""
    return sum(os.times()[:4])
