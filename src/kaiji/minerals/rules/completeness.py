"""Incomplete: what a declaration must say and does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kaiji.core.finding import Finding, FindingClass, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.minerals.declaration import Declaration, EntryKind, Topic
from kaiji.minerals.label import field_label, question_label
from kaiji.minerals.rules.context import Context, address_of, is_due, metals_in_use

INCOMPLETE = FindingClass.INCOMPLETE
EMAILS = ("contact_email", "authorizer_email")
# A web address, or a bare host; neither an e-mail address nor the name of a file or of a company.
ADDRESS = re.compile(
    r"(https?://|www\.)\S|(?<![\w@.-])[\w-]+(\.[\w-]+)*\.(?!(pdf|docx?|xlsx?|pptx?|html?|ltd|inc)\b)[a-z]{2,}(?![a-z])",
    re.IGNORECASE,
)


@rule(
    "CMRT-101",
    Severity.ERROR,
    klass=INCOMPLETE,
    title=Text("A required field is empty", "必須項目の空欄", "必填栏为空"),
    message=Text("The {field} is not given.", "「{field}」が記入されていません。", "未填写“{field}”。"),
    remedy=Text(
        "Fill {cell} with the {field}.",
        "{cell} に「{field}」を記入してください。",
        "请在 {cell} 填写“{field}”。",
    ),
)
def field_missing(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """The company block names who declares, who answers for it and when.

    What it checks
    Each field of the company block that the version marks as required. A cell with only blanks, an error value or
    the number 0 is empty.

    Why it matters
    A declaration without a company, a contact, an authorizer and a date is nobody's statement and cannot be used
    as evidence.

    How to put it right
    Ask the supplier to fill the named cell and to send the workbook again.

    Source
    The required fields of the official template of the declaration's version.
    """
    for name in context.layout.required:
        entry = declaration[name]
        if not entry.given or (entry.kind is EntryKind.NUMBER and entry.words == "0"):
            yield field_missing.finding(entry.source, field=field_label(name), cell=address_of(entry))


@rule(
    "CMRT-102",
    Severity.ERROR,
    klass=INCOMPLETE,
    title=Text("No e-mail address", "メールアドレスの不備", "电子邮件地址无效"),
    message=Text(
        "The {field} is “{text}”, which is no e-mail address.",
        "「{field}」の「{text}」はメールアドレスではありません。",
        "“{field}”的“{text}”不是电子邮件地址。",
    ),
    remedy=Text(
        "Put one address of the form name@company.com into {cell}.",
        "{cell} に name@company.com の形式でアドレスを一つ記入してください。",
        "请在 {cell} 填写一个 name@company.com 形式的地址。",
    ),
)
def email_invalid(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A clarification cannot be asked for where no mail arrives.

    What it checks
    That each filled e-mail field holds an @ with something on both sides.

    Why it matters
    Corrections are asked for by mail; an address that does not work stops them without anybody noticing.

    How to put it right
    Ask for the address and have the cell filled.

    Source
    The templates' own Checker asks for an @; a name and a host beside it are ours.
    """
    del context
    for name in EMAILS:
        entry = declaration[name]
        if entry.given and not re.search(r"[^\s@]@[^\s@]", entry.words):
            yield email_invalid.finding(entry.source, field=field_label(name), text=entry.words, cell=address_of(entry))


@rule(
    "CMRT-103",
    Severity.ERROR,
    klass=INCOMPLETE,
    title=Text("Scope is not described", "申告範囲の説明なし", "未说明申报范围"),
    message=Text(
        "The declaration scope is “{scope}”, but what it covers is not described.",
        "申告範囲は「{scope}」ですが、対象の説明がありません。",
        "申报范围为“{scope}”，但未说明涵盖内容。",
    ),
    remedy=Text(
        "Describe in {cell} which products or units the answers cover.",
        "回答の対象となる製品や部門を {cell} に記入してください。",
        "请在 {cell} 说明答复所涵盖的产品或部门。",
    ),
)
def scope_undescribed(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A declaration for a part of the company supports only that part.

    What it checks
    Where the scope is neither the whole company nor a product list, that the description of scope is filled.

    Why it matters
    Nobody can tell which of your products such a declaration supports.

    How to put it right
    Ask the supplier which products the answers cover, or for a company-level declaration.

    Source
    The required fields of the official templates.
    """
    scope, description = declaration["scope"], declaration["scope_description"]
    known = {context.layout.scopes["company"].casefold(), context.layout.scopes["product"].casefold()}
    if scope.given and scope.words.casefold() not in known and not description.given:
        yield scope_undescribed.finding(description.source, scope=scope.words, cell=address_of(description))


@rule(
    "CMRT-104",
    Severity.ERROR,
    klass=INCOMPLETE,
    title=Text("A question is not answered", "未回答の質問", "问题未作答"),
    message=Text("{question} is not answered.", "{question}に回答がありません。", "{question}未作答。"),
    remedy=Text(
        "Choose an answer in {cell}: {choices}.",
        "{cell} で回答を選択してください：{choices}",
        "请在 {cell} 选择答案：{choices}",
    ),
)
def question_unanswered(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Every question that the earlier answers leave open must be answered.

    What it checks
    The first question for each metal, the second unless the first says No, and the others for each metal that is
    in use or not clearly out of use. An error value counts as no answer.

    Why it matters
    The country-of-origin inquiry rests on these answers; a gap is not a No.

    How to put it right
    Ask the supplier to choose one of the listed answers.

    Source
    The questions of the official template of the declaration's version.
    """
    layout = context.layout
    for one in declaration.answers:
        question = layout.question(one.topic)
        if question is not None and question.optional:
            continue
        if one.metal and not one.answer.given and is_due(declaration, context.layout, one):
            yield question_unanswered.finding(
                one.answer.source,
                question=question_label(one),
                cell=address_of(one.answer),
                choices=question.offered(one.metal) if question else (),
            )


@rule(
    "CMRT-105",
    Severity.ERROR,
    klass=INCOMPLETE,
    title=Text("A company-level question is not answered", "会社レベルの質問の未回答", "公司层面问题未作答"),
    message=Text("{question} is not answered.", "{question}に回答がありません。", "{question}未作答。"),
    remedy=Text(
        "Choose an answer in {cell}: {choices}.",
        "{cell} で回答を選択してください：{choices}",
        "请在 {cell} 选择答案：{choices}",
    ),
)
def company_question_unanswered(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """The supplier's own programme is part of the risk assessment.

    What it checks
    All questions at company level, where at least one metal is in use.

    Why it matters
    Whether the supplier has a policy, asks its own suppliers and follows up decides how far its answers carry.

    How to put it right
    Ask the supplier to choose one of the listed answers.

    Source
    The questions of the official template of the declaration's version.
    """
    if not metals_in_use(declaration, context.layout):
        return
    for one in declaration.answers:
        if not one.metal and not one.answer.given:
            question = context.layout.question(one.topic)
            yield company_question_unanswered.finding(
                one.answer.source,
                question=question_label(one),
                cell=address_of(one.answer),
                choices=question.answers if question else (),
            )


@rule(
    "CMRT-106",
    Severity.ERROR,
    klass=INCOMPLETE,
    title=Text("Policy without an address", "方針の掲載先なし", "政策未给出网址"),
    message=Text(
        "The policy is said to be on the website, but {cell} gives no address ({text}).",
        "方針をウェブサイトで公開しているとの回答ですが、{cell} に掲載先がありません（{text}）。",
        "答复称政策已在网站公开，但 {cell} 未给出网址（{text}）。",
    ),
    remedy=Text(
        "Put the address of the page with the policy into {cell}.",
        "方針を掲載しているページのアドレスを {cell} に記入してください。",
        "请在 {cell} 填写政策页面的网址。",
    ),
)
def policy_address_missing(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A public policy can be looked up.

    What it checks
    Where the policy is said to be public, that the comment beside it holds a web address.

    Why it matters
    A policy nobody can find is no evidence of a policy.

    How to put it right
    Ask for the address and open it.

    Source
    The templates ask for the address in the comment of this question.
    """
    if not metals_in_use(declaration, context.layout):
        return
    one = declaration.answer(Topic.POLICY_PUBLIC)
    if one is not None and one.answer.begins("Yes") and not ADDRESS.search(one.comment.words):
        yield policy_address_missing.finding(
            one.comment.source, cell=address_of(one.comment), text=one.comment.words or "—"
        )


@rule(
    "CMRT-110",
    Severity.WARN,
    klass=INCOMPLETE,
    title=Text("Another survey format is not described", "他形式の調査の説明なし", "未说明其他调查格式"),
    message=Text(
        "Suppliers are surveyed in another format, but {cell} does not say in which.",
        "別の形式で取引先を調査しているとの回答ですが、{cell} に形式の説明がありません。",
        "答复称采用其他格式调查供应商，但 {cell} 未说明格式。",
    ),
    remedy=Text(
        "Describe in {cell} how suppliers are surveyed.",
        "取引先の調査方法を {cell} に記入してください。",
        "请在 {cell} 说明调查方式。",
    ),
)
def survey_undescribed(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """An unknown survey format cannot be assessed.

    What it checks
    Where the survey question is answered with another format, that the comment describes it.

    Why it matters
    Whether the supplier's own survey reaches the smelters depends on what it asks.

    How to put it right
    Ask how the supplier surveys its own suppliers.

    Source
    The answer itself asks for a description; the CMRT's own Checker does not look.
    """
    del context
    one = declaration.answer(Topic.SURVEY)
    if one is not None and "other format" in one.answer.words.casefold() and not one.comment.given:
        yield survey_undescribed.finding(one.comment.source, cell=address_of(one.comment))


RULES: tuple[AnyRule, ...] = (
    field_missing,
    email_invalid,
    scope_undescribed,
    question_unanswered,
    company_question_unanswered,
    policy_address_missing,
    survey_undescribed,
)
