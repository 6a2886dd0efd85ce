"""A document as HTML of filers, newswires and office programs: split cells, empty cells, classes, tags of their own."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from kaiji.core.document import Document, Table
from made_files.blank_set import with_blanks
from made_files.source import Set, pieces_of, rows_of, width_of

NBSP = "&#160;"
XHTML = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n'
)
TAGS = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL">'
HIDDEN = (
    '<div style="display:none"><ix:header><ix:hidden><ix:nonNumeric name="dei:EntityCentralIndexKey" '
    'contextRef="c-1">0001234567</ix:nonNumeric></ix:hidden></ix:header></div>'
)
WORD_HEAD = (
    '<meta http-equiv=Content-Type content="text/html; charset=utf-8"><!--[if gte mso 9]><xml><w:WordDocument>'
    "<w:Zoom>100</w:Zoom></w:WordDocument></xml><![endif]--><style><!-- p.MsoNormal {margin:0mm 12.5pt;} --></style>"
)


def _page(document: Document, paragraph: Callable[[str], str], table: Callable[[Table], str], head: str = "") -> str:
    parts = [paragraph(one) if isinstance(one, str) else table(one) for one in pieces_of(document)]
    return f"<html><head><title>Release</title>{head}</head>\n<body>\n" + "\n".join(parts) + "\n</body></html>\n"


def _td(content: str = "", attributes: str = "", tag: str = "td") -> str:
    return f"<{tag}{' ' if attributes else ''}{attributes}>{content}</{tag}>"


def _label(text: str) -> tuple[str, int]:
    return escape(text.strip()), (len(text) - len(text.lstrip())) // 2


def _split(one: Set) -> tuple[str, str, str]:
    """Give currency, amount with what opens it, and what closes it."""
    before, digits, behind = one.parts()
    return escape(before.strip("(")), ("(" if "(" in before else "") + escape(digits), behind


def edgar_split(document: Document) -> str:
    """Set as filing agents do: fonts, cells of their own for blank, currency, amount and closing, heads over three."""

    def font(text: str, size: int = 2) -> str:
        return f'<FONT SIZE="{size}">{text}</FONT>'

    def cells(one: Set) -> str:
        if one.head:
            text = escape(one.text).replace(" Ended ", " Ended<BR>") or NBSP
            over = (
                f'VALIGN="bottom" COLSPAN="{5 * one.span - 2}" ALIGN="center" STYLE="border-bottom:1px solid #000000"'
            )
            return _td(NBSP, tag="TD") + _td(font(f"<B>{text}</B>", 1), over, "TD") + _td(NBSP, tag="TD")
        sign, amount, behind = _split(one)
        first = _td(font(NBSP, 1), tag="TD") + _td(font(sign or NBSP), tag="TD")
        number = _td(font(amount or NBSP), 'ALIGN="right"', "TD")
        return f"{first}{number}{_td(font(behind + NBSP), 'NOWRAP', 'TD')}<TD></TD>"

    def table(one: Table) -> str:
        lines = ['<TABLE CELLSPACING="0" CELLPADDING="0" WIDTH="100%" BORDER="0">']
        lines.append(f'<TR><TD WIDTH="60%"></TD>{"<TD></TD>" * (5 * (width_of(one) - 1))}</TR>')
        for row in rows_of(one):
            text, deep = _label(row[0].text)
            style = f'<P STYLE="margin-left:{1 + deep}.00em; text-indent:-1.00em">'
            label = _td(f"{style}{font(text or NBSP)}</P>", 'VALIGN="top"', "TD")
            lines.append(f'<TR BGCOLOR="#cceeff">\n{label}\n' + "\n".join(cells(cell) for cell in row[1:]) + "</TR>")
        return "\n".join([*lines, "</TABLE>"])

    begin = '<P STYLE="margin-top:12px"><FONT STYLE="font-family:Times New Roman" SIZE="2">'
    return _page(document, lambda text: f"{begin}{escape(text)}</FONT></P>", table)


def edgar_tagged(document: Document) -> str:
    """Set as a filing in inline XBRL: spans, cells over three columns, amounts tagged with scale and sign, a hidden header."""
    count = 0

    def amount(one: Set) -> str:
        nonlocal count
        count += 1
        before, digits, behind = one.parts()
        sign = ' sign="-"' if "(" in before or "\u25b3" in before else ""
        fact = f'<ix:nonFraction unitRef="usd" contextRef="c-{count}" decimals="-3" name="us-gaap:Revenues" scale="3"{sign}>'
        text = f'<span style="font-size:9pt">{escape(before)}{fact}{digits}</ix:nonFraction></span>'
        return _td(text, 'colspan="2" style="text-align:right"') + _td(
            f"<span>{behind}</span>", 'style="text-align:right"'
        )

    def cells(one: Set) -> str:
        if one.number:
            return amount(one)
        style = "font-weight:700;text-align:center" if one.head else "text-align:right"
        text = f'<span style="font-size:8pt">{escape(one.text)}</span>'
        return _td(text, f'colspan="{3 * one.span}" style="{style};padding:2px 1pt"')

    def table(one: Table) -> str:
        lines = ['<div><table style="border-collapse:collapse;display:inline-table;width:100%"><tr>']
        lines.append(_td("", 'style="width:1.0%"') * (3 * width_of(one)) + "</tr>")
        for row in rows_of(one):
            text, deep = _label(row[0].text)
            style = f'colspan="3" style="padding:2px 1pt 2px {1 + 9 * deep}.00pt;text-align:left"'
            label = _td(f'<span style="color:#000000">{text}</span>', style)
            lines.append(f"<tr>{label}{''.join(cells(cell) for cell in row[1:])}</tr>")
        return "".join([*lines, "</table></div>"])

    begin = '<div style="margin-top:6pt"><span style="font-size:10pt;line-height:120%">'
    page = _page(document, lambda text: f"{begin}{escape(text)}</span></div>", table)
    return page.replace("<body>\n", f"<body>{HIDDEN}\n").replace("<html>", TAGS)


def wire_bw(document: Document) -> str:
    """Set with the classes of one newswire: each cell a paragraph, blanks between columns, rules as cells."""

    def p(text: str, more: str = "") -> str:
        return f'<p class="bwcellpmargin{more}">{text}</p>'

    def cells(one: Set) -> str:
        if one.head:
            over = f'class="bwsinglebottom bwalignc" colspan="{4 * one.span - 2}"'
            first = _td(NBSP, 'class="bwpadl0 bwvertalignb" colspan="1" rowspan="1"')
            return first + _td(p(f"<b>{escape(one.text)}</b>", " bwalignc"), over) + _td()
        sign, amount, behind = _split(one)
        first = _td("", 'class="bwpadl3" rowspan="1" colspan="1"') + _td(p(sign), 'class="bwpadl0 bwnowrap"')
        return first + _td(p(amount, " bwalignr"), 'class="bwpadr0 bwnowrap"') + _td(p(behind), 'class="bwpadl0"')

    def table(one: Table) -> str:
        lines = ['<table cellspacing="0" class="bwtablemarginb bwblockalignl">']
        for row in rows_of(one):
            text, deep = _label(row[0].text)
            label = _td(p(text), f'class="bwpadl{3 * deep}" style="padding-left:{10 * deep}px"')
            lines.append(f"<tr>{label}" + "".join(cells(cell) for cell in row[1:]) + "</tr>")
        return "\n".join([*lines, "</table>"])

    return _page(document, lambda text: f"<p>\n{escape(text)}</p>", table)


def wire_prn(document: Document) -> str:
    """Set with the classes of another newswire: currency and amount in one cell or apart, spans in paragraphs."""

    def p(text: str, deep: int = 0) -> str:
        return f'<p class="prnml{4 + deep}"><span class="prnews_span">{NBSP * 3 * deep}{text}</span></p>'

    def cells(one: Set) -> str:
        style = f'class="prngen7" colspan="{2 * one.span - 1}" rowspan="1" align="right"'
        return _td("", 'class="prngen3"') + _td(p(escape(one.text)), style)

    def table(one: Table) -> str:
        lines = ['<div class="table-responsive"><div><table border="0" cellspacing="0" class="prntblns">']
        for row in rows_of(one):
            label = _td(p(*_label(row[0].text)), 'class="prngen2" rowspan="1" colspan="1"')
            lines.append(f"<tr>{label}" + "".join(cells(cell) for cell in row[1:]) + "</tr>")
        return "\n".join([*lines, "</table></div></div>"])

    return _page(document, lambda text: f"<p>{escape(text)}</p>", table)


def word_saved(document: Document) -> str:
    """Set as Word saves a page: its own tags and classes, conditional comments, lines broken inside of sentences."""

    def wrapped(text: str) -> str:
        words, lines, line = escape(text).split(" "), [], ""
        for word in words:
            if len(line) + len(word) > 70:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        return "\n".join([*lines, line])

    def paragraph(text: str, align: str = "left") -> str:
        style = "style='font-size:9.0pt;mso-fareast-font-family:\"Times New Roman\"'"
        inside = f"<span lang=EN-US\n{style}>{wrapped(text) or '&nbsp;'}<o:p></o:p></span>"
        return f"<p class=MsoNormal align={align} style='text-align:{align}'>{inside}</p>"

    def cells(row: list[Set]) -> str:
        made = []
        for at, cell in enumerate(row):
            over = f" colspan={cell.span}" if cell.span > 1 else ""
            deep = (len(cell.text) - len(cell.text.lstrip())) // 2
            style = f"width=120{over} valign=top style='width:90.0pt;padding:0mm 5.4pt 0mm {5.4 + 9 * deep}pt'"
            made.append(_td(f"\n{paragraph(cell.text.strip(), 'right' if at else 'left')}\n", style))
        return "\n  ".join(made)

    def table(one: Table) -> str:
        lines = ["<table class=MsoNormalTable border=0\n style='border-collapse:collapse;mso-yfti-tbllook:1184'>"]
        lines += [
            f" <tr style='mso-yfti-irow:{number}'>\n  {cells(row)}\n </tr>" for number, row in enumerate(rows_of(one))
        ]
        empty = "<td width=120 style=border:none></td>" * width_of(one)
        lines.append(f" <![if !supportMisalignedColumns]>\n <tr height=0>\n  {empty}\n </tr>\n <![endif]>\n</table>")
        return "\n".join(lines)

    return _page(document, paragraph, table, WORD_HEAD)


def in_pre(document: Document) -> str:
    """Set the whole as preformatted text, tables with blanks."""
    parts = [escape(one if isinstance(one, str) else with_blanks(one)) for one in pieces_of(document)]
    return "<html><body><pre>\n" + "\n\n".join(parts) + "\n</pre></body></html>"


def tables_in_pre(document: Document) -> str:
    """Set paragraphs as such and each table as preformatted text."""
    return _page(
        document, lambda text: f"<p>{escape(text)}</p>", lambda one: f"<pre>\n{escape(with_blanks(one))}\n</pre>"
    )


def stacked(document: Document) -> str:
    """Set each table as one row below its head: labels and amounts stacked in one cell of each column."""

    def column(texts: list[str]) -> str:
        return "<br>".join(f"{NBSP * (len(text) - len(text.lstrip()))}{escape(text.strip()) or NBSP}" for text in texts)

    def table(one: Table) -> str:
        rows = list(rows_of(one))
        body = [row for row in rows if not row[0].head]
        lines = ["<table>"]
        for row in rows:
            if row[0].head:
                heads = (_td(f"<b>{escape(cell.text)}</b>", f"colspan={cell.span} align=center") for cell in row)
                lines.append("<tr>" + "".join(heads) + "</tr>")
        columns = [[row[at].text if at < len(row) else "" for row in body] for at in range(width_of(one))]
        cells = (_td(column(texts), "align=right" if at else "") for at, texts in enumerate(columns))
        return "\n".join([*lines, "<tr>" + "".join(cells) + "</tr>", "</table>"])

    return _page(document, lambda text: f"<p>{escape(text)}</p>", table)


def on_one_line(document: Document) -> str:
    """Set the whole file on one line."""
    return edgar_split(document).replace("\n", " ")


def xhtml(document: Document) -> str:
    """Set as XHTML with its namespace, prefixes, and elements that close themselves."""

    def cell(one: Set) -> str:
        text, deep = _label(one.text)
        inside = f"{f' {NBSP} ' * deep}{text}"
        return f'<td colspan="{one.span}">{inside}</td>' if text else f'<td colspan="{one.span}"/>'

    def table(one: Table) -> str:
        lines = ["<table><colgroup><col/><col/></colgroup><tbody>"]
        lines += ["<tr>" + "".join(cell(one) for one in row) + "</tr>" for row in rows_of(one)]
        return "\n".join([*lines, "</tbody></table>"])

    page = _page(document, lambda text: f"<p>{escape(text)}</p><br/>", table)
    return XHTML + page.replace("<html>", '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">')


def plain_table(document: Document) -> str:
    """Set plainly, amounts to the right: what a browser prints."""

    def cell(one: Set, at: int) -> str:
        style = "text-align:right;padding-left:14pt;white-space:nowrap"
        if one.head and one.span > 1:
            style = "text-align:center"
        if not at:
            style = f"padding-left:{6 * (len(one.text) - len(one.text.lstrip()))}pt"
        return _td(escape(one.text.strip()), f'colspan="{one.span}" style="{style}"')

    def table(one: Table) -> str:
        lines = ["<table>"]
        lines += ["<tr>" + "".join(cell(one, at) for at, one in enumerate(row)) + "</tr>" for row in rows_of(one)]
        return "\n".join([*lines, "</table>"])

    style = "<style>body{font:10pt serif} td{vertical-align:bottom}</style>"
    return _page(document, lambda text: f"<p>{escape(text)}</p>", table, style)


HTML_SETS: dict[str, Callable[[Document], str]] = {
    "split cells": edgar_split,
    "inline XBRL": edgar_tagged,
    "newswire, blank cells": wire_bw,
    "newswire, spans": wire_prn,
    "saved by Word": word_saved,
    "all preformatted": in_pre,
    "tables preformatted": tables_in_pre,
    "stacked": stacked,
    "one line": on_one_line,
    "XHTML": xhtml,
    "plain": plain_table,
}
