"""PO catalogues: read, write, state, template, update, merge, save, statistics, reviews.

Every door of the room is here; :mod:`wirelocalize.catalogue.model` holds the data alone.
"""

from wirelocalize.catalogue import reviews
from wirelocalize.catalogue.counting import Statistics, count_words, statistics, total
from wirelocalize.catalogue.merging import Conflict, merge3
from wirelocalize.catalogue.model import Catalogue, Entry, Origin, State
from wirelocalize.catalogue.provenance import (
    digest,
    filled_by_machine,
    filled_by_memory,
    holds_human_words,
    review_recorded,
    state,
    translated,
    untouched,
)
from wirelocalize.catalogue.reader import loads, read
from wirelocalize.catalogue.recovery import Recovery, recover
from wirelocalize.catalogue.reviews import Review, Reviews, ReviewSummary, record_reviews, summarise_reviews
from wirelocalize.catalogue.saving import Saved, merge_files, recall, remember, save
from wirelocalize.catalogue.templates import new, template, translator
from wirelocalize.catalogue.updating import Change, Update, overlap, update
from wirelocalize.catalogue.writer import dumps, same_content, write

__all__ = [
    "Catalogue",
    "Change",
    "Conflict",
    "Entry",
    "Origin",
    "Recovery",
    "Review",
    "ReviewSummary",
    "Reviews",
    "Saved",
    "State",
    "Statistics",
    "Update",
    "count_words",
    "digest",
    "dumps",
    "filled_by_machine",
    "filled_by_memory",
    "holds_human_words",
    "loads",
    "merge3",
    "merge_files",
    "new",
    "overlap",
    "read",
    "recall",
    "record_reviews",
    "recover",
    "remember",
    "review_recorded",
    "reviews",
    "same_content",
    "save",
    "state",
    "statistics",
    "summarise_reviews",
    "template",
    "total",
    "translated",
    "translator",
    "untouched",
    "update",
    "write",
]
