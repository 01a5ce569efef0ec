"""Every claim of the ledger agrees with its computed number and has known sources."""

import pytest

from demos.essay.claims import all_claims, load_claim
from demos.publish.content import references

CLAIMS = all_claims()


@pytest.mark.parametrize("name", CLAIMS)
def test_stated_number_agrees_with_the_computed_one(name):
    claim = CLAIMS[name]
    computed = claim.compute()
    assert claim.agrees(computed), f"{name} states {claim.value}, computed {computed}"
    assert claim.text == claim.write(computed)


@pytest.mark.parametrize("name", CLAIMS)
def test_claim_is_a_sentence_with_its_number_and_known_sources(name):
    claim = CLAIMS[name]
    assert claim.compute.__doc__.count("{}") == 1
    assert claim.text in claim.statement
    assert set(claim.sources) <= set(references.known())
    assert load_claim(name).statement == claim.statement


def test_unknown_claim_is_refused():
    for name in ("activations.nothing", "nothing.relu_to_zero", "relu_to_zero", "claim.Claim", ""):
        with pytest.raises(ValueError, match="claim must be one of the ledger's, got"):
            load_claim(name)
