import threading

import pytest

from avtalegen.beside import Beside


def test_functions_are_called_one_at_a_time_in_their_order():
    said = []
    gate = threading.Event()
    with Beside() as beside:
        beside.start(lambda: (gate.wait(5), said.append(1)))
        said.append("meanwhile")
        gate.set()
        beside.start(lambda: said.append(2))
    assert said == ["meanwhile", 1, 2]


def test_what_a_function_raises_is_raised_where_somebody_waits():
    def fail():
        raise ValueError("a")

    with pytest.raises(ValueError, match="a"), Beside() as beside:
        beside.start(fail)
    beside = Beside()
    beside.start(fail)
    with pytest.raises(ValueError, match="a"):
        beside.start(lambda: None)
    beside.finish()


def test_another_error_is_told_and_what_runs_is_waited_for():
    done = []

    def start_and_fail():
        with Beside() as beside:
            beside.start(lambda: done.append(1))
            raise KeyError

    with pytest.raises(KeyError):
        start_and_fail()
    assert done == [1]
