"""Do the programs that people have open what a run wrote for them, and find in it what stands there?

    check_office.py DELIVERY WORK_FOLDER

LibreOffice turns each sheet of places.xlsx into a table, which is compared with places.csv, and prints it into WORK_FOLDER; GPSBabel
reads places.gpx; xmllint reads all XML, packed or not. The exit code is 1 where one of them finds a fault.
"""
import csv
import json
import pathlib
import subprocess
import sys
import zipfile

delivery, work = map(pathlib.Path, sys.argv[1:])
faults = []


def check(holds, what):
    if not holds:
        faults.append(what)


def output_of(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, **options)
    check(done.returncode == 0, f"{command[0]}: exit code {done.returncode}: {done.stderr.strip()[:300]}")
    return done.stdout


def convert(to):
    output_of("soffice", "--headless", f"-env:UserInstallation=file://{(work / 'profile').resolve()}", "--convert-to", to,
              "--outdir", str(work), str(delivery / "places.xlsx"))


def check_workbook(language):
    # 59: semicolon, 34: quotes, 76: UTF-8; the last value asks for all sheets, a file each.
    convert("csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1")
    convert("pdf")
    sheets = {path.stem.removeprefix("places-"): list(csv.reader(path.open(encoding="utf-8"), delimiter=";"))
              for path in sorted(work.glob("places-*.csv"))}
    first, everything, losses = (("Platser", "Alla kolumner", "Bortfall") if language == "sv"
                                 else ("Places", "All columns", "Losses"))
    with (delivery / "places.csv").open(encoding="utf-8-sig") as file:
        places = list(csv.DictReader(file, delimiter=";" if language == "sv" else ","))
    check(len(sheets[first]) == len(places) + 1, f"{first}: {len(sheets[first])} rows for {len(places)} places")
    check(len(sheets[first][0]) == 10, f"{first}: {sheets[first][0]}")
    check([row[1] for row in sheets[first][1:]] == [place["name"] for place in places], f"{first}: names differ")
    check([row[2] for row in sheets[first][1:]] == [place["count"] for place in places], f"{first}: counts differ")
    check(len(sheets[everything][0]) == len(places[0]), f"{everything}: {len(sheets[everything][0])} columns")
    with (delivery / "rejects.csv").open(encoding="utf-8-sig") as file:
        lost = sum(1 for _ in csv.reader(file)) - 1
    check(len(sheets.get(losses, [[]])) - 1 == lost, f"{losses}: {len(sheets.get(losses, [[]])) - 1} rows of {lost}")
    check(all("Err:" not in cell and "#NAME" not in cell for rows in sheets.values() for row in rows for cell in row),
          "a cell is a formula that fails")
    return len(sheets), places


def check_waypoints(places):
    read = output_of("gpsbabel", "-i", "gpx", "-f", str(delivery / "places.gpx"), "-o", "geojson", "-F", "-")
    features = json.loads(read)["features"]
    check(len(features) == len(places), f"GPSBabel: {len(features)} waypoints for {len(places)} places")
    for feature, place in zip(features, places):
        check(place["name"] in feature["properties"]["name"], f"GPSBabel: {feature['properties']} for {place['name']}")
        for axis, degrees in zip(("longitude", "latitude"), feature["geometry"]["coordinates"]):
            check(abs(float(place[axis].replace(",", ".")) - degrees) < 2e-6, f"GPSBabel: {place['name']}: {axis} {degrees}")


def check_xml():
    documents = {path.name: path.read_bytes() for ending in ("svg", "gpx", "qml") for path in delivery.glob(f"*.{ending}")}
    for archive in ("places.kmz", "lykta.qgz", "places.xlsx"):
        with zipfile.ZipFile(delivery / archive) as parts:
            check(parts.testzip() is None, f"{archive}: a part is damaged")
            documents |= {f"{archive}: {name}": parts.read(name) for name in parts.namelist()
                          if name.endswith((".kml", ".qgs", ".xml", ".rels"))}
    for name, text in documents.items():
        done = subprocess.run(["xmllint", "--noout", "-"], input=text, capture_output=True, check=False)
        check(done.returncode == 0, f"{name}: {done.stderr.decode()[:200]}")
    return len(documents)


def main():
    language = json.loads((delivery / "run.json").read_text(encoding="utf-8"))["language"]
    sheets, places = check_workbook(language)
    check_waypoints(places)
    documents = check_xml()
    for fault in faults:
        print(fault)
    print(f"{delivery}: {sheets} sheets, {len(places)} waypoints, {documents} documents of XML, {len(faults)} faults")
    return 1 if faults else 0


sys.exit(main())
