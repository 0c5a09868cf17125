"""What pyproject.toml cannot say: the app's files go into the package when it is built."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

SERVED = ("app.py", ".streamlit/config.toml", "assets/icon.svg", "assets/logo.svg")


class WithApp(build_py):
    """Copy what ``nnviz run`` serves into nnviz/served of the package."""

    def run(self) -> None:
        """Build as ever, then copy."""
        super().run()
        if self.editable_mode:
            return  # they lie beside the package
        for name in SERVED:
            target = Path(self.build_lib, "nnviz", "served", name)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(name, target)


setup(cmdclass={"build_py": WithApp})
