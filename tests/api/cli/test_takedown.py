"""The whole of a withdrawal with the real model, the real engines, the real pages and a real server that runs on."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.parse
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest

from index import Answer, Index, IndexSettings, open_model, read_record, restore, split_sentences, withdraw
from index.stores.manifest import Manifest
from tests.api.cli.test_serve import LONG, fetch, running, wait_until_ready
from tests.api.office.conftest import WORDS, form_token
from tests.conftest import ROOT, SEEDS
from tests.fakes import quiet
from tests.traces import runs, tokens, traces

SUPPRESSED, MASKED = "000_99c40884c66f58bb-q3", "002_75e0aafe0578840e-5"
FAST = {"ONRECORD_API__REFRESH_SECONDS": "0.5"}


@pytest.fixture
def office(real_settings: IndexSettings, tmp_path: Path) -> Path:
    """A folder with the five pages and their published index."""
    shutil.copytree(SEEDS, tmp_path / "seeds")
    shutil.copytree(real_settings.data, tmp_path / "data")
    return tmp_path


def onrecord(folder: Path, *args: str) -> dict[str, object]:
    """Runs a command in a process of its own."""
    command = [sys.executable, "-c", "from api.cli import main; main()", *args, "--data=data", "--json"]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    ran = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=LONG, check=True)
    done: dict[str, object] = json.loads(ran.stdout)
    return done


def answers(folder: Path) -> dict[str, Answer]:
    return {answer.id: answer for page in read_record(folder / "seeds", quiet)[0] for answer in page.answers}


def own_runs(answer: Answer, folder: Path) -> set[str]:
    """Five words in a row of an answer that the record says nowhere else; further wordings of it too."""
    others = " ".join(
        " ".join([page.page.text.replace(answer.response, "").replace(answer.question, "")])
        + " ".join(text for other in page.answers if other.id != answer.id for text in other.alternates)
        for page in read_record(folder / "seeds", quiet)[0]
    )
    own = [answer.question, answer.response, *answer.alternates]
    return {run for text in own for run in runs(text) if run not in others}


def status(url: str) -> int:
    try:
        fetch(url)
    except urllib.error.HTTPError as error:
        return error.code
    return 200


def until(settled: Callable[[], bool]) -> None:
    end = time.monotonic() + LONG
    while not settled():
        assert time.monotonic() < end, "it never came to pass"
        time.sleep(0.2)


def test_a_running_server_stops_serving_it_and_no_byte_of_it_stays(office: Path) -> None:
    answer = answers(office)[SUPPRESSED]
    wanted = own_runs(answer, office)
    assert len(wanted) > len(answer.response.split()) // 2
    sentences = [answer.response[start:end] for start, end in split_sentences(answer.response)]
    settings = IndexSettings(seeds=office / "seeds", data=office / "data")
    model = open_model(settings)
    vectors = model.embed_passages([answer.question, *sentences])
    before = Manifest.read(Index.published(settings))
    assert {what for _, what in traces(Index.published(settings), wanted, vectors)} >= wanted
    with running(office, **FAST) as (url, process):
        wait_until_ready(url, process)
        asked = urllib.parse.quote(answer.question[:200])
        assert SUPPRESSED in fetch(f"{url}/search?q={asked}").decode()
        assert status(f"{url}/answers/{SUPPRESSED}") == 200
        onrecord(office, "withdraw", SUPPRESSED, "--reason", "Asked for.", "--by", "A. Editor")
        until(lambda: status(f"{url}/answers/{SUPPRESSED}") == 410)
        until(lambda: len(list((office / "data" / "generations").iterdir())) == 1)
        assert traces(office / "data", wanted, vectors) == set()
        said = [
            fetch(f"{url}/search?k=100&q={asked}"),
            fetch(f"{url}/chat", {"question": "What is done about riders of scooters near shops?"}),
            fetch(f"{url}/meetings/{answer.page_id}"),
        ]
        assert not [run for run in wanted for body in said if run in body.decode()]
        assert SUPPRESSED not in b"".join(said).decode()
    published = Index.published(settings)
    for sentence in sentences:
        assert tokens(published / "words.sqlite", " ".join(sentence.split()[:5])) in ([], *others(answer, office))
    restore(settings, model, quiet, SUPPRESSED, reason="A mistake.", by="A. Editor", on=dt.date(2026, 3, 1))
    after = Manifest.read(Index.published(settings))
    assert (after.ids_digest, after.source_digest, after.files) == (
        before.ids_digest,
        before.source_digest,
        before.files,
    )


def test_an_editor_withdraws_on_a_page_and_nothing_says_it_when_the_page_has_come(office: Path) -> None:
    answer = answers(office)[SUPPRESSED]
    wanted = own_runs(answer, office)
    asked = urllib.parse.quote("riders of scooters near shops")  # a page repeats what was asked
    command = ["user", "add", "ada", "--role=editor", "--password-stdin", "--data=data"]
    subprocess.run(
        [sys.executable, "-c", "from api.cli import main; main()", *command],
        cwd=office,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        input=f"{WORDS}\n",
        text=True,
        check=True,
    )
    with running(office, ONRECORD_API__REFRESH_SECONDS="3600") as (url, process), httpx2.Client() as browser:
        wait_until_ready(url, process)
        browser.base_url, browser.timeout = url, LONG
        browser.headers["Accept"] = "text/html"
        page = browser.get("/office/sign-in")
        browser.post("/office/sign-in", data={"form_token": form_token(page), "name": "ada", "password": WORDS})
        page = browser.get("/office/withdrawals", params={"answer": SUPPRESSED})
        given = {"form_token": form_token(page), "answer": SUPPRESSED, "kind": "whole", "reason": "Asked for."}
        shown = browser.post("/office/withdrawals/foresee", data=given)
        mark = re.search(r'name="mark" value="([^"]+)"', shown.text)
        assert mark
        with browser.stream("POST", "/office/withdrawals/withdraw", data=given | {"mark": mark[1]}) as done:
            told = ""
            for piece in done.iter_text():
                told += piece
                if "Reading the pages" in told and "Done:" not in told:  # others are served while it is under way
                    assert browser.get("/healthz").status_code == 200
        assert "Done: it is out of what this service shows" in told
        said = [
            browser.get(path)
            for path in (
                f"/search?k=100&q={asked}",
                f"/answers/{SUPPRESSED}",
                f"/meetings/{answer.page_id}",
                f"/office/precedents?q={asked}",
                f"/office/precedents.csv?q={asked}",
                "/office/withdrawals",
            )
        ]
        said.append(browser.post("/chat", json={"question": "What is done about riders of scooters near shops?"}))
        assert [each.status_code for each in said] == [200, 410, 200, 200, 200, 200, 200]
        assert not [run for run in wanted for each in said if run in each.text]
        assert traces(office / "data", wanted) == set()


def others(answer: Answer, folder: Path) -> list[list[str]]:
    return [[name] for name in answers(folder) if name != answer.id]


def test_masked_words_leave_every_byte_and_come_back(office: Path) -> None:
    answer = answers(office)[MASKED]
    settings = IndexSettings(seeds=office / "seeds", data=office / "data")
    before = Manifest.read(Index.published(settings))
    start, end = split_sentences(answer.response)[0]
    words = answer.response[start:end].rstrip(".")
    wanted = {run for run in runs(words) if run in own_runs(answer, office)}
    assert wanted
    model = open_model(settings)
    vectors = model.embed_passages([answer.response[start:end]])
    assert traces(office / "data", wanted, vectors)
    day = dt.date(2026, 3, 1)
    done = withdraw(settings, model, quiet, MASKED, reason="Asked for.", by="A. Editor", on=day, words=[words])
    assert (done.kind, done.held) == ("masked", ())
    assert traces(office / "data", wanted, vectors) == set()
    masked = answers(office)[MASKED]
    assert len(masked.response) == len(answer.response)
    assert masked.response[end:] == answer.response[end:]
    restore(settings, model, quiet, MASKED, reason="A mistake.", by="A. Editor", on=day)
    assert Manifest.read(Index.published(settings)).files == before.files
