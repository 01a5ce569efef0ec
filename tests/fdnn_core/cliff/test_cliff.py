import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from fdnn_core import FEWEST_ROUNDS, read_cliff_record

ROOT = Path(__file__).parents[2]
SMALL = ("--sizes", "32", "--columns", "4", "--structures", "csr", "2:4", "--sparsities", ".5", ".9")
COMMAND = (sys.executable, "-m", "fdnn_core.cliff")
WITHOUT_SCIPY = (
    sys.executable,
    "-c",
    "import runpy, sys; sys.modules['scipy'] = None; runpy.run_module('fdnn_core.cliff', None, '__main__')",
)


def run(*words, command=COMMAND):
    return subprocess.run([*command, *words], cwd=ROOT, capture_output=True, text=True, check=False)


def record_in(path):
    return read_cliff_record(path.read_text(encoding="utf-8"))


def test_what_is_measured_is_shown_and_written(tmp_path):
    out = tmp_path / "run.json"
    ran = run(
        *SMALL,
        *["--sizes", "32", "16", "--rounds", "12", "--dtype", "float64", "--seed", "5"],
        "--out",
        str(out),
    )
    assert ran.returncode == 0, ran.stderr
    record = record_in(out)
    assert [race.shape for race in record.races] == [(32, 32, 4), (16, 16, 4)]
    for race in record.races:
        assert (race.dtype, race.seed, race.measurement.rounds) == ("float64", 5, 12)
        assert {str(c.structure) for c in race.contenders.values()} == {"dense", "csr", "2:4"}
        assert f"{race.shape.m} x {race.shape.k} times {race.shape.k} x 4, float64, 12 rounds" in ran.stdout
    for kernel in {c.kernel for race in record.races for c in race.contenders.values()}:
        assert kernel in ran.stdout
    assert record.device.name in ran.stdout
    assert f"numpy {record.libraries['numpy']} with " in ran.stdout
    assert "100%" in ran.stderr


def test_square_products_have_as_many_columns_as_rows(tmp_path):
    out = tmp_path / "run.json"
    words = ("--sizes", "16", "32", "--columns", "1", "square", "--structures", "csr", "--rounds", "1")
    assert run(*words, "--out", str(out)).returncode == 0
    shapes = [race.shape for race in record_in(out).races]
    assert shapes == [(16, 16, 1), (16, 16, 16), (32, 32, 1), (32, 32, 32)]


def test_threads_are_those_asked_for(tmp_path):
    out = tmp_path / "run.json"
    for threads in (1, 2):
        ran = run(*SMALL, "--rounds", "1", "--threads", str(threads), "--out", str(out))
        assert ran.returncode == 0, ran.stderr
        assert record_in(out).device.threads == threads


def test_numpy_alone_is_enough(tmp_path):
    out = tmp_path / "run.json"
    ran = run(*SMALL, "--rounds", "1", "--threads", "1", "--out", str(out), command=WITHOUT_SCIPY)
    assert ran.returncode == 0, ran.stderr
    record = record_in(out)
    assert set(record.libraries) == {"python", "numpy"}
    assert all(c.kernel.startswith("numpy") for c in record.races[0].contenders.values())
    assert "scipy is not there" in ran.stdout


def test_too_few_rounds_are_no_result(tmp_path):
    ran = run(*SMALL, "--rounds", str(FEWEST_ROUNDS - 1))
    assert ran.returncode == 0
    assert f"No result: {FEWEST_ROUNDS} rounds are needed, {FEWEST_ROUNDS - 1} there are." in ran.stdout
    assert "beats" not in ran.stdout


def test_without_time_nothing_is_measured_nor_written(tmp_path):
    out = tmp_path / "run.json"
    ran = run(*SMALL, "--seconds", "0", "--out", str(out))
    assert ran.returncode == 1
    assert "Nothing was measured" in ran.stderr
    assert not out.exists()


def test_an_interrupted_race_keeps_what_it_has(tmp_path):
    out = tmp_path / "run.json"
    words = [*COMMAND, *SMALL, "--rounds", "300", "--out", str(out)]
    with subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        said = (re.search(r"round (\d+)$", line) for line in process.stderr)
        next(found for found in said if found and int(found[1]) > 1)
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate()
    assert process.returncode == 0, stderr
    assert "Interrupted." in stderr
    assert 0 < record_in(out).races[0].measurement.rounds < 300
    assert "32 x 32 times 32 x 4" in stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--threads", "0"), "--threads: a whole number from 1 to 4096 is needed, got '0'"),
        (("--sizes", "big"), "--sizes: a whole number from 1 to 16384 is needed, got 'big'"),
        (("--sizes", "100"), "m and k must be multiples of 16 for bsr:16, got (100, 100)"),
        (("--columns", "many"), "--columns: a whole number from 1 to 16384 is needed, got 'many'"),
        (("--structures", "ell"), "csr, bsr:SIDE, N:M, rows, columns or low-pass is needed, got 'ell'"),
        (("--sparsities", "half"), "--sparsities: a number is needed, got 'half'"),
        (("--sparsities", "1"), "sparsity must be below 1, got 1"),
        (("--rounds", "301"), "rounds must be in [1, 300], got 301"),
        (("--seconds", "nan"), "seconds must be finite, got nan"),
        (("--dtype", "int8"), "--dtype: invalid choice: 'int8'"),
        (("--out", "no/such/folder"), "a file in a folder that exists is needed, got no/such/folder"),
    ],
)
def test_refusals(words, message):
    ran = run(*words)
    assert ran.returncode == 2
    assert message in ran.stderr
    assert ran.stdout == ""
