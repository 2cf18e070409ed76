from __future__ import annotations

import pytest

from bot.asking import Conversations


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def conversations(clock: Clock) -> Conversations:
    return Conversations(most=3, seconds=60, clock=clock)


def test_a_new_conversation_has_an_id_nobody_can_guess(conversations: Conversations) -> None:
    ids = {conversations.open(None)[0] for _ in range(50)}
    assert len(ids) == 50
    assert min(map(len, ids)) >= 22


def test_the_last_question_is_remembered(conversations: Conversations) -> None:
    conversation, before = conversations.open(None)
    assert before is None
    conversations.remember(conversation, "What about Derby?")
    assert conversations.open(conversation) == (conversation, "What about Derby?")


def test_none_forgets_the_question_and_keeps_the_conversation(conversations: Conversations) -> None:
    conversation, _ = conversations.open(None)
    conversations.remember(conversation, "What about Derby?")
    conversations.remember(conversation, None)
    assert conversations.open(conversation) == (conversation, None)


def test_an_id_that_was_made_up_starts_a_new_conversation(conversations: Conversations) -> None:
    conversation, before = conversations.open("made-up-by-somebody-else")
    assert conversation != "made-up-by-somebody-else"
    assert before is None


def test_a_conversation_is_forgotten_after_a_while(conversations: Conversations, clock: Clock) -> None:
    conversation, _ = conversations.open(None)
    conversations.remember(conversation, "What about Derby?")
    clock.now = 59.9
    assert conversations.open(conversation)[1] == "What about Derby?"
    clock.now = 60.0
    assert conversations.open(conversation)[0] != conversation


def test_the_oldest_goes_first_when_there_are_too_many(conversations: Conversations) -> None:
    ids = [conversations.open(None)[0] for _ in range(3)]
    conversations.remember(ids[0], "used again")
    conversations.open(None)
    assert conversations.open(ids[0])[1] == "used again"
    assert conversations.open(ids[1])[0] != ids[1]
