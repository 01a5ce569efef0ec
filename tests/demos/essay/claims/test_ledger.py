"""Every claim of the essay is computed and holds, and has its sources."""

import pytest

from demos.essay.claims import all_claims, load_claim
from demos.publish.content import claims, references

CLAIMS = all_claims()


@pytest.mark.parametrize("name", CLAIMS)
def test_what_is_stated_is_what_is_computed(name):
    claim = CLAIMS[name]
    computed = claim.compute()
    assert claim.agrees(computed), f"{name} states {claim.value}, computed {computed}"
    assert claim.text == claim.write(computed)


@pytest.mark.parametrize("name", CLAIMS)
def test_a_claim_is_a_sentence_with_its_number_and_known_sources(name):
    claim = CLAIMS[name]
    assert claim.compute.__doc__.count("{}") == 1
    assert claim.text in claim.statement
    assert set(claim.sources) <= set(references.known())
    assert load_claim(name).statement == claim.statement


def test_a_claim_that_is_not_there_is_refused_by_name():
    for name in ("activations.nothing", "nothing.relu_to_zero", "relu_to_zero", "claim.Claim", ""):
        with pytest.raises(ValueError, match="claim must be one of the ledger's, got"):
            load_claim(name)


def test_a_number_in_the_prose_opens_what_stands_behind_it():
    filled = claims.fill("It is {{activations.relu_to_zero}}, I say {{activations.relu_to_zero}}.", "../")
    assert filled.count('<fdnn-claim name="activations.relu_to_zero">') == 2
    assert 'popovertarget="claim-activations-relu_to_zero-2"' in filled
    assert 'href="../ledger/#activations-relu_to_zero"' in filled
    assert load_claim("activations.relu_to_zero").text in filled


def test_a_claim_that_no_longer_holds_stops_the_build(monkeypatch):
    wrong = CLAIMS["activations.relu_to_zero"].__class__(0.5, 1e-3, ".1%", (), lambda: 0.4)
    monkeypatch.setattr(claims, "all_claims", lambda: {"activations.wrong": wrong})
    with pytest.raises(ValueError, match=r"claim activations.wrong states 0.5 ± 0.001, computed 0.4"):
        claims.checked()


def test_a_citation_is_a_link_and_an_unknown_one_stops_the_build():
    assert references.fill("As shown [@macko2025].", "").count('href="references/#macko2025"') == 1
    with pytest.raises(ValueError, match=r"reference must be one of docs/references.json, got 'nobody2000'"):
        references.fill("[@nobody2000]", "")
