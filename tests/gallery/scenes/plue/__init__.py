"""Scenes of Plue."""

from systems.plue import system
from systems.values import Values
from tests.gallery.scene import Trial
from tests.gallery.scenes.plue import cluster, services

VALUES = Values(
    prometheus_url="http://127.0.0.1:9090",
    webhook_url="http://127.0.0.1:5001/",
    alertmanager_slack_webhook="plu_slack_webhook",
    alertmanager_pagerduty_key="plu_pagerduty_key",
)

TRIAL = Trial(
    system=system(VALUES),
    engines=("plue-local", "plue-prod"),
    scenes=(*cluster.SCENES, *services.SCENES),
    # What has passed the critical number has passed the lower one too; a pod that restarts often does so in a row.
    beside={
        "PodCrashLooping": ({"pod": "restless"},),
        "HighCPUUsage": ({"instance": "red"}, {"instance": "orange"}),
        "HighMemoryUsage": ({"instance": "red"}, {"instance": "orange"}),
        "HighErrorRate": ({"service": "mint"}, {"service": "bank"}),
        "PersistentVolumeSpaceLow": (
            {"persistentvolumeclaim": "pictures"},
            {"persistentvolumeclaim": "mails"},
        ),
    },
)
