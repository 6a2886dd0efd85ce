"""What different suppliers' files have in common, and should not: lists, contents, contacts, answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kaiji.core.finding import Finding, FindingClass, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals.brief import SHARED_FROM, Brief, Side


@rule(
    "SUP-006",
    Severity.WARN,
    klass=FindingClass.INACCURATE,
    title=Text("Two suppliers with the same list", "同一の製錬所リスト", "两家供应商的清单相同"),
    message=Text(
        "{first} and {second} name exactly the same {count} smelters.",
        "{first} と {second} が全く同じ{count}件の製錬所を記載しています。",
        "{first} 与 {second} 列出完全相同的 {count} 家冶炼厂。",
    ),
    remedy=Text(
        "Ask both where the list comes from: one may have copied it, or both use a common source.",
        "リストの出所を双方に確認してください。転記または共通の情報源の可能性があります。",
        "请向双方询问清单来源：可能系抄录，或使用了共同来源。",
    ),
)
def lists_identical(sides: Sequence[Side]) -> Iterator[Finding]:
    """Unrelated suppliers seldom share all their smelters.

    What it checks
    Pairs of suppliers whose lists, in force, name exactly the same smelters; lists of fewer than five are left out.

    Why it matters
    A list that was passed on says nothing about the supplier that passed it on.

    How to put it right
    Ask both suppliers.

    Source
    Practice of reviewing declarations; the number five is ours.
    """
    lists: dict[frozenset[bytes], list[Side]] = {}
    for side in sides:
        if len(smelters := side.smelters) >= SHARED_FROM:
            lists.setdefault(smelters, []).append(side)
    for smelters, alike in lists.items():
        for first, second in pairwise(alike):
            sources = [next(one.listed for one in side.in_force if one.listed) for side in (first, second)]
            yield lists_identical.finding(*sources, first=first.name, second=second.name, count=len(smelters))


@rule(
    "SUP-007",
    Severity.WARN,
    klass=FindingClass.INACCURATE,
    title=Text("One content, two suppliers", "別取引先と同一のファイル", "两家供应商的文件相同"),
    message=Text(
        "The file of {first} has the same content as the file of {second}.",
        "{first} のファイルは {second} のファイルと同一内容です。",
        "{first} 的文件与 {second} 的文件内容相同。",
    ),
    remedy=Text(
        "Find out whose answer it is, and ask the other one for its own.",
        "どちらの回答か確認し、もう一方には自社の回答を依頼してください。",
        "请确认是谁的答复，并请另一方提供自己的答复。",
    ),
)
def contents_identical(sides: Sequence[Side]) -> Iterator[Finding]:
    """One file cannot be the answer of two companies.

    What it checks
    Files of different suppliers with the same digest.

    Why it matters
    One of the two has not answered.

    How to put it right
    Ask.

    Source
    Rule of this project.
    """
    seen: dict[str, str] = {}
    for side in sides:
        for one in side.briefs:
            digest = one.source.digest
            other = seen.setdefault(digest, side.name)
            if digest and other != side.name:
                yield contents_identical.finding(one.source, first=side.name, second=other)


@rule(
    "SUP-009",
    Severity.WARN,
    klass=FindingClass.INACCURATE,
    title=Text("One contact, two companies", "別会社と同一の連絡先", "两家公司的联系人相同"),
    message=Text(
        "{first} and {second} both give {email} as the address of their contact or authorizer.",
        "{first} と {second} の連絡先または承認者のアドレスが同じです（{email}）。",
        "{first} 与 {second} 的联系人或授权人地址相同（{email}）。",
    ),
    remedy=Text(
        "Find out whether the two belong together; if not, ask for the address of a person of the company itself.",
        "両社の関係を確認し、関係がない場合は当該会社の担当者のアドレスを依頼してください。",
        "请确认两家公司是否有关联；若无，请索取该公司本身人员的地址。",
    ),
)
def contacts_shared(sides: Sequence[Side]) -> Iterator[Finding]:
    """Somebody who answers for two companies may have copied one answer into the other.

    What it checks
    E-mail addresses of contacts and authorizers that stand in the declarations of more than one supplier; each pair of
    suppliers is told once.

    Why it matters
    Sister companies and consultants are harmless; a file that was passed on under another name is not.

    How to put it right
    Ask.

    Source
    Practice of reviewing declarations.
    """
    first: dict[str, tuple[Side, Source]] = {}
    told: set[tuple[str, str]] = set()
    for side in sides:
        for brief in side.in_force:
            for email, source in brief.emails:
                other, place = first.setdefault(email.casefold(), (side, source))
                if other.key != side.key and (other.key, side.key) not in told:
                    told.add((other.key, side.key))
                    yield contacts_shared.finding(source, place, first=other.name, second=side.name, email=email)


@rule(
    "SUP-010",
    Severity.WARN,
    klass=FindingClass.INACCURATE,
    title=Text("The same answers in two files", "内容が同一の2つのファイル", "两份文件内容相同"),
    message=Text(
        "{file} of {first} says the same as {other} of {second} in every answer, comment, smelter and product.",
        "{first} の {file} は、回答・コメント・製錬所・製品のすべてが {second} の {other} と同一です。",
        "{first} 的 {file} 与 {second} 的 {other} 在答案、备注、冶炼厂和产品上完全相同。",
    ),
    remedy=Text(
        "If it is one company's file saved twice, keep one; if not, ask both whose answers these are.",
        "同一会社のファイルが二重に保存された場合は一方を残し、そうでない場合は双方に確認してください。",
        "若为同一公司重复保存，请保留一份；否则请向双方核实。",
    ),
)
def answers_identical(sides: Sequence[Side]) -> Iterator[Finding]:
    """Files that differ in their bytes may still be one file.

    What it checks
    Files with other bytes that say the same in all answers, comments, smelter and product rows. Between companies only
    where there is enough to be no chance: five smelters, or three comments. One company's copies are told as
    information.

    Why it matters
    A file that was saved again, or under another company's name, has another digest and looks like another answer.

    How to put it right
    Keep one, or ask.

    Source
    Rule of this project; the numbers are ours.
    """
    first: dict[str, tuple[Side, Brief]] = {}
    for side in sides:
        for one in side.briefs:
            if not one.said:
                continue
            other, brief = first.setdefault(one.said, (side, one))
            if brief is one or brief.source.digest == one.source.digest:
                continue
            yield answers_identical.finding(
                one.source,
                brief.source,
                severity=Severity.INFO if other.key == side.key else None,
                file=one.source.file,
                first=side.name,
                other=brief.source.file,
                second=other.name,
            )


def check_alike(sides: Sequence[Side]) -> Iterator[Finding]:
    """Run the rules on what different files have in common; the work grows with the number of files."""
    for one in RULES:
        yield from one(sides)


RULES: tuple[AnyRule, ...] = (lists_identical, contents_identical, contacts_shared, answers_identical)
