"""Writes a list as the file that a platform imports."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from orchestrator.people.libraries_door import international
from orchestrator.people.upload_formats import UploadFormat


def write_upload(
    upload: UploadFormat, known: Sequence[str], people: Sequence[Sequence[object]], file: Path
) -> int:
    """Write a CSV file with one row per person; values are in the order of `known`.

    Returns how many are left out because the platform could not match them. Removes duplicate rows.
    """
    has_phones = any(column.attribute == "phone" for column in upload.columns(known))
    in_e164 = international() if has_phones else lambda text, _: text
    rows = [upload.row(known, values, in_e164) for values in people]
    found = {tuple(row): None for row in rows if row is not None}
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([upload.headers(known), *sorted(found)])
    file.write_text(text.getvalue(), encoding="utf-8", newline="")
    return rows.count(None)
