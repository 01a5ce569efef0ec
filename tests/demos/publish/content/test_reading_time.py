from demos.publish.content.reading_time import WORDS_PER_MINUTE, minutes


def test_the_reading_time_counts_words_without_markup():
    prose = (
        "---\ntitle: none\n---\n"
        + "one two-three it's 99.9 [@key1999] <b class='x y'></b> " * WORDS_PER_MINUTE
    )
    assert minutes(prose) == 4
    assert minutes("word") == 1
