"""onrecord fetch: pages from their sites into the folder of pages."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from index import addresses

from ..errors import FetchError, FormError
from ..fetching import Fetched, Fetcher, State, open_web, read_address
from .console import JsonOption, console, errors, print_json, settings_with

_COLOURS = {State.NEW: "green", State.CHANGED: "green", State.HELD_BACK: "yellow", State.REFUSED: "red"}
_TAKEN = (State.NEW, State.CHANGED, State.GONE)


def fetch(
    url: Annotated[str | None, typer.Argument(help="Address of one page.", show_default=False)] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every known page, and new ones of the listings.")] = False,
    allow_host: Annotated[bool, typer.Option(help="Ask the host of URL this once, whatever the settings say.")] = False,
    allow_shrink: Annotated[bool, typer.Option(help="Take captures that lack answers of the present ones.")] = False,
    dry_run: Annotated[bool, typer.Option(help="Ask the sites, write nothing.")] = False,
    seeds: Annotated[Path | None, typer.Option(help="Folder of the pages (seeds).", show_default=False)] = None,
    as_json: JsonOption = False,
) -> None:
    """Capture pages from their sites, politely; what changed becomes a new capture, and the old one stays."""
    if (url is None) != everything or (allow_host and everything):
        raise FormError("give the address of one page, with --allow-host if need be, or --all")
    settings = settings_with(seeds=seeds)
    folder = settings.index.seeds
    try:
        if url:
            read_address(url)
        web = open_web(settings.fetch, addresses(folder).values(), [url] if url and allow_host else [])
    except FetchError as error:
        raise FormError(str(error)) from None
    fetcher = Fetcher(web, folder, allow_shrink=allow_shrink, dry_run=dry_run)
    results: list[Fetched] = []
    try:
        for result in [fetcher.fetch(url)] if url else fetcher.fetch_all():
            results.append(result)
            if not as_json:
                _show(result)
    except OSError as error:
        raise FetchError(f"{folder}: could not be written ({error.strerror}). Look for a full disk or rights") from None
    if as_json:
        print_json(results)
    _sum_up(results, dry_run)
    wrong = {State.REFUSED, State.HELD_BACK} | ({State.NO_QUESTIONS} if url else set())
    if any(result.state in wrong for result in results):
        raise typer.Exit(1)


def _show(result: Fetched) -> None:
    state = f"[{_COLOURS.get(result.state, 'dim')}]{result.state.replace('_', ' ')}[/]"
    console.print(f"{state}  {escape(result.address)}", soft_wrap=True)
    if result.title and result.state is not State.UNCHANGED:
        doubts = f", {result.doubts} doubts" if result.doubts else ""
        when = result.date or "date not known"
        console.print(f"   {escape(result.title)}, {when}: {result.answers} answers{doubts}", soft_wrap=True)
    if result.why:
        console.print(f"   {escape(result.why)}", soft_wrap=True)


def _sum_up(results: list[Fetched], dry_run: bool) -> None:
    counts = Counter(result.state for result in results)
    told = ", ".join(f"{counts[state]} {state.replace('_', ' ')}" for state in State if counts[state])
    errors.print(f"{'would be: ' if dry_run else ''}{told or 'no page has a known address'}")
    if not dry_run and any(counts[state] for state in _TAKEN):
        errors.print("take it into the index: onrecord index")
