import pytest

from index.errors import SourceError
from index.sources import find_pages, read_page


@pytest.mark.parametrize("name", ["page.txt", "PAGE.TXT"])
def test_format_is_told_by_the_names_ending(tmp_path, name):
    (tmp_path / name).write_text("We meet.", encoding="utf-8")
    assert read_page(tmp_path / name).text == "We meet."


@pytest.mark.parametrize("name", ["page.xyz", "page"])
def test_unknown_format_names_those_that_are_read(tmp_path, name):
    with pytest.raises(SourceError, match=r"is not a format this reads\. Formats: .*\.txt"):
        read_page(tmp_path / name)


def test_pages_of_a_folder_by_name_without_hidden_and_other_files(tmp_path):
    for name in ("b.txt", "a.TXT", ".hidden.txt", "meetings.toml", "README.md", "notes.rtf"):
        (tmp_path / name).write_text("We meet.", encoding="utf-8")
    assert [path.name for path in find_pages(tmp_path)] == ["a.TXT", "b.txt"]


def test_missing_folder_says_so(tmp_path):
    with pytest.raises(SourceError, match="gone: there is no such folder"):
        find_pages(tmp_path / "gone")
