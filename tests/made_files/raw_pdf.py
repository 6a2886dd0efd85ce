"""A PDF written by hand: texts and rules at places, so that a test knows exactly what its page shows."""

from __future__ import annotations

from collections.abc import Iterable

LOCK = "<< /Filter /Standard /V 1 /R 2 /O <" + "00" * 32 + "> /U <" + "00" * 32 + "> /P -4 >>"
PICTURE = "q 200 0 0 200 100 400 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI Q"


def text(x: float, y: float, words: str, size: float = 10) -> str:
    """Set words with their left end at a place, in points from the left and the foot of the page."""
    safe = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F1 {size} Tf {x} {y} Td ({safe}) Tj ET"


def rule(x: float, y: float, to_x: float, to_y: float) -> str:
    """Draw a line."""
    return f"0.5 w {x} {y} m {to_x} {to_y} l S"


def pdf_of(*pages: Iterable[str], locked: bool = False) -> bytes:
    """Give a PDF of pages of 600 by 800 points in Helvetica."""
    streams = ["\n".join(page).encode("latin-1") for page in pages]
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, stream in enumerate(streams):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {5 + 2 * at} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream")
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    lock = f" /Encrypt {LOCK} /ID [<00> <00>]" if locked else ""
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<< /Size {len(objects) + 1} /Root 1 0 R{lock} >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode()
