"""An article that tries to break out of every place where its words are shown."""

from __future__ import annotations

from fixtures.reports import HOSTILE
from playwright.sync_api import Page, expect
from steps import OpenPage, event_map, marks, popup, rows, settle


def nothing_ran(page: Page) -> bool:
    return all(frame.evaluate("window.ran === undefined") for frame in page.frames)


def test_words_of_an_article_never_run(open_page: OpenPage, hostile_url: str) -> None:
    page = open_page(f"{hostile_url}/?at=36.2,37.16,13")
    expect(marks(page).first).to_be_visible()
    expect(rows(page)).to_have_count(len(HOSTILE))
    for number in range(len(HOSTILE)):
        rows(page).nth(number).get_by_role("button").click()
        sentence = rows(page).nth(number).locator("td.sentence").inner_text()
        expect(popup(page).locator("blockquote")).to_contain_text(sentence[:100])
    marks(page).first.dispatch_event("mouseover")
    expect(event_map(page).get_by_role("tooltip")).to_contain_text("Explosions")
    assert nothing_ran(page)
    assert page.locator("img[src='x'], a[href^='javascript']").count() == 0
    assert event_map(page).locator("img[src='x'], a[href^='javascript']").count() == 0


def test_words_are_shown_as_they_stand(open_page: OpenPage, hostile_url: str) -> None:
    page = open_page(hostile_url)
    article = page.get_by_role("article")
    for words in HOSTILE[:6]:
        expect(article).to_contain_text(f"Strikes hit Aleppo: {words}")
    expect(article).to_contain_text("עברית")


def test_very_long_words_do_not_widen_the_page(open_page: OpenPage, hostile_url: str) -> None:
    page = open_page(hostile_url, width=390, height=844)
    expect(rows(page).first).to_be_visible()
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_hostile_link_is_shown_as_text(open_page: OpenPage, hostile_url: str) -> None:
    page = open_page(
        f"{hostile_url}/?from=%3Cimg%20src%3Dx%20onerror%3Dwindow.ran%3D1%3E&actor=%3Cb%3E"
    )
    expect(page.get_by_text("in this link was dropped")).to_be_visible()
    assert nothing_ran(page)
    assert page.locator("img[src='x']").count() == 0
