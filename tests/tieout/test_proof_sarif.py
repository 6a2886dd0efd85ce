"""A proof as SARIF: the shape that the standard demands, and lines and columns that hold in the file."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kaiji.core.finding import Finding, Severity
from kaiji.core.source import Source
from kaiji.formats.html_document import read_html
from kaiji.formats.text_document import read_plain_text
from kaiji.programmes import RULES
from kaiji.tieout.document import prove_document
from kaiji.tieout.proof import DocumentProof, ProofFinding, ProofPlace, Suppression
from kaiji.tieout.proof_sarif import proofs_as_sarif

TEXT = "The parts,  by\tline\n\n  Services\t  3,250\t3,100\nTotal\t5,480\t5,000\n\nRevenue was  JPY5,480\nmillion in 1Q26, not 9.\n"


def with_findings(text: str) -> DocumentProof:
    proof = prove_document("my release.txt", read_plain_text(text.encode(), "my release.txt"))
    spots = [number.spot for number in proof.numbers]
    found = [
        ProofFinding(
            Finding("TIE-103", Severity.ERROR, (("stated", proof.quote(spot)),)),
            (ProofPlace(spot, "wrong"), ProofPlace(spots[0], "evidence")),
            proof.quote(spot),
            "1",
            "r",
        )
        for spot in spots
    ]
    return replace(proof, findings=tuple(found))


def check_shape(log: dict[str, Any]) -> None:
    """Check what the schema of SARIF 2.1.0 makes compulsory, and the types of what is used."""
    assert log["version"] == "2.1.0"
    for run in log["runs"]:
        driver = run["tool"]["driver"]
        assert driver["name"]
        ids = [rule["id"] for rule in driver["rules"]]
        assert len(ids) == len(set(ids))
        for rule in driver["rules"]:
            assert rule["shortDescription"]["text"]
            assert rule["help"]["text"]
            assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
        for result in run["results"]:
            assert result["message"]["text"]
            assert result["level"] in ("none", "note", "warning", "error")
            assert ids[result["ruleIndex"]] == result["ruleId"]
            for location in (*result["locations"], *result.get("relatedLocations", ())):
                physical = location["physicalLocation"]
                assert " " not in physical["artifactLocation"]["uri"]
                assert 0 <= physical["artifactLocation"]["index"] < len(run["artifacts"])
                region = physical.get("region", {})
                assert set(region) <= {"startLine", "endLine", "startColumn", "endColumn", "snippet"}
                assert region.get("endLine", region.get("startLine")) >= region.get("startLine") if region else True
                assert all(isinstance(region[name], int) and region[name] >= 1 for name in region if name != "snippet")
            related = [location["id"] for location in result.get("relatedLocations", ())]
            assert len(related) == len(set(related))
            assert len(result["locations"]) >= 1
            assert set(result) <= {
                "ruleId", "ruleIndex", "level", "message", "locations", "relatedLocations", "partialFingerprints",
                "properties", "suppressions",
            }  # fmt: skip
            assert all(isinstance(one, str) for one in result["partialFingerprints"].values())
            for suppression in result.get("suppressions", ()):
                assert suppression["kind"] in ("inSource", "external")


def cut(text: str, region: dict[str, Any]) -> str:
    """Cut a region out of a text as SARIF counts: lines and columns from 1, the end not included."""
    lines = text.split("\n")[region["startLine"] - 1 : region["endLine"]]
    lines[-1] = lines[-1][: region["endColumn"] - 1]
    lines[0] = lines[0][region["startColumn"] - 1 :]
    return "\n".join(lines)


def test_its_shape() -> None:
    proof = with_findings(TEXT)
    kept = replace(proof.findings[0], suppression=Suppression("TIE-103", "", "", "wanted"))
    whole = ProofFinding(Finding("FILE-151", Severity.ERROR, (), (Source("my release.txt"),)))
    proof = replace(proof, findings=(*proof.findings, kept, whole))
    log = proofs_as_sarif([(proof, TEXT.split("\n")), (replace(proof, name="b.txt"), ())], RULES)
    check_shape(json.loads(json.dumps(log)))
    assert log["runs"][0]["results"][-1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "b.txt"


def test_regions_cut_the_quote_out_of_the_file() -> None:
    log = proofs_as_sarif([(with_findings(TEXT), TEXT.split("\n"))], RULES)
    regions = [one["locations"][0]["physicalLocation"]["region"] for one in log["runs"][0]["results"]]
    assert [(one["startLine"], one["endLine"]) for one in regions] == [(3, 3), (3, 3), (4, 4), (4, 4), (6, 7), (7, 7)]
    for region in regions:
        assert "".join(cut(TEXT, region).split()) == "".join(region["snippet"]["text"].split())


blanks = st.sampled_from([" ", "  ", "\t", " \t "])
words = st.sampled_from(["Revenue", "was", "1,234", "5", "(12)", "¥77", "日本", "and", "1.5%"])


@given(st.lists(st.tuples(words, st.one_of(blanks, st.just("\n"))), min_size=1, max_size=12))
def test_regions_hold_whatever_the_blanks(parts: list[tuple[str, str]]) -> None:
    text = "Begin " + "".join(word + blank for word, blank in parts)
    log = proofs_as_sarif([(with_findings(text), text.split("\n"))], RULES)
    for one in log["runs"][0]["results"]:
        region = one["locations"][0]["physicalLocation"]["region"]
        if "startColumn" in region:
            assert "".join(cut(text, region).split()) == "".join(region["snippet"]["text"].split())


def test_the_fingerprint_holds_when_lines_move() -> None:
    def prints(text: str) -> list[str]:
        log = proofs_as_sarif([(with_findings(text), ())], RULES)
        return [one["partialFingerprints"]["kaijiPlace/v1"] for one in log["runs"][0]["results"]]

    assert prints("Revenue was 5.\n\nCost was 3.\n") == prints("\n\nRevenue  was 5.\n\n\nCost was 3.\n")
    assert prints("Revenue was 5.\n") != prints("Revenue was 6.\n")


def test_html_has_lines_and_elements_but_no_columns() -> None:
    proof = prove_document("a.htm", read_html(b"<html><body>\n<p>Paid JPY xxx million</p></body></html>", "a.htm"))
    location = proofs_as_sarif([(proof, ())], RULES)["runs"][0]["results"][0]["locations"][0]
    assert location["physicalLocation"]["region"]["startLine"] == 2
    assert "startColumn" not in location["physicalLocation"]["region"]
    assert "p" in location["logicalLocations"][0]["fullyQualifiedName"]


def test_what_a_code_host_needs() -> None:
    """A path from the root of the repository, a line for every result, and a mark by which it is known again."""
    proof = with_findings("Revenue was 5.\n\nRevenue was 5.\n")
    whole = ProofFinding(Finding("FILE-151", Severity.ERROR, (), (Source("my release.txt"),)))
    log = proofs_as_sarif(
        [(replace(proof, findings=(*proof.findings, whole)), ())], RULES, paths=["a b/my release.txt"]
    )
    results = log["runs"][0]["results"]
    physical = [one["locations"][0]["physicalLocation"] for one in results]
    assert {one["artifactLocation"]["uri"] for one in physical} == {"a%20b/my%20release.txt"}
    assert log["runs"][0]["artifacts"][0]["location"]["uri"] == "a%20b/my%20release.txt"
    assert [one["region"]["startLine"] for one in physical] == [1, 3, 1]
    marks = [one["partialFingerprints"]["primaryLocationLineHash"] for one in results]
    assert len(set(marks)) == 3
    assert all(mark.endswith((":1", ":2")) for mark in marks)
