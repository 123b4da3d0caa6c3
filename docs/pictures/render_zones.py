#!/usr/bin/env python3
"""Makes a picture of this folder with QGIS: a layer of zones with the style that lies beside it, and its legend.

    docs/pictures/render_zones.py LAYER PICTURE [X Y HALF_WIDTH]

    lykta change ... out/change.gpkg, as in docs/change.md
    docs/pictures/render_zones.py out/change.gpkg ronneby_change.png 517300 6231000 6000
    lykta emerging ... out/emerging.gpkg, as in docs/emerging.md
    docs/pictures/render_zones.py out/emerging.gpkg ronneby_emerging.png 517300 6229100 3000

Needs QGIS 3.22 or later with its Python (Debian: python3-qgis) and no screen. PICTURE is written into this folder.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (QgsApplication, QgsLegendRenderer, QgsLegendSettings, QgsLayerTree, QgsLayerTreeModel,
                       QgsMapRendererParallelJob, QgsMapSettings, QgsRectangle, QgsRenderContext, QgsVectorLayer)
from qgis.PyQt.QtCore import QRectF, QSize
from qgis.PyQt.QtGui import QColor, QPainter

FOLDER = Path(__file__).resolve().parent
WIDTH, HEIGHT = 1200, 800


def map_of(layer, x, y, half_width):
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    half_height = half_width * HEIGHT / WIDTH
    settings.setExtent(QgsRectangle(x - half_width, y - half_height, x + half_width, y + half_height))
    settings.setOutputSize(QSize(WIDTH, HEIGHT))
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def draw_legend(layer, image):
    tree = QgsLayerTree()
    tree.addLayer(layer)
    settings = QgsLegendSettings()
    model = QgsLayerTreeModel(tree)
    legend = QgsLegendRenderer(model, settings)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.Antialiasing)
    dots_per_mm = 96 / 25.4
    context = QgsRenderContext.fromQPainter(painter)
    context.setScaleFactor(dots_per_mm)
    size = legend.minimumSize(context)
    rectangle = QRectF(8, HEIGHT - size.height() * dots_per_mm - 8, size.width() * dots_per_mm,
                       size.height() * dots_per_mm)
    painter.fillRect(rectangle, QColor(255, 255, 255, 235))
    painter.save()
    painter.translate(rectangle.topLeft())
    painter.scale(dots_per_mm, dots_per_mm)  # legends are drawn in millimetres
    legend.drawLegend(context)
    painter.restore()
    painter.end()


def main():
    application = QgsApplication([], False)
    application.initQgis()
    layer = QgsVectorLayer(sys.argv[1], " ")
    if not layer.isValid():
        sys.exit(f"{sys.argv[1]}: QGIS cannot open it")
    centre = layer.extent().center()
    x, y, half_width = (float(word) for word in sys.argv[3:6]) if len(sys.argv) > 5 else (
        centre.x(), centre.y(), layer.extent().width() * 0.55)
    image = map_of(layer, x, y, half_width)
    draw_legend(layer, image)
    image.save(str(FOLDER / sys.argv[2]))
    sys.stdout.flush()
    os._exit(0)  # what is left is the end of the process, where QGIS without a screen may stumble


main()
