"""Every claim of the essay is computed and holds, and has its sources."""

import pytest

from demos.essay.claims import all_claims, load_claim
from demos.publish.content import references

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
