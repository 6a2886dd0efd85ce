"""What a supplier says otherwise than in its earlier answer: answers, smelters, contact, scope, name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kaiji.core.finding import Finding, FindingClass, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.minerals.company_identity import By
from kaiji.minerals.declaration import Declaration, Topic
from kaiji.minerals.earlier import Change, Comparison, Kind, Pair
from kaiji.minerals.label import field_label, metal_label, question_label
from kaiji.minerals.rules.version_file import (
    day_of,
    earlier_unreadable,
    not_dated_anew,
    nothing_earlier,
    only_redated,
    sent_again,
    silent_now,
    template_older,
)

INACCURATE, INCONSISTENT = FindingClass.INACCURATE, FindingClass.INCONSISTENT
NAMED = 5
# An answer that turns this way takes something out of the inquiry, or out of the supplier's own programme.
TURNS: Mapping[Topic, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Topic.ADDED: (("yes",), ("no",)),
    Topic.REMAINS: (("yes",), ("no",)),
    Topic.COVERED_COUNTRIES: (("yes", "unknown", "uncertain or unknown"), ("no",)),
    Topic.HIGH_RISK_AREAS: (("yes", "unknown"), ("no",)),
    Topic.SCRAP: (("no",), ("yes",)),
    Topic.POLICY: (("yes",), ("no",)),
    Topic.DUE_DILIGENCE: (("yes",), ("no",)),
    Topic.REVIEW: (("yes",), ("no",)),
}
PEOPLE = ("contact_name", "contact_email", "authorizer_name", "authorizer_email")


@rule(
    "SUP-101",
    Severity.INFO,
    title=Text("Compared with an earlier answer", "以前の回答との比較", "与以往答复比较"),
    message=Text(
        "Compared with {file} ({day}), known by {by}: {fields} company fields and {answers} answers differ; {new} smelters "
        "are new, {gone} are gone.",
        "{file}（{day}）と比較しました（照合：{by}）。会社情報{fields}件、回答{answers}件が異なり、製錬所は{new}件追加、{gone}件削除されています。",
        "已与 {file}（{day}）比较（依据：{by}）：公司信息 {fields} 项、答案 {answers} 项不同；新增冶炼厂 {new} 家，移除 {gone} 家。",
    ),
    remedy=Text(
        "Look through the changes; --format html and json list them all.",
        "変更点を確認してください。--format html と json で一覧を表示します。",
        "请查看变化；--format html 和 json 会全部列出。",
    ),
)
def compared(pair: Pair) -> Iterator[Finding]:
    """What changed since last time is where to look first.

    What it checks
    Every declaration for which an earlier one of the same company was found: how much differs. Answers are compared by
    what they mean, smelters by id or name.

    Why it matters
    A change without a reason, or no change at all where the products changed, is what a reviewer should ask about.

    How to put it right
    Nothing; see what changed.

    Source
    OECD Guidance, step 2: information is kept up to date and checked.
    """
    fields = pair.of(Kind.FIELD)
    yield compared.finding(
        pair.now.source,
        pair.earlier.source,
        file=pair.earlier.file,
        day=day_of(pair.earlier),
        by=_joined([how.label for how in pair.by]),
        fields=len(fields),
        answers=len(pair.of(Kind.ANSWER)),
        new=len(pair.of(Kind.SMELTER_NEW)),
        gone=len(pair.of(Kind.SMELTER_GONE)),
    )


@rule(
    "SUP-102",
    Severity.WARN,
    klass=INCONSISTENT,
    title=Text("An answer turned", "回答の反転", "答案反转"),
    message=Text(
        "{question} was “{before}” in {file} ({was}), and is “{now}” now.",
        "{question}は {file}（{was}）では「{before}」でしたが、「{now}」に変わっています。",
        "{question}在 {file}（{was}）中为“{before}”，现为“{now}”。",
    ),
    remedy=Text(
        "Say in the comment beside {cell} what changed, or put the earlier answer back.",
        "変更の理由を {cell} の横のコメントに記入するか、以前の回答に戻してください。",
        "请在 {cell} 旁的备注中说明变化原因，或恢复原答案。",
    ),
)
def answer_turned(pair: Pair) -> Iterator[Finding]:
    """A metal does not leave a product, or a mine its country, without a reason.

    What it checks
    Answers that turned in the direction that ends an inquiry: a metal added or remaining from Yes to No, origin in
    covered countries or high-risk areas from Yes or unknown to No, scrap from No to Yes; and a policy, due diligence
    or review from Yes to No.

    Why it matters
    Such a change takes the metal out of the inquiry, or the supplier's own programme out of the assessment.

    How to put it right
    Ask what changed; the comment beside the answer is the place for it.

    Source
    Rule 13p-1: a reasonable inquiry follows up on warning signs.
    """
    for one in pair.of(Kind.ANSWER):
        turn = TURNS.get(one.topic) if one.topic else None
        if turn is None or not _begins(one.before, turn[0]) or not _begins(one.now, turn[1]):
            continue
        answer = pair.now.answer(one.topic, one.metal) if one.topic else None
        if answer is not None:
            yield answer_turned.finding(
                one.source,
                one.was,
                question=question_label(answer),
                before=one.before,
                now=one.now,
                file=pair.earlier.file,
                was=str(one.was.place),
                cell=one.source.place.cell,
            )


@rule(
    "SUP-103",
    Severity.WARN,
    klass=INACCURATE,
    title=Text("Smelters gone, answers the same", "回答不変で製錬所が減少", "答案未变而冶炼厂减少"),
    message=Text(
        "{gone} of the {before} smelters of {metal} in {file} are gone ({names}), while no answer on {metal} changed.",
        "{file} にあった{metal}の製錬所{before}件のうち{gone}件がなくなっています（{names}）が、{metal}に関する回答は変わっていません。",
        "{file} 中{metal}的 {before} 家冶炼厂有 {gone} 家已不在清单中（{names}），而{metal}的答案均未改变。",
    ),
    remedy=Text(
        "Put the smelters back into the Smelter List, or say in its comments why they are no longer used.",
        "製錬所リストに戻すか、使用しなくなった理由を備考に記入してください。",
        "请将其补回冶炼厂清单，或在备注中说明不再使用的原因。",
    ),
)
def smelters_gone(pair: Pair) -> Iterator[Finding]:
    """A supply chain that lost smelters changed; an answer that did not notice was copied.

    What it checks
    For each metal: fewer smelters than before, some of them gone, and no answer on the metal changed.

    Why it matters
    Smelters that are on no audited list are the first to be left out when a customer asks about them.

    How to put it right
    Ask for each smelter since when it is no longer used.

    Source
    Practice of reviewing declarations.
    """
    changed = {one.metal for one in pair.of(Kind.ANSWER)}
    gone: dict[str, list[Change]] = {}
    for one in pair.of(Kind.SMELTER_GONE):
        gone.setdefault(one.metal.casefold(), []).append(one)
    for metal in pair.now.metals:
        lost = gone.get(metal.casefold(), [])
        before, now = _named(pair.earlier, metal), _named(pair.now, metal)
        if lost and metal not in changed and now < before:
            rows = pair.now.rows_of(metal)
            yield smelters_gone.finding(
                rows[0].source if rows else pair.now.source,
                *(one.source for one in lost),
                metal=metal_label(metal),
                gone=len(lost),
                before=before,
                file=pair.earlier.file,
                names=(*(one.before for one in lost[:NAMED]), *(("…",) if len(lost) > NAMED else ())),
            )


@rule(
    "SUP-108",
    Severity.INFO,
    title=Text("Another contact", "担当者の変更", "联系人变更"),
    message=Text(
        "The {field} was “{before}” in {file}, and is “{now}” now.",
        "「{field}」は {file} では「{before}」でしたが、「{now}」に変わっています。",
        "“{field}”在 {file} 中为“{before}”，现为“{now}”。",
    ),
    remedy=Text(
        "Bring the register of suppliers up to date.",
        "取引先一覧を更新してください。",
        "请更新供应商名册。",
    ),
)
def contact_changed(pair: Pair) -> Iterator[Finding]:
    """The next request should reach somebody.

    What it checks
    Name and e-mail address of the contact and of the authorizer.

    Why it matters
    Requests to somebody who left are not answered, and nobody says why.

    How to put it right
    Enter the new contact.

    Source
    Practice of supplier surveys.
    """
    for one in pair.of(Kind.FIELD):
        if one.name in PEOPLE and one.now:
            yield contact_changed.finding(
                one.source,
                one.was,
                field=field_label(one.name),
                before=one.before or "—",
                now=one.now,
                file=pair.earlier.file,
            )


@rule(
    "SUP-109",
    Severity.WARN,
    klass=FindingClass.INCOMPLETE,
    title=Text("The declaration covers less", "申告範囲の縮小", "申报范围缩小"),
    message=Text(
        "The scope was “{before}” in {file}, and is “{now}” now; {gone} products of its list are gone.",
        "申告範囲は {file} では「{before}」でしたが、「{now}」になっています。製品リストから{gone}件がなくなっています。",
        "申报范围在 {file} 中为“{before}”，现为“{now}”；产品清单减少 {gone} 个产品。",
    ),
    remedy=Text(
        "Make sure that {cell} and the Product List cover everything that is delivered.",
        "{cell} と製品リストが納入品をすべて対象としているか確認してください。",
        "请确认 {cell} 和产品清单涵盖所有供货产品。",
    ),
)
def scope_narrower(pair: Pair) -> Iterator[Finding]:
    """What is no longer covered needs a declaration of its own.

    What it checks
    That the scope did not go from the whole company to products or to one that the supplier defines, and that no
    product of the earlier list is missing while the scope is a list.

    Why it matters
    Products that fell out of the scope are supported by no answer.

    How to put it right
    Ask for a declaration that covers what you buy.

    Source
    Use of the declaration scope in the templates.
    """
    before, now = pair.earlier["scope"], pair.now["scope"]
    narrower = before.words[:1].upper() == "A" and now.words[:1].upper() in ("B", "C", "D")
    gone = pair.of(Kind.PRODUCT_GONE)
    listed = now.words[:1].upper() in ("B", "D")
    if narrower or (gone and listed):
        yield scope_narrower.finding(
            now.source,
            before.source,
            before=before.words,
            now=now.words,
            file=pair.earlier.file,
            gone=len(gone),
            cell=now.source.place.cell,
        )


@rule(
    "SUP-110",
    Severity.WARN,
    title=Text("Perhaps another company", "別会社の可能性", "可能是另一家公司"),
    message=Text(
        "“{now}” was taken for “{before}” of {file}, by {by} alone.",
        "「{now}」を {file} の「{before}」と同じ会社とみなしました（照合：{by}のみ）。",
        "仅依据{by}，将“{now}”视为 {file} 中的“{before}”。",
    ),
    remedy=Text(
        "Find out whether the company was renamed or is another; correct the name in {cell} if it is mistyped.",
        "社名変更か別会社かを確認し、誤記の場合は {cell} の会社名を訂正してください。",
        "请确认是更名还是另一家公司；若为笔误，请更正 {cell} 的公司名称。",
    ),
)
def name_changed(pair: Pair) -> Iterator[Finding]:
    """Whoever answers under another name may be somebody else.

    What it checks
    Pairs of declarations that do not carry the same company name, and were brought together by unique ID or e-mail
    address.

    Why it matters
    The comparison holds only if both are one company's.

    How to put it right
    Ask, and enter the other name as an alias in the register.

    Source
    Rule of this project: nothing is matched without saying by what.
    """
    if By.NAME not in pair.by:
        now, before = pair.now["company_name"], pair.earlier["company_name"]
        yield name_changed.finding(
            now.source,
            before.source,
            now=now.words or "—",
            before=before.words or "—",
            file=pair.earlier.file,
            by=_joined([how.label for how in pair.by]),
            cell=now.source.place.cell,
        )


PAIR_RULES = (
    compared,
    answer_turned,
    smelters_gone,
    only_redated,
    template_older,
    not_dated_anew,
    sent_again,
    contact_changed,
    scope_narrower,
    name_changed,
)


def check_versions(comparison: Comparison) -> Iterator[Finding]:
    """Run the rules on all pairs, in their order, and on what has no counterpart."""
    for pair in comparison.pairs:
        for one in PAIR_RULES:
            yield from one(pair)
    yield from nothing_earlier(comparison)
    yield from silent_now(comparison)


def _begins(words: str, with_any: Iterable[str]) -> bool:
    folded = words.casefold().strip()
    return any(folded == word or folded.startswith((f"{word},", f"{word} ")) for word in with_any)


def _named(declaration: Declaration, metal: str) -> int:
    return len({row.given_id or row.given_name for row in declaration.rows_of(metal) if not row.names_nobody})


def _joined(texts: Iterable[Text]) -> Text:
    texts = list(texts)
    return Text(
        ", ".join(one.en for one in texts), "・".join(one.ja for one in texts), "、".join(one.zh for one in texts)
    )


RULES: tuple[AnyRule, ...] = (*PAIR_RULES, nothing_earlier, silent_now, earlier_unreadable)
