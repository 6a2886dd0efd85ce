"""A document as PDF, by WeasyPrint (extra ``[pdf]``) from the page for print."""

from __future__ import annotations

from functools import cache

from kaiji.core.document import Document
from kaiji.formats.print_html import write_print_html


@cache
def pdf_available() -> bool:
    """Tell whether WeasyPrint and the system libraries it needs can be loaded."""
    try:
        import weasyprint  # noqa: F401, PLC0415
    except (ImportError, OSError):  # OSError: Pango is not there
        return False
    return True


def write_pdf(document: Document) -> bytes:
    """Write a document as PDF: A4, page numbers, bookmarks from the headings, text that can be searched and copied.

    The same document with the same fonts installed gives the same bytes. Without WeasyPrint it raises ImportError (or
    OSError); ask :func:`pdf_available` first.
    """
    import weasyprint  # noqa: PLC0415

    page = weasyprint.HTML(string=write_print_html(document).decode("utf-8"), url_fetcher=_nothing)
    data = page.write_pdf(pdf_identifier=b"kaiji", uncompressed_pdf=False)
    assert isinstance(data, bytes), "without a target, the PDF is returned"  # noqa: S101
    return data


def _nothing(url: str, *_: object, **__: object) -> dict[str, object]:
    """Refuse to load anything: a page for print holds all it needs, and text from outside must not reach out."""
    raise ValueError(f"a document loads nothing: {url[:80]}")
