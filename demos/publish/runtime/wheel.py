"""The project's own wheel, which the page loads and `micropip.install` takes."""

from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parents[3]


def build_wheel(directory: Path, root: Path = ROOT) -> Path:
    """Build the wheel of the source tree `root` into a folder; the same sources give the same bytes."""
    (wheel,) = WheelBuilder(str(root)).build(directory=str(directory))
    return Path(wheel)
