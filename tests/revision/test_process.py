import os
import sys
import time
from pathlib import Path

import pytest

from grafmint.errors import GrafmintError
from grafmint.revision import process
from grafmint.revision.process import done, start


def script(tmp_path: Path, text: str) -> list[str]:
    """A command that runs a text of Python."""
    file = tmp_path / "script.py"
    file.write_text(text)
    return [sys.executable, str(file)]


def is_running(number: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to look for processes")
def test_what_takes_too_long_is_ended_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole group goes, and the error says after how long."""
    monkeypatch.setattr(process, "PATIENCE", 1.0)
    command = script(
        tmp_path,
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "open('child', 'w').write(str(child.pid))\n"
        "time.sleep(60)\n",
    )
    with (
        start(command, tmp_path, os.environ, tmp_path / "said") as running,
        pytest.raises(GrafmintError, match="stopped after 1 s"),
    ):
        running.wait()
    child = int((tmp_path / "child").read_text())
    until = time.monotonic() + 5
    while is_running(child) and time.monotonic() < until:
        time.sleep(0.01)
    assert not is_running(child)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to look for processes")
def test_an_interrupt_ends_it(tmp_path: Path) -> None:
    """Leaving the `with` by an exception, such as Ctrl-C, leaves nothing running."""
    command = script(tmp_path, "import time; time.sleep(60)")
    with pytest.raises(KeyboardInterrupt), start(command, tmp_path, os.environ, tmp_path / "said") as running:
        raise KeyboardInterrupt
    assert not is_running(running._running.pid)


def test_a_command_that_fails_says_its_last_words(tmp_path: Path) -> None:
    """The last line that is none but blanks."""
    command = script(tmp_path, "import sys; print('first'); sys.exit('the reason\\n \\n')")
    with pytest.raises(GrafmintError, match=r"^the reason$"), done(command, tmp_path, os.environ, tmp_path / "said"):
        pytest.fail("it failed, so nothing follows")


def test_a_command_that_is_not_there_is_told(tmp_path: Path) -> None:
    """As an error of ours, with its name."""
    with pytest.raises(GrafmintError, match="no-such-command cannot be run"):
        start(["no-such-command"], tmp_path, os.environ, tmp_path / "said")
