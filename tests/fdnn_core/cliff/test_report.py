"""Table, text and plot of a race."""

from dataclasses import replace

import numpy as np
import pytest

from fdnn_core import (
    Contender,
    Crossover,
    Measurement,
    ProductShape,
    Race,
    Structure,
    plot_race,
    race_report,
    race_table,
)
from fdnn_core.cliff.report import crossover_sentence

DENSE = np.linspace(2e-3, 2.02e-3, 12)  # seconds


def race_of(rounds=12, **changes):
    dense = DENSE[:rounds]
    samples = {"dense": dense, "csr 0.5": 2 * dense, "csr 0.9": dense / 2.5, "2:4": dense / 1.25}
    contenders = {
        "dense": Contender("a gemm", Structure("dense"), 0.0),
        "csr 0.5": Contender("loops", Structure("csr"), 0.5),
        "csr 0.9": Contender("loops", Structure("csr"), 0.9),
        "2:4": Contender("loops", Structure("n:m", n=2, m=4), 0.5),
    }
    measurement = replace(Measurement(samples, "dense", dense, 1e-7, {}), **changes)
    return Race("float32", ProductShape(512, 512, 32), 0, contenders, measurement)


def with_wrong_product(race, name, error):
    samples = {key: seconds for key, seconds in race.measurement.samples.items() if key != name}
    return replace(race, measurement=replace(race.measurement, samples=samples, wrong={name: error}))


def test_the_table_has_a_row_of_numbers_for_each_contender():
    rows = race_table(race_of())
    assert [row["name"] for row in rows] == ["dense", "csr 0.5", "csr 0.9", "2:4"]
    csr = rows[2]
    assert (csr["kernel"], csr["structure"], csr["sparsity"]) == ("loops", "csr", 0.9)
    assert csr["median"] == pytest.approx(2.01e-3 / 2.5)
    assert csr["lower_quartile"] < csr["median"] < csr["upper_quartile"]
    assert [csr[key] for key in ("speedup", "speedup_low", "speedup_high")] == pytest.approx([2.5] * 3)
    assert np.isnan(csr["error"])


def test_the_table_has_nan_for_what_is_unknown():
    wrong = race_table(with_wrong_product(race_of(), "2:4", 1234.5))[3]
    assert wrong["error"] == 1234.5
    assert np.isnan([wrong["median"], wrong["speedup"]]).all()
    few = race_table(race_of(rounds=9))
    assert np.isfinite([row["median"] for row in few]).all()
    assert np.isnan([row["speedup"] for row in few]).all()


def test_before_the_first_round_there_are_no_times():
    assert np.isnan([row["median"] for row in race_table(race_of(rounds=0))]).all()
    assert race_report(race_of(rounds=0)).endswith("No result: 10 rounds are needed, 0 were completed.")


def test_a_report_has_a_line_for_each_contender_and_the_crossover():
    lines = race_report(race_of()).splitlines()
    assert lines[0] == "512 x 512 times 512 x 32, float32, 12 rounds, dense by a gemm"
    rows = [line.split(maxsplit=6) for line in lines[3:7]]
    assert [row[0] for row in rows] == ["dense", "csr", "csr", "2:4"]
    assert [row[1] for row in rows] == ["0", "50", "90", "50"]
    assert lines[5].endswith("0.804      2.5 (2.5 to 2.5)")
    assert lines[8] == "CSR beats dense from 75 % zeros (95 % interval: 75 % to 75 %)."
    assert len(lines) == 9


def test_reasons_for_distrust_are_reported():
    assert "Caution (disturbed): something else slowed the machine down." in race_report(
        race_of(disturbed=True)
    )
    slower = race_of(samples={name: np.geomspace(1, 1.5, 12) for name in race_of().contenders})
    slower = replace(slower, measurement=replace(slower.measurement, control=np.geomspace(1, 1.5, 12)))
    assert "Caution (drift): the dense product became faster or slower" in race_report(slower)
    unbalanced = race_report(race_of(control=1.1 * DENSE))
    assert "No result: two measurements of the dense product differ by 9%." in unbalanced
    assert "beats" not in unbalanced


@pytest.mark.parametrize(
    ("rounds", "sentence"),
    [
        (1, "No result: 10 rounds are needed, 1 was completed."),
        (9, "No result: 10 rounds are needed, 9 were completed."),
    ],
)
def test_too_few_rounds_give_no_result(rounds, sentence):
    report = race_report(race_of(rounds))
    assert report.endswith(sentence)
    assert f", {rounds} round{'s' * (rounds > 1)}, dense" in report
    assert "beats" not in report


def test_a_wrong_product_has_no_time_in_the_report():
    text = race_report(with_wrong_product(race_of(), "2:4", 1234.5))
    assert "-          wrong: 1.23e+03 times the error allowed" in text


@pytest.mark.parametrize(
    ("structure", "found", "sentence"),
    [
        (
            "csr",
            ("crosses", 0.789, 0.781, 0.812),
            "CSR beats dense from 79 % zeros (95 % interval: 78 % to 81 %).",
        ),
        (
            "rows",
            ("crosses", 0.6, 0.0, 0.7),
            "Pruning rows beats dense from 60 % zeros (95 % interval: below the sparsities raced to 70 %).",
        ),
        (
            "csr",
            ("crosses", 0.9876, 0.9, 1.0),
            "CSR beats dense from 98.8 % zeros (95 % interval: 90 % to above the sparsities raced).",
        ),
        (
            "csr",
            ("everywhere", 0.5, 0.0, 0.0),
            "CSR beats dense at every sparsity raced, from 50 % zeros.",
        ),
        (
            "low-pass",
            ("everywhere", 0.5, 0.0, 0.55),
            "Low-pass beats dense at every sparsity raced, from 50 % zeros. "
            "The crossover may be as high as 55 %.",
        ),
        ("csr", ("nowhere", 0.995, 1.0, 1.0), "CSR beats dense at no sparsity raced, up to 99.5 % zeros."),
        (
            "csr",
            ("nowhere", 0.99, 0.98, 1.0),
            "CSR beats dense at no sparsity raced, up to 99 % zeros. The crossover may be as low as 98 %.",
        ),
    ],
)
def test_sentences_about_crossovers(structure, found, sentence):
    assert crossover_sentence(Structure(structure), Crossover(*found)) == sentence


@pytest.mark.parametrize("rounds", [3, 12])
def test_the_plot_has_a_line_for_each_structure_with_the_fastest_contenders(rounds):
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    figure = pytest.importorskip("matplotlib.figure").Figure()
    race = race_of(rounds)
    contenders = {**race.contenders, "slow": Contender("slow", Structure("csr"), 0.5)}
    samples = {**race.measurement.samples, "slow": 9 * DENSE[:rounds]}
    race = replace(race, contenders=contenders, measurement=replace(race.measurement, samples=samples))
    axes = plot_race(race, figure.subplots())
    handles, labels = axes.get_legend_handles_labels()
    assert labels == ["csr", "2:4"]
    line = handles[0].lines[0] if rounds == 12 else handles[0]
    assert np.allclose(line.get_xydata(), [[0.5, 0.5], [0.9, 2.5]])
    figure.canvas.draw()
    assert axes.get_title() == "512 × 512 times 512 × 32, float32"


@pytest.mark.filterwarnings("error")
def test_the_plot_before_the_first_round_is_empty():
    pytest.importorskip("matplotlib").use("agg")
    axes = plot_race(race_of(0), pytest.importorskip("matplotlib.figure").Figure().subplots())
    assert axes.get_legend_handles_labels() == ([], [])
