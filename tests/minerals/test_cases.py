"""The cases of the rules on declarations, smelters, the survey, claims and packages, as YAML that anybody can add to."""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import yaml
from typer.testing import CliRunner

from bulk.reading import told_to_die
from kaiji.bulk.map import map_files
from kaiji.cli.main import app
from kaiji.cli.written import write_package
from kaiji.core.document import Assertion, Quote
from kaiji.core.finding import Finding, Severity
from kaiji.core.party import Supplier
from kaiji.core.source import Source, digest_of
from kaiji.formats.csv_stream import CsvStream
from kaiji.formats.xlsx.workbook import Opened
from kaiji.minerals.check import check, check_smelters
from kaiji.minerals.declaration import Declaration
from kaiji.minerals.earlier import compare
from kaiji.minerals.evidence.activity import Activity, kinds
from kaiji.minerals.evidence.company import CompanyFile
from kaiji.minerals.evidence.smelter_list import AuditedList
from kaiji.minerals.evidence_folder import read_evidence
from kaiji.minerals.prove import EVIDENCE, FORMAT, prove
from kaiji.minerals.reader import Reading, read_opened
from kaiji.minerals.report.approval import Approval, check_approval
from kaiji.minerals.report.claim import Season, Told, claims, tell
from kaiji.minerals.report.material import Material, Signature, check_material
from kaiji.minerals.report.sentence import gaps
from kaiji.minerals.rules.across import check_survey
from kaiji.minerals.rules.version_change import check_versions
from kaiji.minerals.rules.version_file import earlier_unreadable
from kaiji.minerals.smelter.judgement import read_judgements
from kaiji.minerals.smelter.prediction import column_missing
from kaiji.minerals.smelter.reference import Reference, read_reference
from kaiji.minerals.survey import Asked, Response, survey_of
from kaiji.programmes import RULES
from kaiji.tieout.manifest import MANIFEST
from minerals.building import (
    MadeWorkbook,
    changed,
    complete_cells,
    declaration_of,
    declare,
    layout_of,
    reading_of,
    with_content,
)

FOLDER = Path(__file__).resolve().parents[1] / "cases"
MINE = re.compile(r"^(CMRT-[0-3]\d{2}|SMT-\d{3}|SUP-\d{3}|SD-1\d{2}|EVD-2\d{2}|FILE-30\d)$")
CODES = sorted(code for code in RULES if MINE.match(code))
Case = dict[str, Any]


def of_a_workbook(case: Case, _: Path) -> Iterable[Finding]:
    workbook = MadeWorkbook(case["sheets"])
    return check(read_opened(Opened(workbook, ()), workbook.name))


def of_a_declaration(case: Case, _: Path) -> Iterable[Finding]:
    declaration = declare(case.get("version", "6.5"), case.get("change"))
    return check(reading_of(declaration, case.get("offered")), year=case.get("year"), as_of=case.get("as_of"))


def of_a_reference(case: Case, _: Path) -> Iterable[Finding]:
    return read_reference(case["file"]["text"].encode(), case["file"]["name"]).findings


def of_names(case: Case, _: Path) -> Iterable[Finding]:
    stream = CsvStream(io.BytesIO(case["file"]["text"].encode()), case["file"]["name"])
    return column_missing(stream.source, stream.header)


def of_smelters(case: Case, _: Path) -> Iterable[Finding]:
    layout = layout_of("6.5")
    cells = changed(complete_cells(layout), layout, {"smelters": case["smelters"]})
    log = read_judgements(case["judgements"].encode(), "judgements.jsonl") if "judgements" in case else None
    return check_smelters(declaration_of(layout, cells), reference_of(case["reference"]), log)


def reference_of(text: str) -> Reference:
    found = read_reference(text.encode(), "reference.csv").reference
    assert found is not None
    return found


def response(one: Mapping[str, Any]) -> Response:
    if one.get("unreadable"):
        return Response(Reading(Source(one["file"], digest_of(one["file"].encode())), None, None, {}, ()), ())
    change = dict(one.get("change", {})) | ({"company_name": one["company"]} if "company" in one else {})
    made = declare("6.5", change, one["file"])
    return Response(reading_of(with_content(made, one["digest"]) if "digest" in one else made), ())


def of_a_survey(case: Case, _: Path) -> Iterable[Finding]:
    register = [
        Asked(
            Supplier(one["key"], one["name"], source=Source("suppliers.csv").at(record=one["key"])),
            aliases=tuple(one.get("aliases", ())),
            files=tuple(one.get("files", ())),
        )
        for one in case.get("register", ())
    ]
    found = survey_of(register if "register" in case else None, [response(one) for one in case["answers"]])
    return check_survey(found)


def of_versions(case: Case, _: Path) -> Iterable[Finding]:
    def made(one: Mapping[str, Any]) -> Declaration:
        change = dict(one.get("change", {})) | ({"company_name": one["company"]} if "company" in one else {})
        return declare(one.get("version", "6.5"), change, one["file"])

    if "unreadable" in case:
        return earlier_unreadable(Source(case["unreadable"]))
    earlier, now = ([made(one) for one in case[name]] for name in ("earlier", "now"))
    return check_versions(compare(now, earlier))


def activity(one: Mapping[str, Any]) -> Activity:
    return Activity(
        one["id"],
        one["day"],
        one["kind"],
        kinds()[one["kind"]].step,
        tuple(one.get("suppliers", ())),
        tuple(one.get("who", ())),
        tuple(one.get("documents", ())),
        one.get("digest", ""),
        one.get("detail", ""),
        one.get("language", ""),
        Source("activities.csv").at(record=one["id"]),
    )


def of_a_claim(case: Case, _: Path) -> Iterable[Finding]:
    values = {name: Quote(text, name) for name, text in case.get("values", {}).items()}
    needed = {need for one in claims() for need in one.needs}
    words = {gap for one in claims() for template in (one.text, one.all, one.some) for gap in gaps(template)}
    known = {name: Quote("words", name) for name in words - needed}
    told = tell(
        [activity(one) for one in case["log"]],
        Season(2025, date(2026, 5, 31)),
        ("S-001", "S-002", "S-003"),
        known | values,
        Source("activities.csv"),
    )
    return [one for one in told.findings if one.param("claim") == case["claim"].replace("_", " ")]


def of_material(case: Case, _: Path) -> Iterable[Finding]:
    # The rules look at these parts of the material and at no other.
    material = object.__new__(Material)
    one = Quote("words", "key")
    object.__setattr__(material, "cover", {name: Quote(text, name) for name, text in case.get("cover", {}).items()})
    object.__setattr__(material, "signature", Signature(one, one, one) if case.get("signed") else None)
    object.__setattr__(material, "evidence", Source("company.toml"))
    by_step = {one.step: one for one in claims()}
    sentences = tuple((by_step[step], Assertion((), by_step[step].key)) for step in case.get("steps", ()))
    object.__setattr__(material, "told", Told(sentences, ()))
    return check_material(material, report=case.get("report", False))


def of_an_approval(case: Case, _: Path) -> Iterable[Finding]:
    company, signed = SimpleNamespace(signature=None), case.get("signed_on")
    if signed:
        day = SimpleNamespace(value=signed, source=Source("company.toml").at(record="signature"))
        company.signature = SimpleNamespace(signed_on=day)
    as_of = case.get("list_as_of", "none")
    audited = AuditedList("list.csv", "", None if as_of == "none" else as_of, (), Source("list.csv"))
    log = [activity(one) for one in case.get("log", ())]
    due = case.get("due", date(2026, 6, 1))
    return check_approval(Approval(log, cast("CompanyFile", company), audited, 2025, due))


def of_a_package(case: Case, _: Path) -> Iterable[Finding]:
    facts = {key: {"label": {"en": key}, "derivation": one} for key, one in case.get("facts", {}).items()}
    files = {name: text.encode() for name, text in case["package"].items()}
    files[EVIDENCE] = json.dumps({"format": FORMAT, "documents": {}, "facts": facts}).encode()
    files[MANIFEST] = json.dumps({"files": {name: digest_of(content) for name, content in files.items()}}).encode()
    for name, text in case.get("after", {}).items():
        files.pop(name, None)
        if text != "none":
            files[name] = text.encode()
    return prove(files, case.get("only", "")).findings


def of_building_again(case: Case, folder: Path) -> Iterable[Finding]:
    def package(texts: Mapping[str, str]) -> dict[str, bytes]:
        files = {name: text.encode() for name, text in texts.items()}
        digests = {name: digest_of(content) for name, content in files.items()}
        return {**files, MANIFEST: json.dumps({"files": digests}).encode()}

    assert write_package(folder / "package", package(case["built"])) == ()
    for name, text in case.get("by_hand", {}).items():
        (folder / "package" / name).unlink()
        if text != "none":
            (folder / "package" / name).write_text(text, encoding="utf-8")
    return write_package(folder / "package", package(case["again"]))


def of_a_folder(case: Case, _: Path) -> Iterable[Finding]:
    given = {name: ("list.csv", case[name].encode()) for name in ("reference", "audited") if name in case}
    files = {name: text.encode() for name, text in case["files"].items()}
    return read_evidence(files, {}, reference=given.get("reference"), audited=given.get("audited")).findings


def of_the_disk(case: Case, folder: Path) -> Iterable[Finding]:
    path, what = folder / "answer.xlsx", case["disk"]
    if what == "folder":
        path.mkdir()
    elif what == "pipe":
        os.mkfifo(path)
    elif what in ("file", "deadly"):
        path.write_bytes(b"DIE" if what == "deadly" else b"x")
    elif what != "missing":
        with path.open("wb") as file:
            file.truncate(int(what.split()[0]))
    jobs = 2 if what == "deadly" else 1
    return [found for one in map_files(told_to_die, [(path, path.name)], jobs=jobs) for found in one.findings]


def of_the_command(case: Case, folder: Path) -> Iterable[Finding]:
    named, out = folder / "responses", folder / "out.json"
    named.mkdir()
    for name in case["folder"]:
        (named / name).write_bytes(b"not a workbook")
    CliRunner().invoke(app, ["minerals", "check", str(named), "--format", "json", "-o", str(out)])
    found = [one for file in json.loads(out.read_bytes()) for one in file["findings"]]
    return [
        Finding(one["code"], Severity(one["severity"]), tuple(one["params"].items()), (Source(one["file"]),))
        for one in found
    ]


def subject(code: str) -> Callable[[Case, Path], Iterable[Finding]]:
    subjects = (
        ("CMRT-0", of_a_workbook),
        ("CMRT-120", of_a_workbook),
        ("CMRT-", of_a_declaration),
        ("SMT-001", of_a_reference),
        ("SMT-020", of_names),
        ("SMT-", of_smelters),
        ("SUP-1", of_versions),
        ("SUP-", of_a_survey),
        ("SD-10", of_a_claim),
        ("SD-111", of_material),
        ("SD-112", of_material),
        ("SD-113", of_material),
        ("SD-11", of_an_approval),
        ("SD-126", of_building_again),
        ("SD-12", of_a_package),
        ("EVD-2", of_a_folder),
        ("FILE-304", of_the_command),
        ("FILE-30", of_the_disk),
    )
    return next(one for prefix, one in subjects if code.startswith(prefix))


def cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        if MINE.match(path.stem):
            data = yaml.safe_load(path.read_text(encoding="utf-8"))
            shared = {"reference": data["reference"]} if "reference" in data else {}
            code = data["rule"]
            found += [pytest.param(code, shared | case, id=f"{code}: {case['name']}") for case in data["cases"]]
    return found


def seen(finding: Finding, wanted: Mapping[str, str]) -> dict[str, str]:
    """Give of a finding what a case asks for; words that it says are given back as wanted."""
    one = RULES[finding.code]
    values = {
        "cell": str(finding.place),
        "file": finding.file,
        "record": finding.place.record,
        "severity": str(finding.severity),
    }
    sentence = one.say(finding)
    if "cell" in wanted and "record" not in wanted and finding.place.record:
        values["cell"] = finding.place.cell
    return {
        key: (wanted[key] if wanted[key] in sentence else sentence) if key == "says" else values[key] for key in wanted
    }


@pytest.mark.parametrize(("code", "case"), cases())
def test_case(code: str, case: Case, tmp_path: Path) -> None:
    found = [one for one in subject(code)(case, tmp_path) if one.code == code]
    wanted = case["finds"]
    assert len(found) == len(wanted), [RULES[code].say(one) for one in found]
    for one, expected in zip(found, wanted, strict=True):
        assert seen(one, expected) == expected
        for language in ("en", "ja", "zh"):
            for words in (RULES[code].say(one, language), RULES[code].advise(one, language)):
                assert words
                assert not re.search(r"\{\w*\}", words), words


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_a_case_that_finds_and_a_near_miss(code: str) -> None:
    data = yaml.safe_load((FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))
    assert data["rule"] == code
    assert {bool(case["finds"]) for case in data["cases"]} == {True, False}
    assert all(case["name"] for case in data["cases"])


def test_every_file_of_cases_belongs_to_a_rule() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml") if MINE.match(path.stem)} == set(CODES)
