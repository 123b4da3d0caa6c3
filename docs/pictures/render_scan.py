#!/usr/bin/env python3
"""Makes ronneby_scan.png of this folder with QGIS: clusters over a density, as they open with the styles beside them.

    lykta scan sample-data/ronneby/handelser_syntetiska.csv out/clusters.gpkg --model permutation \\
      --date "Datum från" --time "Klockslag från" --end-date "Datum till" --end-time "Klockslag till" \\
      --discovered Upptäckt --position-class Lägesklass --from 2025-01-01 --to 2025-12-31 --step 14 \\
      --area sample-data/ronneby/kommungrans_ungefarlig_syntetisk.geojson --crs EPSG:3006
    lykta density sample-data/ronneby/handelser_syntetiska.csv out/density.tif --bandwidth 300 --cell 25 \\
      --date "Datum från" --from 2025-01-01 --to 2025-12-31 \\
      --area sample-data/ronneby/kommungrans_ungefarlig_syntetisk.geojson --crs EPSG:3006
    docs/pictures/render_scan.py out/clusters.gpkg out/density.tif

Needs QGIS 3.22 or later with its Python (Debian: python3-qgis) and no screen.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (QgsApplication, QgsMapRendererParallelJob, QgsMapSettings, QgsRasterLayer,
                       QgsRectangle, QgsVectorLayer)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

FOLDER = Path(__file__).resolve().parent
CENTRE = (517_300, 6_229_600)  # Ronneby's middle, SWEREF 99 TM
HALF_WIDTH, HALF_HEIGHT = 3_000, 2_000


def main():
    application = QgsApplication([], False)
    application.initQgis()
    layers = [QgsVectorLayer(sys.argv[1], "clusters"), QgsRasterLayer(sys.argv[2], "density")]
    for layer in layers:
        if not layer.isValid():
            sys.exit(f"{layer.source()}: QGIS cannot open it")
    if layers[0].renderer().type() == "singleSymbol":
        sys.exit(f"{layers[0].source()}: QGIS did not find the style beside it")
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(layers[0].crs())
    x, y = CENTRE
    settings.setExtent(QgsRectangle(x - HALF_WIDTH, y - HALF_HEIGHT, x + HALF_WIDTH, y + HALF_HEIGHT))
    settings.setOutputSize(QSize(1200, 800))
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage().save(str(FOLDER / "ronneby_scan.png"))
    sys.stdout.flush()
    os._exit(0)  # what is left is the end of the process, where QGIS without a screen may stumble


main()
