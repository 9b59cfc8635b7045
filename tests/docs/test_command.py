"""docs/reference/command.md says what the command says."""

from collections.abc import Callable, Mapping, Sequence

import pytest

from tests.docs import options
from tests.docs.generated import hold
from tests.docs.page import REFERENCE, Block, read
from tests.docs.session import Session

PAGE = REFERENCE / "command.md"


def test_the_page_says_what_help_says() -> None:
    """Usage, purpose, options and examples of every command are those of its help."""
    hold(PAGE, options.makers())


@pytest.mark.parametrize("section", read(PAGE).sections())
def test_the_answers_hold(
    section: str, session: Session, follow: Callable[[Sequence[Block]], None], boards: Mapping[str, str]
) -> None:
    """What the page shows of each command is what it answers in the project of the tutorial."""
    session.put(boards)
    follow(read(PAGE).sections()[section])
