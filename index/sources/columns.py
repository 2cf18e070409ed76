"""Characters of a printed page into lines in reading order, column by column."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

_SAME_LINE = 0.35  # of a line's height that baselines of its characters may differ
_WORD_GAP = 0.11  # of a line's height between characters from which there is a space
_FAR = 1.6  # of a line's height between characters from which a new piece begins, as in a table or another column
_GUTTER = 0.8  # of a line's height that is free between two columns
_LEAST_LINES = 4  # in a column
_PROSE = 20  # characters that lines of a column have on average; those of a table's column have fewer


@dataclass(frozen=True, slots=True)
class Character:
    """One character: its left and right edge, its baseline and height in points, and where it leads."""

    text: str
    left: float
    right: float
    base: float
    height: float
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Characters of one line, spaces and tabs among them; `column` is 1 or 2 in columns of their own, else 0."""

    characters: tuple[Character, ...]
    column: int = 0

    @property
    def text(self) -> str:
        """As read."""
        return "".join(each.text for each in self.characters).strip()

    @property
    def left(self) -> float:
        """Left edge."""
        return self.characters[0].left

    @property
    def right(self) -> float:
        """Right edge of its last word."""
        return max((each.right for each in self.characters if not each.text.isspace()), default=self.left)

    @property
    def base(self) -> float:
        """Baseline."""
        return median(each.base for each in self.characters)

    @property
    def height(self) -> float:
        """Height of its characters."""
        return median(each.height for each in self.characters)


def rows_of(characters: Sequence[Character]) -> list[Row]:
    """The lines of a page in reading order: as the file draws them, but two columns one after the other."""
    pieces = [Row(tuple(_spaced(piece))) for piece in _pieces(characters)]
    pieces = [piece for piece in pieces if piece.text]
    gutter = _gutter(pieces)
    if gutter is None:
        return _joined(pieces)
    rows: list[Row] = []
    sides: tuple[list[Row], list[Row]] = ([], [])
    for piece in sorted(pieces, key=lambda each: (-each.base, each.left)):
        if piece.left < gutter < piece.right:
            rows += [*_joined(sides[0]), *_joined(sides[1]), piece]
            sides = ([], [])
        else:
            side = piece.left > gutter
            sides[side].append(Row(piece.characters, 1 + side))
    return [*rows, *_joined(sides[0]), *_joined(sides[1])]


def _pieces(characters: Sequence[Character]) -> list[list[Character]]:
    """Runs of characters on one baseline without a wide gap."""
    pieces: list[list[Character]] = []
    for each in characters:
        last = pieces[-1][-1] if pieces else None
        if last and _follows(last, each):
            pieces[-1].append(each)
        else:
            pieces.append([each])
    return pieces


def _follows(last: Character, each: Character) -> bool:
    height = max(last.height, each.height, 1.0)
    near = -height * 0.5 < each.left - last.right < _FAR * height
    return abs(each.base - last.base) < _SAME_LINE * height and near


def _spaced(piece: Sequence[Character]) -> list[Character]:
    spaced: list[Character] = [piece[0]]
    for last, each in itertools.pairwise(piece):
        gap = each.left - last.right
        if gap > _WORD_GAP * max(each.height, 1.0) and not last.text.isspace() and not each.text.isspace():
            spaced.append(Character(" ", last.right, each.left, last.base, last.height, last.href and each.href))
        spaced.append(each)
    return spaced


def _joined(pieces: Sequence[Row]) -> list[Row]:
    """Pieces that follow each other on one baseline as one line, a tab between them."""
    lines: list[list[Row]] = []
    for piece in pieces:
        last = lines[-1][-1] if lines else None
        if last and abs(last.base - piece.base) < _SAME_LINE * last.height and piece.left >= last.right:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [_line(line) for line in lines]


def _line(pieces: Sequence[Row]) -> Row:
    characters = list(pieces[0].characters)
    for last, piece in itertools.pairwise(pieces):
        characters += [Character("\t", last.right, piece.left, last.base, last.height), *piece.characters]
    return Row(tuple(characters), pieces[0].column)


def _gutter(pieces: Sequence[Row]) -> float | None:
    """Where two columns of prose part; None for a page without."""
    if len(pieces) < 2 * _LEAST_LINES:
        return None
    height = median(piece.height for piece in pieces)
    ends = _Edges.of((piece.right, len(piece.text)) for piece in pieces)
    begins = _Edges.of((-piece.left, len(piece.text)) for piece in pieces)
    first, last = -begins.places[-1], ends.places[-1]
    starts = sorted({-left for left in begins.places if 0.3 < (-left - first) / max(last - first, 1.0) < 0.7})
    for start in starts:
        at = start - _GUTTER * height / 2
        (left, left_said), (right, right_said) = ends.up_to(at), begins.up_to(-at)
        crossing = len(pieces) - left - right
        prose = left_said > _PROSE * left and right_said > _PROSE * right
        if min(left, right) >= _LEAST_LINES and crossing * 3 < len(pieces) and prose:
            return at
    return None


@dataclass(frozen=True, slots=True)
class _Edges:
    """Edges of pieces in order, and the characters of all pieces up to each."""

    places: list[float]
    said: list[int]

    @classmethod
    def of(cls, edges: Iterable[tuple[float, int]]) -> _Edges:
        ordered = sorted(edges)
        sums = itertools.accumulate((length for _, length in ordered), initial=0)
        return cls([place for place, _ in ordered], list(sums))

    def up_to(self, place: float) -> tuple[int, int]:
        """How many pieces have their edge up to a place, and their characters."""
        count = bisect.bisect_right(self.places, place)
        return count, self.said[count]
