"""Load: from modules and files to a project; the one stage that runs the user's code."""

from grafmint.load.files import read_dashboard
from grafmint.load.modules import forget_project
from grafmint.load.project import load_project

__all__ = ["forget_project", "load_project", "read_dashboard"]
