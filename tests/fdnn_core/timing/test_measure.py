import itertools
from dataclasses import replace

import numpy as np
import pytest

from fdnn_core import FEWEST_ROUNDS, Variant, crossover, measure

SPARSITIES = (0.5, 0.75, 0.9)
DENSE = 7.3e-3  # seconds
STEPS = {"fine": 0.0, "100 us": 1e-4, "1 ms": 1e-3}


class Machine:
    """Variants that take simulated time, and a clock that shows this time.

    The duration of a call varies by a few percent; about once a second an interruption takes up to 10 ms.
    """

    def __init__(self, seed, step=0.0, noise=0.03):
        self.now, self.step, self.noise = 17.0, step, noise
        self.slowing = 0.0  # by this factor a second
        self.calls = []
        self.rng = np.random.default_rng(seed)
        self.factors = iter(())
        self.interruption = self.now + self.rng.exponential()

    def clock(self):
        self.now += self.step / 50 or 1e-7
        return self.now // self.step * self.step if self.step else self.now

    def variant(self, seconds, name="variant", result=1.0):
        def run():
            factor = next(self.factors, None)
            if factor is None:
                self.factors = iter((1 + self.noise * self.rng.standard_normal(1000)).tolist())
                factor = next(self.factors)
            self.now += seconds * factor * (1 + self.slowing * (self.now - 17))
            if self.now > self.interruption:
                self.now += self.rng.uniform(0.001, 0.01)
                self.interruption = self.now + self.rng.exponential()
            self.calls.append(name)
            return result

        return Variant(run, lambda found: abs(found - 1) / 1e-6)

    def measure(self, crossing=0.8, **changes):
        """Measure a dense product and sparse ones, which take the same time at the sparsity `crossing`."""
        variants = {"dense": self.variant(DENSE, "dense")}
        for sparsity in SPARSITIES:
            seconds = DENSE * (1 - sparsity) / (1 - crossing)
            variants[f"csr {sparsity}"] = self.variant(seconds, f"csr {sparsity}")
        return measure(variants, **{"baseline": "dense", "clock": self.clock, "rounds": 20, **changes})


def last(steps):
    *_, progress = steps
    return progress.measurement


def found_crossover(found):
    sparse = np.column_stack([found.samples[f"csr {sparsity}"] for sparsity in SPARSITIES])
    return crossover(SPARSITIES, found.samples["dense"], sparse)


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_the_interval_of_a_crossover_covers_the_truth_in_nine_of_ten_runs(step):
    truths = np.linspace(0.7, 0.85, 200)
    runs = [last(Machine(seed, step).measure(truth)) for seed, truth in enumerate(truths)]
    found = [found_crossover(run) for run in runs]
    assert sum(f.low <= truth <= f.high for f, truth in zip(found, truths, strict=True)) >= 180
    assert np.median([abs(f.sparsity / truth - 1) for f, truth in zip(found, truths, strict=True)]) < 0.002
    assert sum(run.flags != () for run in runs) <= 5


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
@pytest.mark.parametrize("crossing", [0.55, 0.63, 0.71, 0.79, 0.87])
def test_recovers_a_known_crossover_to_within_a_percent(crossing, step):
    found = last(Machine(1, step).measure(crossing, rounds=30))
    assert found_crossover(found).sparsity == pytest.approx(crossing, rel=0.01)
    assert found.flags == ()
    assert found.sound


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_coarse_clock_measures_short_times_too(step):
    found = last(Machine(2, step, noise=0.0).measure(0.8))
    assert found.clock_step == pytest.approx(step or 1e-7, rel=1e-3)
    assert found.spread("dense").median == pytest.approx(DENSE, rel=1e-3)
    assert found.spread("csr 0.9").median == pytest.approx(DENSE / 2, rel=1e-3)
    assert found.speedup("csr 0.9").value == pytest.approx(2, rel=1e-3)


@pytest.mark.parametrize("sample", [1e-3, 0.03])
@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
@pytest.mark.parametrize("seconds", [1e-5, 2e-3, 0.2])
def test_a_sample_lasts_twenty_steps_of_the_clock_or_the_duration_requested(step, seconds, sample):
    machine = Machine(3, step, noise=0.0)
    counts = {}
    for progress in measure(
        {"dense": machine.variant(seconds)}, baseline="dense", clock=machine.clock, rounds=5, sample=sample
    ):
        counts.setdefault(progress.doing, len(machine.calls))
        machine.calls.clear()
    shortest = max(20 * step, sample)
    assert shortest * 0.97 <= counts["timed round 1"] * seconds <= 1.1 * shortest + seconds


def test_each_round_samples_each_variant_once_and_the_baseline_twice_in_random_order():
    machine = Machine(4)
    orders = [
        tuple(machine.calls[-5:])  # this clock is so fine that a call is a sample
        for progress in machine.measure(rounds=12)
        if progress.doing.startswith("timed round")
    ]
    assert {tuple(sorted(order)) for order in orders} == {
        ("csr 0.5", "csr 0.75", "csr 0.9", "dense", "dense"),
    }
    assert len(set(orders)) > 8


def test_the_seed_determines_the_order():
    def calls(seed):
        machine = Machine(5)
        last(machine.measure(seed=seed))
        return machine.calls

    assert calls(1) == calls(1) != calls(2)


def test_a_machine_that_slows_down_is_flagged_and_speedups_stay_right():
    machine = Machine(6)
    machine.slowing = 0.3
    found = last(machine.measure(rounds=30))
    assert found.flags == ("drift",)
    assert found.sound
    assert found_crossover(found).sparsity == pytest.approx(0.8, rel=0.02)


def test_a_control_that_differs_from_the_baseline_makes_the_measurement_unsound():
    machine = Machine(7)
    found = last(machine.measure(rounds=30))
    assert found.sound
    assert found.balance.low < 1 < found.balance.high
    spoiled = replace(found, control=1.05 * found.control)
    assert spoiled.flags == ("unbalanced",)
    assert not spoiled.sound
    assert replace(found, control=found.control / 1.05).flags == ("unbalanced",)


def test_a_variant_slowed_by_its_predecessor_is_slowed_alike_in_baseline_and_control():
    machine = Machine(8)

    def after_dense():
        machine.now += 0.2 * DENSE * (machine.calls[-2:] == ["dense", "dense"])
        return machine.variant(DENSE, "dense").run()

    variants = {"dense": Variant(after_dense, lambda _: 0.0), "csr": machine.variant(DENSE, "csr")}
    assert last(measure(variants, baseline="dense", clock=machine.clock)).sound


class Device:
    """A device timer: work begins some time after the call, and only the work is timed."""

    step = 1e-6

    def __init__(self, machine):
        self.machine = machine

    def seconds(self, run, calls):
        self.machine.now += calls * DENSE  # the delay, which is not part of the sample
        begin = self.machine.now
        for _ in range(calls):
            run()
        return self.machine.now - begin


def test_a_device_timer_takes_the_samples_and_the_clock_serves_the_time_limit():
    machine = Machine(16, step=0.1, noise=0.0)
    *_, progress = machine.measure(rounds=1000, seconds=3.0, timer=Device(machine))
    found = progress.measurement
    assert found.clock_step == Device.step
    assert found.spread("dense").median == pytest.approx(DENSE, rel=1e-6)
    assert found.spread("csr 0.9").median == pytest.approx(DENSE / 2, rel=1e-6)
    assert machine.now - 17 == pytest.approx(3.0, abs=0.2)


@pytest.mark.parametrize("result", [1.1, np.nan, np.inf])
def test_a_wrong_variant_is_never_timed(result):
    machine = Machine(9)
    variants = {"dense": machine.variant(DENSE), "fast": machine.variant(DENSE / 100, "fast", result)}
    steps = list(measure(variants, baseline="dense", clock=machine.clock, rounds=12))
    found = steps[-1].measurement
    assert machine.calls.count("fast") == 1
    assert list(found.samples) == ["dense"]
    assert found.wrong == {"fast": pytest.approx((result - 1) / 1e-6, nan_ok=True)}
    assert "fast is wrong" in [step.doing for step in steps]
    for statistic in (found.speedup, found.spread):
        with pytest.raises(ValueError, match="fast must be right to be timed, got"):
            statistic("fast")


def test_a_wrong_baseline_is_an_error():
    machine = Machine(10)
    variants = {"dense": machine.variant(DENSE, result=1.5)}
    with pytest.raises(ValueError, match="dense must be right, got 500000 times the error allowed"):
        last(measure(variants, baseline="dense", clock=machine.clock))


def test_stopping_at_any_time_keeps_the_completed_rounds():
    rounds = FEWEST_ROUNDS + 3
    whole = last(Machine(11).measure(rounds=rounds))
    for progress in Machine(11).measure(rounds=rounds):
        found = progress.measurement
        for name, samples in found.samples.items():
            assert np.array_equal(samples, whole.samples[name][: found.rounds])
        assert ("too few rounds" in found.flags) == (found.rounds < FEWEST_ROUNDS) == (not found.sound)
        if found.rounds < FEWEST_ROUNDS:
            with pytest.raises(ValueError, match=f"rounds must be at least 10, got {found.rounds}|empty"):
                found.speedup("csr 0.5")


def test_a_measurement_does_not_change_once_yielded():
    snapshots = [(p.measurement, p.measurement.control.copy()) for p in Machine(12).measure(rounds=5)]
    assert all(np.array_equal(found.control, then) for found, then in snapshots)


@pytest.mark.parametrize("seconds", [0.0, 0.05, 0.4, 3.0])
def test_the_time_limit_is_kept(seconds):
    machine = Machine(13)
    *_, progress = machine.measure(rounds=1000, seconds=seconds)
    one_round = 0.05
    assert machine.now - 17 <= max(seconds, 3 * one_round) + one_round  # three to warm up, at the least
    assert progress.measurement.rounds >= seconds / one_round - 5


def test_progress_rises_to_one_and_ends_with_no_time_left():
    steps = list(Machine(14).measure(rounds=20, seconds=5.0))
    fractions = [step.fraction for step in steps]
    assert all(later >= earlier for earlier, later in itertools.pairwise(fractions))
    assert steps[-1][:3] == ("done", 1.0, 0.0)
    assert all(0 <= step.seconds_left <= 5 for step in steps)
    halfway = next(step for step in steps if step.measurement.rounds == 10)
    assert halfway.seconds_left == pytest.approx(10 * 6.25 * DENSE, rel=0.2)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"baseline": "blas"}, "baseline must be one of dense, csr 0.5, csr 0.75, csr 0.9, got blas"),
        ({"rounds": 0}, "rounds must be at least 1, got 0"),
        ({"seconds": -1}, "seconds must be at least 0, got -1"),
        ({"sample": -1}, "sample must be at least 0, got -1"),
        ({"seconds": np.nan}, "seconds must be finite, got nan"),
    ],
)
def test_measure_refuses_invalid_arguments(changes, message):
    with pytest.raises(ValueError, match=message):
        Machine(15).measure(**changes)
