"""What axe finds on a page. A page that was looked at before, at the same width and in the same words, is not asked again."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCRIPT = Axe().axe_script
_ONCE_ONLY = re.compile(r'(csrf_token" value|nonce)="[^"]*"')
# Its whole answer is several times the size of what is wrong, and would have to come through the wire.
_ASK = """async () => {
    const options = { resultTypes: ["violations"], preload: false };
    const { violations } = await axe.run(document, options);
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`);
}"""
_passed: set[tuple[str, str]] = set()


def wrong_on(page: Page) -> list[str]:
    """The rules that the page breaks, each with the first place where it does."""
    shown = str(page.viewport_size), _ONCE_ONLY.sub("", page.content())
    if shown in _passed:
        return []
    page.evaluate(SCRIPT)
    found: list[str] = page.evaluate(_ASK)
    if not found:
        _passed.add(shown)
    return found
