"""The controls a demo declares in its signature, as ``Annotated[type, control]``.

A control is the only statement of its rules: the values it accepts, and when it is relevant. The page’s
template writes them as attributes of native form controls; notebook and demo calls use the control itself.
"""

from demos.kit.controls.choice import Choice
from demos.kit.controls.control import Control, ControlError
from demos.kit.controls.documents import Documents
from demos.kit.controls.mask import Mask
from demos.kit.controls.media import Picture, Recording
from demos.kit.controls.seed import Seed
from demos.kit.controls.slider import Slider
from demos.kit.controls.switch import Switch

__all__ = [
    "Choice",
    "Control",
    "ControlError",
    "Documents",
    "Mask",
    "Picture",
    "Recording",
    "Seed",
    "Slider",
    "Switch",
]
