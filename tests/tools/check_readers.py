#!/usr/bin/env python3
"""What do other programs show of the times in a GeoPackage of Lykta's?

    check_readers.py BINARY docs/outputs.md

Makes the layer `incidents` of one moment, 2025-07-05 22:30 in Stockholm, reads it with each reader that is installed, in a session
of that zone, then once more with a Z behind the times, and holds what each shows against its row of the table "Times in the files":
clock, weekday where the row names one, and whether the version is one of those that the row names. A reader that is not
installed is named and left out. Exit code 1 where a row says something else.

script/check-readers installs the readers first.
"""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

LAYER = "incidents"
ZONE = "Europe/Stockholm"
SYSTEM_PYTHON = "/usr/bin/python3"  # whose modules Debian's packages are
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

CONFIGURATION = """title = "Readers"
language = "en"
crs = "EPSG:3006"
time_zone = "Europe/Stockholm"

[[sources]]
name = "events"
path = "events.csv"
crs = "EPSG:3006"
columns = { x = "x", y = "y", date = "when" }
"""

# Each prints a line: the version, then the moment as the reader shows it to somebody in Stockholm, then what it says of the zone.
QGIS = """
import os, sys
from qgis.core import Qgis, QgsApplication, QgsVectorLayer
QgsApplication.setPrefixPath("/usr", True)
application = QgsApplication([], False)
application.initQgis()
layer = QgsVectorLayer(sys.argv[1] + "|layername=incidents", "l", "ogr")
assert layer.isValid()
start = next(layer.getFeatures())["start"]
zone = ["local", "UTC", "offset", "zone"][int(start.timeSpec())]
print(Qgis.QGIS_VERSION.split("-")[0], start.toString("yyyy-MM-ddTHH:mm"), zone, flush=True)
os._exit(0)  # taking QGIS down by hand crashes now and then
"""

GEOPANDAS = """
import sys, geopandas
start = geopandas.read_file(sys.argv[1], layer="incidents")["start"]
first = start.iloc[0]
import pandas
if not hasattr(first, "tzinfo"):
    first = pandas.to_datetime(first)
print(geopandas.__version__, first.strftime("%Y-%m-%dT%H:%M"), "naive" if first.tzinfo is None else str(first.tzinfo))
"""

SF = """
file <- commandArgs(trailingOnly = TRUE)[1]
suppressMessages(library(sf))
start <- st_read(file, "incidents", quiet = TRUE)$start[1]
zone <- attr(start, "tzone")
cat(as.character(packageVersion("sf")), format(start, "%Y-%m-%dT%H:%M"), if (is.null(zone) || zone == "") "session" else zone, "\\n")
"""

POSTGIS = """
PGTZ="$2" ogr2ogr -f PostgreSQL "$LYKTA_TEST_DATABASE" "$1" incidents -overwrite -nln readers >&2 &&
psql -qAt -c "SET TIME ZONE 'Europe/Stockholm'" -c "SELECT split_part(postgis_lib_version(), ' ', 1) || ' ' || \
to_char(start, 'YYYY-MM-DD\\"T\\"HH24:MI') || ' session' FROM readers LIMIT 1"
"""


class NotInstalled(Exception):
    pass


def run(command, **options):
    """What the command prints; NotInstalled where its program or module is missing."""
    if shutil.which(command[0]) is None:
        raise NotInstalled(command[0])
    environment = dict(os.environ, TZ=ZONE, QT_QPA_PLATFORM="offscreen")
    done = subprocess.run(command, capture_output=True, text=True, env=environment, **options)
    missing = re.search(r"No module named '(\w+)'|there is no package called .(\w+).", done.stderr)
    if done.returncode != 0 and missing:
        raise NotInstalled(missing.group(1) or missing.group(2))
    if done.returncode == 77:
        raise NotInstalled("PostgreSQL with PostGIS")
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)[:80]}: {done.stderr or done.stdout}")
    return done.stdout


def by_gdal(file):
    version = re.search(r"GDAL (\S+?),", run(["ogrinfo", "--version"])).group(1)
    shown = re.search(r"start \(DateTime\) = (\d+)/(\d+)/(\d+) (\d\d:\d\d):\S*?([+-]\d\d)?\n",
                      run(["ogrinfo", "-ro", "-al", str(file), LAYER]))
    year, month, day, clock, offset = shown.groups()
    return version, f"{year}-{month}-{day}T{clock}", {None: "no zone", "+00": "UTC"}.get(offset, offset)


def in_words(text):
    version, moment, zone = text.split()[-3:]
    return version, moment, zone


def by_postgis(file, zone):
    """Loaded in a session of that zone, looked at in one of Stockholm."""
    tools = Path(__file__).parent
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as sql:
        sql.write("CREATE EXTENSION IF NOT EXISTS postgis;")
        sql.flush()
        return in_words(run([SYSTEM_PYTHON, "-B", str(tools / "with_postgis.py"), sql.name, "--", "bash", "-c", POSTGIS,
                             "readers", str(file), zone]))


def by_lykta(file, binary):
    version = run([binary, "--version"]).split()[-1]
    found = json.loads(run([binary, "inspect", "-q", "--json", "--layer", LAYER, str(file)]))
    found = found[0] if isinstance(found, list) else found
    zones = found["quality"]["zones_heeded"]
    return version, found["times"]["from"][:16].replace(" ", "T"), "turned into local time" if zones else "no zone"


def readers(binary):
    """By the word that its row of the table begins with."""
    return {
        "GDAL": by_gdal,
        "QGIS": lambda file: in_words(run([SYSTEM_PYTHON, "-c", QGIS, str(file)])),
        "R sf": lambda file: in_words(run(["Rscript", "-e", SF, str(file)])),
        "PostGIS, loaded by `ogr2ogr` in a session of Stockholm": lambda file: by_postgis(file, ZONE),
        "PostGIS, loaded by `ogr2ogr` in a session of UTC": lambda file: by_postgis(file, "UTC"),
        "geopandas": lambda file: in_words(run([SYSTEM_PYTHON, "-c", GEOPANDAS, str(file)])),
        "`lykta`": lambda file: by_lykta(file, binary),
    }


def make_layer(folder, binary):
    """The layer as Lykta writes it."""
    rows = "".join(f"{516400 + 37 * i};{6228900 + 53 * i};2025-07-05 22:30\n" for i in range(30))
    (folder / "events.csv").write_text("x;y;when\n" + rows, encoding="utf-8")
    (folder / "lykta.toml").write_text(CONFIGURATION, encoding="utf-8")
    run([binary, "run", "-q", str(folder / "lykta.toml"), "--output", str(folder / "out")])
    return folder / "out" / "lykta.gpkg"


def with_z(file, copy):
    """The same with a Z behind each time."""
    shutil.copyfile(file, copy)
    with sqlite3.connect(copy) as data:
        # They keep the index of the geometries, by functions that only GDAL has.
        for (name,) in data.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            data.execute(f'DROP TRIGGER "{name}"')
        for column in ("start", "end"):
            data.execute(f'UPDATE {LAYER} SET "{column}" = "{column}" || \'Z\' WHERE "{column}" NOT LIKE \'%Z\'')
    return copy


def table_rows(text):
    """Rows of the table of times: the reader's cell, then the two columns."""
    section = text.split("### Times in the files", 1)[1].split("\n### ", 1)[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line.startswith("|")]
    return [row for row in rows[2:] if len(row) == 3]


def numbers(version):
    return tuple(int(part) for part in re.findall(r"\d+", version)[:2])


def names_version(cell, version):
    """Whether "GDAL 3.6 to 3.13", "R sf 1.0 and 1.1" or a cell without a version speaks of this one."""
    named = [numbers(text) for text in re.findall(r"\d+\.\d+", cell)]
    seen = numbers(version)
    if not named:
        return True
    return named[0] <= seen <= named[-1] if " to " in cell else seen in named


def weekday_of(moment):
    return WEEKDAYS[datetime.fromisoformat(moment).weekday()]


def agrees(cell, moment, zone):
    """Whether the first clock of a cell, and the weekday or zone that it names, are what was seen."""
    clock = re.search(r"\d\d:\d\d", cell)
    day = next((day for day in WEEKDAYS if day in cell), None)
    says_utc = "UTC" in cell
    return (clock is not None and clock.group(0) == moment[11:16] and (day is None or day == weekday_of(moment)) and
            says_utc == (zone.upper() in ("UTC", "UTC+00:00")))


def check(rows, name, read, files):
    """Lines on one reader, and how many of them are faults."""
    try:
        seen = [read(file) for file in files]
    except NotInstalled as missing:
        return [f"left out   {name}: {missing} is not installed"], 0
    version = seen[0][0]
    shown = "; ".join(f"{weekday_of(moment)} {moment[11:16]} ({zone})" for _, moment, zone in seen)
    mine = [row for row in rows if row[0].startswith(name)]
    fitting = [row for row in mine if names_version(row[0], version)]
    if not fitting:
        return [f"no row     {name} {version}: {shown}"], 1
    good = all(agrees(cell, moment, zone) for cell, (_, moment, zone) in zip(fitting[0][1:], seen))
    word = "as stated " if good else "DIFFERENT "
    return [f"{word} {name} {version}: {shown}" + ("" if good else f"\n           the table says: {fitting[0]}")], 0 if good else 1


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    binary, table = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2])
    rows = table_rows(table.read_text(encoding="utf-8"))
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)  # the database server reads as another user
        plain = make_layer(Path(folder), binary)
        files = [plain, with_z(plain, Path(folder) / "with_z.gpkg")]
        for name, read in readers(binary).items():
            lines, wrong = check(rows, name, read, files)
            faults += wrong
            print("\n".join(lines), flush=True)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
