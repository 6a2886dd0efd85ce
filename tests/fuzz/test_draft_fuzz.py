"""Drafting a layout from damaged workbooks: a draft or a finding, never an exception."""

from __future__ import annotations

import io
import random
import re
import zipfile

import pytest

from kaiji.cli.layout import draft_as_data, draft_file
from kaiji.core.finding import Severity
from kaiji.formats.xlsx.workbook import open_workbook
from kaiji.minerals.draft.layout_draft import draft_layout
from minerals.made_revision import revision

REFERENCES = (b"", b"A0", b"ZZZZ1", b"A1:", b"B5:B9999999", b"XFD1048576")


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Damage one to three parts: digits and letters changed, addresses made odd, ends cut off, parts left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as target:
        hit = set(chance.sample(given.namelist(), chance.choice((1, 1, 3))))
        for name in given.namelist():
            content = bytearray(given.read(name))
            way = chance.choice(("letters", "addresses", "cut", "gone")) if name in hit else ""
            if way == "letters":
                for _ in range(chance.choice((1, 20))):
                    content[chance.randrange(len(content))] = chance.choice(b'AB0129:$!"<')
            elif way == "addresses":
                odd = chance.choice(REFERENCES)
                content = bytearray(re.sub(rb'(sqref|ref|r|si)="[^"]*"', rb'\1="%s"' % odd, bytes(content), count=3))
            elif way == "cut":
                content = content[: chance.randrange(len(content))]
            if way != "gone":
                target.writestr(name, bytes(content))
    return out.getvalue()


@pytest.mark.parametrize("seed", range(60))
def test_a_draft_or_a_finding(seed: int) -> None:
    data = damaged(revision(), random.Random(seed))  # noqa: S311 - seeded, to be the same in every run
    draft = draft_layout(data, open_workbook(data, "new.xlsx"))
    told = draft_as_data(draft, "new.xlsx", "ja")
    if draft.layout is None:
        assert any(one.severity is Severity.ERROR for one in draft.findings)
        assert told["layout"] is None
    else:
        assert told["layout"] == draft_file(draft)
