"""Interactive demos: each is one Python function, which the page, the notebook and the tests call.

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

__all__ = ["DEMOS", "folder", "load", "package"]

_ROOT = Path(__file__).parent
_FOLDERS = {
    file.parent.name: file.parent
    for pattern in ("*/demo.py", "essay/*/demo.py")
    for file in _ROOT.glob(pattern)
}

#: Names of all demos: the folders with a file ``demo.py``.
DEMOS = tuple(sorted(_FOLDERS))


def folder(name: str) -> Path:
    """Return the folder of a demo, or raise ValueError if there is none of this name."""
    if name not in _FOLDERS:
        raise ValueError(f"demo must be one of {', '.join(DEMOS)}, got {name!r}")
    return _FOLDERS[name]


def package(name: str) -> str:
    """Return the dotted name of a demo's package."""
    return ".".join(("demos", *folder(name).relative_to(_ROOT).parts))


def load(name: str) -> Demo:
    """Return a demo by name.

    Parameters
    ----------
    name : str
        One of `DEMOS`.

    Returns
    -------
    Demo
        Call it with values of its controls; omitted ones keep their defaults.

    Raises
    ------
    ValueError
        If there is no demo of this name.
    """
    module = f"{package(name)}.demo"
    demo = getattr(import_module(module), name)
    if not isinstance(demo, Demo):
        raise TypeError(f"{module}.{name} must be decorated with @demo, got {type(demo).__name__}")
    return demo
