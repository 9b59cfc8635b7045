"""The stages of the systems, by their tags."""

from collections.abc import Mapping

from tests.gallery.stage import Stage
from tests.gallery.stages import agentprovision, labelmint, mint_replica_lite, multi_service, plue

STAGES: Mapping[str, Stage] = {
    "mint-replica-lite": mint_replica_lite.STAGE,
    "plue": plue.STAGE,
    "agentprovision": agentprovision.STAGE,
    "multi-service": multi_service.STAGE,
    "labelmint": labelmint.STAGE,
}
