"""What residents might ask in vain in a year, for the picture of the editors’ desk: made up, about real places."""

from __future__ import annotations

import datetime as dt

from api.ledger import Gap

_ASKED = {
    9: (
        "How long does it take before a 101 call is answered?",
        "What is the average wait on 101?",
        "I was on 101 for forty minutes, is that normal?",
        "How long do people in Buxton wait on 101?",
    ),
    7: (
        "Is the front counter at Belper police station going to open again?",
        "Why was the front counter in Glossop closed?",
        "When is the front counter at Chesterfield police station open?",
    ),
    5: (
        "What happens to police dogs when they retire?",
        "How many police dogs are there?",
        "Can I give a home to a retired police dog?",
    ),
    4: (
        "How do I renew my shotgun certificate?",
        "How long does a shotgun certificate renewal take?",
        "Why has my shotgun certificate in Matlock taken nine months?",
    ),
    3: (
        "Fireworks until one in the morning in Long Eaton, what can you do?",
        "What time do fireworks have to stop?",
        "Who do I tell about a poisoned buzzard on the moors above Hathersage?",
        "Birds of prey are being poisoned near Glossop, is anybody prosecuted?",
    ),
    2: (
        "How many officers carry a Taser?",
        "How often was a Taser fired last year?",
        "Loose dogs have killed our sheep near Castleton, may the farmer shoot?",
        "Why does nobody come out when sheep are stolen near Bakewell?",
        "How many special constables are there in Ripley?",
    ),
}


def missed(today: dt.date) -> list[Gap]:
    """The questions, some asked more often than others and more of late."""
    asked = [(question, at) for times, some in _ASKED.items() for question in some for at in range(times)]
    ages = (((at * 41 + len(question) * 7) % 19) ** 2 for question, at in asked)
    return [
        Gap(today - dt.timedelta(days=age), question, "", None) for (question, _), age in zip(asked, ages, strict=True)
    ]
