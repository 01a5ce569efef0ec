"""The reference shows what the core exports, no more and no less."""

import fdnn_core
from demos.publish.reference import TOPICS, names, pages


def test_every_module_with_public_names_belongs_to_one_topic():
    modules = [module for _, listed in TOPICS.values() for module in listed]
    assert sorted(modules) == sorted(names())


def test_every_public_name_stands_on_one_page_and_in_the_overview():
    overview, *topics = pages().values()
    shown = [line for page in topics for line in page.splitlines() if line.startswith("::: ")]
    assert sorted(shown) == sorted(f"::: fdnn_core.{name}" for name in fdnn_core.__all__)
    for name in fdnn_core.__all__:
        assert overview.count(f"[fdnn_core.{name}]") == 1
