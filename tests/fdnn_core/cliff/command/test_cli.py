"""The command, in processes of its own."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from fdnn_core import FEWEST_ROUNDS, load_cliff_record
from fdnn_core.cliff.command.cli import main

if sys.platform == "emscripten":
    pytest.skip("needs processes", allow_module_level=True)

ROOT = Path(__file__).parents[3]
SMALL = ("--sizes", "32", "--columns", "4", "--structures", "csr", "2:4", "--sparsities", ".5", ".9")
ONE_ROUND = (*SMALL, "--rounds", "1")
LONG = (*SMALL, "--rounds", "300")
COMMAND = (sys.executable, "-m", "fdnn_core.cliff")


def after(preparation):
    """Return the command in a Python that executes a statement first."""
    code = (
        f"import signal, sys; {preparation}; from fdnn_core.cliff.command.cli import main; sys.exit(main())"
    )
    return (sys.executable, "-c", code)


def without(package):
    """Return the command in a Python that lacks a package."""
    return after(f"sys.modules[{package!r}] = None")


def run(*words, command=COMMAND, **options):
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.run([*command, *map(str, words)], cwd=ROOT, text=True, check=False, **options)


def in_shell(script, **variables):
    """Run a shell script in which $FDNN is the command."""
    environment = {**os.environ, "FDNN": " ".join(COMMAND), **{k: str(v) for k, v in variables.items()}}
    return subprocess.run(
        ["sh", "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_results_are_printed_and_saved(tmp_path):
    out = tmp_path / "run.json"
    words = ["--sizes", "32", "16", "--rounds", "12", "--dtype", "float64", "--seed", "5", "--out", out]
    ran = run(*SMALL, *words)
    assert ran.returncode == 0, ran.stderr
    record = load_cliff_record(out)
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
    assert run(*words, "--sparsities", ".5", "--out", out).returncode == 0
    shapes = [race.shape for race in load_cliff_record(out).races]
    assert shapes == [(16, 16, 1), (16, 16, 16), (32, 32, 1), (32, 32, 32)]


def test_the_number_of_threads_is_that_requested(tmp_path):
    out = tmp_path / "run.json"
    for threads in (1, 2):
        ran = run(*ONE_ROUND, "--threads", threads, "--out", out)
        assert ran.returncode == 0, ran.stderr
        assert load_cliff_record(out).device.threads == threads


def test_without_threadpoolctl_one_line_names_what_to_install(tmp_path):
    out = tmp_path / "run.json"
    ran = run(*ONE_ROUND, "--threads", "1", "--out", out, command=without("threadpoolctl"))
    assert ran.returncode == 2
    assert ran.stderr.splitlines()[-1].endswith(
        "error: --threads needs threadpoolctl: pip install 'fdnn-core[bench]'"
    )
    assert run(*ONE_ROUND, "--out", out, command=without("threadpoolctl")).returncode == 0
    assert load_cliff_record(out).races


def test_numpy_alone_is_enough(tmp_path):
    out = tmp_path / "run.json"
    ran = run(*ONE_ROUND, "--out", out, command=without("scipy"))
    assert ran.returncode == 0, ran.stderr
    record = load_cliff_record(out)
    assert set(record.libraries) == {"python", "numpy"}
    assert all(c.kernel.startswith("numpy") for c in record.races[0].contenders.values())
    assert "scipy is not installed" in ran.stdout


def test_too_few_rounds_are_no_result():
    ran = run(*SMALL, "--rounds", FEWEST_ROUNDS - 1)
    assert ran.returncode == 0
    assert f"No result: {FEWEST_ROUNDS} rounds are needed, {FEWEST_ROUNDS - 1} were completed." in ran.stdout
    assert "beats" not in ran.stdout


def test_without_time_nothing_is_measured_or_saved(tmp_path):
    out = tmp_path / "run.json"
    ran = run(*SMALL, "--seconds", "0", "--out", out)
    assert ran.returncode == 1
    assert "Nothing was measured" in ran.stderr
    assert not out.exists()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_an_interrupted_race_keeps_its_completed_rounds(name, tmp_path):
    out, number = tmp_path / "run.json", getattr(signal, name)
    command = after(
        f"signal.signal(signal.{name}, signal.SIG_DFL)"
    )  # the tests may ignore it, as under nohup
    with subprocess.Popen(
        [*command, *LONG, "--out", str(out)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        rounds = (re.search(r"round (\d+)$", line) for line in process.stderr)
        next(found for found in rounds if found and int(found[1]) > 1)
        process.send_signal(number)
        stdout, stderr = process.communicate()
    assert process.returncode == (0 if name == "SIGINT" else 128 + number), stderr
    assert f"Stopped by {name}." in stderr
    assert 0 < load_cliff_record(out).races[0].measurement.rounds < 300
    assert "32 x 32 times 32 x 4" in stdout


@pytest.mark.parametrize(
    "script",
    [
        '$FDNN $WORDS --out "$OUT" | head -1',
        '$FDNN $WORDS --out "$OUT" | true',
        '$FDNN $WORDS --out "$OUT" >&-',
        '$FDNN $WORDS --out "$OUT" 2>&-',
        '$FDNN $WORDS --out "$OUT" >&- 2>&- <&-',
        '$FDNN $WORDS --out "$OUT" 2>&1 >/dev/null | true',
        '$FDNN $WORDS --out "$OUT" >/dev/full',
    ],
)
def test_closed_outputs_do_not_prevent_saving(script, tmp_path):
    if "/dev/full" in script and not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    out = tmp_path / "run.json"
    ran = in_shell(script, OUT=out, WORDS=" ".join([*ONE_ROUND, "--sizes", "32", "16"]))
    assert ran.returncode == 0, ran.stderr
    assert len(load_cliff_record(out).races) == 2
    assert "Traceback" not in ran.stderr
    assert "Exception ignored" not in ran.stderr
    assert list(tmp_path.iterdir()) == [out]


def test_an_exhausted_disk_is_reported_after_the_results():
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    ran = run(*ONE_ROUND, "--out", "/dev/full")
    assert ran.returncode == 1
    assert "/dev/full could not be written: " in ran.stderr
    assert "32 x 32 times 32 x 4" in ran.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--threads", "0"), "--threads: must be a whole number from 1 to 4096, got '0'"),
        (("--sizes", "big"), "--sizes: must be a whole number from 1 to 16384, got 'big'"),
        (("--sizes", "100"), "m and k must be multiples of 16 for bsr:16, got (100, 100)"),
        (("--columns", "many"), "--columns: must be a whole number from 1 to 16384 or square, got 'many'"),
        (("--structures", "ell"), "must be csr, bsr:SIDE, N:M, rows, columns or low-pass, got 'ell'"),
        (("--sparsities", "half"), "--sparsities: must be a number, at least 0 and below 1, got 'half'"),
        (("--sparsities", "1"), "--sparsities: must be a number, at least 0 and below 1, got '1'"),
        (("--rounds", "301"), "--rounds: must be a whole number from 1 to 300, got '301'"),
        (("--seconds", "nan"), "--seconds: must be a number, at least 0, got 'nan'"),
        (("--dtype", "int8"), "--dtype: invalid choice: 'int8'"),
        (("--out", "no/such/folder"), "no/such/folder must be in a folder that exists"),
        (("--out", "tests"), "tests must be a file, got a folder"),
    ],
)
def test_the_command_refuses_invalid_arguments(words, message, capsys):
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    shown = capsys.readouterr()
    assert message in shown.err
    assert shown.out == ""
