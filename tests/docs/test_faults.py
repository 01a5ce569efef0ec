"""The table of faults that the site shows has a row for each that tests cause."""

import json

from demos.publish.content import faults
from tests.browser.fault_table import OUTCOMES

SHOWN = json.loads(faults.FILE.read_text(encoding="utf-8"))


def test_the_table_lists_exactly_the_faults_that_tests_cause():
    assert {row["fault"]: row["outcome"] for row in SHOWN} == OUTCOMES


def test_the_table_has_a_row_for_each():
    assert faults.table().count("<tr>") == 1 + len(OUTCOMES)
