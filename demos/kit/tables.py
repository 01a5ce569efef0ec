"""A table as HTML, for the page and for notebooks."""

from __future__ import annotations

from html import escape

from demos.kit.figures import Table


def table_html(table: Table) -> str:
    """Return the table with headers for its columns and, each row's first cell, for its rows."""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.columns)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in table.rows
    )
    return f'<table class="fdnn-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
