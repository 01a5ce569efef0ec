from argparse import ArgumentTypeError

import pytest

from fdnn_core.cliff.command.argument_types import number, structure_name, whole_number

FRACTION = number("a number, at least 0 and below 1", lambda value: 0 <= value < 1)


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (whole_number(1, 16), "16", 16),
        (whole_number(0), "1000000", 1000000),
        (whole_number(1, multiple_of=64), "128", 128),
        (whole_number(1, 9, keyword="square"), "square", 0),
        (FRACTION, "0.5", 0.5),
        (structure_name, "2:4", "2:4"),
    ],
)
def test_valid_texts_are_read(read, text, value):
    assert read(text) == value


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (whole_number(1, 16), "17", "must be a whole number from 1 to 16, got '17'"),
        (whole_number(1, 16), "0", "must be a whole number from 1 to 16, got '0'"),
        (whole_number(1), "1.5", "must be a whole number, at least 1, got '1.5'"),
        (whole_number(1, multiple_of=64), "100", "must be a multiple of 64, at least 1, got '100'"),
        (
            whole_number(1, 9, keyword="square"),
            "big",
            "must be a whole number from 1 to 9 or square, got 'big'",
        ),
        (FRACTION, "1", "must be a number, at least 0 and below 1, got '1'"),
        (FRACTION, "nan", "must be a number, at least 0 and below 1, got 'nan'"),
        (number("a number", lambda value: True), "inf", "must be a number, got 'inf'"),
        (structure_name, "ell", "must be csr, bsr:SIDE, N:M, rows, columns or low-pass, got 'ell'"),
    ],
)
def test_invalid_texts_are_refused_with_what_is_allowed(read, text, message):
    with pytest.raises(ArgumentTypeError) as error:
        read(text)
    assert str(error.value) == message
