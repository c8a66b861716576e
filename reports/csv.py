"""CSV that a spreadsheet opens in Vietnamese and never runs as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

BOM = "\ufeff"  # what a file begins with: without it Excel reads UTF-8 as the machine's old code page
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """What stands in a file after `BOM`, lines ended by CRLF (RFC 4180); None becomes an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([guarded(cell) for cell in head])
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue()


def guarded(cell: object) -> str | int | float:
    """A cell as data: text that a spreadsheet would compute gets an apostrophe before it; numbers stay numbers."""
    if cell is None:
        return ""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        text = str(cell)
        bare = text.lstrip(" \u00a0\u3000")
        return f"'{text}" if bare.startswith(FORMULA) or text.startswith(FORMULA) else text
    return cell
