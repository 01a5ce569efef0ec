"""The two wheels that pages load: the published package fdnn-core, and fdnn-demos for the site alone."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parents[3]
CORE, DEMOS = "fdnn-core", "fdnn-demos"


def build_wheels(directory: Path, root: Path = ROOT) -> dict[str, Path]:
    """Build both wheels of the source tree `root` into a folder; the same sources give the same bytes.

    Returns
    -------
    dict
        The path of each wheel by the name of its project, "fdnn-core" first.
    """
    return {CORE: _build(directory, root, None), DEMOS: _build(directory, root, _demos_project(root))}


def version(wheel: Path) -> str:
    """Return the version in a wheel's file name."""
    return wheel.name.split("-")[1]


def _demos_project(root: Path) -> dict[str, Any]:
    """Return the configuration of fdnn-demos, in the form of a pyproject.toml."""
    with (root / "pyproject.toml").open("rb") as file:
        core = tomllib.load(file)["project"]
    wheel = {
        "packages": ["demos"],
        "exclude": ["demos/publish", "demos/web", "demos/**/*.md", "demos/**/*.schema.json"],
    }
    return {
        "project": {
            "name": DEMOS,
            "version": core["version"],
            "description": "The demos of the essay 'Frequency Domain Neural Networks: An Exploration'",
            "license": core["license"],
            "license-files": core["license-files"],
            "requires-python": core["requires-python"],
            "dependencies": [f"{CORE}=={core['version']}"],
        },
        "tool": {"hatch": {"build": {"targets": {"wheel": wheel}}}},
    }


def _build(directory: Path, root: Path, config: dict[str, Any] | None) -> Path:
    (wheel,) = WheelBuilder(str(root), config=config).build(directory=str(directory))
    return Path(wheel)
