"""Published pages into a searchable record, and hits out of it. The front door of this layer."""

from .adding import Addition, add, look_at
from .alternates import add_wording
from .building import BuildReport, build
from .captures import PageCaptures, read_captures
from .changes import Cause, Changes, Difference
from .choosing import choose_generation
from .corrections import corrections_of, example
from .curation import WORDING_LENGTH, MeetingNote, addresses
from .embedding import Embedder, Vectors, open_model
from .errors import (
    AddingError,
    BuildError,
    ChangedError,
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
from .planning import Foreseen, foresee
from .reading import Progress, read_file, read_record
from .record import (
    MASK,
    Ageing,
    AgeingKind,
    Answer,
    AnsweredBy,
    DateBasis,
    Doubt,
    Edition,
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
from .spots import Part, Spot
from .stores.catalogue import Filters
from .taking import NewCapture, Taken, TakenAs, digest_of, mark_gone, mark_unchanged, take
from .upkeep import check_kept, unfinished_builds
from .vetting import vet
from .withdrawals import Withdrawal, read_withdrawals
from .withdrawing import WithdrawalReport, pending_withdrawals, restore, withdraw

__all__ = [
    "MASK",
    "WORDING_LENGTH",
    "AddingError",
    "Addition",
    "Ageing",
    "AgeingKind",
    "Answer",
    "AnsweredBy",
    "Audience",
    "BuildError",
    "BuildReport",
    "Cause",
    "ChangedError",
    "Changes",
    "CurationError",
    "DateBasis",
    "Difference",
    "Doubt",
    "Edition",
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
    "MeetingNote",
    "ModelError",
    "NewCapture",
    "NoGenerationError",
    "Outcome",
    "Page",
    "PageCaptures",
    "ParseReport",
    "ParsedPage",
    "Part",
    "Passage",
    "Progress",
    "RecordError",
    "Reference",
    "RelationKind",
    "Sentence",
    "ShrinkError",
    "Signals",
    "SourceError",
    "Spot",
    "Taken",
    "TakenAs",
    "Vectors",
    "Withdrawal",
    "WithdrawalError",
    "WithdrawalKind",
    "WithdrawalReport",
    "add",
    "add_wording",
    "addresses",
    "build",
    "check_kept",
    "choose_generation",
    "corrections_of",
    "digest_of",
    "example",
    "export",
    "foresee",
    "import_record",
    "look_at",
    "mark_gone",
    "mark_unchanged",
    "open_model",
    "parse",
    "pending_withdrawals",
    "read_captures",
    "read_file",
    "read_page",
    "read_record",
    "read_withdrawals",
    "restore",
    "split_sentences",
    "take",
    "unfinished_builds",
    "vet",
    "withdraw",
]
