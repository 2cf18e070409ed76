"""The widget's modules and the pages' style sheet, as files: nothing is written into a page."""

from __future__ import annotations

import os
from pathlib import Path

from fastapi import FastAPI, Response
from starlette.responses import FileResponse
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from ..wording import as_module, open_wording

_HERE = Path(__file__).parents[1]
_KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
_KEPT = "public, max-age=300"  # short: the modules of one version belong together


class Assets(StaticFiles):
    """A folder whose media types do not depend on the machine's own table."""

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """A file with its type and how long it may be kept."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        if isinstance(response, FileResponse):
            response.headers["Content-Type"] = _KINDS.get(Path(full_path).suffix, "application/octet-stream")
        response.headers["Cache-Control"] = _KEPT
        return response


def install_assets(app: FastAPI) -> None:
    """/widget and /static, and the widget's wording, made from `api/wording.toml`."""
    module = as_module(open_wording())

    @app.get("/widget/wording.js", include_in_schema=False)
    def wording() -> Response:
        return Response(module, media_type="text/javascript", headers={"Cache-Control": _KEPT})

    app.mount("/widget", Assets(directory=_HERE / "widget"))
    app.mount("/static", Assets(directory=_HERE / "static"))
