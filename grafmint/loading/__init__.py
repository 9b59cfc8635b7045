"""Load: from modules and files to a project; the one stage that runs the user's code."""

from grafmint.loading.files import read_dashboard
from grafmint.loading.modules import forget_project
from grafmint.loading.project import load_project

__all__ = ["forget_project", "load_project", "read_dashboard"]
