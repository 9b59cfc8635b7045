"""Preview: one build as a page, written once, or served and kept up to date while its files change."""

from grafmint.preview.scene import Scene, scene_of, scene_of_files
from grafmint.preview.serving import serving
from grafmint.preview.session import Session

__all__ = ["Scene", "Session", "scene_of", "scene_of_files", "serving"]
