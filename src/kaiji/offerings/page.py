"""The tie-out report as a page: how far each written notice is proved, and what was found. No scripts."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from kaiji.core.finding import Finding
from kaiji.core.page_style import page_style
from kaiji.core.rule import Catalogue
from kaiji.core.text import Language, Text
from kaiji.tieout.certificate import Certificate

STYLE = (
    ".n{text-align:right}.error{color:var(--error);font-weight:600}.warn{color:var(--warn);font-weight:600}"
    ".clean{color:var(--good);font-weight:600}tbody th{color:var(--ink);font-weight:400;border-bottom:1px solid var(--line)}"
)
TITLE = Text("Tie-out of the notices", "開示書類の突合結果")
CLEAN = Text(
    "Nothing was found: every number is as the terms have it.", "指摘はありません。すべての数値が条件と一致しています。"
)
HEADS = (
    Text("File", "ファイル"),
    Text("Numbers", "数値"),
    Text("Proved twice", "二重に検証"),
    Text("Single witness", "単一の証跡"),
    Text("Unproved", "未検証"),
    Text("Days tied", "日付"),
    Text("Passages as built", "作成どおりの記載"),
)
FOUND = (
    Text("Level", "重要度"),
    Text("Rule", "ルール"),
    Text("Place", "場所"),
    Text("What, and what to do", "内容と対応"),
)
LEVELS = {"error": Text("error", "エラー"), "warn": Text("warning", "警告"), "info": Text("note", "参考")}
PROVED = Text(
    "A number counts as proved twice where, besides the terms, an independent recount or the total of its column agrees. "
    "A day that is not tied stands in fixed text, such as the year of a law.",
    "条件に加え、独立した再計算または列の合計とも一致する数値を「二重に検証」としています。"
    "照合されない日付は、法律の年など定型文中のものです。",
)


def tieout_page(
    findings: Sequence[Finding], certificates: Mapping[str, Certificate], rules: Catalogue, language: Language
) -> bytes:
    """Make the report.

    Args:
        findings: everything found.
        certificates: by file.
        rules: for the words of the findings.
        language: of the page.
    """

    def say(text: Text) -> str:
        return html.escape(text.say(language))

    rows = "".join(
        f"<tr><th scope=row>{html.escape(name)}</th><td class=n>{one.numbers}</td><td class=n>{one.proved}</td>"
        f"<td class=n>{one.single}</td><td class=n>{one.unproved}</td><td class=n>{one.dates_tied} / {one.dates}</td>"
        f"<td class=n>{one.blocks_as_built} / {one.blocks}</td></tr>"
        for name, one in certificates.items()
    )
    heads = "".join(f"<th scope=col{' class=n' if at else ''}>{say(one)}</th>" for at, one in enumerate(HEADS))
    body = f"<p class=clean>{say(CLEAN)}</p>"
    if findings:
        lines = "".join(_finding(one, rules, language) for one in findings)
        titles = "".join(f"<th scope=col>{say(one)}</th>" for one in FOUND)
        body = f"<table><thead><tr>{titles}</tr></thead><tbody>{lines}</tbody></table>"
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{say(TITLE)}</title>'
        f"<style>{page_style(language)}\n{STYLE}</style></head>\n"
        f'<body><header class="top"><div><h1>{say(TITLE)}</h1></div></header><main><section>{body}</section>\n'
        f"<section><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        f'<p class="note">{say(PROVED)}</p></section></main></body></html>\n'
    ).encode()


def _finding(one: Finding, rules: Catalogue, language: Language) -> str:
    rule = rules[one.code]
    level = LEVELS[str(one.severity)].say(language)
    places = "<br>".join(html.escape(str(source)) for source in one.sources)
    said = html.escape(rule.say(one, language))
    advice = html.escape(rule.advise(one, language))
    return (
        f"<tr><td class={one.severity}>{level}</td><td>{one.code}</td><td>{places}</td><td>{said}<br>{advice}</td></tr>"
    )
