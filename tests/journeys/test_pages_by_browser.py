"""The pages as a person meets them: opened in a real browser, with a keyboard, without scripts, and on paper."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import kaiji

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name, content in kaiji.build(ROOT / "examples" / "kitanami", 2025).files.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing, and this is CI: .ci/run installs it")
        pytest.skip("no Chromium on this machine; install the system package “chromium” to run the page tests")
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1100, "height": 1400})
    opened = context.new_page()
    requests: list[str] = []
    opened.on("request", lambda request: requests.append(request.url))
    yield opened
    assert [url for url in requests if not url.startswith("file:")] == []  # a page loads nothing from anywhere
    context.close()


def test_the_findings_page_leads_from_a_supplier_to_its_findings(package: Path, page: Page) -> None:
    page.goto((package / "findings.html").as_uri())
    assert page.locator("h1").inner_text() == "What was found"
    assert page.locator(".verdict strong").inner_text() == "Not ready to file"
    assert page.locator(".tile b").all_inner_texts()[:2] == ["14", "12"]
    link = page.get_by_role("link", name="Redwood Hollow Systems LLC")
    link.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#s-6")
    section = page.locator("#s-6")
    assert "CMRT-" in section.inner_text()
    assert "Declaration!" in section.inner_text()


def test_the_page_is_there_in_japanese(package: Path, page: Page) -> None:
    page.goto((package / "findings.html").as_uri())
    page.get_by_role("link", name="日本語で読む").click()
    assert page.locator("html").get_attribute("lang") == "ja"
    assert page.locator("h1").inner_text() == "確認結果"
    assert "提出期限 2026-06-01" in page.locator(".verdict").inner_text()


def test_nothing_runs_over_the_edge_on_a_narrow_screen(package: Path, page: Page) -> None:
    page.set_viewport_size({"width": 400, "height": 800})
    for name in ("findings.html", "sd.htm"):
        page.goto((package / name).as_uri())
        box = page.locator("body").bounding_box()
        assert box is not None
        assert box["width"] <= 400, name


def test_pictures_have_names_and_tables_have_headings(package: Path, page: Page) -> None:
    page.goto((package / "findings.html").as_uri())
    for picture in page.locator("svg").all():
        assert picture.get_attribute("role") == "img"
        assert picture.get_attribute("aria-label")
    for one in page.locator("table").all():
        assert one.locator("th[scope=col]").count() >= 2


def test_form_sd_stands_as_the_form_has_it(package: Path, page: Page) -> None:
    page.goto((package / "sd.htm").as_uri())
    text = page.locator("body").inner_text()
    order = ["FORM SD", "Kitanami", "[X] Rule 13p-1", "Item 1.01", "Item 1.02", "Item 3.01", "SIGNATURES", "/s/"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_the_page_prints(package: Path, page: Page) -> None:
    page.goto((package / "findings.html").as_uri())
    content = page.pdf(format="A4")
    assert content[:5] == b"%PDF-"
    assert content.count(b"/Type /Page\n") + content.count(b"/Type /Page ") >= 2 or len(content) > 20_000
