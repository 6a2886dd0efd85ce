"""``kaiji minerals smelters match`` and ``explain``: who is meant by a smelter's name, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kaiji.cli.list_files import JudgementsOption, judgements_of
from kaiji.cli.out import Lang, Plain, err, finish, misuse, out, print_findings, print_json, write_or_print
from kaiji.cli.references import references_in
from kaiji.cli.smelter_explain import as_data, print_match
from kaiji.core.finding import Finding, has_errors
from kaiji.core.rule import finding_as_data
from kaiji.formats.csv_stream import CsvStream
from kaiji.formats.csv_table import written_row
from kaiji.matching.picture import waterfall
from kaiji.minerals.metal import in_order, known_metals, spelled
from kaiji.minerals.smelter.graph import Graph, graph_of
from kaiji.minerals.smelter.matching import SmelterMatcher
from kaiji.minerals.smelter.prediction import REVIEW_HEADER, Predictions, column_missing
from kaiji.programmes import RULES

BOM = "\ufeff"

References = Annotated[
    list[Path], typer.Option("--reference", help="Official workbook of any version, look-up CSV or table of old ids.")
]


def match(
    queries: Annotated[Path, typer.Argument(help="CSV with query_metal, query_name, query_country, query_id.")],
    reference: References,
    to: Annotated[Path, typer.Option("-o", "--output", help="CSV to write, one line a row.")],
    explain: Annotated[bool, typer.Option("--explain", help="Say for each row what spoke for and against.")] = False,
    review: Annotated[Path | None, typer.Option("--review", help="CSV of names that a person has to look at.")] = None,
    judgements: JudgementsOption = None,
    format_: Annotated[Plain, typer.Option("--format", help="How the summary is printed.")] = Plain.TEXT,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the messages.")] = Lang.EN,
) -> None:
    """Tell for each row of a table which smelter it means, that a person must look, or that it is none of the list.

    [bold]Example:[/bold]  kaiji minerals smelters match names.csv --reference RMI_CMRT_6.5.xlsx -o answers.csv
    """
    if len({one.resolve() for one in (queries, to, review) if one}) < (3 if review else 2):
        misuse("Two of the files named are the same.", "Give the answers and the review list places of their own.")
    graph, found = graph_in(reference)
    log = judgements_of(judgements)
    findings = [*found, *(log.findings if log else ())]
    predictions = Predictions(SmelterMatcher(graph), explain, log)
    try:
        with queries.open("rb") as file:
            stream = CsvStream(file, queries.name)
            missing = list(column_missing(stream.source, stream.header))
            findings += missing
            if stream.header and not missing:
                _write(predictions, stream, to, review)
            findings += stream.findings
    except OSError as error:
        misuse(
            f"{error.filename or queries}: {error.strerror}", "Check the path; name other places with -o and --review."
        )
    counts = {name: predictions.counts[name] for name in ("accepted", "review", "none")}
    if format_ is Plain.JSON:
        data = [finding_as_data(one, RULES, lang.language) for one in findings]
        print_json({"rows": sum(counts.values()), **counts, "findings": data})
    else:
        print_findings(findings, RULES, lang.language, to=err)
        out.print(
            f"{to}: {sum(counts.values())} rows, " + ", ".join(f"{count} {name}" for name, count in counts.items())
        )
    finish(findings)


def explain(
    name: Annotated[str, typer.Argument(help="The name as it was given.")],
    metal: Annotated[str, typer.Option("--metal", help="The metal it was given under.")],
    reference: References,
    country: Annotated[str, typer.Option("--country", help="The country given, if any.")] = "",
    cid: Annotated[str, typer.Option("--id", help="The id given, if any.")] = "",
    svg: Annotated[Path | None, typer.Option("--svg", help="Picture to write: what spoke for and against.")] = None,
    format_: Annotated[Plain, typer.Option("--format", help="text or json.")] = Plain.TEXT,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the reason.")] = Lang.EN,
) -> None:
    """Show how a decision about one name comes about: each feature, what met, and what it counts.

    [bold]Example:[/bold]  kaiji minerals smelters explain "Beta Tin" --metal Tin --reference RMI_CMRT_6.5.xlsx
    """
    graph, findings = graph_in(reference)
    metals = in_order({member.facility.metal for member in graph.members.values()})
    if spelled(metal) not in (*metals, *known_metals()):
        misuse(f"The lists have no metal “{metal}”.", f"Name one of {', '.join(metals)} with --metal.")
    if not name.strip():
        misuse("The name is empty.", "Give the name as the supplier wrote it.")
    matcher = SmelterMatcher(graph)
    found = matcher.match(name, metal, country, cid)
    if format_ is Plain.JSON:
        print_json(as_data(found, matcher))
    else:
        print_match(found, matcher, lang.language)
    drawn = next(iter((*found.candidates, *found.others)), None)
    if svg is not None and drawn is not None:
        write_or_print(waterfall(drawn, name, lang.language).encode(), svg)
    elif svg is not None:
        err.print("Nobody comes near the name; there is nothing to draw.")
    print_findings(findings, RULES, lang.language, to=err)
    finish(findings)


def graph_in(paths: list[Path]) -> tuple[Graph, tuple[Finding, ...]]:
    """Read reference files into one graph. A file that cannot be read, or holds no list, ends the command."""
    references, findings = references_in(paths)
    if not references or has_errors(findings):
        print_findings(findings, RULES, "en", to=err)
        finish(findings)
    return graph_of(references), findings


def _write(predictions: Predictions, stream: CsvStream, to: Path, review: Path | None) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    if review is not None:
        review.parent.mkdir(parents=True, exist_ok=True)
    with to.open("w", encoding="utf-8", newline="") as answers:
        answers.write(BOM + predictions.header)
        if review is None:
            answers.writelines(line for line, _ in predictions.lines(stream.rows()))
            return
        with review.open("w", encoding="utf-8", newline="") as listed:
            listed.write(BOM + written_row(REVIEW_HEADER))
            for line, lines in predictions.lines(stream.rows()):
                answers.write(line)
                listed.write(lines)
