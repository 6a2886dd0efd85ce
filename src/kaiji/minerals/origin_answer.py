"""From the survey to the inquiry: what each supplier's answers say of the origin of each metal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kaiji.core.finding import Finding, Severity
from kaiji.core.source import Place
from kaiji.minerals.declaration import Answer, Declaration, Topic
from kaiji.minerals.layout import Layout
from kaiji.minerals.origin import OriginAnswer, Reply
from kaiji.minerals.rules.context import countries_in, in_use
from kaiji.minerals.survey import Response, Survey, SurveyLine, source_of

ORIGIN_TOPICS = (Topic.ADDED, Topic.REMAINS, Topic.COVERED_COUNTRIES, Topic.SCRAP)
WHOLE = ("CMRT-301", "CMRT-302")  # a declaration of another time says nothing of this year


def origin_answers(survey: Survey, metals: Iterable[str]) -> tuple[OriginAnswer, ...]:
    """Give one answer a supplier, metal and declaration in force; a supplier without any replies MISSING.

    An answer is not usable where a finding at error level stands at one of the cells it rests on, or the whole
    declaration is dated outside the year.
    """
    return tuple(answer for metal in metals for line in survey.lines for answer in _of_line(line, metal))


def _of_line(line: SurveyLine, metal: str) -> Iterator[OriginAnswer]:
    answered = False
    for one in line.responses:
        template = one.reading.template
        if one.in_force and one.declaration is not None and template is not None and template.layout is not None:
            answered = True
            yield _of_declaration(line, one, one.declaration, template.layout, metal)
    if not answered:
        silent = Reply.MISSING
        yield OriginAnswer(line.key, metal, silent, silent, silent, sources=(source_of(line),))


def _of_declaration(
    line: SurveyLine, response: Response, declaration: Declaration, layout: Layout, metal: str
) -> OriginAnswer:
    answers = [found for topic in ORIGIN_TOPICS if (found := declaration.answer(topic, metal)) is not None]
    places = {one.answer.source.place for one in answers}
    used = in_use(declaration, layout, metal)
    first = declaration.answer(Topic.ADDED, metal)
    unclear = Reply.UNKNOWN if first is not None and first.answer.given else Reply.MISSING
    necessary = {True: Reply.YES, False: Reply.NO, None: unclear}[used]
    doubts = tuple(dict.fromkeys(_doubts(response.findings, places)))
    origin = declaration.answer(Topic.COVERED_COUNTRIES, metal)
    sources = [one.answer.source for one in ([origin] if origin else []) + answers]
    countries = [
        (row["mine_countries"].text, row["mine_countries"].source)
        for row in declaration.rows_of(metal)
        if row["mine_countries"].given
    ]
    return OriginAnswer(
        line.key,
        metal,
        necessary,
        _reply(origin),
        _reply(declaration.answer(Topic.SCRAP, metal)),
        not doubts,
        doubts,
        tuple(dict.fromkeys([*sources, *(source for _, source in countries)])) or (declaration.source,),
        tuple(name for words, _ in countries for name in countries_in(words)),
    )


def _doubts(findings: Iterable[Finding], places: set[Place]) -> Iterator[str]:
    for one in findings:
        if one.severity is Severity.ERROR and (
            one.code in WHOLE or any(source.place in places for source in one.sources)
        ):
            yield one.code


def _reply(answer: Answer | None) -> Reply:
    if answer is None or not answer.answer.given:
        return Reply.MISSING
    if answer.answer.says("Yes"):
        return Reply.YES
    if answer.answer.says("No"):
        return Reply.NO
    return Reply.UNKNOWN
