"""What can be wrong with judgements: EVD-321 to EVD-326."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text


@rule(
    "EVD-321",
    Severity.ERROR,
    title=Text("Judgement that cannot be read", "読めない判断記録"),
    message=Text("This line is no judgement: {reason}.", "この行は判断記録として読めません：{reason}。"),
    remedy=Text(
        "Record the decision again with “kaiji minerals smelters judge”; leave the line where it is.",
        "「kaiji minerals smelters judge」で改めて記録してください。この行は残しておきます。",
    ),
)
def judgement_malformed(source: Source, reason: Text) -> Iterator[Finding]:
    """Every line is one decision, with who, when and why.

    What it checks
    That each line is a JSON object with texts only: the verdict, what it needs, by, on and why.

    Why it matters
    A decision without a person, a day or a reason is none. Nothing is taken from such a line.

    How to put it right
    Record it anew. A line that is broken off comes from a full disk or an editor.

    Source
    A rule of this project.
    """
    yield judgement_malformed.finding(source, reason=reason)


@rule(
    "EVD-322",
    Severity.ERROR,
    title=Text("Judgement altered afterwards", "後から変更された判断記録"),
    message=Text(
        "The line of {by} of {on} no longer agrees with its id {id}: it was changed after it was recorded.",
        "{by}（{on}）の行は ID {id} と一致しません。記録後に変更されています。",
    ),
    remedy=Text(
        "Restore the line, and record the new decision as a line of its own.",
        "元の行に戻し、新しい判断は別の行として記録してください。",
    ),
)
def judgement_altered(source: Source, stated: str, by: str, on: date) -> Iterator[Finding]:
    """A judgement is appended and never changed.

    What it checks
    The id of a line, which is made of what it says. A line without an id is taken as it is.

    Why it matters
    Somebody signed the decision as it was. What was changed later is nobody's; nothing is taken from it.

    How to put it right
    Restore it from the copy under which the filing was made; withdraw it, and judge again.

    Source
    A rule of this project.
    """
    yield judgement_altered.finding(source, id=stated[:40], by=by, on=on)


@rule(
    "EVD-323",
    Severity.WARN,
    title=Text("Judgement recorded twice", "判断記録の重複"),
    message=Text("The same judgement stands in an earlier line.", "同じ判断が前の行に記録されています。"),
    remedy=Text("Nothing has to be done; it counts once.", "対応は不要です。1件として扱います。"),
)
def judgement_twice(source: Source, earlier: Source) -> Iterator[Finding]:
    """A line that stands twice says nothing new.

    What it checks
    Lines that agree in everything.

    Why it matters
    It may come from two copies of the file that were put together, and then others may be missing.

    How to put it right
    Look whether both copies are there in full.

    Source
    A rule of this project.
    """
    yield judgement_twice.finding(source, earlier)


@rule(
    "EVD-324",
    Severity.ERROR,
    title=Text("Withdrawal of nothing", "対象のない取消し"),
    message=Text(
        "There is no standing judgement {id} above this line that it could withdraw{when}.",
        "この行より前に、取り消せる判断 {id} がありません{when}。",
    ),
    remedy=Text(
        "Look the id up with “kaiji minerals smelters judgements”, and withdraw that one.",
        "「kaiji minerals smelters judgements」でIDを確認し、改めて取り消してください。",
    ),
)
def withdraws_nothing(source: Source, withdraws: str, judged: date | None) -> Iterator[Finding]:
    """A withdrawal names one judgement that stands.

    What it checks
    That the id is one of an earlier line, which is a judgement, was not withdrawn before, and is not of a later day.

    Why it matters
    Whoever withdrew it believes that it no longer holds, and it does.

    How to put it right
    Withdraw the right one.

    Source
    A rule of this project.
    """
    when = Text("")
    if judged is not None:
        day = judged.isoformat()
        when = Text(f"; the one with this id was made later, on {day}", f"（このIDの判断は後の {day} のものです）")
    yield withdraws_nothing.finding(source, id=withdraws[:40], when=when)


@rule(
    "EVD-325",
    Severity.ERROR,
    title=Text("Judgements that contradict each other", "矛盾する判断"),
    message=Text(
        "On “{name}” ({metal}), {count} judgements cannot all be true: {ids}. None of them is applied.",
        "「{name}」（{metal}）に関する {count} 件の判断が両立しません：{ids}。いずれも適用しません。",
    ),
    remedy=Text(
        "Decide together which one holds, and withdraw the others.",
        "どれが正しいか協議し、他を取り消してください。",
    ),
)
def judgements_contradict(sources: Sequence[Source], name: str, metal: str, ids: Sequence[str]) -> Iterator[Finding]:
    """One name of one metal and country means one facility, or none.

    What it checks
    Judgements that stand for the same name, metal and country: two facilities, a facility and no smelter, or one that
    is and is not meant.

    Why it matters
    The later one is not the better one; and whoever made the first may not know of it.

    How to put it right
    Withdraw what does not hold. Nothing is deleted.

    Source
    A rule of this project.
    """
    yield judgements_contradict.finding(*sources, name=name[:80], metal=metal, count=len(ids), ids=tuple(ids))


@rule(
    "EVD-326",
    Severity.ERROR,
    title=Text("Judged to be an unknown facility", "判断先が参照リストにない"),
    message=Text(
        "Judgement {id} of {by} says that “{name}” is {cid}, which no reference has under {metal}.",
        "{by} の判断 {id} は「{name}」を {cid} としていますが、参照リストの {metal} にありません。",
    ),
    remedy=Text(
        "Give the reference that has it, or withdraw the judgement if the facility left the list.",
        "該当する参照リストを指定するか、リストから外れた施設であれば判断を取り消してください。",
    ),
)
def judged_unknown(source: Source, judgement_id: str, by: str, name: str, cid: str, metal: Text) -> Iterator[Finding]:
    """A judgement points into the reference.

    What it checks
    For each judgement that is applied, whether a reference that was given has the id under the metal.

    Why it matters
    The row stays not identified, although somebody decided.

    How to put it right
    Name the newer, or the older, reference beside the other.

    Source
    A rule of this project.
    """
    yield judged_unknown.finding(source, id=judgement_id, by=by, name=name[:80], cid=cid, metal=metal)


RULES: tuple[AnyRule, ...] = (
    judgement_malformed,
    judgement_altered,
    judgement_twice,
    withdraws_nothing,
    judgements_contradict,
    judged_unknown,
)
