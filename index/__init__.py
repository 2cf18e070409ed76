"""Published pages into a searchable record, and hits out of it. The front door of this layer."""

from .alternates import add_wording
from .building import BuildReport, build
from .changes import Cause, Changes, Difference
from .curation import WORDING_LENGTH, read_note
from .embedding import Embedder, Vectors, open_model
from .errors import (
    BuildError,
    CurationError,
    ExportError,
    GenerationError,
    LockedError,
    ModelError,
    NoGenerationError,
    RecordError,
    ShrinkError,
    SourceError,
    WithdrawalError,
)
from .exporting import Audience, ExportReport, export
from .fusion import Signals
from .generation import Generation, Hit, Sentence
from .importing import ImportReport, import_record
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
    Link,
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
    "WORDING_LENGTH",
    "Ageing",
    "AgeingKind",
    "Answer",
    "AnsweredBy",
    "Audience",
    "BuildError",
    "BuildReport",
    "Cause",
    "Changes",
    "CurationError",
    "DateBasis",
    "Difference",
    "Doubt",
    "Embedder",
    "ExportError",
    "ExportReport",
    "Filters",
    "Foreseen",
    "FusionWeights",
    "Generation",
    "GenerationError",
    "Hit",
    "ImportReport",
    "Index",
    "IndexSettings",
    "Language",
    "Link",
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
    "add_wording",
    "build",
    "export",
    "foresee",
    "import_record",
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
