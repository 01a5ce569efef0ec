"""Show demos in a notebook: ``Live("activation_xray")`` at the end of a cell."""

from demos.kit.notebook.live import Live

__all__ = ["Live"]
