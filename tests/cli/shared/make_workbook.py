"""Writes a small XLSX workbook from text, for cases about the cells of a sheet.

    make_workbook.py TEXT_FILE WORKBOOK [--from-1904]

A line is a row, its cells stand between vertical bars. `=45352.5 {yyyy-mm-dd h:mm}` is a number shown in a format (the
format may be left out), all else is text; an empty cell is not written.
"""

import re
import sys
import zipfile
from xml.sax.saxutils import escape, quoteattr

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NUMBER = re.compile(r"=(\S+)(?: \{(.*)\})?$")


def cell(place, text, formats):
    number = NUMBER.match(text)
    if not number:
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
    shown = number.group(2) or "General"
    if shown not in formats:
        formats.append(shown)
    return f'<c r="{place}" s="{formats.index(shown)}"><v>{number.group(1)}</v></c>'


def sheet_and_styles(lines):
    formats = ["General"]
    rows = ""
    for number, line in enumerate(lines, start=1):
        texts = [text.strip() for text in line.split("|")]
        cells = "".join(cell(f"{chr(65 + i)}{number}", text, formats) for i, text in enumerate(texts) if text)
        rows += f'<row r="{number}">{cells}</row>'
    codes = "".join(f'<numFmt numFmtId="{164 + i}" formatCode={quoteattr(code)}/>' for i, code in enumerate(formats))
    styles = "".join(f'<xf numFmtId="{164 + i}" fontId="0" fillId="0" borderId="0"/>' for i in range(len(formats)))
    return (f"{HEAD}<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>",
            f'{HEAD}<styleSheet {MAIN}><numFmts count="{len(formats)}">{codes}</numFmts><fonts count="1"><font/></fonts>'
            '<fills count="1"><fill/></fills><borders count="1"><border/></borders>'
            f'<cellXfs count="{len(formats)}">{styles}</cellXfs></styleSheet>')


def main(source, workbook, from_1904):
    with open(source, encoding="utf-8") as file:
        sheet, styles = sheet_and_styles(file.read().splitlines())
    flag = '<workbookPr date1904="1"/>' if from_1904 else ""
    parts = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{SHEET_TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" '
        f'ContentType="{SHEET_TYPE}.styles+xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook {MAIN} xmlns:r="{OFFICE}">{flag}<sheets><sheet name="Blad1" sheetId="1" '
        'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{OFFICE}/styles" '
        'Target="styles.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        "xl/styles.xml": styles,
    }
    with zipfile.ZipFile(workbook, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)


main(sys.argv[1], sys.argv[2], "--from-1904" in sys.argv)
