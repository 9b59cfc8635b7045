import os
import sys
import time
from pathlib import Path

import pytest

from grafmint.errors import GrafmintError
from grafmint.revision import process
from grafmint.revision.process import run, start


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


def is_gone(number: int) -> bool:
    """Whether a process that was ended is not there any more, after a moment at most."""
    until = time.monotonic() + 5
    while is_running(number) and time.monotonic() < until:
        time.sleep(0.01)
    return not is_running(number)


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
    assert is_gone(int((tmp_path / "child").read_text()))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to look for processes")
def test_an_interrupt_ends_it(tmp_path: Path) -> None:
    """Leaving the `with` by an exception, such as Ctrl-C, leaves nothing running."""
    command = script(tmp_path, "import time; time.sleep(60)")
    with pytest.raises(KeyboardInterrupt), start(command, tmp_path, os.environ, tmp_path / "said") as running:
        raise KeyboardInterrupt
    assert not is_running(running._running.pid)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to look for processes")
@pytest.mark.parametrize("code", [0, 3])
def test_what_a_process_leaves_running_is_ended(tmp_path: Path, code: int) -> None:
    """Its group goes with it as soon as it is over, well or not, and its own exit code is kept."""
    command = script(
        tmp_path,
        "import subprocess, sys\n"
        "open('child', 'w').write(str(subprocess.Popen(['sleep', '77']).pid))\n"
        f"sys.exit({code})\n",
    )
    with start(command, tmp_path, os.environ, tmp_path / "said") as running:
        assert running.wait() == code
        assert is_gone(int((tmp_path / "child").read_text()))


def test_a_command_that_fails_says_its_last_words(tmp_path: Path) -> None:
    """The last line that is none but blanks."""
    command = script(tmp_path, "import sys; print('first'); sys.exit('the reason\\n \\n')")
    with pytest.raises(GrafmintError, match=r"^the reason$"):
        run(command, tmp_path, os.environ, tmp_path / "said")


def test_a_command_that_ends_well_gives_its_last_words(tmp_path: Path) -> None:
    """Of much that it says no more than the end is read."""
    command = script(tmp_path, "print('x' * 2**20); print('9.4.0')")
    assert run(command, tmp_path, os.environ, tmp_path / "said") == "9.4.0"


def test_what_is_said_is_not_waited_for(tmp_path: Path) -> None:
    """A process may put a pipe or a link in the place of the file that it speaks to."""
    for swap in ("os.mkfifo('said')", "os.symlink('/dev/zero', 'said')"):
        command = script(tmp_path, f"import os; os.unlink('said'); {swap}")
        assert run(command, tmp_path, os.environ, tmp_path / "said") == ""
        (tmp_path / "said").unlink()


def test_a_command_that_is_not_there_is_told(tmp_path: Path) -> None:
    """As an error of ours, with its name."""
    with pytest.raises(GrafmintError, match="no-such-command cannot be run"):
        start(["no-such-command"], tmp_path, os.environ, tmp_path / "said")
