import os
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

import grafmint
from grafmint.revision.revisions import revisions
from tests.cli.runner import BOARD, TOML
from tests.revision.conftest import GIT, Clone

# Titles come from an installed library, of which another version is in each revision's lock file.
USES = "from titles import TITLE\n" + BOARD.replace('title="Load"', "title=TITLE")


def wheel(folder: Path, name: str, version: str, files: dict[str, str]) -> Path:
    """A wheel of pure Python, made by hand: nothing is fetched."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}-{version}-py3-none-any.whl"
    about = f"{name}-{version}.dist-info"
    contents = {
        **files,
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{file},,\n" for file in [*contents, f"{about}/RECORD"])
    with zipfile.ZipFile(path, "w") as archive:
        for file, text in {**contents, f"{about}/RECORD": record}.items():
            archive.writestr(file, text)
    return path


def titles(version: str, folder: Path) -> Path:
    """A version of the library, whose title is the version."""
    return wheel(folder, "titles", version, {"titles.py": f'TITLE = "Version {version}"\n'})


def this_grafmint(folder: Path) -> Path:
    """The grafmint that is tested as a wheel: it leads to this one and to what this one needs."""
    homes = [str(Path(grafmint.__file__).parent.parent), sysconfig.get_paths()["purelib"]]
    return wheel(folder, "grafmint", "99.0", {"grafmint_here.pth": "\n".join(homes)})


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is looked up anywhere."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")


def test_equal_lock_files_need_no_other_interpreter(shop: Clone, tmp_path: Path) -> None:
    """One that no environment could be made of is not even looked at."""
    shop.commit(**{"requirements.txt": "no-such-package==1\n", "uv.lock": "nonsense"})
    base, head = revisions(shop.top / "grafmint.toml", "HEAD", None, "local")
    assert (base.failure, base.remarks, head.remarks) == (None, (), ())


def test_requirements_that_differ_make_an_environment_for_the_base(
    shop: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is built with its own version of a library; the head's is the one that runs this.

    All files of the project's folder are installed where one differs that another one names. Two files there have the
    names of the modules that install, and are none.
    """
    wheels = tmp_path / "wheels"
    ours, old, new = this_grafmint(wheels), titles("1.0", wheels), titles("2.0", wheels)
    installs = {"p/pip.py": "1 / 0", "p/venv.py": "1 / 0", "p/requirements.txt": f"{ours}\n-r requirements-libs.txt\n"}
    shop.commit(**{"p/grafmint.toml": TOML, "p/boards.py": USES, **installs})
    shop.commit(**{"requirements.txt": "grafmint==0\n", "p/requirements-libs.txt": f"{old}\n"})
    shop.git("branch", "--force", "main")
    shop.commit(**{"requirements.txt": "grafmint==1\n", "p/requirements-libs.txt": f"{new}\n"})
    running = tmp_path / "running"
    running.mkdir()
    (running / "titles.py").write_text('TITLE = "Version 2.0"\n')
    # Behind the packages of an environment, as what is installed in the one that runs this would be.
    (running / "sitecustomize.py").write_text(
        f"import sys\nsys.path.append({str(running)!r})\nsys.path.remove({str(running)!r})\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(running))
    base, head = revisions(shop.top / "p/grafmint.toml", "main", "HEAD", "local")
    assert (base.failure, base.remarks, head.failure, head.remarks) == (None, (), None, ())
    assert [each.bundle.of("dashboard")[0].title for each in (base, head)] == ["Version 1.0", "Version 2.0"]


def test_lock_files_that_do_not_name_grafmint_are_of_something_else(shop: Clone, tmp_path: Path) -> None:
    """Those of documentation, say, or of grafmint's namesakes: no environment is made, and nothing is told."""
    ours = this_grafmint(tmp_path / "wheels")
    shop.commit(**{"requirements.txt": f"{ours}\n", "requirements-docs.txt": "no-such-package==1\nmy-grafmint\n"})
    shop.commit(**{"requirements-docs.txt": "no-such-package==2\ngrafmint-boards\n", "poetry.lock": "more"})
    base, head = revisions(shop.top / "grafmint.toml", "HEAD~1", "HEAD", "local")
    assert (base.failure, base.remarks, head.remarks) == (None, (), ())


def test_an_environment_that_cannot_be_made_is_told(shop: Clone, tmp_path: Path) -> None:
    """There is no requirements file yet, or one that does not bring grafmint after all: ours is used."""
    wheels = tmp_path / "wheels"
    shop.commit(**{"requirements.txt": f"# of grafmint\n{titles('1.0', wheels)}\n"})
    base, _ = revisions(shop.top / "grafmint.toml", "main~0", "HEAD", "local")
    assert base.failure is None
    [remark] = base.remarks
    assert (
        remark == "built with the packages that are installed here, not with those of its requirements.txt: it has none"
    )
    shop.commit(**{"requirements.txt": f"# of grafmint\n{titles('2.0', wheels)}\n"})
    base, _ = revisions(shop.top / "grafmint.toml", "HEAD~1", None, "local")
    [remark] = base.remarks
    assert "No package metadata was found for grafmint" in remark
    assert str(tmp_path) not in remark


@pytest.mark.parametrize("files", [{"grafmint/__init__.py": ""}, {"grafmint/revision.py": "print('something else')"}])
def test_another_grafmint_is_told(shop: Clone, tmp_path: Path, files: dict[str, str]) -> None:
    """One that cannot build for a review is a failure of the base with its version, whatever it does instead."""
    old = wheel(tmp_path / "wheels", "grafmint", "0.0.1", files)
    shop.commit(**{"requirements.txt": f"{old}\n"})
    shop.git("branch", "--force", "main")
    shop.commit(**{"requirements.txt": "# nothing\n"})
    base, head = revisions(shop.top / "grafmint.toml", "main", None, "local")
    assert base.failure == "grafmint 0.0.1 in the base's environment cannot build for a review"
    assert head.failure is None


@pytest.mark.parametrize("lock", ["poetry.lock", "pdm.lock", "Pipfile.lock"])
def test_lock_files_that_no_environment_is_made_of_are_told(shop: Clone, lock: str) -> None:
    """The base is built with what is installed here, and says which file differs."""
    shop.commit(**{lock: "grafmint\nno-such-package==1\n"})
    shop.git("branch", "--force", "main")
    shop.commit(**{lock: "grafmint\nno-such-package==2\n"})
    base, head = revisions(shop.top / "grafmint.toml", "main", None, "local")
    assert (base.failure, head.remarks) == (None, ())
    [remark] = base.remarks
    assert remark.startswith("built with the packages that are installed here, not with those of its ")
    assert lock in remark


def test_without_uv_its_lock_file_is_told(shop: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the others are."""
    git = tmp_path / "bin/git"
    git.parent.mkdir()
    git.symlink_to(GIT)
    shop.commit(**{"uv.lock": "grafmint 1"})
    shop.git("branch", "--force", "main")
    shop.commit(**{"uv.lock": "grafmint 2"})
    monkeypatch.setenv("PATH", str(git.parent))
    base, _ = revisions(shop.top / "grafmint.toml", "main", None, "local")
    [remark] = base.remarks
    assert remark.endswith("uv.lock: uv is not installed")


def test_uv_is_asked_for_a_frozen_environment_of_its_own(
    shop: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the lock file's folder of the checkout, away from the project's own environment; a double stands for uv."""
    ours = this_grafmint(tmp_path / "wheels")
    double = tmp_path / "bin/uv"
    double.parent.mkdir()
    double.write_text(
        f'#!/bin/sh\n[ -z "$VIRTUAL_ENV" ] || exit 1\n'
        f'[ "$*" = "sync --frozen --quiet" ] && cp uv.lock "{tmp_path}/seen" || exit 1\n'
        f'"{sys.executable}" -m venv "$UV_PROJECT_ENVIRONMENT" || exit 1\n'
        f'"$UV_PROJECT_ENVIRONMENT/bin/python" -m pip install --quiet "{ours}"\n'
    )
    double.chmod(0o755)
    shop.commit(**{"uv.lock": "grafmint 1"})
    shop.git("branch", "--force", "main")
    shop.commit(**{"uv.lock": "grafmint 2"})
    monkeypatch.setenv("VIRTUAL_ENV", sys.prefix)
    monkeypatch.setenv("PATH", f"{double.parent}{os.pathsep}{os.environ['PATH']}")
    base, _ = revisions(shop.top / "grafmint.toml", "main", None, "local")
    assert (base.failure, base.remarks) == (None, ())
    assert (tmp_path / "seen").read_text() == "grafmint 1"
    assert not (shop.top / ".venv").exists()


def test_an_environment_that_is_not_there_is_told(shop: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that says all is well and makes nothing is no end of the review."""
    double = tmp_path / "bin/uv"
    double.parent.mkdir()
    double.write_text("#!/bin/sh\n")
    double.chmod(0o755)
    shop.commit(**{"uv.lock": "grafmint 1"})
    shop.commit(**{"uv.lock": "grafmint 2"})
    monkeypatch.setenv("PATH", f"{double.parent}{os.pathsep}{os.environ['PATH']}")
    base, _ = revisions(shop.top / "grafmint.toml", "HEAD~1", "HEAD", "local")
    assert base.failure is None
    assert base.remarks[0].endswith("uv.lock: environment/bin/python cannot be run: No such file or directory")
