"""The published table of faults lists the faults that the tests cause."""

import json

from demos.publish.content import faults
from tests.browser.support.faults import OUTCOMES

PUBLISHED = json.loads(faults.FILE.read_text(encoding="utf-8"))


def test_the_table_lists_exactly_the_faults_that_tests_cause():
    assert {row["fault"]: row["outcome"] for row in PUBLISHED} == OUTCOMES


def test_the_html_table_has_a_row_for_each_fault():
    assert faults.table().count("<tr>") == 1 + len(OUTCOMES)
