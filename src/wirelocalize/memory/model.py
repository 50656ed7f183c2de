"""What the translation memory holds and what it answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MemoryUnit:
    """A reviewed translation.

    :param locale: project code of the target language.
    :param source: English, with its inline markup; ``target``: its translation.
    :param context: role in the article; empty where unknown (TMX from elsewhere).
    :param origin: slug of the article, or name of the TMX file.
    :param when: when it was last changed, ISO 8601 in UTC; empty where unknown. Newer ones are preferred.
    :param who: who changed it last; stays in the workspace unless an export asks for it.
    """

    locale: str
    source: str
    target: str
    context: str = ""
    origin: str = ""
    when: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A translation of the same or of a similar sentence.

    :param score: percent. 100: same text, same role; 99: same text; 98: differs in typography or case; at
        most 97: similar. Where a guard applies, at most 89.
    :param guards: what makes the match unfit to be filled in unseen: ``numbers``, ``negation``, ``names``,
        ``markup``.
    """

    score: int
    source: str
    target: str
    origin: str
    when: str
    context: str = ""
    guards: tuple[str, ...] = ()

    @property
    def exact(self) -> bool:
        """Same text, character for character."""
        return self.score >= 99

    @property
    def fillable(self) -> bool:
        """Whether the score alone may decide on filling it in (as fuzzy, for review)."""
        return not self.guards
