PICTURE = """
import io, matplotlib
matplotlib.use("svg")
from matplotlib import pyplot
pyplot.plot([0, 1])
file = io.StringIO()
pyplot.savefig(file)
assert "<svg" in file.getvalue()
"""

TRANSFORM = """
import fdnn_core, numpy, scipy.fft
assert "site-packages" in fdnn_core.__file__
x = numpy.random.default_rng(0).normal(size=64)
numpy.testing.assert_allclose(fdnn_core.dct(x), scipy.fft.dct(x), atol=1e-12)
"""


DEMO = """
from demos import load
assert load("activation_xray")(activation="relu", frequency=5)["sentence"].text.startswith("ReLU")
"""


def test_the_core_and_scipy_load_from_the_site(in_pyodide):
    in_pyodide(TRANSFORM, ["fdnn-core", "scipy"])


def test_the_demos_load_from_the_site_with_the_core(in_pyodide):
    in_pyodide(DEMO, ["fdnn-demos"])


def test_matplotlib_draws_an_svg(in_pyodide):
    in_pyodide(PICTURE, ["matplotlib"])
