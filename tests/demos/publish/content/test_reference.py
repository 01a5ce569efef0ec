"""The reference shows what the core exports, no more and no less."""

import fdnn_core
from demos.publish.content.reference import TOPICS, pages


def test_the_topics_are_the_folders_with_public_names():
    assert set(TOPICS) == {module.partition(".")[0] for module in fdnn_core.NAMES}


def test_every_public_name_stands_on_one_page_and_in_the_overview():
    overview, *topics = pages().values()
    shown = [line for page in topics for line in page.splitlines() if line.startswith("::: ")]
    assert sorted(shown) == sorted(f"::: fdnn_core.{name}" for name in dir(fdnn_core))
    for name in dir(fdnn_core):
        assert overview.count(f"[fdnn_core.{name}]") == 1
