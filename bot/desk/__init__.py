"""What editors work on: questions that found nothing, by subject and place; doubts about pages; old answers."""

from .desk import Desk, DoubtedPage, fold
from .grouping import MOST_GROUPED, Group
from .places import Places

__all__ = ["MOST_GROUPED", "Desk", "DoubtedPage", "Group", "Places", "fold"]
