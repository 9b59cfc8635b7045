"""Story: a change as a team makes it, and what its reviewer wants to know."""

from collections.abc import Mapping, Sequence

import attrs


@attrs.frozen
class Edit:
    """One edit of one file: without `old` the file is new, without `new` it is deleted."""

    path: str
    old: str | None = None
    new: str | None = None

    def apply(self, files: Mapping[str, str]) -> dict[str, str]:
        """The files after the edit; what it replaces stands there exactly once."""
        rest = {path: text for path, text in files.items() if path != self.path}
        if self.new is None:
            assert self.path in files
            return rest
        if self.old is None:
            assert self.path not in files
            return {**rest, self.path: self.new}
        assert files[self.path].count(self.old) == 1, f"{self.path}: {self.old!r}"
        return {**rest, self.path: files[self.path].replace(self.old, self.new)}


@attrs.frozen
class Line:
    """The line of a file after the change that a text stands in, or the one that is so many `above` it."""

    path: str
    text: str
    above: int = 0

    def of(self, files: Mapping[str, str]) -> str:
        """The line as people say it."""
        lines = files[self.path].splitlines()
        [number] = [number for number, line in enumerate(lines, start=1) if self.text in line]
        return f"{self.path}:{number - self.above}"


@attrs.frozen
class Ask:
    """A question of a reviewer, and what the comment has to say for an answer.

    The answers are all read without unfolding anything; those to a question for `details` may be folded away.
    """

    question: str
    answers: Sequence[str | Line]
    details: bool = attrs.field(default=False, kw_only=True)


@attrs.frozen(kw_only=True)
class Story:
    """What happens, in the files and in the reviewer's head.

    `unsaid` is what would be noise or untrue, `once` what is not to be repeated, `order` what is read one after the
    other.
    """

    name: str
    edits: Sequence[Edit]
    asks: Sequence[Ask]
    unsaid: Sequence[str] = ()
    once: Sequence[str] = ()
    order: Sequence[str] = ()
    code: int = 0
