#!/usr/bin/env bash
# Reviews the dashboards that a branch changes, in any CI: writes grafmint-review/ with comment.md, review.html,
# review.json and pictures, and shows the comment. Nothing is sent anywhere.
#
#   ci/review.sh BASE [grafmint review's options]
#
# Where the job has no grafmint yet, it is installed from GRAFMINT_PACKAGE: a clone's folder, or
# 'grafmint[pictures] @ git+https://git.example/grafmint.git@COMMIT'. Without it, from the clone that this script is in.
set -euo pipefail

base=${1:?"the branch or commit to compare with, such as origin/main"}
shift
package=${GRAFMINT_PACKAGE:-"$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)[pictures]"}
command -v grafmint >/dev/null || python3 -I -m pip install --quiet --disable-pip-version-check "$package"
status=0
grafmint review --base "$base" --out grafmint-review "$@" || status=$?
[ ! -f grafmint-review/comment.md ] || cat grafmint-review/comment.md
exit "$status"
