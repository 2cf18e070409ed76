"""A file for somebody to keep."""

from __future__ import annotations

from fastapi import Response

JSON = "application/json"
"""The media type."""


def download(content: bytes, name: str, media_type: str) -> Response:
    """A file under a name of ours, never opened in place of the page."""
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
