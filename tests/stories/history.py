"""The stories in the order of the history: each happens to what the one before has left."""

from tests.stories.alerts import ALERTS
from tests.stories.builds import BUILDS
from tests.stories.others import OTHERS
from tests.stories.panels import PANELS
from tests.stories.resources import RESOURCES
from tests.stories.texts import TEXTS

STORIES = tuple(sorted((*PANELS, *RESOURCES, *TEXTS, *BUILDS, *OTHERS, *ALERTS), key=lambda story: story.name))
#: What each story is compared with.
BEFORE = dict(zip((story.name for story in STORIES), ("start", *(story.name for story in STORIES)), strict=False))
