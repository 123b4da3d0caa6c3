#!/usr/bin/env python3
"""Makes the pictures of this folder with QGIS from the outputs of a run: what a user sees who opens lykta.gpkg.

    lykta run sample-data/ronneby/lykta.toml --output out/ronneby
    docs/pictures/render.py ronneby_grid out/ronneby

The maps of places are made by the program itself: see make_maps.

Needs QGIS 3.22 or later with its Python (Debian: python3-qgis) and no screen. The styles are those inside the
GeoPackage; this script adds only what a map on paper needs: outline, names, title, legend, scale and source.
"""

import argparse
import json
import os
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

try:
    from qgis.core import (QgsApplication, QgsCoordinateTransform, QgsFillSymbol, QgsLayoutExporter, QgsLayoutItemLabel,
                           QgsLayoutItemLegend, QgsLayoutItemMap, QgsLayoutItemMapOverview, QgsLayoutItemScaleBar,
                           QgsLayoutPoint, QgsLayoutSize, QgsLegendStyle, QgsMapLayerLegendUtils, QgsMarkerSymbol,
                           QgsPalLayerSettings,
                           QgsPrintLayout, QgsProject, QgsRectangle,
                           QgsTextBufferSettings, QgsTextFormat, QgsUnitTypes, QgsVectorLayer,
                           QgsVectorLayerSimpleLabeling)
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtGui import QColor, QFont
except ImportError as error:
    sys.exit(f"render.py needs QGIS and its Python (Debian: python3-qgis): {error}")

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).resolve().parent

PAGE_WIDTH = 240  # mm
DPI = 127         # 5 pixels a millimetre: 1200 pixels wide
MARGIN, GAP, TITLE_HEIGHT, CAPTION_HEIGHT = 4, 3, 13, 8
COLUMN_WIDTH = 76
MAP_WIDTH = PAGE_WIDTH - 2 * MARGIN - GAP - COLUMN_WIDTH

SYNTHETIC = ("SYNTETISKA DATA: ingen händelse och ingen iakttagelse är verklig. Gränsen är ungefärlig.\n"
             "SYNTHETIC DATA: no event and no observation is real. The boundary is approximate.")


@dataclass
class Picture:
    layers: list            # of the GeoPackage, the top one first
    boundary: str           # a file of polygons
    caption: str
    words: dict             # title of each legend group, and of the list
    extent: tuple = ()      # of the main map: xmin, ymin, xmax, ymax; empty for everything, and no overview then
    names: str = ""         # a table of named places


SWEDISH = {"places": "Platser", "grid": "Rutor", 
           "list": "Händelser per plats (95 % KI)",
           "subtitle": "{counted} anmälda händelser {start} till {end}, i rutor om {cell} m"}
RONNEBY = {"boundary": str(ROOT / "sample-data/ronneby/kommungrans_ungefarlig_syntetisk.geojson"),
           "names": str(ROOT / "sample-data/ronneby/platser.csv"), "caption": SYNTHETIC, "words": SWEDISH}

PICTURES = {
    "ronneby_grid": Picture(layers=["grid"], extent=(516600, 6228500, 518350, 6230250),
                            **{**RONNEBY, "words": {**SWEDISH, "grid": "Rutor med antal händelser"}}),
}


def sans(points, bold=False):
    font = QFont("DejaVu Sans")
    font.setPointSizeF(points)
    font.setBold(bold)
    return font


def text_format(points, colour="#252525", halo=False):
    result = QgsTextFormat()
    result.setFont(sans(points))
    result.setSize(points)
    result.setColor(QColor(colour))
    if halo:
        buffer = QgsTextBufferSettings()
        buffer.setEnabled(True)
        buffer.setSize(0.7)
        result.setBuffer(buffer)
    return result


def vector_layer(source, name, provider="ogr"):
    layer = QgsVectorLayer(source, name, provider)
    if not layer.isValid():
        sys.exit(f"render.py: {source} cannot be opened")
    return layer


def layer_of_run(run, name, title):
    """As a user adds it: QGIS finds the style by itself."""
    layer = vector_layer(f"{run}/lykta.gpkg|layername={name}", title)
    message, found = layer.loadDefaultStyle()
    if not found:
        sys.exit(f"render.py: no style for layer {name}: {message}")
    return layer


def boundary_layer(path):
    layer = vector_layer(path, "boundary")
    layer.renderer().setSymbol(QgsFillSymbol.createSimple(
        {"style": "no", "outline_color": "#8c8c8c", "outline_width": "0.3", "joinstyle": "round"}))
    return layer


def names_layer(path, but_not):
    """Named places, faintly. Those that a ranked place already bears would be said twice."""
    table = vector_layer(f"file://{path}?delimiter=;&xField=longitud&yField=latitud&crs=EPSG:4326", "names",
                         "delimitedtext")
    table.setSubsetString(f"namn NOT IN ({', '.join(repr(name) for name in but_not)})" if but_not else "")
    table.renderer().setSymbol(QgsMarkerSymbol.createSimple(
        {"name": "circle", "size": "0.9", "color": "#a6a6a6", "outline_style": "no"}))
    settings = QgsPalLayerSettings()
    settings.fieldName = "namn"
    settings.priority = 1
    settings.setFormat(text_format(7, "#808080", halo=True))
    obstacle = settings.obstacleSettings()
    obstacle.setIsObstacle(False)
    settings.setObstacleSettings(obstacle)
    table.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    table.setLabelsEnabled(True)
    return table


def place(item, layout, x, y, width, height):
    layout.addLayoutItem(item)
    item.attemptMove(QgsLayoutPoint(x, y, QgsUnitTypes.LayoutMillimeters))
    item.attemptResize(QgsLayoutSize(width, height, QgsUnitTypes.LayoutMillimeters))
    return item


def add_text(layout, text, x, y, width, height, points, bold=False):
    label = QgsLayoutItemLabel(layout)
    label.setText(text)
    label.setFont(sans(points, bold))
    label.setFontColor(QColor("#252525"))
    label.setMarginX(0)
    label.setVAlign(Qt.AlignTop)
    return place(label, layout, x, y, width, height)


def add_map(layout, layers, extent, x, y, width, height):
    item = QgsLayoutItemMap(layout)
    item.setRect(0, 0, width, height)  # without a size it takes no extent
    item.setExtent(extent)
    place(item, layout, x, y, width, height)
    item.setLayers(layers)
    item.setKeepLayerSet(True)
    item.setFrameEnabled(True)
    item.setFrameStrokeColor(QColor("#8c8c8c"))
    item.zoomToExtent(extent)
    return item


def wrap_labels(legend, node):
    """What is longer than the column goes on in the next line."""
    for number, line in enumerate(legend.model().layerLegendNodes(node)):
        label = line.data(0)  # Qt.DisplayRole
        QgsMapLayerLegendUtils.setLegendNodeUserLabel(node, number, "|".join(textwrap.wrap(label, 50)))
    legend.model().refreshLayerLegend(node)


def add_legend(layout, layers, map_item, x, y):
    legend = QgsLayoutItemLegend(layout)
    legend.setAutoUpdateModel(False)
    root = legend.model().rootGroup()
    root.clear()
    for layer in layers:
        root.addLayer(layer)
    legend.setWrapString("|")
    for node in root.findLayers():
        wrap_labels(legend, node)
    legend.setLinkedMap(map_item)
    legend.setLegendFilterByMapEnabled(True)  # only the classes that the map shows
    for style, points, bold in ((QgsLegendStyle.Subgroup, 8, True), (QgsLegendStyle.SymbolLabel, 6.5, False)):
        legend.setStyleFont(style, sans(points, bold))
    legend.setSymbolWidth(6)
    legend.setBoxSpace(0)
    legend.rstyle(QgsLegendStyle.Symbol).setMargin(QgsLegendStyle.Top, 0.7)
    return place(legend, layout, x, y, COLUMN_WIDTH, 40)


def add_scale_bar(layout, map_item, x, y):
    bar = QgsLayoutItemScaleBar(layout)
    bar.setLinkedMap(map_item)
    bar.setStyle("Line Ticks Up")
    kilometres = map_item.scale() > 60000
    bar.setUnits(QgsUnitTypes.DistanceKilometers if kilometres else QgsUnitTypes.DistanceMeters)
    bar.setUnitLabel("km" if kilometres else "m")
    bar.setNumberOfSegments(1)
    bar.setNumberOfSegmentsLeft(0)
    bar.setUnitsPerSegment(5 if kilometres else 500)
    bar.setTextFormat(text_format(7, halo=True))
    bar.setBackgroundEnabled(False)
    bar.setBoxContentSpace(1)
    return place(bar, layout, x, y, 40, 8)


def name_of(place):
    """A place without a name is called by its id, which says nothing to a reader."""
    return "" if place["name"] == place["place_id"] else place["name"]


def ranking(places):
    """The list beside the map: how much happened, and how sure the number is."""
    rows = []
    for place in places:
        if place["rank"]:
            rows.append(f"{place['rank']}  {name_of(place)}  {place['count']} "
                        f"({place['count_low']:.0f}–{place['count_high']:.0f})")
    return rows


def subtitle(words, record):
    period = record["parameters"]["period"]
    return words["subtitle"].format(counted=record["counts"]["counted"], start=period["from"], end=period["to"],
                                    cell=f"{record['parameters']['grid']['cell_m']:.0f}")


def extent_of(layer, crs):
    box = QgsCoordinateTransform(layer.crs(), crs, QgsProject.instance()).transformBoundingBox(layer.extent())
    return box.buffered(0.02 * box.width())


def add_overview(layout, layers, extent, main_map, x, y, height):
    overview = add_map(layout, layers, extent, x, y, COLUMN_WIDTH, height)
    frame = QgsLayoutItemMapOverview("main", overview)
    frame.setLinkedMap(main_map)
    frame.setFrameSymbol(QgsFillSymbol.createSimple(
        {"style": "no", "outline_color": "#252525", "outline_width": "0.4"}))
    overview.overviews().addOverview(frame)
    add_scale_bar(layout, overview, x + 1, y + height - 9)


def add_ranking(layout, rows, heading, bottom):
    line = 3.6
    top = bottom - line * len(rows)
    column = PAGE_WIDTH - MARGIN - COLUMN_WIDTH
    add_text(layout, heading, column, top - 5, COLUMN_WIDTH, 5, 8, bold=True)
    add_text(layout, "\n".join(rows), column, top, COLUMN_WIDTH, line * len(rows), 7)


def compose(picture, run):
    project = QgsProject.instance()
    record = json.loads(Path(run, "run.json").read_text(encoding="utf-8"))
    layers = [layer_of_run(run, name, picture.words[name]) for name in picture.layers]
    places = list(layers[0].getFeatures()) if "places" in picture.layers else []
    boundary = boundary_layer(picture.boundary)
    background = [boundary]
    if picture.names:
        background.insert(0, names_layer(picture.names, [name_of(place) for place in places]))
    project.addMapLayers(layers + background)
    project.setCrs(layers[0].crs())
    whole = extent_of(boundary, project.crs())
    extent = QgsRectangle(*picture.extent) if picture.extent else whole

    top = MARGIN + TITLE_HEIGHT
    bottom = top + MAP_WIDTH * extent.height() / extent.width()
    column = MARGIN + MAP_WIDTH + GAP
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.pageCollection().page(0).setPageSize(QgsLayoutSize(PAGE_WIDTH, bottom + CAPTION_HEIGHT + MARGIN))
    add_text(layout, record["title"], MARGIN, MARGIN, PAGE_WIDTH, 7, 13, bold=True)
    add_text(layout, subtitle(picture.words, record), MARGIN, MARGIN + 7, PAGE_WIDTH, 5, 8)
    add_text(layout, picture.caption, MARGIN, bottom + 1.5, PAGE_WIDTH, CAPTION_HEIGHT, 7,
             bold=picture.caption == SYNTHETIC)
    main_map = add_map(layout, layers + background, extent, MARGIN, top, MAP_WIDTH, bottom - top)
    add_scale_bar(layout, main_map, MARGIN + 2, bottom - 10)
    legend_top = top
    if picture.extent:
        overview_height = 66
        add_overview(layout, layers + [boundary], whole, main_map, column, top, overview_height)
        legend_top += overview_height + GAP
    legend = add_legend(layout, layers, main_map, column, legend_top)
    if places:
        add_ranking(layout, ranking(places), picture.words["list"], bottom)
    return layout, legend


def export(layout, legend, path):
    legend.refresh()
    legend.adjustBoxSize()
    image = QgsLayoutExporter(layout).renderPageToImage(0, dpi=DPI)
    if not image.save(str(path)):
        sys.exit(f"render.py: {path} could not be written")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("picture", choices=sorted(PICTURES))
    parser.add_argument("run", type=Path, help="the folder that lykta run wrote")
    parser.add_argument("--output", type=Path, help="the picture; left out, <picture>.png beside this script")
    arguments = parser.parse_args()

    application = QgsApplication([], False)
    application.initQgis()
    application.messageLog().messageReceived.connect(lambda text, tag, _: print(f"{tag}: {text}", file=sys.stderr))
    layout, legend = compose(PICTURES[arguments.picture], arguments.run.resolve())
    export(layout, legend, arguments.output or FOLDER / f"{arguments.picture}.png")
    # QGIS's own clean-up at exit trips over layouts that Python still holds.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
