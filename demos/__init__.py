"""Things to touch: each demo is one Python function, called alike by the page, the notebook and the tests.

>>> from demos import DEMOS, load
>>> "activation_xray" in DEMOS
True
>>> figures = load("activation_xray")(activation="relu", frequency=5)
>>> figures["sentence"].text[:4]
'ReLU'
"""

from importlib import import_module
from pathlib import Path

from demos.kit.declare import Demo

__all__ = ["DEMOS", "load"]

#: The names of all demos: the folders beside this file that hold a ``demo.py``.
DEMOS = tuple(sorted(path.parent.name for path in Path(__file__).parent.glob("*/demo.py")))


def load(name: str) -> Demo:
    """Return the demo of that name, ready to be called.

    Parameters
    ----------
    name : str
        One of `DEMOS`.

    Returns
    -------
    Demo
        Call it with the values of its controls; the ones left out keep their defaults.

    Raises
    ------
    ValueError
        If there is no demo of that name.
    """
    if name not in DEMOS:
        raise ValueError(f"demo must be one of {', '.join(DEMOS)}, got {name!r}")
    demo = getattr(import_module(f"demos.{name}.demo"), name)
    if not isinstance(demo, Demo):
        raise TypeError(f"demos.{name}.demo.{name} must be decorated with @demo, got {type(demo).__name__}")
    return demo
