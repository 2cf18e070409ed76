"""Empty databases: SQLite, and PostgreSQL where its server is installed."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.ledger import Ledger

_BINARIES = os.pathsep.join(["/usr/local/bin", *map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin")))])
_NAMES = itertools.count()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL server of the tests' own, on a socket, without a name of a database."""
    initdb, pg_ctl = (
        shutil.which(name, path=f"{os.environ['PATH']}{os.pathsep}{_BINARIES}") for name in ("initdb", "pg_ctl")
    )
    if not initdb or not pg_ctl:
        pytest.skip("there is no PostgreSQL server: install Debian's postgresql")
    user = "nobody" if os.geteuid() == 0 else None  # the server refuses to run as root
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: the path of a socket has a limit
    if user:
        shutil.chown(folder, user)

    def run(*command: str) -> None:
        subprocess.run(command, check=True, capture_output=True, user=user, cwd=folder)

    try:
        run(initdb, "-D", f"{folder}/data", "-U", "onrecord", "-A", "trust", "--no-sync", "-E", "UTF8")
        options = f"-k {folder} -c listen_addresses= -c fsync=off"
        run(pg_ctl, "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o", options, "start")
        yield f"postgresql+psycopg://onrecord@/{{name}}?host={folder}"
        run(pg_ctl, "-D", f"{folder}/data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/ledger.sqlite3"
    server = request.getfixturevalue("postgresql")
    name = f"ledger{next(_NAMES)}"
    psycopg = pytest.importorskip("psycopg")
    with psycopg.connect(server.format(name="postgres").replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return str(server.format(name=name))


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    opened = Ledger.open(url)
    yield opened
    opened.close()
