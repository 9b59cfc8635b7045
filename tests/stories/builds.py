"""Stories of what the build says: findings, and code that doesn't build."""

from tests.stories.story import Ask, Edit, Line, Story

PODS, HOSTS = "dashboards/pods.py", "dashboards/hosts.py"

BUILDS = (
    Story(
        name="17-head-broken",
        edits=[Edit(HOSTS, "above(warning=0.8, critical=0.9)", "above(warning=0.9, critical=0.8)")],
        asks=[
            Ask("Can I merge it?", ["the change cannot be built"]),
            Ask("What is wrong?", ["critical is not higher", "swap them"]),
            Ask("Where?", [Line(HOSTS, "full = above")]),
        ],
        unsaid=["If merged"],
        once=["critical is not higher"],
        code=1,
    ),
    Story(
        name="18-base-broken",
        edits=[Edit(HOSTS, "above(warning=0.9, critical=0.8)", "above(warning=0.8, critical=0.9)")],
        asks=[
            Ask("Why does it not say what changes?", ["nothing to compare the change with", "base cannot be built"]),
            Ask("What is wrong with the base?", ["critical is not higher"]),
            Ask("Does the change itself pass the checks?", ["Checks: nothing found"]),
        ],
        unsaid=["**error**"],
    ),
    Story(
        name="19-findings",
        edits=[
            Edit(PODS, 'name="namespace", query', 'name="namespace", multi=True, query'),
            Edit(
                PODS,
                '"sum(increase(kube_pod_container_status_restarts_total[1h]))"',
                "'sum(increase(kube_pod_container_status_restarts_total{namespace=\"$namspace\"}[1h]))'",
            ),
        ],
        asks=[
            Ask("How bad is it?", ["1 error, 1 warning new"]),
            Ask("What is wrong?", ["$namspace", "did you mean", "$namespace", "several"]),
            Ask("Where?", [Line(PODS, "$namspace"), Line(PODS, "container_memory")]),
            Ask("What happens if I merge it?", ["a sync would write nothing"]),
            Ask("What changes?", ["namespace", "Restarts"]),
            Ask("Do I see it at the top?", ["1 dashboard changes; the checks found 1 error"]),
            Ask("In which panel?", ["dashboard pods, panel Restarts, query A"]),
        ],
        code=1,
    ),
    Story(
        name="20-findings-gone",
        edits=[
            Edit(PODS, 'namespace="$namspace"', 'namespace=~"$namespace"'),
            Edit(PODS, 'namespace="$namespace"', 'namespace=~"$namespace"'),
        ],
        asks=[Ask("Is it mended?", ["nothing new, 2 gone"]), Ask("What was wrong?", ["gone: error", "$namspace"])],
    ),
    Story(
        name="36-password-in-address",
        edits=[Edit("datasources.py", "https://mimir", "https://reader:hunter2@mimir")],
        asks=[
            Ask("What is wrong, before what follows from it?", ["its url holds a password", "auth=BasicAuth("]),
            Ask("Where?", [Line("datasources.py", "metrics = ")]),
        ],
        code=1,
    ),
)
