"""The Alertmanager of an environment: a version, or a table with its secrets and its mail server."""

from collections.abc import Callable

import pytest

from grafmint.config import Config
from grafmint.config.describe import describe
from grafmint.environment import Alertmanager, Smtp

TABLE = """\
secrets = { smtp_password = { env = "SMTP_PASSWORD" } }
[env.prod.alertmanager]
version = "0.26"
secrets = "/etc/alertmanager/secrets/"
smtp = { server = "smtp.example:587", from = "alerts@example", user = "alerts", password = "smtp_password" }
"""


def test_a_version_stands_for_a_table(sound: Callable[[str], Config]) -> None:
    """Then everything else has its default."""
    for line in ('alertmanager = "0.25"', 'alertmanager = { version = "0.25" }'):
        assert sound(line).environments["prod"].alertmanager == Alertmanager(version=(0, 25))


def test_a_table_is_read_whole(sound: Callable[[str], Config]) -> None:
    """Every key arrives, and the file of the password is the one of its secret."""
    found = sound(TABLE).environments["prod"].alertmanager
    assert found == Alertmanager(
        version=(0, 26),
        secrets="/etc/alertmanager/secrets/",
        smtp=Smtp(server="smtp.example:587", sender="alerts@example", user="alerts", password="smtp_password"),  # noqa: S106
    )
    assert found.file("smtp_password") == found.file("$SMTP_PASSWORD") == "/etc/alertmanager/secrets/smtp_password"


def test_a_table_is_described(sound: Callable[[str], Config]) -> None:
    """Each key under its own name, with its line."""
    found = {one.key: (one.value, one.place and one.place.line) for one in describe(sound(TABLE).environments["prod"])}
    assert {key: value for key, value in found.items() if key.startswith("alertmanager")} == {
        "alertmanager.version": ("0.26", 8),
        "alertmanager.secrets": ("/etc/alertmanager/secrets/", 9),
        "alertmanager.smtp.server": ("smtp.example:587", 10),
        "alertmanager.smtp.from": ("alerts@example", 10),
        "alertmanager.smtp.user": ("alerts", 10),
        "alertmanager.smtp.password": ("smtp_password", 10),
    }


@pytest.mark.parametrize("server", ["localhost:25", "[::1]:25", "mail_1.example:65535"])
def test_a_server_has_a_host_and_a_port(sound: Callable[[str], Config], server: str) -> None:
    """A name, or an address in brackets."""
    line = f'alertmanager = {{ version = "0.25", smtp = {{ server = "{server}", from = "a@b" }} }}'
    found = sound(line).environments["prod"].alertmanager
    assert found is not None
    assert found.smtp == Smtp(server=server, sender="a@b")


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ('smpt = { server = "a:1", from = "a@b" }', ".smpt is not a key of grafmint.toml (did you mean 'smtp'?)"),
        (
            'smtp = { server = "a:1", form = "a@b", from = "a@b" }',
            ".smtp.form is not a key of grafmint.toml (did you mean 'from'?)",
        ),
        ('smtp = { server = "a:1" }', '.smtp has no from (write from = "alerts@example")'),
        *(
            (
                f'smtp = {{ server = "{server}", from = "a@b" }}',
                '.smtp.server is not HOST:PORT (write server = "smtp.example:587")',
            )
            for server in ("a", "a:", ":1", "a:0", "a:65536", "smtp://a:1", "me:word@a:1", "::1:25")
        ),
        (
            'smtp = { server = "a:1", from = "a@b", user = "me" }',
            ".smtp.user has no password beside it (write password = …)",
        ),
        (
            'smtp = { server = "a:1", from = "a@b", user = "me", password = "hunter2" }',
            (
                ".smtp.password is not the name of a secret of this environment "
                '(write [env.prod] secrets = { smtp_password = { env = "NAME" } })'
            ),
        ),
        ("secrets = 1", ".secrets is a whole number, not a string"),
        ('smtp = "a:1"', ".smtp is a string, not a mapping (write smtp = { … })"),
    ],
)
def test_what_is_wrong_in_the_table_is_told(faults: Callable[[str], list[str]], keys: str, fault: str) -> None:
    """At the key, with what to write; a text that may be a password is not shown."""
    (found,) = faults(f'alertmanager = {{ version = "0.25", {keys} }}')
    assert found.partition(" env.prod.alertmanager")[2] == fault


def test_a_mail_server_has_an_address_and_a_sender(faults: Callable[[str], list[str]]) -> None:
    """What is missing is told at once."""
    assert faults(TABLE.replace('server = "smtp.example:587", from = "alerts@example", ', "")) == [
        (
            "10:1 missing-key: env.prod.alertmanager.smtp has no server and from "
            '(write server = "smtp.example:587" and from = "alerts@example")'
        )
    ]


def test_a_misspelt_secret_is_told_with_the_nearest(faults: Callable[[str], list[str]]) -> None:
    """The names of secrets are no secrets."""
    assert faults(TABLE.replace('password = "smtp_password"', 'password = "smtp_pasword"')) == [
        (
            "10:81 undeclared-secret: env.prod.alertmanager.smtp.password is not the name of a secret of this "
            "environment (did you mean 'smtp_password'?)"
        )
    ]


def test_a_table_without_a_version_is_refused(faults: Callable[[str], list[str]]) -> None:
    """A configuration is written for one."""
    assert faults('alertmanager = { secrets = "x" }') == [
        '6:1 missing-key: env.prod.alertmanager has no version (write version = "0.25")'
    ]
