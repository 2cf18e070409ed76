"""An engine that crashes on the index, with SIGSEGV, while a real server starts and while it serves."""

from __future__ import annotations

import json
import signal
import struct
import urllib.error
from pathlib import Path

import pytest

from tests.api.cli.test_serve import LONG, fetch, running, wait_until_ready
from tests.api.cli.test_serving_on import BY_SIGNAL, QUESTIONS, WORDS, publish, ready, until

pytestmark = pytest.mark.usefixtures("quick_builds")
HEADER = struct.Struct("<iQQQQQQ")  # of Chroma's HNSW files: the fourth is vectors, then bytes of one, …, of its links
FAR = 0x7FFF_FF00  # a neighbour that lies outside of the memory
UNVETTED = WORDS.replace(
    "from api.cli import main",
    """
from pathlib import Path
from tests.api.cli.test_crashing import lead_astray
def damaged_since_it_was_vetted(settings, fingerprint):
    folder = index.index.Index.published(settings)
    lead_astray(folder)
    return folder, None
index.index.choose_generation = damaged_since_it_was_vetted
from api.cli import main
""",
)


def lead_astray(folder: Path) -> None:
    """Make each vector of a generation a neighbour of what is not there; whatever else there is stays as it was."""
    headers = list(folder.glob("chroma/*/header.bin"))
    assert headers
    for header in headers:
        _, _, _, vectors, size, _, links = HEADER.unpack_from(header.read_bytes())
        count, path = links // 4 - 1, header.with_name("data_level0.bin")
        content = bytearray(path.read_bytes())
        for at in range(0, vectors * size, size):
            content[at : at + links] = struct.pack(f"<{count + 1}I", count, *[FAR] * count)
        path.write_bytes(content)


def generation(folder: Path, name: str) -> Path:
    return folder / "data" / "generations" / name


def trouble(url: str) -> str:
    """What /readyz says that is wrong, once somebody answers; nothing while it says ready."""
    try:
        fetch(f"{url}/readyz")
    except urllib.error.HTTPError as error:
        return str(json.loads(error.read())["detail"])
    except (urllib.error.URLError, ConnectionError):
        pass
    return ""


def test_where_the_engine_crashes_on_the_published_index_the_last_good_one_is_served(tmp_path: Path) -> None:
    older, damaged = publish(tmp_path, 1), publish(tmp_path, 2)
    lead_astray(generation(tmp_path, damaged))
    with running(tmp_path, WORDS, **BY_SIGNAL) as (url, process):
        wait_until_ready(url, process)
        assert ready(url)["generation"] == older
        assert "process for _vet died: the index is damaged" in ready(url)["problem"]
        assert f"generation {older} is served" in ready(url)["problem"]
        reply = json.loads(fetch(f"{url}/chat", {"question": QUESTIONS[1]}))
        assert reply["answers"][0]["response"].endswith("edition 1.")

        newest = publish(tmp_path, 3)
        lead_astray(generation(tmp_path, newest))
        process.send_signal(signal.SIGHUP)
        until(lambda: "process for _vet died" in ready(url)["problem"] and "is served" not in ready(url)["problem"])
        assert ready(url)["generation"] == older
        assert process.poll() is None


def test_where_it_crashes_on_every_index_nothing_is_ready_and_danger_is_answered(tmp_path: Path) -> None:
    for name in [publish(tmp_path, 1), publish(tmp_path, 2)]:
        lead_astray(generation(tmp_path, name))
    with running(tmp_path, WORDS, **BY_SIGNAL) as (url, process):
        until(lambda: trouble(url) or process.poll() is not None)
        assert "There is no index to search" in trouble(url)
        assert "onrecord index" in trouble(url)
        reply = json.loads(fetch(f"{url}/chat", {"question": "There is a man with a knife in my house, help!"}))
        assert reply["status"] == "emergency"

        mended = publish(tmp_path, 3)
        process.send_signal(signal.SIGHUP)
        wait_until_ready(url, process)
        assert ready(url) == {"status": "ready", "generation": mended}


def test_where_it_crashes_in_the_server_itself_the_server_ends_says_so_and_never_listens(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    with running(tmp_path, UNVETTED, **BY_SIGNAL) as (url, process):
        out, _ = process.communicate(timeout=LONG)
        assert process.returncode == -signal.SIGSEGV
        with pytest.raises(urllib.error.URLError):
            fetch(f"{url}/readyz")
    assert b"Segmentation fault" in out
    assert url.encode() not in out
