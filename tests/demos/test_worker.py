"""Claims that the page asks Python to compute."""

import json

from demos.worker import compute


def test_a_claim_is_computed_and_compared_with_the_stated_number():
    text, flat = compute("activations.relu_keeps_half")
    answer = json.loads(text)["answer"]
    assert answer["agrees"]
    assert float(answer["computed"]) > 0
    assert answer["stated"] == "50\u202f%"
    assert flat == []


def test_an_unknown_claim_is_an_error_message():
    text, _ = compute("activations.nothing")
    message = json.loads(text)["error"]["message"]
    assert message.endswith("claim must be one of the ledger's, got 'activations.nothing'")
