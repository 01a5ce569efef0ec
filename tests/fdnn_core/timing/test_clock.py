import time

import pytest

from fdnn_core import clock_step


class Quantised:
    """A clock that shows whole steps and moves on by `reading` seconds each time it is read."""

    def __init__(self, step, reading, start):
        self.step, self.reading, self.now = step, reading, start
        self.reads = 0

    def __call__(self):
        self.now += self.reading
        self.reads += 1
        return self.now // self.step * self.step


@pytest.mark.parametrize("start", [0.0, 1234.5, 1e6])
@pytest.mark.parametrize("reading", [1e-7, 1.3e-6, 2e-5])
@pytest.mark.parametrize("step", [1e-3, 1e-4, 2e-5])
def test_finds_the_step_of_a_quantised_clock(step, reading, start):
    clock = Quantised(step, reading, start)
    assert clock_step(clock) == pytest.approx(step, rel=1e-4)
    assert clock.reads <= 1 + 21 * step / reading + 21


def test_the_smallest_of_several_steps_counts():
    times = iter([0, 3, 3, 5, 6, 6, 8] + [8 + 4 * i for i in range(1, 20)])
    assert clock_step(lambda: next(times)) == 1


def test_a_long_step_is_found_at_the_limit_of_readings():
    clock = Quantised(0.5, 1e-6, 0.0)
    assert clock_step(clock) == 0.5
    assert clock.reads == 1_000_001


def test_a_clock_that_does_not_advance_is_refused():
    with pytest.raises(ValueError, match="clock must advance, got 7 in each of 1000000 readings"):
        clock_step(lambda: 7.0)


def test_the_default_is_pythons_performance_counter():
    assert time.get_clock_info("perf_counter").resolution <= clock_step() < 0.1
