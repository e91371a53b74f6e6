"""What axe finds on a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCRIPT = Axe().axe_script
# Its whole answer is several times the size of what is wrong, and would have to come through the wire.
_ASK = """async () => {
    const options = { resultTypes: ["violations"], preload: false };
    const { violations } = await axe.run(document, options);
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`);
}"""


def wrong_on(page: Page) -> list[str]:
    """The rules that the page breaks, each with the first place where it does."""
    page.evaluate(SCRIPT)
    found: list[str] = page.evaluate(_ASK)
    return found
