"""Tables to take away: CSV that a spreadsheet opens rightly and never executes."""

import csv
import re

from django.http import HttpResponse

# What a spreadsheet would read as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?")


def neutral(cell):
    """A text that no spreadsheet takes for a formula; numbers stay numbers."""
    text = "" if cell is None else str(cell)
    if NUMBER.fullmatch(text):
        return text
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) or text.startswith(FORMULA) else text


def csv_response(name, header, rows):
    """A download of rows; `name` is ASCII. The mark at its head tells spreadsheets that it is UTF-8."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow([neutral(cell) for cell in header])
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return response
