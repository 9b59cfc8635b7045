import sys
import traceback
from pathlib import Path

import pytest

from grafmint.config import secrets
from grafmint.config.secrets import resolve
from grafmint.environment import Reference
from grafmint.errors import CredentialsError

WHAT = "token of prod"


def python(code: str, folder: Path = Path()) -> Reference:
    return Reference("command", (sys.executable, "-c", code), folder)


def refused(reference: Reference) -> CredentialsError:
    with pytest.raises(CredentialsError) as caught:
        resolve(reference, what=WHAT)
    assert caught.value.exit_code == 3
    assert "s3cret" not in "".join(traceback.format_exception(caught.value))
    return caught.value


def test_a_variable_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reference to a variable gives its value, and does not keep it."""
    monkeypatch.setenv("PROD_TOKEN", "s3cret")
    reference = Reference("env", "PROD_TOKEN")
    assert resolve(reference, what=WHAT) == "s3cret"
    assert "s3cret" not in f"{reference} {reference!r}"


@pytest.mark.parametrize(
    ("content", "secret"),
    [("s3cret\n", "s3cret"), ("s3cret\r\n", "s3cret"), ("s3cret\n\n", "s3cret\n"), (" s3cret\r", " s3cret\r")],
)
def test_a_file_loses_one_newline(tmp_path: Path, content: str, secret: str) -> None:
    """A relative file lies in the project; one newline at its end is an editor's, the rest is the secret's."""
    (tmp_path / "token").write_bytes(content.encode())
    assert resolve(Reference("file", "token", tmp_path), what=WHAT) == secret


def test_a_file_in_the_home_folder_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file outside of the repository can be named alike for everyone in a team."""
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".token").write_text("s3cret")
    assert resolve(Reference("file", "~/.token", Path("/elsewhere")), what=WHAT) == "s3cret"


def test_a_command_runs_in_the_project_without_a_shell(tmp_path: Path) -> None:
    """A command gets its arguments as they are, no input, and the project's folder."""
    (tmp_path / "token").write_text("$HOME s3cret\n")
    code = "import sys; print(sys.stdin.read() + open('token').read(), end='')"
    assert resolve(python(code, tmp_path), what=WHAT) == "$HOME s3cret"


def test_a_missing_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message has the variable and who wants it."""
    monkeypatch.delenv("PROD_TOKEN", raising=False)
    error = refused(Reference("env", "PROD_TOKEN"))
    assert error.message == "token of prod: the environment variable PROD_TOKEN is not set"
    assert error.hint == "set PROD_TOKEN and run it again"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The message has the file, the reason and who wants it."""
    error = refused(Reference("file", "token", tmp_path))
    assert error.message == "token of prod: the file token cannot be read: No such file or directory"


def test_nothing_is_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty variable, file or answer is refused like a missing one."""
    monkeypatch.setenv("PROD_TOKEN", "")
    (tmp_path / "token").write_text("\n")
    assert refused(Reference("env", "PROD_TOKEN")).message.endswith("the environment variable PROD_TOKEN is empty")
    assert refused(Reference("file", "token", tmp_path)).message.endswith("the file token is empty")
    assert refused(python("pass")).message.endswith("-c pass is empty")


def test_a_missing_program_is_named(tmp_path: Path) -> None:
    """A command that is not installed is told apart from one that fails."""
    error = refused(Reference("command", ("no-such-vault", "kv get"), tmp_path))
    assert error.message == "token of prod: the command no-such-vault 'kv get' cannot be run: No such file or directory"
    assert error.hint == "see what it says by hand: no-such-vault 'kv get'"


def test_a_command_that_fails_shows_nothing_it_wrote(capfd: pytest.CaptureFixture[str]) -> None:
    """Neither its output nor its error output is in the message or on the terminal."""
    error = refused(python("import sys; print('s3' + 'cret'); print('s3' + 'cret', file=sys.stderr); sys.exit(3)"))
    assert error.message.endswith("failed with exit code 3")
    assert capfd.readouterr() == ("", "")


def test_a_command_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run never waits forever for a secret."""
    monkeypatch.setattr(secrets, "PATIENCE", 0.2)
    assert refused(python("import time; print('s3' + 'cret', flush=True); time.sleep(60)")).message.endswith(
        "gave no answer in 0.2 s"
    )


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    """The bytes themselves are in no part of the error."""
    (tmp_path / "token").write_bytes(b"s3cret\xff")
    error = refused(Reference("file", "token", tmp_path))
    assert error.message == "token of prod: the file token is not UTF-8 text"
    assert error.__context__ is None
