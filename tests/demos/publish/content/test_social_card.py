import io

import pytest
from PIL import Image

from demos.publish.content.social_card import HEIGHT, WIDTH, social_card


@pytest.mark.parametrize("demo", ["energy_compaction", "phase_retrieval"])
def test_a_card_is_a_png_of_the_size_that_other_sites_expect(demo):
    card = Image.open(io.BytesIO(social_card("A title of several words", demo)))
    assert (card.format, card.size) == ("PNG", (WIDTH, HEIGHT))
