"""Reads publishers' files as they are: workbooks, comma-separated files, O*NET's zip of tables."""

import csv
import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def _column(reference):
    number = 0
    for letter in re.match(r"[A-Z]+", reference).group(0):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _shared_strings(archive):
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    root = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
    return ["".join(t.text or "" for t in item.iter(SHEET + "t")) for item in root.iter(SHEET + "si")]


def _sheet_part(archive, name):
    targets = {}
    for relation in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels")).iter(PACKAGE + "Relationship"):
        targets[relation.get("Id")] = relation.get("Target")
    sheets = list(ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(SHEET + "sheet"))
    sheet = sheets[0] if name is None else next(s for s in sheets if s.get("name") == name)
    target = targets[sheet.get(REFERENCE + "id")]
    return target.lstrip("/") if target.startswith("/") else "xl/" + target


def _cell_text(cell, strings):
    if cell.get("t") == "inlineStr":
        return "".join(t.text or "" for t in cell.iter(SHEET + "t"))
    value = cell.find(SHEET + "v")
    if value is None or value.text is None:
        return ""
    return strings[int(value.text)] if cell.get("t") == "s" else value.text


def workbook_rows(path, sheet=None):
    """The rows of a sheet, the first one when none is named, as lists of text."""
    with zipfile.ZipFile(path) as archive:
        strings = _shared_strings(archive)
        root = ElementTree.fromstring(archive.read(_sheet_part(archive, sheet)))
    rows = []
    for row in root.iter(SHEET + "row"):
        cells = {_column(c.get("r")): _cell_text(c, strings) for c in row.iter(SHEET + "c")}
        rows.append([cells.get(i, "") for i in range(max(cells, default=-1) + 1)])
    return rows


def csv_rows(path):
    """The rows of a comma-separated file, the header first."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def zip_table(path, name):
    """The rows of a tab-separated file in a zip, as dictionaries by its header."""
    with zipfile.ZipFile(path) as archive:
        member = next(n for n in archive.namelist() if n.split("/")[-1] == name)
        text = archive.read(member).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def by_header(rows):
    """Dictionaries by the first row, short rows filled up."""
    header = [name.strip() for name in rows[0]]
    return [dict(zip(header, row + [""] * (len(header) - len(row)))) for row in rows[1:]]
