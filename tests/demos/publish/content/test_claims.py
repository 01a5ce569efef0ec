import pytest

from demos.essay.claims import load_claim
from demos.essay.claims.claim import Claim
from demos.publish.content import claims


def test_a_number_in_the_prose_opens_its_statement_and_links_to_the_ledger():
    text = "It is {{activations.relu_to_zero}}, I say {{activations.relu_to_zero}}."
    filled = claims.insert_numbers(text, "../")
    assert filled.count('<fdnn-claim name="activations.relu_to_zero">') == 2
    assert 'popovertarget="claim-activations-relu_to_zero-2"' in filled
    assert 'href="../ledger/#activations-relu_to_zero"' in filled
    assert load_claim("activations.relu_to_zero").text in filled


def test_a_number_adds_no_space_to_the_sentence():
    filled = claims.insert_numbers("({{activations.relu_to_zero}})", "")
    assert filled.startswith("(<fdnn-claim ")
    assert filled.endswith("</span></fdnn-claim>)")
    assert "\n" not in filled


def test_a_claim_that_does_not_hold_stops_the_build(monkeypatch):
    wrong = Claim(0.5, 1e-3, ".1%", (), lambda: 0.4)
    monkeypatch.setattr(claims, "all_claims", lambda: {"activations.wrong": wrong})
    message = r"claim activations.wrong must be within 0.001 of the stated 0.5, computed 0.4"
    with pytest.raises(ValueError, match=message):
        claims.compute_all()
