"""Terms of invented offerings for tests: a base that is sound, changed setting by setting."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

Data = dict[str, Any]

BASE: Data = {
    "issuer": {
        "name": "Aoba Foods Co., Ltd.",
        "name_ja": "青葉フーズ株式会社",
        "short_name": "Aoba Foods",
        "place": "Sendai",
        "listings": ["TSE:0001"],
    },
    "resolution": {
        "date": date(2026, 5, 11),
        "pricing_from": date(2026, 5, 19),
        "pricing_to": date(2026, 5, 22),
        "assumed_amount": 950,
    },
    "public": {
        "number": 2_000_000,
        "subscription_from": "pricing + 1 business day",
        "subscription_to": "pricing + 2 business days",
        "payment": "pricing + 5 business days",
    },
    "over_allotment": {
        "number": 300_000,
        "lender": "Aoba Trust",
        "manager": "Hirose Securities Co., Ltd.",
        "cover_to": "subscription_to + 20 days, back to a business day",
    },
    "third_party": {
        "allottee": "Hirose Securities Co., Ltd.",
        "subscription": "cover_to + 3 business days",
        "payment": "third_subscription + 1 business day",
    },
    "pricing": {"date": date(2026, 5, 20), "issue_price": 1001, "amount_to_be_paid": 960, "closing_price": 1030},
    "allotment": {"date": date(2026, 6, 15), "subscribed": 300_000},
    "shares": {"issued": 20_000_000, "as_of": date(2026, 4, 30), "treasury": 50_000, "authorised": 60_000_000},
    "proceeds": {"costs": 20_000_000},
    "use": [
        {"purpose": "a new factory", "purpose_ja": "新工場の建設", "amount": 1_500_000_000, "deadline": "2027-12"},
        {
            "purpose": "repayment of loans",
            "purpose_ja": "借入金の返済",
            "amount": "remainder",
            "deadline": date(2027, 3, 31),
        },
    ],
}
STEP = re.compile(r"([^.\[\]]+)(?:\[(\d+)\])?")


def terms_with(changes: Mapping[str, Any] | None = None, remove: Sequence[str] = ()) -> Data:
    """Give the base with some settings changed, by path (``use[0].amount``), and others taken away."""
    data = copy.deepcopy(BASE)
    for path in remove:
        place, key = _place(data, path)
        del place[key]
    for path, value in (changes or {}).items():
        place, key = _place(data, path)
        place[key] = value
    return data


def _place(data: Data, path: str) -> tuple[Any, Any]:
    place: Any = data
    *steps, last = path.split(".")
    for step in steps:
        found = STEP.fullmatch(step)
        assert found is not None, path
        if found[2]:
            rows = place.setdefault(found[1], [])
            while len(rows) <= int(found[2]):
                rows.append({})
            place = rows[int(found[2])]
        else:
            place = place.setdefault(found[1], {})
    return place, last


def toml_of(data: Data) -> bytes:
    """Write terms as TOML."""
    lines: list[str] = [f"{key} = {_value(value)}" for key, value in data.items() if not _is_table(value)]
    for key, section in data.items():
        if _is_table(section):
            for one in section if isinstance(section, list) else [section]:
                lines.append(f"[[{key}]]" if isinstance(section, list) else f"[{key}]")
                lines += [f"{name} = {_value(value)}" for name, value in one.items()]
    return ("\n".join(lines) + "\n").encode()


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)
    )


def _value(value: Any) -> str:
    if isinstance(value, bool | str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
