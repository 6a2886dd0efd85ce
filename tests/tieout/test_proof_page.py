"""The page of a proved document: every number marked, findings beside their line, hostile text harmless."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import html

from kaiji.core.finding import Finding, Severity
from kaiji.core.source import Source
from kaiji.core.text import Language, Text
from kaiji.formats.html_document import read_html
from kaiji.formats.text_document import read_plain_text
from kaiji.programmes import RULES
from kaiji.tieout.document import prove_document
from kaiji.tieout.proof import DocumentProof, NumberProof, ProofFinding, ProofPlace, Spot, Suppression, Tick
from kaiji.tieout.proof_page import proof_page
from kaiji.tieout.proof_view import ProofView
from kaiji.tieout.reading import lines_of
from kaiji.tieout.token import tokens_of

TEXT = """Aoba Networks Announces Results

Revenue was JPY5,480 million.

Revenues

\t1Q26\t1Q25
Services\t3,250\t3,100
Equipment\t2,230\t1,900
Total\t5,480\t5,000
"""
ATTACK = "<script>alert(1)</script>\"'&"


def bare(text: str = TEXT) -> DocumentProof:
    """Give a document with its numbers, none of them proved: the page is tested, not the engine."""
    lines = tuple(lines_of(read_plain_text(text.encode(), "release.txt")))
    numbers = tuple(
        NumberProof(Spot(at, token.start, token.end), token.text, "single")
        for at, line in enumerate(lines)
        for token in tokens_of(line.text)
        if token.counts
    )
    return DocumentProof("release.txt", lines, (), numbers)


def spot_of(proof: DocumentProof, text: str, nth: int = 0) -> Spot:
    return [number.spot for number in proof.numbers if number.text == text][nth]


def proved(proof: DocumentProof) -> DocumentProof:
    """Prove the total of 1Q26 by its parts and in the sentence; the total of 1Q25 is wrong."""
    total, first, second = spot_of(proof, "5,480"), spot_of(proof, "3,250"), spot_of(proof, "2,230")
    tick = Tick(Text("3,250 + 2,230 = 5,480", "合計"), (first, second))
    numbers = tuple(
        replace(one, state="proved", ticks=(tick,))
        if one.spot == total
        else replace(one, state="unproved")
        if one.text == "1,900"
        else one
        for one in proof.numbers
    )
    wrong = ProofFinding(
        Finding("TIE-103", Severity.ERROR, (("stated", "5,000"),), (proof.source(spot_of(proof, "5,000")),)),
        (ProofPlace(spot_of(proof, "5,000"), "wrong"), ProofPlace(spot_of(proof, "3,100"), "evidence")),
        "5,000",
        "5,001",
        "r1",
    )
    return replace(proof, numbers=numbers, findings=(wrong,))


def page_of(proof: DocumentProof, language: Language = "en") -> html.HtmlElement:
    return html.fromstring(proof_page(proof, RULES, language).decode())


def test_every_number_is_a_mark_that_the_keyboard_reaches() -> None:
    proof = proved(bare())
    marks = page_of(proof).xpath('//*[@class="x" or @class="c"]//span[contains(concat(" ", @class, " "), " t ")]')
    assert [mark.get("id") for mark in marks] == [f"n{at}" for at in range(len(proof.numbers))]
    assert {mark.get("tabindex") for mark in marks} == {"0"}
    assert [mark.get("class").split()[1] for mark in marks] == [one.state for one in proof.numbers]


def test_all_text_of_the_document_is_on_the_page_once_and_in_order() -> None:
    proof = proved(bare())
    page = page_of(proof)
    for panel in page.xpath('//span[@class="w"]'):
        panel.drop_tree()
    shown = [" ".join(line.text_content().split()) for line in page.xpath('//div[@class="x"] | //div[@class="c"]')]
    assert [one.replace(" ", "") for one in shown] == [line.text.replace(" ", "") for line in proof.lines]


def test_what_proves_a_number_is_linked() -> None:
    page = page_of(proved(bare()))
    panel = page.xpath('//*[@id="n5"]/span[@class="w"]')[0]
    assert "3,250 + 2,230 = 5,480" in panel.text_content()
    targets = [link.get("href") for link in panel.xpath(".//a")]
    assert [page.xpath(f'//*[@id="{target[1:]}"]')[0].text for target in targets] == ["3,250", "2,230"]


def test_each_link_of_the_page_has_its_target() -> None:
    page = page_of(proved(bare()))
    ids = {one.get("id") for one in page.xpath("//*[@id]")}
    links = {one.get("href")[1:] for one in page.xpath('//a[starts-with(@href, "#")]')}
    assert links - ids == set()
    assert len(page.xpath("//*[@id]")) == len(ids)


def test_a_finding_stands_beside_its_line_and_marks_both_sides() -> None:
    proof = proved(bare())
    page = page_of(proof)
    row = page.xpath('//*[@id="f1"]/ancestor::div[contains(@class, "l ")]')[0]
    assert row.xpath('.//a[@class="no"]')[0].text == "10"
    assert "5,001" in row.text_content()
    assert [mark.text for mark in page.xpath('//section[last()]//*[contains(@class, "wrong")]')] == ["5,000"]
    assert [mark.text for mark in page.xpath('//section[last()]//*[contains(@class, "evid")]')] == ["3,100"]


def test_counts_of_the_certificate_and_its_sections() -> None:
    page = page_of(proved(bare()))
    tiles = [" ".join(one.text_content().split()) for one in page.xpath('//div[@class="cert"]/div')]
    assert [re.sub(r"[^\d ].*", "", tile.removeprefix("✓ ").removeprefix("○ ").removeprefix("? ")).split()[0] for tile in tiles] == [
        "7", "1", "5", "1",
    ]  # fmt: skip
    rows = [[cell.text_content() for cell in row] for row in page.xpath('//table[@class="parts"]/tbody/tr')]
    assert [(row[0], row[2]) for row in rows] == [("Aoba Networks Announces Results", "1"), ("Revenues", "6")]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_hostile_text_is_only_text(language: Language) -> None:
    text = f"{ATTACK} paid 12\n\n{ATTACK}\t{ATTACK} 3\n{ATTACK}\t4 {ATTACK}\n"
    proof = replace(bare(text), name=ATTACK)
    kept = Suppression("TIE-103", "", "", ATTACK, ATTACK)
    one = ProofFinding(
        Finding("TIE-103", Severity.ERROR, (("stated", ATTACK),), (Source(ATTACK),)),
        (ProofPlace(Spot(0, 0, 5), "wrong"),),
        ATTACK,
        ATTACK,
    )
    ticked = replace(proof.numbers[0], state="proved", ticks=(Tick(Text(ATTACK), (proof.numbers[0].spot,)),))
    proof = replace(
        proof,
        findings=(one, replace(one, places=()), replace(one, suppression=kept)),
        numbers=(ticked, *proof.numbers[1:]),
    )
    data = proof_page(proof, RULES, language).decode()
    assert "<script" not in data
    page = html.fromstring(data)
    assert not page.xpath("//script | //@onclick | //@onerror | //@onload | //@src")
    assert all(str(one.get("href", "#")).startswith("#") for one in page.iter())


def test_nothing_read_is_said() -> None:
    reading = read_plain_text(b"", "empty.txt")
    page = page_of(prove_document("empty.txt", reading))
    assert "Nothing of the document could be read" in page.text_content()


def test_a_place_that_is_a_whole_line_marks_the_line_and_no_number() -> None:
    proof = bare()
    line = proof.lines[1]
    one = ProofFinding(
        Finding("TIE-103", Severity.WARN, (("stated", "x"),)), (ProofPlace(Spot(1, 0, len(line.text)), "wrong"),)
    )
    page = page_of(replace(proof, findings=(one,)))
    assert len(page.xpath('//div[contains(@class, "all-wrong")]')) == 1
    assert not page.xpath('//section[last()]//span[contains(@class, "wrong")]')


def test_a_page_of_html_has_its_elements_lines() -> None:
    proof = prove_document("a.htm", read_html(b"<html><body>\n<p>Paid 5</p>\n<p>and 6</p></body></html>", "a.htm"))
    lines = [line for block in ProofView(proof, RULES, "en").blocks() for line in block.lines]
    assert [line.number for line in lines] == [2, 3]


def test_a_long_line_with_many_numbers_takes_no_square_time() -> None:
    proof = bare(" ".join(["12,345 and"] * 30_000))
    assert len(proof.numbers) == 30_000
    data = proof_page(proof, RULES, "en")
    assert data.count(b'class="t single"') == 30_000 + 1
