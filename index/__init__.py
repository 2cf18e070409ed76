"""Published pages into a searchable record, and hits out of it. The front door of this layer."""

from .building import BuildReport, build
from .curation import read_note
from .embedding import Embedder, Vectors, open_model
from .errors import (
    BuildError,
    CurationError,
    GenerationError,
    LockedError,
    ModelError,
    NoGenerationError,
    RecordError,
    ShrinkError,
    SourceError,
    WithdrawalError,
)
from .fusion import Signals
from .generation import Generation, Hit, Sentence
from .index import Index
from .language import Language
from .parsing import parse, split_sentences
from .passages import Passage
from .reading import Progress, read_record
from .record import (
    Ageing,
    AgeingKind,
    Answer,
    AnsweredBy,
    DateBasis,
    Doubt,
    Meeting,
    Outcome,
    Page,
    ParsedPage,
    ParseReport,
    Reference,
    WithdrawalKind,
)
from .relations import RelationKind
from .settings import FusionWeights, IndexSettings
from .sources import read_page
from .stores.catalogue import Filters
from .vetting import vet
from .withdrawals import Withdrawal, read_withdrawals
from .withdrawing import Foreseen, WithdrawalReport, foresee, pending_withdrawals, restore, withdraw
from .withholding import MASK

__all__ = [
    "MASK",
    "Ageing",
    "AgeingKind",
    "Answer",
    "AnsweredBy",
    "BuildError",
    "BuildReport",
    "CurationError",
    "DateBasis",
    "Doubt",
    "Embedder",
    "Filters",
    "Foreseen",
    "FusionWeights",
    "Generation",
    "GenerationError",
    "Hit",
    "Index",
    "IndexSettings",
    "Language",
    "LockedError",
    "Meeting",
    "ModelError",
    "NoGenerationError",
    "Outcome",
    "Page",
    "ParseReport",
    "ParsedPage",
    "Passage",
    "Progress",
    "RecordError",
    "Reference",
    "RelationKind",
    "Sentence",
    "ShrinkError",
    "Signals",
    "SourceError",
    "Vectors",
    "Withdrawal",
    "WithdrawalError",
    "WithdrawalKind",
    "WithdrawalReport",
    "build",
    "foresee",
    "open_model",
    "parse",
    "pending_withdrawals",
    "read_note",
    "read_page",
    "read_record",
    "read_withdrawals",
    "restore",
    "split_sentences",
    "vet",
    "withdraw",
]
