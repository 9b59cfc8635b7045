"""grafmint: a project loaded, compiled and written, everything checked that is checked when a value is made.

`python -m bench.writers.grafmint_files PROJECT OUT`; what `grafmint build` does besides is to run the check.
"""

import sys
from pathlib import Path

from grafmint.config import read
from grafmint.output import write_build
from grafmint.workflow import build


def main(project: Path, out: Path) -> None:
    """Build the project in the folder `project` into `out`."""
    [environment] = read(project / "grafmint.toml").select(("local",))
    built = build(environment, check_documents=False)
    if not built.is_sound:
        raise SystemExit("\n".join(finding.message for finding in built.findings))
    write_build(built.bundle, out, environment.project)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
