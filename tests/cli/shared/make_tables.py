"""Writes small tables of the kinds that need a program, for cases about sheets, layers and rows.

    make_tables.py KIND FILE

Kinds: book (two sheets of events, and a hidden one in front), filtered (a sheet of which rows are hidden), totals (a sheet with
a total below), ods (an OpenDocument sheet with repeated rows and cells), ods_endless (repeated rows that fill millions of
cells), kml (three folders, names with å, ä, ö), strings (a small workbook with a very long text), properties (a GeoJSON with
very many names), events (a CSV of 40 events).
"""

import json
import sys
import zipfile

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CLASSES = ["Skadegörelse", "Bråk", "Cykelstöld", "Klotter"]
NAMES = ["typ", "datum", "E", "N"]


def events(number, first=0, year=2024):
    return [[CLASSES[i % 4], f"{year}-{1 + i % 12:02}-{1 + i % 28:02}", 516400 + 37 * i, 6228900 + 53 * i]
            for i in range(first, first + number)]


def xlsx_cell(text):
    return f"<c><v>{text}</v></c>" if isinstance(text, int) else f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def xlsx(path, sheets, strings=None):
    """Sheets are (name, hidden, rows, hidden rows counted from 0)."""
    tabs = relations = ""
    parts = {}
    for number, (name, is_hidden, rows, hidden_rows) in enumerate(sheets, start=1):
        state = ' state="hidden"' if is_hidden else ""
        tabs += f'<sheet name="{name}" sheetId="{number}"{state} r:id="r{number}"/>'
        relations += f'<Relationship Id="r{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        lines = "".join(f'<row{" hidden=" + chr(34) + "1" + chr(34) if i in hidden_rows else ""}>'
                        f'{"".join(xlsx_cell(text) for text in row)}</row>' for i, row in enumerate(rows))
        parts[f"xl/worksheets/sheet{number}.xml"] = f"<worksheet {MAIN}><sheetData>{lines}</sheetData></worksheet>"
    if strings:
        relations += f'<Relationship Id="s" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    parts["xl/workbook.xml"] = f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>{tabs}</sheets></workbook>'
    package = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    parts["xl/_rels/workbook.xml.rels"] = f"<Relationships {package}>{relations}</Relationships>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
        if strings:
            with file.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
                strings(part)


def one_long_string(part):
    """Two megabytes in one text."""
    part.write((f"<sst {MAIN}><si><t>" + "a" * (2 << 20) + "</t></si></sst>").encode())


def ods_row(cells, attributes=""):
    return f"<table:table-row{attributes}>{cells}</table:table-row>"


def ods_cell(text, repeated=1):
    times = f' table:number-columns-repeated="{repeated}"' if repeated > 1 else ""
    if isinstance(text, int):
        return f'<table:table-cell{times} office:value-type="float" office:value="{text}"><text:p>{text} m</text:p></table:table-cell>'
    if text[:2] == "PT":
        return f'<table:table-cell office:value-type="time" office:time-value="{text}"><text:p>kl</text:p></table:table-cell>'
    if text[:2] == "20":
        return f'<table:table-cell office:value-type="date" office:date-value="{text}"><text:p>en dag</text:p></table:table-cell>'
    return f'<table:table-cell{times} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def ods(path, tables, styles=""):
    names = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
                     for short in ("office", "table", "text", "style"))
    body = "".join(f'<table:table table:name="{name}"{attributes}>{rows}</table:table>'
                   for name, attributes, rows in tables)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", f'<?xml version="1.0"?><office:document-content {names}>'
                      f"<office:automatic-styles>{styles}</office:automatic-styles>"
                      f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
                      "</office:document-content>")


def ods_of_repeats(path):
    header = ods_row("".join(ods_cell(name) for name in ["typ", "datum", "tid", "E", "N", "a", "b"]))
    rows = "".join(ods_row("".join(ods_cell(text) for text in [row[0], row[1], "PT22H15M", row[2], row[3]])
                           + ods_cell("lika", 2)) for row in events(20))
    same = [CLASSES[3], "2024-05-06", "PT1H0M30S", 516000, 6228000]
    rows += ods_row("".join(ods_cell(text) for text in same), ' table:number-rows-repeated="5"')
    rows += ods_row("".join(ods_cell(text) for text in same), ' table:visibility="filter"')
    rows += ods_row('<table:table-cell table:number-columns-repeated="16384"/>',
                    ' table:number-rows-repeated="1048000"')
    hidden = ('<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/>'
              "</style:style>")
    ods(path, [("Listor", ' table:style-name="ta1"', ods_row(ods_cell("Klotter"))), ("Blad", "", header + rows)],
        hidden)


def ods_without_end(path):
    header = ods_row("".join(ods_cell(name) for name in NAMES))
    cells = "".join(ods_cell(text) for text in events(1)[0]) + ods_cell("x", 100)
    ods(path, [("Blad", "", header + ods_row(cells, ' table:number-rows-repeated="1000000"'))])


def kml(path):
    def place(i, where=True):
        point = f"<Point><coordinates>{15.26 + i / 1000:.4f},{56.2 + i / 2000:.5f}</coordinates></Point>" if where else ""
        return (f'<Placemark><name>P{i}</name><ExtendedData><Data name="Känsla"><value>'
                f'{["otrygg", "trygg"][i % 2]}</value></Data><Data name="Vad är det?"><value>{CLASSES[i % 4]}</value>'
                f"</Data></ExtendedData>{point}</Placemark>")

    folders = [("Centrum", "".join(place(i) for i in range(25))), ("Kallinge", "".join(place(i) for i in range(30, 50))),
               ("Adresser", "".join(place(i, False) for i in range(5)))]
    body = "".join(f"<Folder><name>{name}</name>{places}</Folder>" for name, places in folders)
    with open(path, "w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
                   f"<name>Vandring</name>{body}</Document></kml>")


def geojson_of_many_names(path):
    names = {f"egenskap {i}": i for i in range(30_000)}
    feature = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [15.2, 56.2]}, "properties": names}
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"type": "FeatureCollection", "features": [feature]}, file)


def csv(path):
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(",".join(str(text) for text in row) + "\n" for row in [NAMES] + events(40))


def main(kind, path):
    makers = {
        "book": lambda: xlsx(path, [("Listor", True, [["Klotter"], ["Bråk"]], []),
                                    ("2023", False, [NAMES] + events(60, 0, 2023), []),
                                    ("2024", False, [NAMES] + events(30, 60), [])]),
        "filtered": lambda: xlsx(path, [("Blad1", False, [NAMES] + events(60), range(20, 61))]),
        "totals": lambda: xlsx(path, [("Blad1", False, [NAMES] + events(20) + [["Summa", "", 20]], [])]),
        "strings": lambda: xlsx(path, [("Blad1", False, [NAMES] + events(3), [])], one_long_string),
        "ods": lambda: ods_of_repeats(path),
        "ods_endless": lambda: ods_without_end(path),
        "kml": lambda: kml(path),
        "properties": lambda: geojson_of_many_names(path),
        "events": lambda: csv(path),
    }
    makers[kind]()


main(sys.argv[1], sys.argv[2])
