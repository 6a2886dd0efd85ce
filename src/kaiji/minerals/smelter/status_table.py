"""Statuses as a table and as data: what a person keeps, and what a page can show."""

from __future__ import annotations

from collections.abc import Iterable

from kaiji.core.source import Source
from kaiji.minerals.smelter.judgement import Judgement
from kaiji.minerals.smelter.reference import Facility
from kaiji.minerals.smelter.screening import Hit
from kaiji.minerals.smelter.standing import Listed
from kaiji.minerals.smelter.status import NamedStatus, StatusReport

COLUMNS = (
    "metal", "identified", "cid", "name", "country", "as_of", "audit_status", "operational_status", "list",
    "list_version", "list_as_of", "all_lists", "screening", "identified_by", "judged", "candidates", "names_given", "countries_given",
    "rows", "sources",
)  # fmt: skip
MANY = 50


def status_rows(report: StatusReport) -> list[tuple[str, ...]]:
    """Give one row a smelter, in the order of ``COLUMNS``; who was not identified has no status."""
    return [_row(one, report) for one in report.smelters]


def status_data(report: StatusReport) -> dict[str, object]:
    """Give the report as plain data; ``review`` is what a person must look at, with candidates and places."""
    return {
        "as_of": report.day.isoformat(),
        "lists": [
            {
                "name": one.name,
                "issuer": one.issuer,
                "version": one.version,
                "as_of": one.as_of.isoformat() if one.as_of else "",
                "facilities": len(one.entries),
                "digest": one.source.digest,
            }
            for one in report.snapshots.used
        ],
        "screens": [
            {
                "kind": str(one.kind),
                "name": one.name,
                "issuer": one.issuer,
                "version": one.version,
                "as_of": one.as_of.isoformat() if one.as_of else "",
                "entries": len(one.entries),
                "digest": one.source.digest,
            }
            for one in report.screens
        ],
        "smelters": [_data(one) for one in report.smelters if one.facility is not None],
        "review": [_review(one) for one in report.smelters if one.facility is None],
        "nameless": [one.as_data() for one in report.nameless],
    }


def _row(one: NamedStatus, report: StatusReport) -> tuple[str, ...]:
    facility, standing = one.facility, one.standing
    deciding = standing.deciding if standing else None
    audited = deciding.audited if deciding else None
    return (
        one.metal,
        "yes" if facility else "no",
        facility.cid if facility else "",
        one.name,
        facility.country if facility else "; ".join(one.countries),
        report.day.isoformat(),
        standing.audit_status if standing else "",
        standing.operational_status if standing else "",
        audited.name if audited else "",
        audited.version if audited else "",
        audited.as_of.isoformat() if audited and audited.as_of else "",
        "; ".join(_said(each) for each in standing.listed) if standing else "",
        "; ".join(_hit(each) for each in one.hits),
        str(one.how),
        "; ".join(_judged(each) for each in one.decision.judgements) if one.decision else "",
        "; ".join(f"{each.cid} {each.name}".strip() for each in one.candidates),
        "; ".join(one.given),
        "; ".join(one.countries),
        str(len(one.cells)),
        _places(one.cells),
    )


def _said(listed: Listed) -> str:
    audited = listed.audited
    day = audited.as_of.isoformat() if audited.as_of else "—"
    return f"{audited.title}, {day}: {listed.audit_status}"


def _hit(hit: Hit) -> str:
    day = hit.list.as_of.isoformat() if hit.list.as_of else "—"
    return f"{hit.list.title}, {day}: {hit.listed} ({hit.kind}{', review' if hit.kind.review else ''})"


def _judged(one: Judgement) -> str:
    return f"{one.verdict} {one.cid}".strip() + f" ({one.by}, {one.on.isoformat()}, {one.id})"


def _data(one: NamedStatus) -> dict[str, object]:
    facility, standing = one.facility, one.standing
    return {
        "metal": one.metal,
        "facility": _facility(facility) if facility else None,
        "identified_by": str(one.how),
        "audit_status": standing.audit_status if standing else "",
        "operational_status": standing.operational_status if standing else "",
        "lists": [_listed(each) for each in standing.listed] if standing else [],
        "screening": [each.as_data() for each in one.hits],
        "judgements": [each.as_data() for each in one.decision.judgements] if one.decision else [],
        "names_given": list(one.given),
        "countries_given": list(one.countries),
        "places": [each.as_data() for each in one.cells],
    }


def _listed(one: Listed) -> dict[str, object]:
    entry, earlier = one.entry, one.earlier
    return {
        "list": one.audited.name,
        "issuer": one.audited.issuer,
        "version": one.audited.version,
        "as_of": one.audited.as_of.isoformat() if one.audited.as_of else "",
        "audit_status": one.audit_status,
        "operational_status": one.operational_status,
        "given_status": entry.given_status if entry else "",
        "cross_recognition": entry.cross_recognition if entry else "",
        "audited_on": entry.audited_on.isoformat() if entry and entry.audited_on else "",
        "valid_until": entry.valid_until.isoformat() if entry and entry.valid_until else "",
        "place": entry.source.as_data() if entry else None,
        "earlier": {
            "list": earlier[0].name,
            "as_of": earlier[0].as_of.isoformat() if earlier[0].as_of else "",
            "audit_status": earlier[1].audit_status,
            "place": earlier[1].source.as_data(),
        }
        if earlier
        else None,
    }


def _review(one: NamedStatus) -> dict[str, object]:
    return {
        "metal": one.metal,
        "name": one.name,
        "names_given": list(one.given),
        "countries_given": list(one.countries),
        "reason": str(one.how),
        "candidates": [_facility(each) for each in one.candidates],
        "screening": [each.as_data() for each in one.hits],
        "judgements": [each.as_data() for each in one.decision.judgements] if one.decision else [],
        "places": [each.as_data() for each in one.cells],
    }


def _facility(one: Facility) -> dict[str, object]:
    return {"cid": one.cid, "metal": one.metal, "name": one.name, "country": one.country, "place": one.source.as_data()}


def _places(sources: Iterable[Source]) -> str:
    listed = [str(one) for one in sources]
    more = len(listed) - MANY
    return "; ".join(listed[:MANY]) + (f"; … +{more}" if more > 0 else "")
