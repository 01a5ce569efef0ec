import io
from dataclasses import replace

import numpy as np
import pytest

from fdnn_core import Contender, Crossover, Measurement, ProductShape, Race, RaceProgress, Structure
from fdnn_core.cliff.cli import ProgressLine, report, verdict

DENSE = np.linspace(2e-3, 2.02e-3, 12)  # seconds


def race_of(**changes):
    samples = {"dense": DENSE, "csr 0.5": 2 * DENSE, "csr 0.9": DENSE / 2.5, "2:4": DENSE / 1.25}
    contenders = {
        "dense": Contender("a gemm", Structure("dense"), 0.0),
        "csr 0.5": Contender("loops", Structure("csr"), 0.5),
        "csr 0.9": Contender("loops", Structure("csr"), 0.9),
        "2:4": Contender("loops", Structure("n:m", n=2, m=4), 0.5),
    }
    found = replace(Measurement(samples, "dense", DENSE, 1e-7, {}), **changes)
    return Race("float32", ProductShape(512, 512, 32), 0, contenders, found)


def test_a_report_has_a_row_for_each_and_the_crossover():
    lines = report(race_of()).splitlines()
    assert lines[1] == "512 x 512 times 512 x 32, float32, 12 rounds, dense by a gemm"
    rows = [line.split(maxsplit=6) for line in lines[4:8]]
    assert [row[0] for row in rows] == ["dense", "csr", "csr", "2:4"]
    assert [row[1] for row in rows] == ["0", "50", "90", "50"]
    assert lines[6].endswith("0.804      2.5 (2.5 to 2.5)")
    assert lines[9] == "CSR beats dense from 75 % (75 to 75)."


def test_flags_are_told():
    assert "To be doubted: disturbed." in report(race_of(disturbed=True))
    unbalanced = report(race_of(control=1.1 * DENSE))
    assert "No result: unbalanced." in unbalanced
    assert "beats" not in unbalanced


def test_a_wrong_product_has_no_time():
    race = race_of()
    samples = {name: seconds for name, seconds in race.measurement.samples.items() if name != "2:4"}
    text = report(race_of(samples=samples, wrong={"2:4": 1234.5}))
    assert "-          wrong: 1.23e+03 times the error allowed" in text


@pytest.mark.parametrize(
    ("structure", "found", "words"),
    [
        ("csr", ("crosses", 0.789, 0.781, 0.812), "CSR beats dense from 79 % (78 to 81)."),
        (
            "rows",
            ("crosses", 0.6, 0.0, 0.7),
            "Leaving rows out beats dense from 60 % (less than raced to 70).",
        ),
        ("csr", ("crosses", 0.9876, 0.9, 1.0), "CSR beats dense from 98.8 % (90 to more than raced)."),
        ("csr", ("everywhere", 0.5, 0.0, 0.0), "CSR beats dense at every sparsity raced, from 50 % on."),
        (
            "low-pass",
            ("everywhere", 0.5, 0.0, 0.55),
            "Low-pass beats dense at every sparsity raced, from 50 % on, or from somewhere up to 55 %.",
        ),
        ("csr", ("nowhere", 0.995, 1.0, 1.0), "CSR beats dense at no sparsity raced, up to 99.5 %."),
        (
            "csr",
            ("nowhere", 0.99, 0.98, 1.0),
            "CSR beats dense at no sparsity raced, up to 99 %, or from somewhere above 98 %.",
        ),
    ],
)
def test_verdicts(structure, found, words):
    assert verdict(Structure(structure), Crossover(*found)) == words


class Terminal(io.StringIO):
    def isatty(self):
        return True


def shown(stream, fractions):
    line = ProgressLine(stream, "512 x 512")
    for fraction in fractions:
        line.show(RaceProgress("timing csr", fraction, 10 * (1 - fraction), None))
    line.close()
    return stream.getvalue()


def test_outside_a_terminal_there_is_a_line_every_tenth():
    lines = shown(io.StringIO(), np.linspace(0, 1, 101)).splitlines()
    assert lines[0] == "512 x 512 0%, 10 s left, timing csr"
    assert [line.split()[3] for line in lines] == [f"{tenth}0%," if tenth else "0%," for tenth in range(11)]


def test_a_terminal_is_left_without_a_bar():
    text = shown(Terminal(), [0.5])
    assert "512 x 512 [############............] 50%, 5 s left, timing csr" in text
    assert text.endswith("\r\x1b[K")
    assert "\n" not in text
