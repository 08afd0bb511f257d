"""Finds what a name means: exactly, by its beginning, by its sound, or misspelt, in the area it names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from wanderlust.domain.places import Coordinates, PlaceAnswer, PlaceKind, PlaceMatch
from wanderlust.geo.folding import fold
from wanderlust.geo.gazetteer_schema import MACHINE_NAME, USUAL_NAME
from wanderlust.geo.match_scoring import CLOSE_SCORES, exact_quality, likeness, same_place, score, within
from wanderlust.geo.name_index import Candidate, NameIndex
from wanderlust.geo.place_query import Subject, divisions_of, has_separator, spellings

_LEAST_LIKENESS = 0.78  # "Toolooze" is 0.79 like Toulouse, "what is this" 0.73 like the nearest name
_LEAST_LIKENESS_IN_AREA = 0.84  # nothing else competes there, so more is asked of it
_LEAST_LIKENESS_IN_COUNTRY = 0.72  # "Dee john" and Dijon; a country said and met exactly leaves little to confuse
_LEAST_LETTERS_IN_AREA = 4
_SURELY_WHOLE = 0.9
# A little-known place may be exactly what a misheard great city is written like: Edinboro in Pennsylvania.
_LITTLE_KNOWN = 0.16  # fame of a town of some 10,000 people
_WELL_KNOWN = 0.20  # fame of Nice or Porto
_BETTER_KNOWN = 0.06
_SOUNDS_THE_SAME = 0.84  # "Bogata" and Bogotá are 0.85 alike, "Edinboro" and Edinburgh 0.88
_SCORED_NAMES = 24  # names whose bearers are fetched, after likeness is known
_BEGINNING_LIKENESS = 0.88  # of "kyo" to "kyoto"; grows with the part that is there

Fits = Callable[[Candidate], bool]


@dataclass(frozen=True, slots=True)
class _Scored:
    candidate: Candidate
    score: float
    exact: bool


class PlaceSearch:
    """Names to places over a :class:`NameIndex`."""

    def __init__(self, names: NameIndex) -> None:
        self._names = names

    def find(
        self,
        name: str,
        near: Coordinates | None,
        country: str | None,
        kinds: Collection[PlaceKind] | None,
        limit: int,
    ) -> PlaceAnswer:
        """See :meth:`Gazetteer.find`."""
        fits = self._filter(country, kinds)
        if fits is None or not fold(name):
            return PlaceAnswer(name, ())
        found: list[_Scored] = []
        if not has_separator(name):
            found = self._exactly(name, near, fits)
        if found and _is_doubtful(found[0]):
            found = _sorted([*found, *self._better_known(fold(name), found[0], near, fits)])
        if not found:
            found = self._in_an_area(name, near, fits)
        if not found:
            found = self._exactly(name, near, fits) or self._misheard(name, near, fits)
        return _answer(name, found, limit)

    def _filter(self, country: str | None, kinds: Collection[PlaceKind] | None) -> Fits | None:
        """What a candidate must be; None when the country is not known."""
        code = self._country_code(country) if country else None
        if country and code is None:
            return None

        def fits(candidate: Candidate) -> bool:
            return (code is None or candidate.place.country == code) and (
                kinds is None or candidate.place.kind in kinds
            )

        return fits

    def _country_code(self, country: str) -> str | None:
        if len(country) == 2 and country.isascii() and country.isupper():
            return country
        countries = [c for c in self._names.exact(fold(country)) if c.place.kind == "country"]
        return countries[0].place.country if countries else None

    def _exactly(self, name: str, near: Coordinates | None, fits: Fits) -> list[_Scored]:
        best: dict[str, _Scored] = {}
        for subject in spellings(name):
            for candidate in self._names.exact(subject.folded):
                if fits(candidate) and (subject.kinds is None or candidate.place.kind in subject.kinds):
                    quality = exact_quality(candidate, name)
                    scored = _Scored(candidate, score(quality, candidate, near), True)
                    _keep_best(best, scored)
        return _sorted(best.values())

    def _in_an_area(self, name: str, near: Coordinates | None, fits: Fits) -> list[_Scored]:
        for subject, area_name in divisions_of(name):
            areas = self._areas(area_name)
            if not areas:
                continue

            def inside(candidate: Candidate, areas: list[Candidate] = areas) -> bool:
                return fits(candidate) and any(within(candidate, a) for a in areas)

            found = self._exactly(subject, near, inside)
            if not found and has_separator(name):
                found = self._roughly(fold(subject), near, inside, _LEAST_LIKENESS_IN_AREA)
            if found:
                return found
        if not has_separator(name):
            return []
        # Where it is said to be is unknown or holds no such place: better that place elsewhere than none.
        subject = next(divisions_of(name))[0]
        return [_Scored(s.candidate, s.score - 0.1, False) for s in self._exactly(subject, near, fits)]

    def _misheard(self, name: str, near: Coordinates | None, fits: Fits) -> list[_Scored]:
        whole = self._roughly(fold(name), near, fits, _LEAST_LIKENESS)
        if has_separator(name) or any(likeness(fold(name), s.candidate.folded) >= _SURELY_WHOLE for s in whole[:3]):
            return whole  # "Cuidad de Mexico" is no place called Cuidad in Mexico
        return self._roughly_in_a_country(name, near, fits) or whole

    def _roughly_in_a_country(self, name: str, near: Coordinates | None, fits: Fits) -> list[_Scored]:
        """ "Salzberg Austria": of a name that ends with a whole country or region, the part before it misspelt."""
        for subject, area_name in divisions_of(name):
            areas = [area for area in self._areas(area_name) if area.place.kind in ("country", "region")]
            if not areas or len(fold(subject)) < _LEAST_LETTERS_IN_AREA:
                continue

            def inside(candidate: Candidate, areas: list[Candidate] = areas) -> bool:
                return fits(candidate) and any(within(candidate, a) for a in areas)

            found = self._roughly(fold(subject), near, inside, _LEAST_LIKENESS_IN_COUNTRY)
            if found:
                return found
        return []

    def _areas(self, name: str) -> list[Candidate]:
        """Countries, regions and well-known towns of this name; for ``Paris, Texas, USA`` those of ``Texas``."""
        first = name.split(",")[0]
        areas: list[Candidate] = []
        for subject in spellings(first):
            areas += [c for c in self._names.exact(subject.folded) if c.place.kind in ("country", "region")]
            if not areas:
                towns = self._names.exact(subject.folded)
                areas = [c for c in towns if c.place.kind == "city" and c.alias_class != MACHINE_NAME][:3]
            if areas:
                break
        return areas

    def _roughly(
        self, folded: str, near: Coordinates | None, fits: Fits, least: float = _LEAST_LIKENESS
    ) -> list[_Scored]:
        likenesses: dict[int, float] = {}
        for subject in _plain_subjects(folded):
            self._add_likenesses(subject, likenesses)
        ranked = sorted(likenesses, key=lambda number: -likenesses[number])[: _SCORED_NAMES * 4]
        best: dict[str, _Scored] = {}
        for number in ranked:
            if likenesses[number] < least:
                break
            for candidate in self._names.bearers(number):
                if not fits(candidate):
                    continue
                _keep_best(best, _Scored(candidate, score(likenesses[number], candidate, near), False))
        return _sorted(best.values())

    def _better_known(self, folded: str, exact: _Scored, near: Coordinates | None, fits: Fits) -> list[_Scored]:
        """Places that sound like the name and are far better known than the one that has it exactly."""
        better: dict[str, _Scored] = {}
        for number, name in self._names.names(self._names.sounding_like(folded, limit=20)).items():
            like = likeness(folded, name)
            if name == folded or like < _SOUNDS_THE_SAME:
                continue
            for candidate in self._names.bearers(number, limit=3):
                if fits(candidate) and candidate.fame > exact.candidate.fame + _BETTER_KNOWN:
                    _keep_best(better, _Scored(candidate, score(like, candidate, near), False))
        return list(better.values())

    def _add_likenesses(self, subject: Subject, likenesses: dict[int, float]) -> None:
        asked = subject.folded
        starts = set(self._names.beginning_with(asked)) if len(asked) >= 3 else set()
        numbers = starts | set(self._names.sounding_like(asked)) | set(self._names.sharing_trigrams(asked))
        for number, name in self._names.names(list(numbers)).items():
            like = likeness(asked, name)
            if number in starts:
                part = len(asked) / len(name)
                like = max(like, _BEGINNING_LIKENESS + (1 - _BEGINNING_LIKENESS) * part)
            likenesses[number] = max(like, likenesses.get(number, 0.0))


def _plain_subjects(folded: str) -> list[Subject]:
    """The spellings that hold for every kind, without fillers such as "the city of"."""
    return [subject for subject in spellings(folded) if subject.kinds is None][-1:]


def _keep_best(best: dict[str, _Scored], scored: _Scored) -> None:
    """Put it in unless the place is there already with a better score."""
    rival = best.get(scored.candidate.place.id)
    if rival is None or scored.score > rival.score:
        best[scored.candidate.place.id] = scored


def _sorted(found: Iterable[_Scored]) -> list[_Scored]:
    return sorted(found, key=lambda scored: -scored.score)


def _answer(query: str, found: list[_Scored], limit: int) -> PlaceAnswer:
    matches = tuple(PlaceMatch(s.candidate.place, round(s.score, 4), _matched(s.candidate)) for s in found[:limit])
    ambiguous = False
    if len(found) > 1:
        first = found[0]
        misheard = not first.exact and any(other.exact for other in found)
        rivals = [s for s in found[1:8] if first.score - s.score < CLOSE_SCORES and _alike(first, s)]
        ambiguous = misheard or any(not same_place(first.candidate, rival.candidate) for rival in rivals)
    return PlaceAnswer(query, matches, ambiguous, bool(found) and found[0].exact)


def _is_doubtful(found: _Scored) -> bool:
    """Little known, or known so only far away: then a better known place that sounds the same may be meant."""
    if found.candidate.fame < _LITTLE_KNOWN:
        return True
    return found.candidate.alias_class != USUAL_NAME and found.candidate.fame < _WELL_KNOWN


def _alike(one: _Scored, other: _Scored) -> bool:
    """Whether both fit by a name of one quality: both exactly, or both by the same misspelt name."""
    if one.candidate.alias_class != other.candidate.alias_class:
        return False
    return one.candidate.folded == other.candidate.folded or (one.exact and other.exact)


def _matched(candidate: Candidate) -> str:
    return candidate.place.name if candidate.alias_class == USUAL_NAME else candidate.folded
