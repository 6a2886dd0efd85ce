"""What a number of a Japanese sentence is said to be: of which item, and whether the amount, the earlier one or the change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.fact import EMPTY
from kaiji.tieout.numbers.quantity import CJK
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.unit import MONEY, PERCENT

UNIT = re.compile(r"^[\s△]*(?:百万円|千円|億円|兆円|万円|円|％|%|ポイント|百万|千|億|株|倍)*")
_BEFORE = (
    r"(?:前年同期間?|前年同四半期(?:連結累計期間)?|前期|前年度?|前連結会計年度|前事業年度|前中間(?:連結会計)?期間?|"
)
_BEFORE += r"前第[１-４1-4]四半期(?:連結)?(?:累計|会計)期間)"
_END = r"(?:前連結会計年度末|前事業年度末|前期末|前年度末|前連結会計年度の?末日?)"
COMPARED = re.compile(
    rf"^(?:対?(?:{_BEFORE}|{_END})(?:比(?:で)?|に比べ(?:て)?|と比較し(?:て)?|に対し(?:て)?|より|から|を|対比)|同(?:比)?|(?:比|に比べ(?:て)?))$"
)
FORECAST_BASE = re.compile(r"予想|計画|見込")
EARLIER = re.compile(rf"^(?:{_BEFORE}|{_END})(?:の(?P<item>[^はが]*))?[はが]$")
# A piece that tells why, or what led to it: no item.
CAUSE = re.compile(
    r"(?:により|によって|に伴い|ため|ことから|から|ものの|ほか|一方|し|して|たこと|なり|であり|おり|加え|ながら|まして|除き|うち|等)$"
)
PARTICLE = re.compile(r"(?:につきまして|につい|におい|に関し)?(?:ては|て|は|が|も)?$")
TOPIC = re.compile(r"(?:は|が)$")
_PERIOD = re.compile(
    r"(?:当社グループ|当社|当グループ)?の?(?:当第[１-４1-4]四半期|当中間|当連結会計年度|当事業年度|当期|当年度|通期|当四半期)(?:連結)?(?:累計|会計)?(?:期間|年度)?(?:末|の業績)?"
    r"(?:における|において|の|に|は|につきましては)?|^(?:連結|当社グループの|当社の|なお|また|さらに|損益面では|利益面では|この結果|以上の結果|これにより|その結果|一方で?)"
)
FLOW = re.compile(
    r"(?P<kind>営業|投資|財務)活動(?:の結果|により|による|で)?、?(?P<way>獲得|使用|得られ|支出|増加|減少|調達|流出|流入)[^、。]{0,6}(?:資金|キャッシュ)"
)
GOOD_FLOW = re.compile(r"獲得|得られ|増加|調達|流入|収入|プラス")
BAD_FLOW = re.compile(r"使用|支出|減少|流出|マイナス")
FLOW_BEHIND = re.compile(
    r"^(?:百万円|千円|億円|円)?の(?:資金の?)?(?P<way>収入|支出|獲得|使用|プラス|マイナス|増加|減少|流入|流出)"
)
LOSS = re.compile(r"損失|赤字")
GAIN = re.compile(r"利益(?!剰余)|黒字")
RESULT_BEHIND = re.compile(
    r"^(?:百万円|千円|億円|円)?の(?:(?:親会社[^。、]{0,12}帰属する)?(?:当期|四半期|中間)?[^。、）)\d]{0,8}?)(?P<way>利益|損失|赤字|黒字)"
)
MOVED = re.compile(
    r"^(?:百万円|千円|億円|円|％|%|ポイント)?(?:の|、)?(?:増(?!資)|減(?!価|損|資|益|収)|上昇|低下|改善|悪化|下回|上回)"
)
AHEAD = re.compile(r"予想|見込|見通し|計画|目標|予定|次期|翌期")
OTHER_PERIOD = re.compile(
    r"四半期(?:連結)?会計期間(?!末)|[上下]期|単体|個別|単独|のうち|うち|想定|為替|店|(?<![会当])社(?!グループ|債)"
)
LONGEST = 60
NAMED_SHORT = re.compile(r"[（(]以下[^（）()]*[）)]")


@dataclass(slots=True)
class Said:
    """What a sentence says of a number.

    Args:
        claim: the number.
        words: of the item.
        item: its name as printed.
        part: *now*, *then*, *by* or *percent*.
        sign: 1 or -1 where words tell gain or loss, inflow or outflow; 0 where they do not.
        ahead: whether the sentence speaks of what is expected.
    """

    claim: Claim
    words: frozenset[str]
    item: str
    part: str
    sign: int
    ahead: bool


def said_of(claims: Sequence[Claim], known: frozenset[frozenset[str]]) -> Iterator[Said]:
    """Give what the words of a Japanese sentence say of its numbers, one by one.

    Args:
        claims: the numbers of one sentence, in order.
        known: the words of the items that tables have.

    A number before which something else stands than an item, a comparison or the item before it is left out.
    """
    if not claims or not CJK.search(claims[0].text[slice(*claims[0].sentence)]):
        return
    text = claims[0].text
    ahead = bool(AHEAD.search(text, *claims[0].sentence))
    last, item, sign = _begin(text, claims[0].sentence[0]), "", 0
    for claim in claims:
        between = NAMED_SHORT.sub("", UNIT.sub("", text[last : claim.start]))
        last = claim.end
        found, earlier, compared = _item(between, known, first=not item)
        if found is None:
            item = ""
            continue
        if found:
            item, sign = found, _sign(found)
        if not item or OTHER_PERIOD.search(between):
            continue
        behind = text[claim.end : claim.end + 30]
        part = _part(claim, behind, earlier, compared)
        if part is None or (claim.mention.unit.kind not in (MONEY, PERCENT) and not claim.mention.is_per_share):
            continue
        yield Said(claim, _words(item), item, part, _sign_behind(behind) or (sign if part == "now" else 0), ahead)


def _begin(text: str, start: int) -> int:
    """Give where a sentence begins: a full stop within parentheses, as in *（以下「資金」という。）*, ends none."""
    while text[start : start + 1] in ("）", ")"):
        start = text.rfind("。", 0, start - 1) + 1
    return start


def _part(claim: Claim, behind: str, earlier: bool, compared: bool) -> str | None:
    moved = bool(MOVED.match(behind))
    if claim.mention.about:
        return None
    if claim.mention.is_percent:
        return "percent" if moved else None if compared else "then" if earlier else "now"
    if claim.part == "by" or moved:
        return "by"
    return "then" if earlier else None if compared else "now"


def _item(between: str, known: frozenset[frozenset[str]], *, first: bool) -> tuple[str | None, bool, bool]:
    """Give the item that stands before a number: its name, nothing where it is the one before, None where it is none.

    Also whether an earlier period is named, and whether the number is compared with one.
    """
    compared = earlier = False
    pieces = [piece.strip() for piece in re.split(r"[、，（(）)]", between)]
    pieces = [piece for piece in pieces if piece]
    for piece in reversed(pieces):
        if FORECAST_BASE.search(piece) and re.search(r"[をに比]", piece):
            return None, False, False
        if COMPARED.match(piece):
            compared = True
            continue
        if match := EARLIER.match(piece):
            earlier = True
            if not match["item"]:
                continue
        plain = match["item"] if match else piece
        if compared_in := re.search(rf"(?:{_BEFORE}|{_END})(?:比|に比べ(?:て)?|より|から)$", plain):
            compared, plain = True, plain[: compared_in.start()]
        if (name := _named(plain, known)) is not None:
            return name, earlier, compared
        if CAUSE.search(plain) or re.search(
            r"(?:増|減|増加|減少|上昇|低下|となりました|百万円|円|％|上回る|下回る)$", plain
        ):
            if not (compared or first):
                return "", earlier, compared
            continue
        return None, earlier, compared
    return ("" if not first else None), earlier, compared


def _named(piece: str, known: frozenset[frozenset[str]]) -> str | None:
    """Give the name of the item in a piece of a sentence: all of it, or what follows the last words that only say when or whose."""
    plain = PARTICLE.sub("", piece).strip()
    # A heading that no full stop ends may stand before.
    plain = _PERIOD.sub("", plain[max(plain.rfind(" "), plain.rfind("\u3000")) + 1 :]).strip()
    if not plain or len(plain) > LONGEST:
        return None
    if FLOW.search(plain):
        return plain
    tails = [plain, *(plain[match.end() :] for match in re.finditer(r"の|における", plain))]
    for tail in tails:
        words = item_words(tail) - EMPTY
        if words and words in known:
            # Words before the item make it another one, unless they only say when.
            head = plain[: len(plain) - len(tail)]
            return tail if not (item_words(head) - EMPTY) else None
    return None


def _words(item: str) -> frozenset[str]:
    if match := FLOW.search(item):
        return item_words(f"{match['kind']}活動によるキャッシュ・フロー") - EMPTY
    return item_words(item) - EMPTY


def _sign(item: str) -> int:
    if match := FLOW.search(item):
        return 1 if GOOD_FLOW.match(match["way"]) else -1
    return (
        -1 if LOSS.search(item) and not GAIN.search(item) else 1 if GAIN.search(item) and not LOSS.search(item) else 0
    )


def _sign_behind(behind: str) -> int:
    if match := FLOW_BEHIND.match(behind):
        return 1 if GOOD_FLOW.match(match["way"]) else -1
    if match := RESULT_BEHIND.match(behind):
        return 1 if GAIN.match(match["way"]) else -1
    return 0
