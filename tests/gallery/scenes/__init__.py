"""The scenes of each system."""

from tests.gallery.scene import Trial
from tests.gallery.scenes import agentprovision, labelmint, mint_replica_lite, multi_service, plue

TRIALS: tuple[Trial, ...] = (
    mint_replica_lite.TRIAL,
    plue.TRIAL,
    agentprovision.TRIAL,
    multi_service.TRIAL,
    labelmint.TRIAL,
)
