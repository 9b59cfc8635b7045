from collections.abc import Callable
from pathlib import Path

import pytest

from grafmint.config import Config
from grafmint.environment import Directory, Reference, Server, Tls

Faults = Callable[[str], list[str]]
PROJECT = '[project]\nname = "shop"\nmodules = ["dashboards"]\n[env.prod]\n'
EXAMPLE = 'write url = "https://grafana.example"'
NO_HOST = f"5:1 bad-url: env.prod.url is not an http or https address with a host ({EXAMPLE})"
LOGIN = '5:1 bad-url: env.prod.url has a user or a password in it (write user = "…" and password = {'
GOES_ON = "5:1 bad-url: env.prod.url goes on after its path (leave out what begins with ? or #)"


def test_a_server_is_read_whole(sound: Callable[[str], Config], tmp_path: Path) -> None:
    """All that can be said of a server arrives, its files named from the project's folder."""
    lines = """
        org = 3
        user = "robot"
        password = { env = "PASSWORD" }
        timeout = 2.5
        tls = { ca = "ca.pem", cert = "/etc/cert.pem", key = "key.pem", verify = false }
    """
    assert sound(lines).environments["prod"].target == Server(
        url="https://grafana.example",
        org=3,
        user="robot",
        password=Reference("env", "PASSWORD", tmp_path),
        timeout=2.5,
        tls=Tls(ca=tmp_path / "ca.pem", cert=Path("/etc/cert.pem"), key=tmp_path / "key.pem", verify=False),
    )


def test_a_server_needs_only_its_url(config: Callable[[str], Config]) -> None:
    """What is left out of a server has its default; a slash at the end of the address goes."""
    target = config(PROJECT + 'url = "http://127.0.0.1:3000/grafana/"').environments["prod"].target
    assert target == Server("http://127.0.0.1:3000/grafana", org=1, tls=Tls(verify=True))


@pytest.mark.parametrize(
    ("written", "path"), [(".grafmint/prod", "{}/.grafmint/prod"), ("a/../b", "{}/b"), ("/srv/out", "/srv/out")]
)
def test_a_directory_is_named_from_the_project(
    config: Callable[[str], Config], tmp_path: Path, written: str, path: str
) -> None:
    """A directory lies below the project's folder unless it is named from the root."""
    target = config(PROJECT + f'directory = "{written}"').environments["prod"].target
    assert target == Directory(Path(path.format(tmp_path)))


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("url = 'grafana.example'", [NO_HOST]),
        ("url = 'ftp://grafana.example'", [NO_HOST]),
        ("url = 'https://'", [NO_HOST]),
        ("url = 'https://a b'", [NO_HOST]),
        ("url = 'https://a:x'", [NO_HOST]),
        ("url = 'https://a:0'", [NO_HOST]),
        ("url = 'https://[a'", [NO_HOST]),
        ('url = "https://a\\n.b"', [NO_HOST]),
        ("url = 'robot:hunter2@grafana.example'", [NO_HOST]),
        ("url = 'https://robot:hunter2@a'", [LOGIN + ' env = "NAME" } instead)']),
        ("url = 'https://robot@a'", [LOGIN + ' env = "NAME" } instead)']),
        ("url = 'https://a/?auth_token=hunter2'", [GOES_ON]),
        ("url = 'https://a/#x'", [GOES_ON]),
        ("url = 3", [f"5:1 wrong-type: env.prod.url is a whole number, not a string ({EXAMPLE})"]),
        (
            "locked = true",
            [
                (
                    "4:6 bad-target: env.prod has neither url nor directory "
                    '(write url = "https://…" for a server, or directory = ".grafmint/prod" for files)'
                )
            ],
        ),
        (
            "url = 'https://a'\ndirectory = 'b'",
            ["6:1 bad-target: env.prod.directory stands beside url (an environment has one of them: remove the other)"],
        ),
        (
            "directory = '../b'",
            ["5:1 bad-path: env.prod.directory leads out of the project (write the whole path if that is meant)"],
        ),
        (
            "directory = 'b'\norg = 1\ntimeout = 1",
            [
                "6:1 unknown-key: env.prod.org is for a server, but this environment is a directory (remove org)",
                (
                    "7:1 unknown-key: env.prod.timeout is for a server, but this environment is a directory "
                    "(remove timeout)"
                ),
            ],
        ),
        (
            "url = 'https://a'\nuser = 'robot'",
            ["6:1 missing-key: env.prod.user has no password beside it (write password = …)"],
        ),
        (
            "url = 'https://a'\npassword.env = 'P'",
            ["6:1 missing-key: env.prod.password has no user beside it (write user = …)"],
        ),
        (
            "url = 'https://a'\nuser = 'robot'\npassword.env = 'P'\ntoken.env = 'T'",
            ["8:1 bad-value: env.prod.token stands beside user (a server takes one of them: remove the other)"],
        ),
    ],
)
def test_a_target_that_is_not_clear_is_refused(
    problems: Callable[[str], list[str]], lines: str, found: list[str]
) -> None:
    """What cannot be a target is a finding at its key, and an address is never shown: a password may be in it."""
    assert problems(PROJECT + lines) == found
    assert "hunter2" not in str(found)
