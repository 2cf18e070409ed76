"""What goes wrong in the record. Every message says what, where and what to do next."""


class RecordError(Exception):
    """Root of this layer's errors."""


class SourceError(RecordError):
    """A page cannot be read as text; the other pages are not affected."""


class CurationError(RecordError):
    """A file of what people add to the pages says something that cannot be true or read."""


class AddingError(RecordError):
    """A page cannot be added as it is; nothing was written."""


class WithdrawalError(RecordError):
    """What was asked cannot be withdrawn or restored; nothing was changed."""


class ChangedError(WithdrawalError):
    """What would be withdrawn or restored is not what was shown; nothing was changed."""


class ModelError(RecordError):
    """The embedding model is missing, or its weights are not the ones expected."""


class BuildError(RecordError):
    """A build was given up; the former generation goes on serving."""


class LockedError(BuildError):
    """Another build of the same index is running."""


class ShrinkError(BuildError):
    """The new record would lose pages that are in the present one."""


class ExportError(RecordError):
    """An export cannot be made, or what is to be imported is none; nothing was changed."""


class NoGenerationError(RecordError):
    """Nothing has been published yet in this data folder."""


class GenerationError(RecordError):
    """A published generation is damaged, or was made by other software than this."""
