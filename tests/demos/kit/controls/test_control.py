"""When a control is relevant."""

from demos.kit.controls import Switch


def test_control_is_relevant_if_all_conditions_hold():
    control = Switch(label="x", when={"mode": ("a", "b"), "depth": (2,)})
    assert control.is_relevant({"mode": "b", "depth": 2, "x": True})
    assert not control.is_relevant({"mode": "b", "depth": 1, "x": True})
    assert Switch(label="x").is_relevant({})
