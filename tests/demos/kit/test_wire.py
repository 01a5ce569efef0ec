"""Values in, figures or a refusal out."""

import json

import numpy as np

from demos.kit import wire


def test_the_readers_own_arrays_reach_the_demo():
    picture = np.random.default_rng(0).integers(0, 256, (16, 16, 3), np.uint8)
    values = json.dumps({"signal": "photograph", "picture": {"array": 0, "shape": [16, 16, 3]}})
    text, flat = wire.run("activation_xray", values, [memoryview(picture.reshape(-1))])
    image = json.loads(text)["answer"]["image_before"]
    assert image["pixels"]["shape"] == [16, 16, 4]
    assert flat[image["pixels"]["array"]].size == 16 * 16 * 4


def test_a_refused_value_names_its_control():
    text, flat = wire.run("activation_xray", '{"frequency": 1000}')
    error = json.loads(text)["error"]
    assert error["control"] == "frequency"
    assert error["message"] == "frequency must be a whole number from 1 to 64, got 1000"
    assert flat == []


def test_any_other_error_is_one_sentence():
    text, _ = wire.run("no_such_demo", "{}")
    assert json.loads(text)["error"]["message"].startswith("ValueError: demo must be one of")


def test_a_figure_is_saved_as_a_file():
    text, _ = wire.save("activation_xray", "{}", [], "energy", "csv")
    assert json.loads(text)["answer"]["file"].startswith("coefficients kept,before,after\n")
