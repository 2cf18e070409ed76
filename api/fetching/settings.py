"""The section of the settings for fetching: where pages may be fetched from, how politely, and how much of them."""

from __future__ import annotations

import re

from pydantic import BaseModel, ConfigDict, Field, field_validator

_HOST = re.compile(r"[a-z0-9.-]+(:\d{1,5})?")


class FetchSettings(BaseModel):
    """Whom to ask for pages, and within which bounds; lists are separated by commas."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hosts: str = Field("", description="the only hosts asked; without, those of meetings.toml and of the listings")
    listings: str = Field("", description="addresses of pages that list the meetings")
    links: str = Field(
        r"meeting|scrutiny|assurance|question", min_length=1, description="what a link to a meeting says (pattern)"
    )
    contact: str | None = Field(
        None, pattern=r"^(https://|mailto:)[!-~]+$", description="whom a site may write to; told with every request"
    )
    delay: float = Field(2.0, ge=0.5, le=120, description="seconds between requests to one host, or what it asks for")
    timeout: float = Field(60.0, ge=1, le=600, description="seconds for one request, whatever comes of it")
    largest: int = Field(20_000_000, ge=10_000, le=500_000_000, description="bytes of a page, when unpacked")
    redirects: int = Field(5, ge=0, le=20)
    listing_pages: int = Field(5, ge=1, le=100, description="pages of one listing that are read")
    most_new: int = Field(50, ge=1, le=1000, description="new addresses of a listing that are looked at in one go")

    @field_validator("hosts")
    @classmethod
    def _hosts(cls, text: str) -> str:
        for host in listed(text):
            if not _HOST.fullmatch(host):
                raise ValueError(f"{host!r} is no host; write www.example.org, in small letters")
        return text

    @field_validator("links")
    @classmethod
    def _pattern(cls, text: str) -> str:
        try:
            re.compile(text)
        except re.error as error:
            raise ValueError(f"{text!r} is no pattern ({error})") from None
        return text


def listed(text: str) -> tuple[str, ...]:
    """The parts of a list one by one."""
    return tuple(part.strip() for part in text.split(",") if part.strip())
