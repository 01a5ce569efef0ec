import numpy as np
import pytest

from demos.sparsity_cliff.gpu.event_timer import EventTimer
from fdnn_core import Variant, measure

TICK = 5e-7  # seconds
EMPTYING = 7e-5
COLD = 2e-5  # that a call takes longer with an empty cache


class Queue:
    """The queue of a GPU in simulated time."""

    def __init__(self):
        self.now, self.waiting, self.cold = 3.0, False, False

    def event(self):
        return Mark(self)

    def empty_cache(self):
        self.now, self.waiting, self.cold = self.now + EMPTYING, True, True

    def wait(self):
        self.waiting = False

    def kernel(self, seconds):
        def run():
            self.now += seconds + COLD * self.cold
            self.waiting, self.cold = True, False

        return run


class Mark:
    def __init__(self, queue):
        self.queue, self.time = queue, None

    def record(self):
        self.queue.now += 0.3 * TICK
        self.time = self.queue.now // TICK * TICK

    def elapsed_time(self, end):
        assert not self.queue.waiting, "read before the work is done"
        return 1000 * (end.time - self.time)


def timer_of(queue):
    return EventTimer(queue.event, queue.empty_cache, queue.wait)


def test_the_step_is_that_of_the_events():
    assert timer_of(Queue()).step == pytest.approx(TICK, rel=1e-3)


@pytest.mark.parametrize("calls", [1, 7, 200])
def test_only_the_calls_are_timed_each_with_an_empty_cache(calls):
    queue = Queue()
    found = timer_of(queue).seconds(queue.kernel(3e-4), calls)
    assert found == pytest.approx(calls * (3e-4 + COLD), abs=calls * TICK)


def test_a_sample_takes_at_least_one_step():
    queue = Queue()
    assert timer_of(queue).seconds(lambda: None, 1) == pytest.approx(TICK, rel=1e-3)


def test_measure_finds_the_speedup_of_a_kernel():
    queue = Queue()
    variants = {
        name: Variant(queue.kernel(seconds), lambda _: 0.0)
        for name, seconds in (("dense", 1e-3), ("csr", 2.5e-4))
    }
    *_, last = measure(variants, baseline="dense", rounds=20, timer=timer_of(queue))
    found = last.measurement
    assert found.flags == ()
    assert found.speedup("csr").value == pytest.approx((1e-3 + COLD) / (2.5e-4 + COLD), rel=2e-3)
    assert np.allclose(found.samples["dense"], 1e-3 + COLD, rtol=1e-3)
