"""One received file after reading and checking: what is shown of it, and what is compared with other files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kaiji.core.finding import Finding
from kaiji.minerals.brief import Brief, brief_of
from kaiji.minerals.check import check
from kaiji.minerals.company_identity import Identity, identity_of
from kaiji.minerals.declaration import Declaration
from kaiji.minerals.layout import Layout, layouts
from kaiji.minerals.reader import Reading
from kaiji.minerals.smelter.judgement import JudgementLog
from kaiji.minerals.smelter.reference import Reference
from kaiji.minerals.smelter.screening import Screen


@dataclass(frozen=True)
class Checked:
    """One received file with everything that was found in it.

    Args:
        name: the file's name as shown.
        digest: of its bytes; nothing where it could not be opened.
        template: family, version and language of the template; nothing where there is none.
        layout_key: family and version of the layout it was read by.
        declaration: only where somebody asked for it.
        brief: for the comparison with other suppliers' files.
        identity: for the comparison with the supplier's earlier file; None without a declaration.
    """

    name: str
    findings: tuple[Finding, ...]
    digest: str = ""
    template: tuple[str, str, str] = ("", "", "")
    layout_key: tuple[str, str] | None = None
    declaration: Declaration | None = None
    brief: Brief | None = None
    identity: Identity | None = None

    @property
    def layout(self) -> Layout | None:
        """The layout it was read by."""
        return layouts()[self.layout_key] if self.layout_key else None


def checked_of(
    reading: Reading,
    *,
    year: int | None,
    as_of: date | None,
    reference: Reference | None,
    judgements: JudgementLog | None = None,
    screen: Screen | None = None,
    whole: bool,
) -> Checked:
    """Check one file that was read.

    Args:
        reading: the file as it was read.
        year: as for :func:`kaiji.minerals.check.check`.
        as_of: as there.
        reference: as there.
        judgements: as there.
        screen: as there.
        whole: keep the declaration.
    """
    template, declaration = reading.template, reading.declaration
    layout = template.layout if template else None
    return Checked(
        reading.source.file,
        check(reading, year=year, as_of=as_of, reference=reference, judgements=judgements, screen=screen),
        reading.source.digest,
        (template.family, template.version, template.language) if template else ("", "", ""),
        (layout.family, layout.version) if layout else None,
        declaration if whole else None,
        brief_of(reading) if declaration else None,
        identity_of(declaration) if declaration else None,
    )
