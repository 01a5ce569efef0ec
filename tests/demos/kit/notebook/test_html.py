"""HTML of figures in a notebook; the kinds of figure are in test_typesetting.py."""

from demos.kit.figures import Table
from demos.kit.notebook.html import element, figure_html, html


def test_texts_are_escaped_and_stay_in_their_order():
    made = element("p", "a < ", "b", element("br"), "c", element("b", "&"), " d", title='"<"')
    assert html(made) == '<p title="&quot;<&quot;">a &lt; b<br>c<b>&amp;</b> d</p>'


def test_a_table_has_headers_for_columns_and_rows():
    text = figure_html(Table(title="T", summary="t", columns=["name", "value"], rows=[["a<", "1"]]))
    assert '<th scope="col">name</th>' in text
    assert '<th scope="row">a&lt;</th><td>1</td>' in text
