"""What of an HTML page a reader does not see, and what belongs to the site instead of the page.

Menus, headers and footers are told by their landmarks, and left out only where the page marks its main content:
outside of that, text that no landmark claims stays. Nothing that is left out is lost unseen, see `Page.outside`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

NEVER_TEXT = frozenset(
    "audio canvas datalist embed head iframe input math noembed noframes noscript object optgroup option rp "
    "script select style svg template textarea title video".split()
)
"""Elements whose text, if they have any, is not for readers."""
_UNSEEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\s*(?:!important\s*)?(?:;|$)", re.I
)
_FOR_LISTENERS = frozenset("visually-hidden sr-only screen-reader-text govuk-visually-hidden visuallyhidden".split())
_CONSENT = re.compile(r"cookie|consent|gdpr|onetrust|cybot|cmplz|\bcky-|\bccc\b", re.I)
_SITE = re.compile(r"breadcrumb|skip-?(?:to-?)?(?:link|content)|share|social-|pagination|\brelated-", re.I)
_ROLES = frozenset("banner navigation contentinfo complementary search dialog alertdialog menu menubar".split())
_ANYWHERE = frozenset(["nav", "aside"])
_OUTSIDE_MAIN = frozenset(["header", "footer"])


def is_hidden(element: etree._Element) -> bool:
    """Whether a reader does not see an element, as far as it says so itself."""
    if element.tag in NEVER_TEXT or element.tag == "dialog":
        return True
    hidden = element.get("hidden")
    if (hidden is not None and hidden.strip().lower() != "until-found") or element.get("aria-hidden") == "true":
        return True
    if _UNSEEN.search(element.get("style", "")):
        return True
    return not _FOR_LISTENERS.isdisjoint(element.get("class", "").split())


class Landmarks:
    """The parts of one page."""

    def __init__(self, root: etree._Element) -> None:
        self._mains = {each for each in _mains(root) if not _any_hidden(each)}
        self._kept = {above for main in self._mains for above in main.iterancestors()} | self._mains
        self.title = self._heading(root)

    def _heading(self, root: etree._Element) -> etree._Element | None:
        """The page's heading, if it stands in a header outside the main content and that has none."""
        if not self._mains or any(main.find(".//h1") is not None for main in self._mains):
            return None
        return next((each for each in root.iter("h1") if not _any_hidden(each)), None)

    def leaves_out(self, element: etree._Element) -> bool:
        """Whether an element, with all that is in it, is the site's or was written already."""
        if element is self.title:
            return True
        if element in self._kept or element.tag in ("body", "html"):
            return False
        if self._is_consent(element):
            return True
        return bool(self._mains) and (self._is_landmark(element) or (_is_menu(element) and not self._within(element)))

    def _is_consent(self, element: etree._Element) -> bool:
        return (
            _named(element, _CONSENT) and element.tag in ("div", "section", "aside") and element.find(".//h1") is None
        )

    def _is_landmark(self, element: etree._Element) -> bool:
        role = element.get("role", "").strip().lower()
        if element.tag in _ANYWHERE or role in _ROLES:
            return True
        if element.tag in _OUTSIDE_MAIN:
            return element.tag == "footer" or not self._within(element)
        return _named(element, _SITE) and element.tag in ("div", "ul", "ol", "section", "a", "p", "span")

    def _within(self, element: etree._Element) -> bool:
        return any(above in self._mains for above in element.iterancestors())


def _mains(root: etree._Element) -> list[etree._Element]:
    stated = root.xpath("//main | //*[@role='main']")
    articles = root.xpath("//article[not(ancestor::article)]")
    return list(stated) or (list(articles) if len(articles) == 1 else [])


def _any_hidden(element: etree._Element) -> bool:
    return any(is_hidden(each) for each in (element, *element.iterancestors()))


def _named(element: etree._Element, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(element.get(name, "")) for name in ("id", "class"))


def _is_menu(element: etree._Element) -> bool:
    """Whether a list is nothing but links."""
    if element.tag not in ("ul", "ol"):
        return False
    loose = (text for each in element.iter() for text in _own_texts(each, element))
    return len(element.findall(".//a")) > 1 and not any(text.strip() for text in loose)


def _own_texts(each: etree._Element, within: etree._Element) -> Iterator[str]:
    """Texts of an element and behind it that no link holds."""
    linked = any(above.tag == "a" for above in each.iterancestors())
    if each.text and each.tag != "a" and not linked:
        yield each.text
    if each.tail and each is not within and not linked:
        yield each.tail
