from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from api.ledger import Ledger
from api.ledger.engine import open_engine
from api.ledger.migrating import migrate
from api.ledger.models import Base
from tests.conftest import ROOT


def test_the_migrations_make_what_the_models_say(url: str) -> None:
    engine = open_engine(url)
    migrate(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()


def test_migrating_twice_changes_nothing(url: str) -> None:
    engine = open_engine(url)
    for _ in range(2):
        migrate(engine)
    assert set(inspect(engine).get_table_names()) == {"alembic_version", *Base.metadata.tables}
    engine.dispose()


def test_several_that_start_at_once_all_find_their_tables(url: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        for ledger in list(threads.map(Ledger.open, [url] * 4)):
            assert ledger.gaps() == []
            ledger.close()


def test_the_migrations_are_one_line() -> None:
    folder = ROOT / "api" / "ledger" / "migrations"
    assert len(ScriptDirectory(folder).get_heads()) == 1
    versions = [path for path in (folder / "versions").glob("*.py") if path.name != "__init__.py"]
    assert len(list(ScriptDirectory(folder).walk_revisions())) == len(versions)


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    Ledger.open(f"sqlite:///{tmp_path}/deep/down/ledger.sqlite3").close()
    assert (tmp_path / "deep" / "down" / "ledger.sqlite3").is_file()
