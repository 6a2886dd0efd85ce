"""What the sections of company.toml must say together: EVD-020 to EVD-025."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.minerals.evidence.setting import Settings

FILE_NUMBER = re.compile(r"\d{1,3}-\d{5,6}(?:-\d{1,2})?")
IRS_NUMBER = re.compile(r"\d{2}-\d{7}|not applicable|n/a|none", re.IGNORECASE)


def check_company(settings: Settings) -> Iterator[Finding]:
    """Check what the sections say together."""
    for one in RULES:
        yield from one(settings)


@rule(
    "EVD-020",
    Severity.WARN,
    title=Text("Registrant's number in an unusual form", "登録番号の形式"),
    message=Text(
        "{name} says “{value}”, which is not in the form {form}.",
        "{name} の「{value}」は {form} の形式ではありません。",
    ),
    remedy=Text("Compare it with the company's last filing.", "直近の提出書類と照合してください。"),
)
def numbers_odd(settings: Settings) -> Iterator[Finding]:
    """The numbers of the cover page have fixed forms.

    What it checks
    The Commission's file number (digits, hyphen, five or six digits) and the employer identification number
    (two digits, hyphen, seven digits, or words that say there is none).

    Why it matters
    The cover must agree with the Commission's own records.

    How to put it right
    Copy the numbers from the cover of the last annual report.

    Source
    Cover page of Form SD.
    """
    company = settings.one("company")
    if company is None:
        return
    forms = (("file_number", FILE_NUMBER, "0-00000"), ("irs_number", IRS_NUMBER, "00-0000000"))
    for name, pattern, form in forms:
        value = company.text(name)
        if value and not pattern.fullmatch(value):
            yield numbers_odd.finding(company.source_of(name), name=name, value=value, form=form)


@rule(
    "EVD-021",
    Severity.ERROR,
    title=Text("Revenue figures that cannot be", "あり得ない売上数値"),
    message=Text(
        "The products in scope have revenue of {covered}, the whole company {total}.",
        "対象製品の売上が {covered}、全社売上が {total} となっています。",
    ),
    remedy=Text(
        "Take both figures from the same statements, in the same unit.",
        "同じ財務諸表から、同じ単位で転記してください。",
    ),
)
def revenue_odd(settings: Settings) -> Iterator[Finding]:
    """A part cannot be larger than the whole.

    What it checks
    That the total is more than zero, and the covered revenue neither negative nor larger than it.

    Why it matters
    The share that the report prints is made of the two. Mixed units (thousands, millions) are a common cause.

    How to put it right
    Write both figures in units of the currency.

    Source
    Arithmetic.
    """
    revenue = settings.one("revenue")
    if revenue is None:
        return
    covered, total = revenue.amount("covered"), revenue.amount("total")
    if covered is not None and total is not None and not (total > 0 and 0 <= covered <= total):
        yield revenue_odd.finding(
            revenue.source_of("covered"), revenue.source_of("total"), covered=covered, total=total
        )


@rule(
    "EVD-022",
    Severity.ERROR,
    title=Text("Amendment not explained", "訂正内容の記載不足"),
    message=Text(
        "The filing is an amendment (SD/A), but [filing] does not say: {missing}.",
        "訂正（SD/A）ですが、[filing] に次の記載がありません：{missing}",
    ),
    remedy=Text(
        "Say which filing is amended, for what sole purpose, and whether anything else is changed.",
        "訂正対象の提出、唯一の目的、ほかの変更の有無を記載してください。",
    ),
)
def amendment_incomplete(settings: Settings) -> Iterator[Finding]:
    """An amendment tells its reader what it amends.

    What it checks
    With type SD/A: the day of the original filing, the purpose, and whether anything else is changed.

    Why it matters
    The explanatory note is made of these. A reader must not have to compare the two filings.

    How to put it right
    Fill in the settings named.

    Source
    Practice of filers of Form SD/A; Rule 12b-15 asks for the complete text of each item amended.
    """
    filing = settings.one("filing")
    if filing is None or filing.text("type") != "SD/A":
        return
    needed = ("original_filed_on", "purpose", "nothing_else_changed")
    missing = tuple(name for name in needed if name not in filing.given)
    if missing:
        yield amendment_incomplete.finding(filing.source_of("type"), missing=missing)


@rule(
    "EVD-023",
    Severity.WARN,
    title=Text("Amendment described, but not filed as one", "訂正の記載と提出種類の不一致"),
    message=Text(
        "The filing is of type SD, but [filing] has what only an amendment says: {names}.",
        "提出種類はSDですが、[filing] に訂正時だけの項目があります：{names}",
    ),
    remedy=Text("Set the type to SD/A, or take these settings out.", "種類をSD/Aにするか、項目を削除してください。"),
)
def amendment_unused(settings: Settings) -> Iterator[Finding]:
    """What is left over from last year's amendment must not slip into a new filing.

    What it checks
    With type SD: whether any setting of an amendment is filled.

    Why it matters
    Either the type is wrong, or the file was copied from an earlier year.

    How to put it right
    Decide which it is.

    Source
    A rule of this project.
    """
    filing = settings.one("filing")
    if filing is None or filing.text("type") != "SD":
        return
    names = tuple(name for name in filing.given if name != "type")
    if names:
        yield amendment_unused.finding(filing.source_of(names[0]), filing.source_of("type"), names=names)


@rule(
    "EVD-024",
    Severity.ERROR,
    title=Text("Authentication later than the signature", "署名より後の認証書面"),
    message=Text(
        "The signature is dated {signed}, but its authentication document was signed on {authenticated}.",
        "署名の日付は {signed} ですが、認証書面の署名は後の {authenticated} です。",
    ),
    remedy=Text(
        "Have the document signed before or when the filing is made, and correct the dates.",
        "提出の時までに認証書面へ署名し、日付を正してください。",
    ),
)
def signature_late(settings: Settings) -> Iterator[Finding]:
    """The typed signature stands for a document that was signed before or at the time of filing.

    What it checks
    The date beneath the signature against the day on which the authentication document was signed.

    Why it matters
    Without that document the typed name is no signature.

    How to put it right
    Sign first, then file; write the true dates.

    Source
    Regulation S-T, Rule 302(b).
    """
    signature = settings.one("signature")
    if signature is None:
        return
    signed, authenticated = signature.day("signed_on"), signature.day("authentication_signed_on")
    if signed and authenticated and authenticated > signed:
        yield signature_late.finding(
            signature.source_of("authentication_signed_on"), signed=signed, authenticated=authenticated
        )


@rule(
    "EVD-025",
    Severity.WARN,
    title=Text("No grievance channel", "苦情受付窓口の未記載"),
    message=Text(
        "No e-mail address and no web page is given at which concerns can be raised.",
        "懸念を申し出るためのメールアドレスもURLも記載されていません。",
    ),
    remedy=Text(
        "Add [grievance] with an address that somebody reads; without it the report claims no mechanism.",
        "[grievance] に連絡先を記載してください。記載がなければ報告書で窓口に言及できません。",
    ),
)
def channel_missing(settings: Settings) -> Iterator[Finding]:
    """A grievance mechanism needs an address.

    What it checks
    That the section [grievance] gives an e-mail address or a web page.

    Why it matters
    Step 1 of the OECD Guidance asks for a mechanism by which concerns can be raised.

    How to put it right
    Give the address that suppliers were told.

    Source
    OECD Due Diligence Guidance, Annex I, Step 1 E.
    """
    grievance = settings.one("grievance")
    if settings.sections and (grievance is None or not grievance.given):
        yield channel_missing.finding(grievance.source if grievance else settings.source)


RULES: tuple[AnyRule, ...] = (
    numbers_odd,
    revenue_odd,
    amendment_incomplete,
    amendment_unused,
    signature_late,
    channel_missing,
)
