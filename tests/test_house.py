"""The house's own rules: layers, owners of engines, sizes, and where imports stand."""

from __future__ import annotations

import ast
import hashlib
import importlib
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEEDS

LAYERS = {"index": set(), "bot": {"index"}, "api": {"index", "bot"}}
OWNERS = {
    "chromadb": {"index/stores/vectors.py"},
    "sentence_transformers": {"index/embedding.py", "index/reranking.py"},
    "transformers": {"index/embedding.py"},
    "sqlite3": {"index/stores/sqlite.py"},
    "filelock": {"index/stores/generations.py"},
    "multiprocessing": {"index/stores/children.py"},
    "langchain_text_splitters": {"index/passages.py"},
    "tomlkit": {"index/alternates.py", "index/toml_tables.py"},
    "jinja2": {"api/html.py"},
    "limits": {"api/limits.py"},
    "langchain_core": {"bot/retriever.py"},
    "argon2": {"api/office/access/passwords.py"},
    "itsdangerous": {"api/office/access/seals.py"},
    "authlib": {"api/office/access/directory.py"},
    "joserfc": {"api/office/access/directory.py"},
    "httpcore2": {"api/fetching/network.py", "api/fetching/web.py"},
    "httpx2": {"api/office/access/directory.py", "api/fetching/"},
    "protego": {"api/fetching/web.py"},
    "docx": {
        "api/office/documents.py",
        "api/office/draft_documents.py",
        "index/sources/word.py",
        "index/sources/numbering.py",
    },
    "lxml": {"index/sources/", "api/fetching/listing.py"},
    "markdown_it": {"index/sources/markdown.py"},
    "pypdfium2": {"index/sources/pdf.py"},
    "sqlalchemy": {"api/ledger/"},
    "alembic": {"api/ledger/migrating.py", "api/ledger/migrations/"},
    "uvicorn": {"api/cli/serve.py"},
}
MODULES = sorted(path.relative_to(ROOT) for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))


def imports(module: Path) -> Iterator[tuple[ast.stmt, str, int, bool]]:
    """Each import of a module: the node, the package, how far up it reaches, and whether it stands in a function."""
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name, 0, id(node) in inside
        elif isinstance(node, ast.ImportFrom):
            yield node, node.module or "", node.level, id(node) in inside


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_layers_point_one_way_and_through_the_front_door(module: Path) -> None:
    layer = module.parts[0]
    for _, name, level, _ in imports(module):
        package = name.split(".")[0]
        if level:
            assert level <= len(module.parts) - 1, f"{module} reaches out of its layer"
        elif package in LAYERS:
            assert package in LAYERS[layer], f"{module} imports {name}"
            assert name == package, f"{module} goes past the front door: {name}"


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_each_engine_has_one_owner(module: Path) -> None:
    for _, name, level, _ in imports(module):
        owners = OWNERS.get(name.split(".")[0]) if not level else None
        assert owners is None or module.as_posix().startswith(tuple(owners)), f"{module} imports {name}"


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_no_first_party_import_hides_in_a_function(module: Path) -> None:
    for _, name, level, inside in imports(module):
        assert not (inside and (level or name.split(".")[0] in LAYERS)), f"{module} imports {name} late"


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_modules_stay_small(module: Path) -> None:
    assert len((ROOT / module).read_text(encoding="utf-8").splitlines()) <= 300


def test_owners_exist_and_own() -> None:
    for engine, owners in OWNERS.items():
        for owner in owners:
            owned = [module for module in MODULES if module.as_posix().startswith(owner)]
            assert any(name.split(".")[0] == engine for each in owned for _, name, _, _ in imports(each)), owner


@pytest.mark.parametrize("layer", LAYERS)
def test_packages_resolve_to_this_checkout(layer: str) -> None:
    assert Path(importlib.import_module(layer).__file__ or "").parent == ROOT / layer


def test_every_test_folder_is_a_package() -> None:
    folders = {path.parent for path in (ROOT / "tests").rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_ci_runs_the_command_that_the_readme_gives() -> None:
    commands = [
        line for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if line.endswith("pytest")
    ]
    assert len(commands) == 1
    assert commands[0].startswith("    python3 ")


def test_the_project_cannot_be_published_by_mistake() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "Private :: Do Not Upload" in project["classifiers"]


def test_the_five_pages_are_the_ones_supplied() -> None:
    sums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in SEEDS.glob("*.txt")}
    assert sums == {
        "000_99c40884c66f58bb.txt": "ca199f9a85485507",
        "001_fef51504f01351f6.txt": "6278fe6a81daa53f",
        "002_75e0aafe0578840e.txt": "b38629c606716f1d",
        "003_1a58a8230cb90626.txt": "a268b5b953e1c344",
        "004_9f2d36ec58c1b81d.txt": "94bced2bd3d636ce",
    }
