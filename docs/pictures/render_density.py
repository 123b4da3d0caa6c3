#!/usr/bin/env python3
"""Makes ronneby_density.png of this folder with QGIS: the raster with the style that lies beside it, and its contours.

    lykta density sample-data/ronneby/handelser_syntetiska.csv out/density.tif --bandwidth 300 --cell 25 \\
      --edges uniform --contours out/contours.gpkg \\
      --area sample-data/ronneby/kommungrans_ungefarlig_syntetisk.geojson --crs EPSG:3006
    docs/pictures/render_density.py out/density.tif out/contours.gpkg

Needs QGIS 3.22 or later with its Python (Debian: python3-qgis) and no screen.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (QgsApplication, QgsLineSymbol, QgsMapRendererParallelJob, QgsMapSettings, QgsRasterLayer,
                       QgsRectangle, QgsSingleSymbolRenderer, QgsVectorLayer)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
CENTRE = (517_300, 6_229_000)  # Ronneby's middle, SWEREF 99 TM
HALF_WIDTH, HALF_HEIGHT = 3_000, 2_000


def outline():
    layer = QgsVectorLayer(str(ROOT / "sample-data/ronneby/kommungrans_ungefarlig_syntetisk.geojson"), "outline")
    symbol = QgsLineSymbol.createSimple({"color": "#555555", "width": "0.4"})
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    return layer


def main():
    application = QgsApplication([], False)
    application.initQgis()
    raster = QgsRasterLayer(sys.argv[1], "density")
    contours = QgsVectorLayer(sys.argv[2], "contours")
    contours.setRenderer(QgsSingleSymbolRenderer(QgsLineSymbol.createSimple({"color": "#6b6b6b", "width": "0.15"})))
    for layer in (raster, contours):
        if not layer.isValid():
            sys.exit(f"{layer.source()}: QGIS cannot open it")
    settings = QgsMapSettings()
    settings.setLayers([contours, raster])
    settings.setDestinationCrs(raster.crs())
    x, y = CENTRE
    settings.setExtent(QgsRectangle(x - HALF_WIDTH, y - HALF_HEIGHT, x + HALF_WIDTH, y + HALF_HEIGHT))
    settings.setOutputSize(QSize(1200, 800))
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage().save(str(FOLDER / "ronneby_density.png"))
    sys.stdout.flush()
    os._exit(0)  # what is left is the end of the process, where QGIS without a screen may stumble


main()
