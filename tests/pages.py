"""Two short pages in the style of the seeds, and the record built from them with the fake model."""

from __future__ import annotations

import functools
from pathlib import Path

from index import IndexSettings, build
from tests.fakes import WordEmbedder, quiet

RURAL = """Performance Scrutiny Meeting focusing on Rural Crime (6 October 2022)

13 October 2022

I would like to thank everyone who has taken the time to submit a question. My office received three questions.

Public Questions Submitted

Wildlife and Farms

Q1) What is being done about hare coursing on farmland? (Resident from Bolsover)

Constabulary’s Response

Our rural crime team patrols farmland where hare coursing is reported. Dogs and vehicles are seized whenever the law
allows it. We ask farmers to report hare coursing at once.

Q2) Are stolen tractors ever returned to their owners? (Resident from High Peak)

Constabulary’s Response

Last year 14 stolen tractors were found with the help of satellite trackers. Owners are told within a day.

Vehicle Related

Q3) Why are electric scooters ridden on pavements in Derby? (Resident from Derby City)

Constabulary’s Response

Electric scooters may not be ridden on pavements. Officers seize scooters from riders who ignore a warning.
"""

ROADS = """Public Assurance Meeting

Below are the questions that were submitted, alongside the response to those questions from the Chief Constable.

Public Questions Submitted

Vehicle Related

Q1) What is done about electric scooters ridden on pavements? (Resident from Bolsover)

Constabulary’s Response

Electric scooters are seized when riders ignore a warning. A campaign in schools explains the law on scooters.

Speeding

Q2) Will average speed cameras be put up in our villages? (Resident from High Peak)

Constabulary’s Response

Speed cameras are placed where collisions have happened. Villages may ask for a community speed watch.

Q3) When will speeding through villages be stopped?

Constabulary’s Response

Please see the answer to Q2 above.

Horses

Q4) Do mounted officers visit the horse fair in August?

Constabulary’s Response

Please see the answer to Q9 above.
"""


def write_pages(folder: Path, **pages: str) -> Path:
    """Pages by name, in a folder that is made for them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@functools.cache
def built_once(root: Path) -> IndexSettings:
    """The two pages, published once in a folder; to be read only."""
    settings = IndexSettings(seeds=write_pages(root / "seeds", rural=RURAL, roads=ROADS), data=root / "data")
    build(settings, WordEmbedder(), quiet)
    return settings
