"""What a reader sees of an HTML page, and what a page made to break the reader comes to."""

from __future__ import annotations

import pytest

from index import SourceError, parse
from index.sources import READERS, read_page
from index.sources.flow import at_address
from index.sources.html import read_html_page


@pytest.fixture
def page(tmp_path):
    def read(markup: str | bytes):
        path = tmp_path / "page.html"
        path.write_bytes(markup if isinstance(markup, bytes) else markup.encode())
        return read_html_page(path)

    return read


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<ol start=3><li>x<li value=9>y<li>z</ol>", "3. x\n9. y\n10. z"),
        ("<ol type=a><li>x<li><ol type=I><li>y</ol></ol>", "a. x\nI. y"),
        ("<ol reversed><li>x<li>y</ol>", "2. x\n1. y"),
        ("<ol style='list-style-type: lower-roman'><li>x<li>y</ol>", "i. x\nii. y"),
        ("<ul><li>x<li style='list-style:none'>y</ul>", "• x\ny"),
        ("<p>a<br>b<br><br>c", "a\nb\n\nc"),
        ("<h2>A</h2><p>b  \n c</p><div>d</div><div>e</div>", "A\n\nb c\n\nd\ne"),
        ("<table><tr><th>Area<th>Count<tr><td>Derby<td>12</table>", "Area\tCount\nDerby\t12"),
        ("<p>&pound;5 &lt; &amp;amp; &#8217; caf\u00e9&nbsp;x so&shy;ft</p>", "£5 < &amp; ’ café\xa0x soft"),
        ("<details><summary>Q1) Why?</summary>We act.</details>", "Q1) Why?\nWe act."),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<p>a<img alt=no><!-- no --><script>no</script><style>no</style><noscript>no</noscript>b", "ab"),
        ("<p>a<span style='color:red; Display : none'>no</span><i style='visibility:hidden'>no</i>b", "ab"),
        ("<p>a<b hidden>no</b><b aria-hidden=true>no</b><b hidden=until-found>yes</b>", "ayes"),
        ("<p>a</p><dialog open>no</dialog><template>no</template>", "a"),
    ],
)
def test_text_is_what_a_browser_shows(page, markup, text):
    assert page(f"<!doctype html><body>{markup}").text == text


def test_without_a_marked_main_content_everything_stays_but_the_consent_banner(page):
    read = page("<div id=cookie-banner>Cookies</div><nav>Menu</nav><p>Q1) Why?</p><footer>Foot</footer>")
    assert (read.text, read.outside) == ("Menu\n\nQ1) Why?\n\nFoot", ("Cookies",))


def test_tags_that_a_page_leaves_out_are_made_good(page):
    read = page(
        "<!doctype html><title>Tab</title><meta name=a content=b><style>no</style><main><h1>Q</h1><p>b</p></main>c"
    )
    assert read.text == "Q\n\nb\n\nc"


def test_text_outside_the_main_content_stays_unless_a_landmark_claims_it(page):
    read = page("<header>Head<h1>Title</h1></header><main><p>One</p></main><div>Q2) Two?</div><aside>Other</aside>")
    assert (read.text, read.outside) == ("Title\n\nOne\n\nQ2) Two?", ("Head", "Other"))


def test_questions_that_are_left_out_are_told(page):
    read = page("<main><p>Q1) Why?</p><p>Police Response</p><p>We act.</p></main><aside>Q2) What is hidden?</aside>")
    [doubt] = parse(read).report.doubts
    assert "1 lines that look like questions" in doubt.why


@pytest.mark.parametrize(
    ("href", "leads"),
    [
        ("/a?b=1#c", "https://example.org/a?b=1#c"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("tel:101", "tel:101"),
        *(
            (bad, None)
            for bad in (
                "https://a.gov.uk@evil.org/",
                "javascript:alert(1)",
                "java\nscript:x",
                "data:text/html,x",
                "#top",
                "file:///etc",
                "http://[",
            )
        ),
    ],
)
def test_links_are_absolute_and_of_kinds_that_may_be_followed(page, href, leads):
    read = page(f'<base href="https://example.org/x/"><p>See <a href="{href}"> the <b>papers</b></a>.')
    assert [(read.text[each.start : each.end], each.href) for each in read.links] == (
        [("the papers", leads)] if leads else []
    )


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("https://example.org/x/y/", ["https://example.org/x/y/a", "https://other.org/b", "tel:101"]),
        (None, ["tel:101"]),
    ],
)
def test_links_of_a_page_that_does_not_say_where_it_is_start_from_its_address(page, address, leads):
    read = page(
        '<p><a href="a">One</a> <a href="//other.org/b">two</a> <a href="tel:101">3</a> <a href="javascript:x">no</a>'
    )
    assert [each.href for each in at_address(read, address).links] == leads


@pytest.mark.parametrize(
    ("data", "doubt"),
    [
        ("<meta charset=utf-8><p>it’s".encode(), None),
        ("<p>it’s".encode(), None),
        ("<meta charset=iso-8859-1><p>it’s".encode("cp1252"), None),
        ("<p>it’s".encode("cp1252"), None),
        ("\ufeff<p>it’s".encode("utf-16-le"), None),
        ("<meta charset=windows-1252><p>it’s".encode(), "but it is UTF-8"),
        ("<meta charset=utf-8><p>it’s".encode("cp1252"), "but it is not"),
    ],
)
def test_encoding_is_told_by_mark_declaration_and_content(page, data, doubt):
    read = page(data)
    assert read.text == "it’s"
    assert [note.why for note in read.notes if doubt in note.why] if doubt else read.notes == ()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<html>" + b"<div>" * 1_000_000 + b"Q1) Why?", "nested too deeply"),
        (b"<p>" + b"x" * 50_000_000, "50,000,003 bytes, more than"),
        (b"<p " + b"".join(b"a%d=1 " % n for n in range(100_000)) + b">x", "too many attributes"),
        (b"%PDF-1.7 ...", r"is a PDF by its content.*Rename it to end in \.pdf"),
        (b"We meet.", "holds no HTML"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n<html>", "is an MHTML archive"),
        (b"<html><body> </body></html>", "the file is empty"),
        (b"", "the file is empty"),
        ("<meta charset=utf-8><p>’’".encode() + b"\x92", "mixes encodings"),
    ],
    ids=["deep", "large", "attributes", "pdf", "text", "mhtml", "blank", "nothing", "mixed"],
)
def test_a_page_that_cannot_be_read_says_why(page, data, why):
    with pytest.raises(SourceError, match=rf"page\.html: .*{why}"):
        page(data)


def test_comments_before_no_page_are_passed_over_at_once(page):
    with pytest.raises(SourceError, match="empty"):
        page("<!-- x -->" * 5_000)


@pytest.mark.parametrize("charset", ["hex", "rot13", "undefined", "idna"])
def test_an_encoding_that_is_none_of_text_is_ignored(page, charset):
    assert page(f'<meta charset="{charset}"><p>Café').text == "Café"


def test_what_breaks_a_reader_is_told_of_the_page(tmp_path, monkeypatch):
    def breaks(path):
        raise KeyError(path)

    monkeypatch.setitem(READERS, ".html", breaks)
    with pytest.raises(SourceError, match=r"page\.html: breaks the reader of \.html files \(KeyError\)"):
        read_page(tmp_path / "page.html")
