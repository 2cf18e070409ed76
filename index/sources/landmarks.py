"""What of an HTML page a reader does not see, and what belongs to the site instead of the page.

Menus, headers and footers are told by their landmarks, and left out only where the page marks its main content:
outside of that, text that no landmark claims stays. Nothing that is left out is lost unseen, see `Page.outside`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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
_LISTS = frozenset(["ul", "ol"])
_ASKED = _OUTSIDE_MAIN | _LISTS
"""Elements of which it is asked whether they stand in the main content."""


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


@dataclass(slots=True)
class _Open:
    """What is known of an element while it is walked through: what it stands in, and what it was found to hold.

    `loose`: there is text in it that no link holds.
    """

    hidden: bool
    linked: bool
    in_main: bool
    links: int = 0
    loose: bool = False
    heading: bool = False


class Landmarks:
    """The parts of one page, found in one walk: to look up or down from each element of a deep page takes ages."""

    def __init__(self, root: etree._Element) -> None:
        self._mains: set[etree._Element] = set()
        self._in_mains: set[etree._Element] = set()
        self._menus: set[etree._Element] = set()
        self._headed: set[etree._Element] = set()
        self._kept: set[etree._Element] = set()
        self._heading: etree._Element | None = None
        self._survey(root)
        told = not self._mains or not self._mains.isdisjoint(self._headed)
        self.title = None if told else self._heading
        """The page's heading, if it stands in a header outside the main content and that has none."""

    def _survey(self, root: etree._Element) -> None:
        mains, opened = set(_mains(root)), [_Open(hidden=False, linked=False, in_main=False)]
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                opened.append(self._enter(element, opened[-1], mains))
            else:
                self._leave(element, opened.pop(), opened[-1])
        for main in self._mains:
            _add_above(main, self._kept)

    def _enter(self, element: etree._Element, above: _Open, mains: set[etree._Element]) -> _Open:
        here = _Open(above.hidden or is_hidden(element), above.linked or element.tag == "a", above.in_main)
        here.loose = not here.linked and _says(element.text)
        if above.in_main and element.tag in _ASKED:
            self._in_mains.add(element)
        if element in mains and not here.hidden:
            self._mains.add(element)
            here.in_main = True
        if element.tag == "h1":
            here.heading = True
            if self._heading is None and not here.hidden:
                self._heading = element
        return here

    def _leave(self, element: etree._Element, here: _Open, above: _Open) -> None:
        if element.tag in _LISTS and here.links > 1 and not here.loose:
            self._menus.add(element)
        if here.heading:
            self._headed.add(element)
        above.links += here.links + (element.tag == "a")
        above.loose = above.loose or here.loose or (not above.linked and _says(element.tail))
        above.heading = above.heading or here.heading

    def leaves_out(self, element: etree._Element) -> bool:
        """Whether an element, with all that is in it, is the site's or was written already."""
        if element is self.title:
            return True
        if element in self._kept or element.tag in ("body", "html"):
            return False
        if self._is_consent(element):
            return True
        return bool(self._mains) and (
            self._is_landmark(element) or (element in self._menus and element not in self._in_mains)
        )

    def _is_consent(self, element: etree._Element) -> bool:
        return _named(element, _CONSENT) and element.tag in ("div", "section", "aside") and element not in self._headed

    def _is_landmark(self, element: etree._Element) -> bool:
        role = element.get("role", "").strip().lower()
        if element.tag in _ANYWHERE or role in _ROLES:
            return True
        if element.tag in _OUTSIDE_MAIN:
            return element.tag == "footer" or element not in self._in_mains
        return _named(element, _SITE) and element.tag in ("div", "ul", "ol", "section", "a", "p", "span")


def _mains(root: etree._Element) -> list[etree._Element]:
    stated = root.xpath("//main | //*[@role='main']")
    articles = root.xpath("//article[not(ancestor::article)]")
    return list(stated) or (list(articles) if len(articles) == 1 else [])


def _add_above(element: etree._Element, found: set[etree._Element]) -> None:
    """Add an element and all that it stands in, up to what was added already."""
    above: etree._Element | None = element
    while above is not None and above not in found:
        found.add(above)
        above = above.getparent()


def _says(text: str | None) -> bool:
    return bool(text and text.strip())


def _named(element: etree._Element, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(element.get(name, "")) for name in ("id", "class"))
