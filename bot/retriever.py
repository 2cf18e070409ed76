"""The record as a LangChain retriever, for any LangChain program; the one place here that knows LangChain."""

from __future__ import annotations

from dataclasses import asdict

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from index import Filters

from .bot import Bot


class PrecedentRetriever(BaseRetriever):
    """Published answers closest to a question, as documents.

    A document's text is the response, word for word; its id is the answer's; its metadata holds the published
    question, the score (0 to 1, higher is closer), the band and the citation.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    bot: Bot
    k: int = Field(default=4, ge=1, le=100)
    filters: Filters | None = None

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [
            Document(
                id=result.id,
                page_content=result.response,
                metadata={name: value for name, value in asdict(result).items() if name not in ("id", "response")},
            )
            for result in self.bot.search(query, self.k, self.filters)
        ]
