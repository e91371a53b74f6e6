"""What axe finds on a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

SCRIPT = Axe().axe_script
# Its whole answer is several times the size of what is wrong, and would have to come through the wire.
_ASK = """async () => {
    const options = { resultTypes: ["violations"], preload: false };
    const { violations } = await axe.run(document, options);
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`);
}"""


def bring_to(context: BrowserContext) -> None:
    """Every page opened from now on can be asked. Brought to one page after the other it costs as much as the asking."""
    context.add_init_script(SCRIPT)


def wrong_on(page: Page) -> list[str]:
    """The rules that the page breaks, each with the first place where it does."""
    found: list[str] = page.evaluate(_ASK)
    return found
