import hashlib

import pytest

from index.errors import SourceError
from index.sources.text import read_text_page


def test_page_is_the_file_as_captured(tmp_path):
    data = "Q1) Why?\r\n\tWe’re on it.\xa0\n".encode()
    path = tmp_path / "000_abc.txt"
    path.write_bytes(data)
    page = read_text_page(path)
    assert (page.id, page.source, page.media_type) == ("000_abc", "000_abc.txt", "text/plain")
    assert (page.text, page.sha256) == (data.decode(), hashlib.sha256(data).hexdigest())


def test_byte_order_mark_is_no_text_but_counts_for_the_hash(tmp_path):
    data = b"\xef\xbb\xbfWe meet."
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    assert (read_text_page(path).text, read_text_page(path).sha256) == ("We meet.", hashlib.sha256(data).hexdigest())


def test_missing_file_says_so(tmp_path):
    with pytest.raises(SourceError, match=r"gone\.txt: cannot be read \(No such file"):
        read_text_page(tmp_path / "gone.txt")


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf"], ids=["nothing", "blanks", "mark only"])
def test_empty_file_says_so(tmp_path, data):
    path = tmp_path / "empty.txt"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=r"empty\.txt: the file is empty"):
        read_text_page(path)


def test_text_that_is_not_utf8_is_refused_with_its_line(tmp_path):
    path = tmp_path / "page.txt"
    path.write_bytes("one\ntwo\nit’s ".encode() + "three’s".encode("cp1252"))
    with pytest.raises(SourceError, match=r"page\.txt: line 3 is not UTF-8 \(byte 0x92 at 20\)"):
        read_text_page(path)
