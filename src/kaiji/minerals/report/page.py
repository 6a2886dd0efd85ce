"""The page of a package for people, and the words of all pages."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kaiji.core.figure import Figure
from kaiji.core.finding import Finding, Severity
from kaiji.core.page_style import page_style
from kaiji.core.rule import Catalogue, finding_as_data
from kaiji.core.text import Language, Text
from kaiji.core.version import VERSION
from kaiji.minerals.fact import slug
from kaiji.minerals.label import metal_label, status_label
from kaiji.minerals.law.reason import Reason
from kaiji.minerals.rollup import RollUp, metals_named
from kaiji.minerals.survey import SurveyLine

STATUS_COLOURS = (
    "#12395b", "#2f6690", "#5b9bd5", "#7b5ea7", "#9d8ac7", "#5f8f7b", "#8fb8a6", "#8a8f98", "#b9bec6", "#d7dbe0", "#e6e8eb",
)  # fmt: skip
UNIDENTIFIED_COLOUR = "#c98a1b"


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    text = (resources.files("kaiji.minerals.report") / "page.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def environment() -> Environment:
    """Give the templates of the pages; what they show is escaped."""
    made = Environment(
        loader=PackageLoader("kaiji.minerals.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["page_style"] = lambda language: Markup(page_style(language))  # noqa: S704 - our own file
    return made


def words(language: Language) -> dict[str, str]:
    """Give the words of the pages in a language."""
    return {name: texts.get(language, texts["en"]) for name, texts in _words().items()}


def finding_row(finding: Finding, rules: Catalogue, language: Language) -> dict[str, str]:
    """Give what a page shows of a finding."""
    data = finding_as_data(finding, rules, language)
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "klass": str(data["class"]),
        "file": finding.file,
        "place": str(finding.place),
        "message": str(data["message"]),
        "remedy": str(data["remedy"]),
    }


def by_severity(findings: Iterable[Finding]) -> list[Finding]:
    """Order findings for reading: the gravest first, else as they were found."""
    return sorted(findings, key=lambda one: one.severity.rank)


def package_page(
    rollup: RollUp,
    figures: Mapping[str, Figure],
    statuses: Sequence[str],
    findings: Sequence[Finding],
    conclusions: Sequence[tuple[Text, Sequence[Reason]]],
    rules: Catalogue,
    *,
    company: str,
    year: int,
    due: str,
    files: Sequence[tuple[str, Text]],
    language: Language,
    other_file: str,
) -> bytes:
    """Write the findings page of a package.

    Args:
        findings: all findings; those of a supplier's files are shown with the supplier.
        conclusions: titles and the reasons that led to them.
        due: the due date, printed.
        files: names and descriptions of the package's files.
        other_file: the same page in the other language.
    """
    w = words(language)
    owned = {
        id(finding): line.key for line in rollup.survey.lines for one in line.responses for finding in one.findings
    }
    rest = [finding for finding in findings if id(finding) not in owned]
    errors = sum(one.severity is Severity.ERROR for one in findings)
    warnings = sum(one.severity is Severity.WARN for one in findings)
    lines = [_line(line, number, rules, language) for number, line in enumerate(rollup.survey.lines, start=1)]
    survey_keys = ("suppliers.asked", "suppliers.answered") if rollup.survey.registered else ("suppliers.answered",)
    labels = {"suppliers.asked": w["asked"], "suppliers.answered": w["answered_n"]}
    compared = [w["as_of"].format(list=one.name, day=one.as_of.isoformat()) for one in rollup.lists if one.as_of]
    list_note = " ".join(compared) or w["no_list"]
    page = (
        environment()
        .get_template("package.html.j2")
        .render(
            w=w,
            company=company,
            subtitle=w["subtitle"].format(year=year),
            other_file=other_file,
            ready=not errors,
            verdict=(w["not_ready_text"] if errors else w["ready_text"]).format(errors=errors, warnings=warnings),
            due=w["due"].format(due=due) if due else "",
            survey_tiles=[{"figure": figures[key].text, "label": labels[key]} for key in survey_keys],
            smelter_tiles=[
                {"figure": figures[f"smelters.{key}"].text, "label": w[key]}
                for key in ("named", "identified", "unidentified")
            ],
            metals=_bars(rollup, figures, statuses, w, language),
            registered=rollup.survey.registered,
            list_note=list_note,
            conclusions=[
                {
                    "title": title.say(language),
                    "reasons": [{"text": one.text.say(language), "citation": one.citation} for one in reasons],
                }
                for title, reasons in conclusions
            ],
            lines=lines,
            rest=[finding_row(one, rules, language) for one in by_severity(rest)],
            any_findings=any(line["findings"] for line in lines),
            files=[{"name": name, "purpose": purpose.say(language)} for name, purpose in files],
            show_file=True,
            example_code="CMRT-108",
            kaiji_version=VERSION,
        )
    )
    return page.encode()


def _line(line: SurveyLine, number: int, rules: Catalogue, language: Language) -> dict[str, Any]:
    findings = by_severity(finding for one in line.responses for finding in one.findings)
    return {
        "number": number,
        "key": line.key,
        "name": line.name,
        "state": str(line.state),
        "template": ", ".join(f"{one.family} {one.version}" for one in line.in_force),
        "dated": ", ".join(one.effective_date.isoformat() for one in line.in_force if one.effective_date),
        "errors": sum(one.severity is Severity.ERROR for one in findings),
        "warnings": sum(one.severity is Severity.WARN for one in findings),
        "findings": [finding_row(one, rules, language) for one in findings],
    }


def _bars(
    rollup: RollUp,
    figures: Mapping[str, Figure],
    statuses: Sequence[str],
    w: Mapping[str, str],
    language: Language,
) -> list[dict[str, Any]]:
    found = []
    for metal in metals_named(rollup.smelters):
        parts = [
            {
                "count": int(figures[f"smelters.status.{slug(status)}.{slug(metal)}"].value),
                "label": status_label(status).say(language),
                "colour": STATUS_COLOURS[min(index, len(STATUS_COLOURS) - 1)],
            }
            for index, status in enumerate(statuses)
        ]
        parts.append(
            {
                "count": int(figures[f"smelters.unidentified.{slug(metal)}"].value),
                "label": w["unidentified"],
                "colour": UNIDENTIFIED_COLOUR,
            }
        )
        named = int(figures[f"smelters.named.{slug(metal)}"].value)
        found.append(
            {"name": metal_label(metal).say(language) if metal else w["no_metal"], "named": named, "parts": parts}
        )
    return found
