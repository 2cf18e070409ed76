"""Quick-start retrieval beside ours, on the same questions, pages and model.

The quick start: each page cut into 1,000-character chunks, embedded, the nearest chunks taken from Chroma. A
chunk counts as the answer that most of it belongs to. Run: python -m tests.eval.baseline [FILE]
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import chromadb
from langchain_text_splitters import RecursiveCharacterTextSplitter
from rich import box
from rich.console import Console
from rich.table import Table

from bot import Bot, Figures, Status, evaluate, figures, key_of, read_questions
from index import Answer, Embedder, Index, IndexSettings, build, open_model, read_record
from tests.fakes import quiet

DEV = Path(__file__).parent / "dev.jsonl"
CHUNK = 1000


class QuickStart:
    """Chunks of pages in Chroma, ranked by distance alone."""

    def __init__(self, seeds: Path, embedder: Embedder) -> None:
        self.embedder = embedder
        self.keys: list[str] = []
        texts = []
        splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=0, add_start_index=True)
        for page in read_record(seeds, quiet)[0]:
            for chunk in splitter.create_documents([page.page.text]):
                start = int(chunk.metadata["start_index"])
                owner = max(page.answers, key=lambda answer: _overlap(answer, start, start + len(chunk.page_content)))
                if _overlap(owner, start, start + len(chunk.page_content)) > 0:
                    self.keys.append(f"{page.page.id[:3]}:{owner.label.lstrip('Q')}")
                    texts.append(chunk.page_content)
        self.collection = chromadb.EphemeralClient().create_collection(
            "quick-start", configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )
        ids = [str(at) for at in range(len(texts))]
        self.collection.add(ids=ids, embeddings=embedder.embed_passages(texts))

    def rank(self, turns: Sequence[str]) -> list[str]:
        """Keys of answers by their nearest chunk."""
        vector = self.embedder.embed_questions([turns[-1]])
        found = self.collection.query(query_embeddings=vector, n_results=40, include=[])
        return list(dict.fromkeys(self.keys[int(chunk)] for chunk in found["ids"][0]))


def _overlap(answer: Answer, start: int, end: int) -> int:
    return min(end, answer.end) - max(start, answer.question_start)


def compare(file: Path, seeds: Path) -> tuple[list[Figures], list[Figures]]:
    """Figures of the quick start and of ours, over questions that have an answer."""
    questions = [question for question in read_questions(file) if question.relevant]
    with tempfile.TemporaryDirectory() as data:
        settings = IndexSettings(seeds=seeds, data=Path(data))
        embedder = open_model(settings)
        build(settings, embedder, quiet)
        index = Index.open(settings, embedder)
        bot = Bot.open(index)

        def ours(turns: Sequence[str]) -> list[str]:
            return [key_of(result) for result in bot.search(turns[-1], 10, before=turns[0] if turns[1:] else None)]

        def answered(_: Sequence[str]) -> Status:
            return Status.ANSWERED

        both = (
            figures(evaluate(questions, QuickStart(seeds, embedder).rank, answered)),
            figures(evaluate(questions, ours, answered)),
        )
        index.close()
    return both


def main() -> None:
    """Print both, side by side."""
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else DEV
    table = Table("kind", "questions", "", "hit@1", "hit@3", "nDCG@10", box=box.SIMPLE)
    for quick, ours in zip(*compare(file, DEV.parents[2] / "seeds"), strict=True):
        for name, row in (("quick start", quick), ("On Record", ours)):
            values = [f"{row.means[metric].value:.3f}" for metric in ("hit@1", "hit@3", "nDCG@10")]
            table.add_row(row.kind, str(row.questions), name, *values)
    Console().print(table)


if __name__ == "__main__":
    main()
