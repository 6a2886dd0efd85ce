"""What is not clear about who a smelter row means: nobody, two, an odd id, another country."""

from __future__ import annotations

from collections.abc import Iterator

from kaiji.core.finding import Finding, FindingClass, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.minerals.country import country_of
from kaiji.minerals.declaration import SmelterRow
from kaiji.minerals.label import metal_label
from kaiji.minerals.smelter.identity import How, Identity
from kaiji.minerals.smelter.likeness_rule import identified_by_likeness, person_decides
from kaiji.minerals.smelter.matching import matcher_of
from kaiji.minerals.smelter.reason import nearest_of
from kaiji.minerals.smelter.reference import Reference


@rule(
    "SMT-002",
    Severity.WARN,
    klass=FindingClass.INCOMPLETE,
    title=Text("Smelter not identified", "特定できない製錬所", "未能识别的冶炼厂"),
    message=Text(
        "Row {row}: “{name}” ({metal}) is in no reference list under this metal{elsewhere}.",
        "{row} 行目：「{name}」（{metal}）は参照リストに見当たりません{elsewhere}。",
        "第 {row} 行：“{name}”（{metal}）不在参考清单中{elsewhere}。",
    ),
    remedy=Text(
        "Give the smelter's id and location in its row; if it is a trader or a maker of parts, name the smelter behind it instead.",
        "製錬所のIDと所在地をその行に記入してください。商社や部品メーカーの場合は、その先の製錬所を記載してください。",
        "请在该行填写冶炼厂的识别号和地址；如为贸易商或零件厂，请改填其上游冶炼厂。",
    ),
)
def smelter_not_identified(row: SmelterRow, identity: Identity, reference: Reference) -> Iterator[Finding]:
    """A smelter that nobody can identify can be compared with no list.

    What it checks
    Whether the row's id or its exact name stands in the reference for the row's metal, and, where neither does,
    whether the matching engine finds a facility that is near enough to accept or to show to a person. A name that the
    reference has under another metal, or that means a facility which left the list, is named as such.

    Why it matters
    Traders, banks and manufacturers are often entered as smelters. Passing one of them, or a neighbour of similar
    name, as an audited smelter is the worst mistake a programme can make.

    How to put it right
    Ask for the id. If the facility is new, look for it in a newer reference list.

    Source
    OECD Guidance, step 2: identify the smelters and refiners in the supply chain.
    """
    if identity.how is How.UNKNOWN:
        metals = [metal for metal in reference.metals_of(row.given_name) if metal != row.metal]
        elsewhere = Text("")
        if metals:
            names = [metal_label(metal) for metal in metals]
            elsewhere = Text(
                f"; it stands there under {', '.join(one.en for one in names)}",
                f"（{'・'.join(one.ja for one in names)}では掲載あり）",
                f"（列于{'、'.join(one.zh for one in names)}）",
            )
        elif identity.match is not None:
            elsewhere = nearest_of(identity.match, matcher_of(reference))
        yield smelter_not_identified.finding(
            row.source,
            row=row.row,
            name=row.given_name or row.given_id,
            metal=metal_label(row.metal),
            elsewhere=elsewhere,
        )


@rule(
    "SMT-003",
    Severity.ERROR,
    klass=FindingClass.INCONSISTENT,
    title=Text("Id and name mean two smelters", "IDと名称の不一致", "识别号与名称不一致"),
    message=Text(
        "Row {row}: the id {cid} is {first}, but the name “{name}” is {second}.",
        "{row} 行目：ID {cid} は {first} ですが、名称「{name}」は {second} です。",
        "第 {row} 行：识别号 {cid} 对应 {first}，而名称“{name}”对应 {second}。",
    ),
    remedy=Text(
        "Keep the one of the two that is meant, and correct the other; until then the row counts as not identified.",
        "正しい方を残し、他方を訂正してください。それまでは未特定として扱います。",
        "请保留正确的一项并更正另一项；在此之前该行视为未识别。",
    ),
)
def id_against_name(row: SmelterRow, identity: Identity, reference: Reference) -> Iterator[Finding]:
    """An id and a name that contradict each other identify nobody.

    What it checks
    Whether the facility of the id goes by the given name.

    Why it matters
    Rows that were sorted or pasted over in part carry one smelter's id beside another's name. Trusting either one
    may pass the wrong smelter.

    How to put it right
    Ask which facility is meant.

    Source
    Contradiction within a row; classed as inconsistent.
    """
    del reference
    if identity.how is How.CONFLICT:
        first, *others = identity.candidates
        yield id_against_name.finding(
            row.source,
            row=row.row,
            cid=first.cid,
            first=first.name,
            name=row.given_name,
            second=" / ".join(f"{other.name} ({other.cid})" if other.cid else other.name for other in others),
        )


@rule(
    "SMT-004",
    Severity.WARN,
    klass=FindingClass.INACCURATE,
    title=Text("The id is not in the reference", "参照リストにないID", "识别号不在参考清单中"),
    message=Text(
        "Row {row}: the id {cid} is in no reference list for {metal}{elsewhere}.",
        "{row} 行目：ID {cid} は{metal}の参照リストにありません{elsewhere}。",
        "第 {row} 行：识别号 {cid} 不在{metal}的参考清单中{elsewhere}。",
    ),
    remedy=Text(
        "Check the id for typing errors, and whether the smelter left the list; give its present id.",
        "IDの誤記や、リストから外れた製錬所でないかを確認し、現行のIDを記入してください。",
        "请检查识别号是否有误、该冶炼厂是否已被移出清单，并填写现行识别号。",
    ),
)
def id_not_in_reference(row: SmelterRow, identity: Identity, reference: Reference) -> Iterator[Finding]:
    """An id that no list knows is mistyped, old, or was taken off the list.

    What it checks
    Where an id is given, whether the reference has it for the row's metal. The name may still identify the row.

    Why it matters
    A smelter that was taken off the list must not quietly count as a listed one.

    How to put it right
    Compare with older lists, and ask the supplier.

    Source
    Ids of the reference list.
    """
    if not row.given_id or identity.how in (How.ID, How.CONFLICT, How.NOBODY) or _means_the_facility(identity):
        return
    other = reference.by_id(row.given_id)
    elsewhere = Text("")
    if other is not None and other.metal.casefold() == row.metal.casefold():
        return  # a person decided against the id; the reference has it
    if other is not None:
        metal = metal_label(other.metal)
        elsewhere = Text(
            f"; it is {other.name} ({metal.en})",
            f"（{metal.ja}の {other.name}）",
            f"（为{metal.zh}的 {other.name}）",
        )
    yield id_not_in_reference.finding(
        row.source, row=row.row, cid=row.given_id, metal=metal_label(row.metal), elsewhere=elsewhere
    )


@rule(
    "SMT-005",
    Severity.WARN,
    klass=FindingClass.INCONSISTENT,
    title=Text("The country is another", "所在国の不一致", "国家不一致"),
    message=Text(
        "Row {row}: {name} is given in {given}, but the reference has it in {listed}.",
        "{row} 行目：{name} の所在国が {given} となっていますが、参照リストでは {listed} です。",
        "第 {row} 行：{name} 所填国家为 {given}，参考清单为 {listed}。",
    ),
    remedy=Text(
        "If another plant is meant, give its id; if not, correct the country.",
        "別の工場であればそのIDを記入し、そうでなければ国名を訂正してください。",
        "如指其他工厂，请填写其识别号；否则请更正国家。",
    ),
)
def country_differs(row: SmelterRow, identity: Identity, reference: Reference) -> Iterator[Finding]:
    """The same name in another country may be another plant.

    What it checks
    For an identified row, whether the given country and the reference's are the same, by country and not by
    spelling.

    Why it matters
    Groups run smelters of one name in several countries, and only some of them are audited.

    How to put it right
    Ask for the location.

    Source
    Addresses of the reference list.
    """
    del reference
    facility, given = identity.facility, row["country"].words
    if facility is not None and given and facility.country:
        first, second = country_of(given), country_of(facility.country)
        if first is not None and second is not None and first != second:
            yield country_differs.finding(
                row["country"].source, row=row.row, name=facility.name, given=given, listed=facility.country
            )


@rule(
    "SMT-006",
    Severity.WARN,
    klass=FindingClass.INCOMPLETE,
    title=Text("The name means several smelters", "複数の製錬所に該当する名称", "名称对应多家冶炼厂"),
    message=Text(
        "Row {row}: “{name}” ({metal}) may be any of {candidates}.",
        "{row} 行目：「{name}」（{metal}）は複数の製錬所に該当します：{candidates}",
        "第 {row} 行：“{name}”（{metal}）可能指：{candidates}",
    ),
    remedy=Text(
        "Say which plant is meant: give its id in the row.",
        "どの工場か分かるように、その行にIDを記入してください。",
        "请在该行填写识别号，说明所指工厂。",
    ),
)
def name_ambiguous(row: SmelterRow, identity: Identity, reference: Reference) -> Iterator[Finding]:
    """A name that several facilities share decides nothing.

    What it checks
    Whether the name stands for more than one facility of the metal, and no id tells them apart.

    Why it matters
    One of them may be audited and the other not.

    How to put it right
    Ask for the id.

    Source
    Aliases of the reference list.
    """
    del reference
    if identity.how is How.AMBIGUOUS:
        yield name_ambiguous.finding(
            row.source,
            row=row.row,
            name=row.given_name,
            metal=metal_label(row.metal),
            candidates=tuple(f"{one.name} ({one.cid})" if one.cid else one.name for one in identity.candidates),
        )


@rule(
    "SMT-007",
    Severity.WARN,
    klass=FindingClass.INCONSISTENT,
    title=Text("Identified by the id alone", "IDのみによる特定", "仅凭识别号识别"),
    message=Text(
        "Row {row}: the id {cid} is {listed}; the given name “{name}” is not known for it.",
        "{row} 行目：ID {cid} は {listed} ですが、記入された名称「{name}」はその別名として知られていません。",
        "第 {row} 行：识别号 {cid} 对应 {listed}，但所填名称“{name}”并非其已知别名。",
    ),
    remedy=Text(
        "If both mean the same plant, nothing needs to be done; if not, keep the one that is right and correct the other.",
        "同じ工場であれば対応は不要です。異なる場合は、正しい方を残し他方を訂正してください。",
        "如为同一工厂则无需处理；如不是，请保留正确的一项并更正另一项。",
    ),
)
def name_unknown_for_id(row: SmelterRow, identity: Identity, reference: Reference) -> Iterator[Finding]:
    """An id beside an unknown name may be the right id, or a row pasted over in part.

    What it checks
    For a row identified by its id: whether the given name is one of the names the reference has for that metal.

    Why it matters
    The row counts as identified on the strength of the id. If the id is the part that is wrong, so is the smelter.

    How to put it right
    Compare the two names; add the alias to your reference or have the id corrected.

    Source
    Ids and aliases of the reference list.
    """
    if identity.how is How.ID and identity.facility is not None and row.given_name:
        named, _ = reference.named(row.metal, row.given_name)
        if not named:
            yield name_unknown_for_id.finding(
                row.source,
                row=row.row,
                cid=identity.facility.cid,
                listed=identity.facility.name,
                name=row.given_name,
            )


def _means_the_facility(identity: Identity) -> bool:
    """Tell whether the id, repaired or mapped from an old one, is that of the facility that came first."""
    match = identity.match
    first = match.candidates[:1] if match is not None else ()
    return any(one.feature == "code_same" for candidate in first for one in candidate.contributions)


def check_identity(row: SmelterRow, identity: Identity, reference: Reference) -> Iterator[Finding]:
    """Run the rules on one identified row."""
    for one in RULES:
        yield from one(row, identity, reference)


RULES: tuple[AnyRule, ...] = (
    smelter_not_identified,
    id_against_name,
    id_not_in_reference,
    country_differs,
    name_ambiguous,
    name_unknown_for_id,
    identified_by_likeness,
    person_decides,
)
