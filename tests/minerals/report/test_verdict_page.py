"""The page of the verdict: order of the form, what a cell says now and should say, three languages, nothing hostile."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import html

from kaiji.core.finding import Finding
from kaiji.core.text import LANGUAGES, Language
from kaiji.minerals.check import check
from kaiji.minerals.report.page import words
from kaiji.minerals.report.verdict_page import FileVerdict, verdict_page
from kaiji.programmes import RULES
from minerals.building import declare, layout_of, reading_of

FLAWED: dict[str, Any] = {
    "contact_email": "no at sign",
    "added/Gold": "partly",
    "policy_public": "Yes",
    "comment/policy_public": None,
    "smelters/Tin": None,
    "smelters/more": [{"metal": "Gold", "lookup": "Sons", "country": "<b>Evil</b> & Sons"}],
}


def verdict_on(change: dict[str, Any], version: str = "6.5") -> FileVerdict:
    declaration = declare(version, change)
    findings = check(reading_of(declaration))
    return FileVerdict("answer.xlsx", f"CMRT {version}", "English", findings, declaration, layout_of(version))


def page_of(*files: FileVerdict, language: Language = "en") -> Any:
    return html.fromstring(verdict_page(files, RULES, language).decode())


def cells(page: Any) -> list[str]:
    return [one.text.strip() for one in page.xpath('//p[@class="at"]')]


def test_cells_stand_in_the_order_in_which_the_form_is_filled() -> None:
    page = page_of(verdict_on(FLAWED))
    assert [one.text_content() for one in page.xpath('//h3[@class="sheet"]')] == ["Declaration", "Smelter List"]
    assert cells(page) == ["D16", "D28", "G77", "E9", "B10"]


def test_each_entry_says_what_the_cell_says_now_and_what_to_do() -> None:
    page = page_of(verdict_on(FLAWED))
    (entry,) = page.xpath('//div[@class="cell"][p[@class="at"][starts-with(normalize-space(),"D28")]]')
    assert entry.xpath('.//p[@class="now"]/q/text()') == ["partly"]
    assert "Choose one of these in D28: Yes, No." in entry.xpath('.//p[@class="to"]')[0].text_content()
    (comment,) = page.xpath('//div[@class="cell"][p[@class="at"][starts-with(normalize-space(),"G77")]]')
    assert comment.xpath('.//p[@class="now"]/em/text()') == ["(empty)"]


def test_the_picture_leads_to_every_entry_it_marks() -> None:
    page = page_of(verdict_on(FLAWED))
    ids = {one.get("id") for one in page.xpath("//*[@id]")}
    targets = [one.get("href")[1:] for one in page.xpath('//div[contains(@class,"map")]//a')]
    assert len(targets) == 5
    assert set(targets) <= ids
    rows = page.xpath('//div[contains(@class,"map")]//tbody/tr')
    assert len(rows) == 8
    assert all(len(row.xpath("td")) == 4 for row in rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_page_is_in_its_language(language: Language) -> None:
    text = verdict_page([verdict_on(FLAWED), verdict_on({})], RULES, language).decode()
    assert f'lang="{words(language)["lang"]}"' in text
    body = str(html.fromstring(text).xpath("string()"))
    for sentence in ("which is none of the answers", "To be put right", "Says now", "Questions on the metals"):
        assert (sentence in body) == (language == "en")
    assert bool(re.search("[ぁ-んァ-ン]", body)) == (language == "ja")


def test_all_words_of_this_page_have_chinese() -> None:
    used = ("fix_first", "fix_none", "fix_text", "look_text", "how_to_use", "now", "change", "also", "map", "title")
    assert all(words("zh")[name] not in (words("en")[name], words("ja")[name]) for name in used)


def test_what_a_supplier_typed_is_text_and_never_markup() -> None:
    text = verdict_page([verdict_on(FLAWED | {"company_name": "<script>alert(1)</script>"})], RULES, "en").decode()
    assert "<script" not in text
    assert "<b>Evil" not in text
    assert "&lt;b&gt;Evil&lt;/b&gt; &amp; Sons" in text


def test_files_without_a_declaration_are_shown_too() -> None:
    verdict = FileVerdict("x.xlsx", "", "", (Finding("FILE-001", RULES["FILE-001"].severity),))
    page = page_of(verdict, verdict_on({}))
    assert [one.text_content() for one in page.xpath('//section[@aria-labelledby="s-1"]/h3')] == ["The file as a whole"]
    assert [one.text_content() for one in page.xpath("//tbody/tr/td[1]")] == ["x.xlsx", "answer.xlsx"]


def test_every_version_can_be_drawn() -> None:
    for version in ("2.03a", "3.01", "6.01", "6.5"):
        page = page_of(verdict_on({}, version))
        questions = layout_of(version).questions
        assert len(page.xpath('//div[contains(@class,"map")]//tbody/tr')) == len(questions)
