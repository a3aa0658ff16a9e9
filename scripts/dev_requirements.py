"""Print the development requirements of pyproject.toml, one a line.

An older pip does not know dependency groups; this is all that it takes.
"""

import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))
print("\n".join(project["dependency-groups"]["dev"]))
