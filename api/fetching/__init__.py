"""Fetches pages from their sites: politely, from allowed hosts, and never from this side of the fire wall."""

from .addresses import read_address, same_page, slug
from .capture import ENDINGS, Captured, capture
from .fetching import Fetched, Fetcher, State
from .settings import FetchSettings, listed
from .web import Web, open_web

__all__ = [
    "ENDINGS",
    "Captured",
    "FetchSettings",
    "Fetched",
    "Fetcher",
    "State",
    "Web",
    "capture",
    "listed",
    "open_web",
    "read_address",
    "same_page",
    "slug",
]
