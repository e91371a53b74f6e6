"""The watch over every page that is walked barks."""

import pytest
from playwright.sync_api import Browser

from tests.browser import axe

PAGE = '<!doctype html><html lang="en"><title>A field</title><main><h1>A field</h1>{}</main></html>'


@pytest.mark.browser
def test_a_field_without_a_name_is_found(browser: Browser) -> None:
    context = browser.new_context()
    axe.bring_to(context)
    page = context.new_page()
    page.set_content(PAGE.format('<label>Name <input id="name"></label>'))
    assert axe.wrong_on(page) == []
    page.set_content(PAGE.format('<input id="name">'))
    assert axe.wrong_on(page) == ['label: <input id="name">']
    context.close()
