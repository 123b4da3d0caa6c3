"""Writes the sample in the forms that it would arrive in."""

import csv
import json

from osgeo import gdal, ogr

from .places import BOUNDARY, PLACES, TO_EXPORT, crs

EVENT_COLUMNS = (
    "Händelse-ID", "Brottstyp", "Datum från", "Klockslag från", "Datum till", "Klockslag till", "Upptäckt",
    "Lägesklass", "N (SWEREF 99 15 00)", "E (SWEREF 99 15 00)", "Anmärkning",
)  # fmt: skip
FAR_M = 350_000  # this much too far north is far outside


def write_text(path, text):
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


# --- Events ----------------------------------------------------------------------------------------------------------


def write_events(path, events):
    """Semicolons, decimal comma, Windows-1252, CRLF, EPSG:3009 with the northing first."""
    with open(path, "w", encoding="cp1252", newline="") as file:
        table = csv.writer(file, delimiter=";", lineterminator="\r\n")
        table.writerow(EVENT_COLUMNS)
        table.writerows(event_row(number, event) for number, event in enumerate(events, start=1))


def event_row(number, event):
    found = "Ja" if event.discovered else "Nej"
    what = [f"SYN-{number:05}", event.offence]
    return [*what, *time_columns(event), found, event.position_class, *position_columns(event), "SYNTETISK"]


def time_columns(event):
    start = [f"{event.start:%Y-%m-%d}", f"{event.start:%H:%M}"]
    end = [f"{event.end:%Y-%m-%d}", f"{event.end:%H:%M}"] if event.end else ["", ""]
    if event.fault == "empty_date":
        return ["", "", "", ""]
    if event.fault == "impossible_date":
        return ["2024-02-31", start[1], "", ""]
    return start + end


def position_columns(event):
    northing, easting, _ = TO_EXPORT.TransformPoint(*event.point)
    if event.fault == "empty_coordinates":
        return ["", ""]
    if event.fault == "zero_coordinates":
        return ["0,00", "0,00"]
    if event.fault == "far_outside":
        northing += FAR_M
    return [decimal_comma(northing), decimal_comma(easting)]


def decimal_comma(number):
    return f"{number:.2f}".replace(".", ",")


# --- Observations ----------------------------------------------------------------------------------------------------

OBSERVATION_FIELDS = {
    "vandring": ogr.OFTString,
    "tid": ogr.OFTDateTime,
    "ljus": ogr.OFTString,
    "kategori": ogr.OFTString,
    "allvar": ogr.OFTInteger,
    "kansla": ogr.OFTString,
    "atgard": ogr.OFTString,
    "ansvarig": ogr.OFTString,
    "slutdatum": ogr.OFTDate,
    "status": ogr.OFTString,
}
UTC = 100  # GDAL's flag for it


def write_observations(path, observations):
    """A GeoPackage in EPSG:3006. It wants a zone on every time, so these say UTC, but mean the clock on the wall."""
    gdal.SetConfigOption("OGR_CURRENT_DATE", "2026-01-01T00:00:00.000Z")  # not the date of the run: same bytes again
    path.unlink(missing_ok=True)
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    title = "Trygghetsvandringar i Ronneby (SYNTETISKA)"
    abstract = "SYNTETISKA iakttagelser, inga verkliga. Fältet tid är svensk lokal tid (väggklocka), trots sitt Z."
    options = ["GEOMETRY_NAME=geom", f"IDENTIFIER={title}", f"DESCRIPTION={abstract}"]
    layer = source.CreateLayer("iakttagelser", crs(3006), ogr.wkbPoint, options)
    for name, kind in OBSERVATION_FIELDS.items():
        layer.CreateField(ogr.FieldDefn(name, kind))
    layer.StartTransaction()
    for observation in observations:
        layer.CreateFeature(observation_feature(layer.GetLayerDefn(), observation))
    layer.CommitTransaction()


def observation_feature(definition, observation):
    values = {
        "vandring": observation.walk,
        "ljus": observation.light,
        "kategori": observation.category,
        "allvar": observation.severity,
        "kansla": observation.feeling,
        "atgard": observation.action,
        "ansvarig": observation.responsible,
        "slutdatum": observation.deadline and f"{observation.deadline:%Y/%m/%d}",
        "status": observation.status,
    }
    feature = ogr.Feature(definition)
    for name, value in values.items():
        if value is not None:
            feature.SetField(name, value)
    time = observation.time
    feature.SetField("tid", time.year, time.month, time.day, time.hour, time.minute, 0.0, UTC)
    northing, easting = observation.point
    feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({easting:.2f} {northing:.2f})"))
    return feature


# --- Ground ----------------------------------------------------------------------------------------------------------


def write_boundary(path):
    """GeoJSON after RFC 7946: WGS 84 without saying so, longitude first, counter-clockwise, closed."""
    feature = {
        "type": "Feature",
        "properties": {"namn": "Ronneby (ungefärlig, syntetisk)"},
        "geometry": {"type": "Polygon", "coordinates": [BOUNDARY + BOUNDARY[:1]]},
    }
    collection = {"type": "FeatureCollection", "features": [feature]}
    write_text(path, json.dumps(collection, ensure_ascii=False) + "\n")


def write_zones(path, zones):
    """GeoJSON as the boundary."""
    features = [
        {
            "type": "Feature",
            "properties": {"kod": zone.code, "namn": zone.name, "boende": zone.residents},
            "geometry": {"type": "Polygon", "coordinates": [zone.ring]},
        }
        for zone in zones
    ]
    rows = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    write_text(path, '{"type": "FeatureCollection", "features": [\n' + rows + "\n]}\n")


def write_localities(path, localities):
    """GeoJSON as the boundary."""
    features = [
        {
            "type": "Feature",
            "properties": {"ort": name},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for name, ring in localities.items()
    ]
    rows = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    write_text(path, '{"type": "FeatureCollection", "features": [\n' + rows + "\n]}\n")


def write_places(path):
    lines = ["namn;latitud;longitud;noggrannhet"]
    for name, (latitude, longitude, accuracy) in PLACES.items():
        lines.append(f"{name};{latitude:.4f};{longitude:.4f};{accuracy}")
    write_text(path, "\n".join(lines) + "\n")
