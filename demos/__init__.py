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

_HERE = Path(__file__).parent
_FOLDERS = {
    path.parent.name: path.parent for path in (*_HERE.glob("*/demo.py"), *_HERE.glob("essay/*/demo.py"))
}

#: The names of all demos: the folders that hold a ``demo.py``, here and in `essay`.
DEMOS = tuple(sorted(_FOLDERS))


def folder(name: str) -> Path:
    """Return the folder of a demo."""
    return _FOLDERS[name]


def package(name: str) -> str:
    """Return the dotted name of a demo's package."""
    return ".".join(("demos", *folder(name).relative_to(_HERE).parts))


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
    module = f"{package(name)}.demo"
    demo = getattr(import_module(module), name)
    if not isinstance(demo, Demo):
        raise TypeError(f"{module}.{name} must be decorated with @demo, got {type(demo).__name__}")
    return demo
