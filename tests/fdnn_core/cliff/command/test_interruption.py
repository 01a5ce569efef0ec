import signal
import sys
import threading

import pytest

from fdnn_core.cliff.command.interruption import SIGNALS, interruptible

if sys.platform == "emscripten":
    pytest.skip("needs signals and threads", allow_module_level=True)

AVAILABLE = [getattr(signal, name) for name in SIGNALS if hasattr(signal, name)]


@pytest.fixture(autouse=True)
def catchable():
    """Give each signal a handler, whether or not the tests were started with the signal ignored."""
    before = {number: signal.signal(number, signal.SIG_DFL) for number in AVAILABLE}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", AVAILABLE)
def test_a_signal_is_recorded_and_does_not_end_the_process(number):
    with interruptible() as interruption:
        assert not interruption
        assert interruption.exit_status == 0
        signal.raise_signal(number)
        assert interruption
        assert interruption.signal == number
    assert interruption.exit_status == (0 if number == signal.SIGINT else 128 + number)


@pytest.mark.parametrize("number", AVAILABLE)
def test_a_second_signal_has_its_usual_effect(number):
    arrived = []
    signal.signal(number, lambda *_: arrived.append(number))
    with interruptible():
        signal.raise_signal(number)
        assert arrived == []
        signal.raise_signal(number)
        assert arrived == [number]


def test_the_previous_handlers_are_restored():
    before = [signal.getsignal(number) for number in AVAILABLE]
    with interruptible():
        assert [signal.getsignal(number) for number in AVAILABLE] != before
    assert [signal.getsignal(number) for number in AVAILABLE] == before


def test_an_ignored_signal_stays_ignored():
    for number in AVAILABLE:
        signal.signal(number, signal.SIG_IGN)
    with interruptible() as interruption:
        signal.raise_signal(AVAILABLE[0])
        assert not interruption


def test_other_threads_catch_nothing():
    seen = []

    def enter():
        with interruptible() as interruption:
            seen.append((bool(interruption), signal.getsignal(signal.SIGINT)))

    thread = threading.Thread(target=enter)
    thread.start()
    thread.join()
    assert seen == [(False, signal.getsignal(signal.SIGINT))]
