"""The pictures in the README are there, small, and described."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

PICTURES = ROOT / "tests" / "api" / "browser" / "pictures"
SHOWN = dict(
    re.findall(rf"!\[([^\]]+)\]\({PICTURES.relative_to(ROOT)}/([\w-]+\.png)\)", (ROOT / "README.md").read_text())
)


def test_the_readme_shows_every_picture_and_no_other() -> None:
    assert sorted(SHOWN.values()) == sorted(path.name for path in PICTURES.iterdir())


@pytest.mark.parametrize("name", SHOWN.values())
def test_a_picture_is_small(name: str) -> None:
    assert (PICTURES / name).stat().st_size <= 120_000


@pytest.mark.parametrize("name", SHOWN.values())
def test_a_script_makes_it(name: str) -> None:
    scripts = (PICTURES.parent / f"{script}.py" for script in ("pictures", "office_pictures", "draft_picture"))
    stem = re.escape(name.removesuffix(".png"))
    assert any(re.search(rf'"{stem}"|"{stem}\.png"|def {stem}\(', path.read_text("utf-8")) for path in scripts)
