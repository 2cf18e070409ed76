"""The learnt reader of questions: multinomial logistic regression over words, and over the sentence embedding if any.

Fitted by `onrecord gates`; this module keeps a fit in a file and applies it. `words-alone.npz` needs no model; every
other fit of the folder belongs to one embedding model, which its fingerprint names.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .errors import RulesError
from .examples import PACKAGED as EXAMPLES
from .reading import CLASSES, Bars, Read
from .words import COLUMNS, Floats, row

PACKAGED = Path(__file__).with_name("fits")
SCALE = np.float32(1.0)  # of the embedding beside the words
WORDS_ALONE = ""  # the fingerprint of the fit that needs no embedding model


class About(BaseModel):
    """What a fit is of: the embedding model, and the examples by their number and the hash of their file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    model: str
    fingerprint: str
    examples: int = Field(gt=0)
    sha256: str
    bars: Bars


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Weights in the order of `CLASSES`: `words` is (columns, classes), `meaning` is (dimensions, classes)."""

    about: About
    rarity: Floats
    words: Floats
    meaning: Floats
    intercepts: Floats

    def save(self, folder: Path) -> Path:
        """Write the fit into a folder, in place of the one of the same embedding model."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.about.fingerprint or 'words-alone'}.npz"
        np.savez_compressed(
            path,
            about=np.array(self.about.model_dump_json()),
            rarity=self.rarity.astype(np.float16),
            words=self.words.astype(np.float16),
            meaning=self.meaning.astype(np.float16),
            intercepts=self.intercepts,
        )
        return path


def read_fit(path: Path) -> Fit:
    """A fit as saved; a RulesError names a file that cannot be used."""
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in ("rarity", "words", "meaning", "intercepts")}
            about = About.model_validate_json(str(file["about"]))
        classes = len(CLASSES)
        shapes = ((COLUMNS,), (COLUMNS, classes), (len(arrays["meaning"]), classes), (classes,))
        if tuple(array.shape for array in arrays.values()) != shapes:
            raise ValueError("of another version")
    except (OSError, KeyError, ValueError, BadZipFile, ValidationError) as error:
        reason = str(error).splitlines()[0]
        raise RulesError(f"{path}: cannot be used ({reason}). Fit again: onrecord gates --save {path.parent}") from None
    return Fit(about=about, **{name: array.astype(np.float32) for name, array in arrays.items()})


def hash_of(examples: Path = EXAMPLES) -> str:
    """The hash by which a fit knows its examples."""
    return hashlib.sha256(examples.read_bytes()).hexdigest()


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """A fit at work."""

    fit: Fit

    @property
    def bars(self) -> Bars:
        """From where on each gate closes for this reader."""
        return self.fit.about.bars

    def read(self, text: str, vector: Floats | None = None) -> Read:
        """How a normalised text reads, with the embedding of the question as typed where the fit is of one."""
        columns, values = row(text, self.fit.rarity)
        odds = values @ self.fit.words[columns] + self.fit.intercepts
        if vector is not None:
            odds = odds + SCALE * vector @ self.fit.meaning
        powers = np.exp(odds - odds.max())
        return Read.of((powers / powers.sum()).tolist())
