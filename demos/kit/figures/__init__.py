"""The figures a demo returns: data, not pixels, so that page, notebook and printer each draw them well.

One module for each kind holds its fields, the message to the page, the CSV and, for a table, the HTML.
"""

from demos.kit.figures.axis import Axis
from demos.kit.figures.document import Document
from demos.kit.figures.figure import Array, Figure, FigureError, Role
from demos.kit.figures.frame import Figures, Frame, Frames
from demos.kit.figures.image import Image
from demos.kit.figures.plot import Plot, Series
from demos.kit.figures.question import Question, prediction
from demos.kit.figures.scatter import Group, Scatter
from demos.kit.figures.sentence import Sentence
from demos.kit.figures.sound import Clip, Sound
from demos.kit.figures.table import Table

__all__ = [
    "Array",
    "Axis",
    "Clip",
    "Document",
    "Figure",
    "FigureError",
    "Figures",
    "Frame",
    "Frames",
    "Group",
    "Image",
    "Plot",
    "Question",
    "Role",
    "Scatter",
    "Sentence",
    "Series",
    "Sound",
    "Table",
    "prediction",
]
