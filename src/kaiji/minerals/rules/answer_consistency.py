"""Inconsistent: answers of one declaration that contradict each other, whatever the smelter list says."""

from __future__ import annotations

from collections.abc import Iterator

from kaiji.core.finding import Finding, FindingClass, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.minerals.declaration import Declaration, Topic
from kaiji.minerals.label import metal_label
from kaiji.minerals.rules.context import Context, address_of, in_use, is_due, metals_in_use
from kaiji.minerals.rules.word_list import word_list

INCONSISTENT = FindingClass.INCONSISTENT


@rule(
    "CMRT-207",
    Severity.WARN,
    klass=INCONSISTENT,
    title=Text("Answers left behind", "残された回答", "遗留的答案"),
    message=Text(
        "{metal} is declared as not used, but {count} later question(s) on it are still answered ({cells}).",
        "{metal}は使用していないとの回答ですが、以降の質問{count}件に回答が残っています（{cells}）。",
        "申报未使用{metal}，但其后仍有 {count} 个问题留有答案（{cells}）。",
    ),
    remedy=Text(
        "If {metal} is not used, empty these cells; if it is used, correct the first questions.",
        "{metal}を使用していない場合はこれらのセルを空欄にし、使用している場合は最初の質問を訂正してください。",
        "若未使用{metal}，请清空这些单元格；若已使用，请更正前面的问题。",
    ),
)
def answers_left_behind(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A metal that is not used has no origin and no suppliers.

    What it checks
    For each metal that the first questions exclude: whether questions that are closed by them are answered all the
    same, other than with No, none or unknown.

    Why it matters
    The answers may be left over from an earlier declaration in which the metal was used. Either they or the first
    answers are out of date.

    How to put it right
    Ask which of the two holds, and have the other taken out.

    Source
    Contradiction between the questions of the template; the templates' own Checker looks past closed questions.
    """
    for metal in declaration.metals:
        if in_use(declaration, context.layout, metal) is not False:
            continue
        left = [
            one.answer
            for one in declaration.answers
            if one.metal == metal
            and one.topic not in (Topic.ADDED, Topic.REMAINS)
            and one.answer.given
            and not one.answer.says(*word_list("harmless"))
            and not is_due(declaration, context.layout, one)
        ]
        if left:
            yield answers_left_behind.finding(
                *(one.source for one in left),
                metal=metal_label(metal),
                count=len(left),
                cells=tuple(one.source.place.cell for one in left),
            )


@rule(
    "CMRT-208",
    Severity.WARN,
    klass=INCONSISTENT,
    title=Text("All scrap, yet from covered countries", "全量再生材の回答と対象国原産の回答", "全部回收却来自所涉国家"),
    message=Text(
        "All {metal} is said to be recycled or scrap ({scrap_cell}), and also to come from covered countries or "
        "high-risk areas ({origin_cell}).",
        "{metal}はすべて再生・スクラップ由来との回答（{scrap_cell}）ですが、対象国または高リスク地域を原産とするとの回答です（{origin_cell}）。",
        "{metal}申报全部来自回收或废料（{scrap_cell}），同时称来自所涉国家或高风险地区（{origin_cell}）。",
    ),
    remedy=Text(
        "If all of it is recycled, change {origin_cell} to No; if not, change {scrap_cell} to No.",
        "すべて再生・スクラップの場合は {origin_cell} をNoに、そうでない場合は {scrap_cell} をNoにしてください。",
        "若全部为回收或废料，请将 {origin_cell} 改为 No；否则请将 {scrap_cell} 改为 No。",
    ),
)
def scrap_with_origin(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Recycled metal has no country of origin in the sense of the rule.

    What it checks
    For each metal in use: a Yes to "all recycled or scrap" beside a Yes to the question on covered countries or on
    high-risk areas.

    Why it matters
    The scrap answer would take the metal out of the inquiry, the origin answer keeps it in.

    How to put it right
    Ask the supplier; until it is clear, treat the metal as mined.

    Source
    Rule 13p-1 treats recycled and scrap minerals apart from mined ones; contradiction between two answers.
    """
    for metal in metals_in_use(declaration, context.layout):
        scrap = declaration.answer(Topic.SCRAP, metal)
        if scrap is None or not scrap.answer.says("Yes"):
            continue
        for topic in (Topic.COVERED_COUNTRIES, Topic.HIGH_RISK_AREAS):
            origin = declaration.answer(topic, metal)
            if origin is not None and origin.answer.says("Yes"):
                yield scrap_with_origin.finding(
                    scrap.answer.source,
                    origin.answer.source,
                    metal=metal_label(metal),
                    scrap_cell=address_of(scrap.answer),
                    origin_cell=address_of(origin.answer),
                )
                break


@rule(
    "CMRT-209",
    Severity.WARN,
    klass=INCONSISTENT,
    title=Text("All smelters identified, not all reported", "全特定の回答と未報告の製錬所", "已全部识别却未全部报告"),
    message=Text(
        "All smelters of {metal} are said to be identified ({all_cell}), but not all of them to be reported here "
        "({reported_cell}).",
        "{metal}の製錬所はすべて特定済みとの回答（{all_cell}）ですが、すべては報告していないとの回答です（{reported_cell}）。",
        "{metal}申报已识别所有冶炼厂（{all_cell}），却称未全部报告（{reported_cell}）。",
    ),
    remedy=Text(
        "Add the smelters of {metal} that are missing to the Smelter List and answer Yes in {reported_cell}, or correct "
        "{all_cell}.",
        "不足する{metal}の製錬所を製錬所リストに加えて {reported_cell} をYesにするか、{all_cell} を訂正してください。",
        "请在冶炼厂清单中补齐{metal}的冶炼厂并将 {reported_cell} 改为 Yes，或更正 {all_cell}。",
    ),
)
def identified_not_reported(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """What was identified can be reported.

    What it checks
    For each metal in use: a Yes to "are all smelters identified" beside a No to "is all smelter information
    reported in this declaration".

    Why it matters
    The list in the declaration is then known to lack smelters, and nobody can see which.

    How to put it right
    Have the missing smelters added.

    Source
    Contradiction between two questions of the template.
    """
    for metal in metals_in_use(declaration, context.layout):
        complete = declaration.answer(Topic.ALL_SMELTERS, metal)
        reported = declaration.answer(Topic.ALL_REPORTED, metal)
        if complete and reported and complete.answer.begins("Yes") and reported.answer.says("No"):
            yield identified_not_reported.finding(
                reported.answer.source,
                complete.answer.source,
                metal=metal_label(metal),
                all_cell=address_of(complete.answer),
                reported_cell=address_of(reported.answer),
            )


@rule(
    "CMRT-210",
    Severity.ERROR,
    klass=INCONSISTENT,
    title=Text("A public policy that is not there", "方針なしと方針公開の回答", "没有政策却称已公开"),
    message=Text(
        "There is said to be no sourcing policy ({policy_cell}), yet the policy is said to be on the website "
        "({public_cell}).",
        "調達方針はないとの回答（{policy_cell}）ですが、方針をウェブサイトで公開しているとの回答です（{public_cell}）。",
        "答复称没有采购政策（{policy_cell}），却称政策已在网站公开（{public_cell}）。",
    ),
    remedy=Text(
        "Answer Yes in {policy_cell} if there is a policy, else No in {public_cell}.",
        "方針がある場合は {policy_cell} をYes、ない場合は {public_cell} をNoにしてください。",
        "若有政策，请将 {policy_cell} 改为 Yes；否则将 {public_cell} 改为 No。",
    ),
)
def policy_public_without_policy(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A policy that does not exist cannot be public.

    What it checks
    A No to the question whether there is a sourcing policy beside a Yes to the one whether it is public.

    Why it matters
    The policy is the first thing that the assessment of a supplier looks at.

    How to put it right
    Ask, and open the address that is given.

    Source
    Contradiction between two questions of the template.
    """
    if not metals_in_use(declaration, context.layout):
        return
    policy, public = declaration.answer(Topic.POLICY), declaration.answer(Topic.POLICY_PUBLIC)
    if policy and public and policy.answer.says("No") and public.answer.begins("Yes"):
        yield policy_public_without_policy.finding(
            policy.answer.source,
            public.answer.source,
            policy_cell=address_of(policy.answer),
            public_cell=address_of(public.answer),
        )


@rule(
    "CMRT-211",
    Severity.WARN,
    klass=INCONSISTENT,
    title=Text("No survey, yet suppliers answered", "調査なしと取引先の回答ありの矛盾", "未调查却称供应商已答复"),
    message=Text(
        "Suppliers are said not to be surveyed ({survey_cell}), yet for {metal} “{share}” of them have answered "
        "({share_cell}).",
        "取引先を調査していないとの回答（{survey_cell}）ですが、{metal}について回答した取引先は「{share}」です（{share_cell}）。",
        "答复称未调查供应商（{survey_cell}），但{metal}的供应商答复比例为“{share}”（{share_cell}）。",
    ),
    remedy=Text(
        "Correct {survey_cell} if suppliers were asked, else the share in {share_cell}.",
        "取引先に調査した場合は {survey_cell} を、していない場合は {share_cell} の割合を訂正してください。",
        "若已调查供应商，请更正 {survey_cell}；否则请更正 {share_cell} 的比例。",
    ),
)
def answered_without_survey(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Who was not asked did not answer.

    What it checks
    A No to the question whether suppliers are surveyed, beside a share of suppliers that answered other than none;
    the first metal for which that is so is named.

    Why it matters
    The share is what the completeness of the smelter list rests on. Without a survey it has no basis.

    How to put it right
    Ask how the smelters were found out.

    Source
    Contradiction between two questions of the template.
    """
    survey = declaration.answer(Topic.SURVEY)
    if survey is None or not survey.answer.says("No"):
        return
    for metal in metals_in_use(declaration, context.layout):
        share = declaration.answer(Topic.SUPPLIER_SHARE, metal)
        if share and share.answer.given and not share.answer.says(*word_list("nobody")):
            yield answered_without_survey.finding(
                survey.answer.source,
                share.answer.source,
                metal=metal_label(metal),
                share=share.answer.words,
                survey_cell=address_of(survey.answer),
                share_cell=address_of(share.answer),
            )
            return


@rule(
    "CMRT-212",
    Severity.WARN,
    klass=INCONSISTENT,
    title=Text("No review, yet corrective action", "確認なしと是正措置ありの矛盾", "不审核却有纠正措施"),
    message=Text(
        "Information from suppliers is said not to be reviewed ({review_cell}), yet the review is said to include "
        "corrective action ({action_cell}).",
        "受領情報を確認していないとの回答（{review_cell}）ですが、確認に是正措置が含まれるとの回答です（{action_cell}）。",
        "答复称不审核供应商信息（{review_cell}），却称审核包含纠正措施（{action_cell}）。",
    ),
    remedy=Text(
        "Correct {review_cell} or {action_cell}.",
        "{review_cell} または {action_cell} を訂正してください。",
        "请更正 {review_cell} 或 {action_cell}。",
    ),
)
def action_without_review(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Corrective action is a part of a review.

    What it checks
    A No to the question whether information from suppliers is reviewed, beside a Yes to the one whether the review
    includes corrective action.

    Why it matters
    Who answers so has not read the questions, and its other answers want a second look.

    How to put it right
    Ask the supplier what it does with the answers it receives.

    Source
    Wording of the two questions in the templates.
    """
    if not metals_in_use(declaration, context.layout):
        return
    review, action = declaration.answer(Topic.REVIEW), declaration.answer(Topic.CORRECTIVE_ACTION)
    if review and action and review.answer.says("No") and action.answer.begins("Yes"):
        yield action_without_review.finding(
            action.answer.source,
            review.answer.source,
            review_cell=address_of(review.answer),
            action_cell=address_of(action.answer),
        )


RULES: tuple[AnyRule, ...] = (
    answers_left_behind,
    scrap_with_origin,
    identified_not_reported,
    policy_public_without_policy,
    answered_without_survey,
    action_without_review,
)
