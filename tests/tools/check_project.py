#!/usr/bin/env python3
"""Does a delivery open in QGIS as it should?

    check_project.py [--keep FOLDER] --sample PROGRAM FOLDER
    check_project.py [--keep FOLDER] DELIVERY...

A DELIVERY is a folder that `lykta run` wrote; with --sample the program makes some of the sample in FOLDER: a period, a week in English with
actions, levels and emerging patterns, and one whose names mean harm. Each is copied to another place, as a user does, and opened there without a screen:
lykta.qgz, the project inside lykta.gpkg where there is one, and the layers of lykta.gpkg alone. Every layer must be valid and styled, themes
and pages to print be there, codes show as words in their order, the hours of the week play hour by hour, and nothing stand in the log of
messages. Each theme is drawn, each page printed as PDF; --keep leaves them in FOLDER to be looked at.

Needs QGIS with its Python (Debian: python3-qgis). Without it: exit code 77, which CTest counts as skipped.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

try:
    from qgis.core import (Qgis, QgsApplication, QgsDateTimeRange, QgsLayoutExporter, QgsLayoutItem, QgsMapLayer,
                           QgsMapRendererParallelJob, QgsMapSettings, QgsProject, QgsVectorLayer,
                           QgsVectorLayerTemporalContext)
    from qgis.PyQt.QtCore import QDateTime, QSize, Qt
except ImportError as error:
    print(f"check_project.py: skipped, there is no QGIS with its Python here (Debian: python3-qgis): {error}")
    sys.exit(77)

# Of each delivery that is made: what of the configuration and the names is replaced, what is added to the configuration, options, and the
# themes that must be there.
PERIOD = ("period", [], "", [], ["Prioritering", "Tid på veckan", "Trygghetsvandring", "Förändring"])
WEEK = ("week", [(r'^language = "sv"', 'language = "en"'), (r"^\[comparison\]\n(.+\n)*", "")], "[emerging]\nstep_days = 28\n",
        ["--week", "2025-W48", "--actions", "atgarder.csv", "--levels", "nivaer.csv"],
        ["Picture of the week", "Priorities", "Hours of the week", "Safety walk", "Change"])
HARM = ("harm", [(r"^title = .*", r"""title = "<script>alert(1)</script> [% now() %] \"citat\" 'apostrof' \u202eomvänt & så\nvidare" """),
                 (r"^Resecentrum;", "<img src=x onerror=alert(1)> [% 1 + 1 %] 'citat' & =HYPERLINK(1);"),
                 (r"^Torget;", "\u202etorget från höger;")], "", [], [])

STYLED = {"RuleRenderer", "categorizedSymbol", "invertedPolygonRenderer", "nullSymbol"}
PICTURE = QSize(900, 700)


class Faults(list):
    def check(self, holds, text):
        if not holds:
            self.append(text)
        return holds


def listen():
    """All that QGIS has to say, from now on."""
    said = []

    def hear(message, tag, level):
        if level in (Qgis.Warning, Qgis.Critical):
            said.append(f"{tag}: {message}")

    QgsApplication.messageLog().messageReceived.connect(hear)
    return said


def check_layer(layer, faults):
    name = layer.name()
    if not faults.check(layer.isValid(), f"layer {name} is not valid: {layer.error().message()}"):
        return
    faults.check(layer.crs().isValid(), f"layer {name} has no coordinate system")
    if layer.type() != QgsMapLayer.VectorLayer:
        faults.check(layer.renderer().type() == "singlebandpseudocolor", f"raster {name} has no style of its own")
        return
    faults.check(layer.renderer().type() in STYLED, f"layer {name} has no style of its own: {layer.renderer().type()}")
    for i, field in enumerate(layer.fields()):
        if field.name() not in ("id", "fid"):
            faults.check(layer.attributeAlias(i), f"field {field.name()} of {name} has no alias")


def codes_of(setup):
    """The values of a value map in their order, of both forms in which QGIS keeps it."""
    values = setup.config().get("map", [])
    return [code for each in values for code in each.values()] if isinstance(values, list) else sorted(values.values())


def check_geopackage(path, faults):
    """The layers as a user adds them: QGIS finds style, title and words by itself."""
    whole = QgsVectorLayer(str(path), "all", "ogr")
    names = [part.split("!!::!!")[1] for part in whole.dataProvider().subLayers()]
    for name in names:
        if name in ("layer_styles", "qgis_projects"):
            continue
        layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
        if not faults.check(layer.isValid(), f"{name} of the GeoPackage is not valid"):
            continue
        message, found = layer.loadDefaultStyle()
        faults.check(found, f"{name} of the GeoPackage has no style: {message}")
        check_layer(layer, faults)
        bare = QgsVectorLayer(f"{path}|layername={name}", name, "ogr", QgsVectorLayer.LayerOptions(False))
        for i, field in enumerate(layer.fields()):
            styled = codes_of(layer.editorWidgetSetup(i))
            plain = bare.fields().at(i).editorWidgetSetup()
            if plain.type() == "ValueMap":
                faults.check(sorted(codes_of(plain)) == sorted(styled),
                             f"{name}.{field.name()}: the GeoPackage and its style know other codes")
            else:
                faults.check(not styled, f"{name}.{field.name()}: codes of the style are not in the GeoPackage")
            if styled:
                values = {str(value) for value in layer.uniqueValues(i) if value not in (None, "") and str(value) != "NULL"}
                faults.check(values <= set(styled),
                             f"{name}.{field.name()}: values without words: {sorted(values - set(styled))}")
    for name in ("boundary", "names", "places", "grid", "incidents"):
        faults.check(name in names, f"the GeoPackage has no layer {name}")


def draw(project, theme, path, faults):
    settings = QgsMapSettings()
    settings.setLayers(project.mapThemeCollection().mapThemeVisibleLayers(theme))
    settings.setDestinationCrs(project.crs())
    settings.setOutputSize(PICTURE)
    settings.setExtent(project.viewSettings().defaultViewExtent())
    settings.setBackgroundColor(Qt.white)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    faults.check(not job.errors(), f"theme {theme}: {[error.message for error in job.errors()]}")
    picture = job.renderedImage()
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}
    faults.check(len(colours) > 3, f"theme {theme} draws next to nothing ({len(colours)} colours)")
    picture.save(str(path))


def check_themes(project, wanted, out, faults):
    themes = project.mapThemeCollection().mapThemes()
    faults.check(themes, "there is no theme")
    for name in wanted:
        faults.check(name in themes, f"theme {name} is missing; there are {themes}")
    for theme in themes:
        faults.check(project.mapThemeCollection().mapThemeVisibleLayers(theme), f"theme {theme} shows no layer")
        draw(project, theme, out / f"theme-{theme}.png", faults)


def check_page(layout, title, faults):
    """What the page says is text as it stands; nothing lies outside of it, and what is read lies on nothing else."""
    shown = layout.itemById("title").currentText().rstrip("…")
    wanted = re.sub("[\u202a-\u202e\u2066-\u2069]", "", title).replace("\n", " ")
    faults.check(shown and wanted.startswith(shown), f"page {layout.name()} is called {shown!r} instead of {wanted!r}")
    sheet = layout.pageCollection().page(0).rect()
    boxes = {}
    for item in layout.items():
        if isinstance(item, QgsLayoutItem) and item.id():
            box = item.mapRectToScene(item.rect())
            boxes[item.id()] = box
            faults.check(sheet.adjusted(-0.5, -0.5, 0.5, 0.5).contains(box),
                         f"page {layout.name()}: {item.id()} lies outside of the paper: {box}")
    for one, other in (("legend", "map"), ("title", "stamp"), ("title", "map"), ("source", "map"), ("legend", "source"),
                       ("facts", "why"), ("why", "overview"), ("legend", "list heading"), ("legend", "overview"),
                       ("list heading", "list"), ("list", "overview"), ("overview", "source")):
        if one in boxes and other in boxes:
            faults.check(not boxes[one].intersects(boxes[other]),
                         f"page {layout.name()}: {one} lies on {other}: {boxes[one]}, {boxes[other]}")


def name_of_first(places):
    rank = places[0].get("rank")
    return (f"{rank}  " if rank else "") + places[0]["name"]


def check_layouts(project, record, ranked, out, faults):
    layouts = project.layoutManager().printLayouts()
    faults.check(len(layouts) == (3 if ranked is not None else 2), f"pages: {[layout.name() for layout in layouts]}")
    for layout in layouts:
        target = out / f"page-{layout.name()}.pdf"
        settings = QgsLayoutExporter.PdfExportSettings()
        settings.dpi = 150
        atlas = layout.atlas()
        if atlas.enabled():
            faults.check(atlas.coverageLayer() is not None, "the atlas has no layer")
            atlas.updateFeatures()
            faults.check(atlas.count() == ranked, f"the atlas has {atlas.count()} pages for {ranked} places")
            atlas.beginRender()
            atlas.first()
        result = QgsLayoutExporter(layout).exportToPdf(str(target), settings)
        faults.check(result == QgsLayoutExporter.Success, f"page {layout.name()} was not printed: {result}")
        # The legend takes its size when it is drawn.
        check_page(layout, name_of_first(record["places"]) if atlas.enabled() else record["title"], faults)
        if atlas.enabled():
            atlas.endRender()


def check_hours(project, faults):
    """The frame of an hour holds the events of that hour."""
    layers = [layer for layer in project.mapLayers().values() if layer.id() == "lykta_hours_layer"]
    if not layers:
        return
    layer = layers[0]
    start = project.timeSettings().temporalRange().begin()
    faults.check(start.toString(Qt.ISODate).startswith("2024-01-01T00:00"), f"the week begins {start.toString()}")
    faults.check(project.timeSettings().timeStep() == 1.0, "the step is not one hour")
    context = QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    total = layer.featureCount()
    played = 0
    for hour in range(168):
        begin = start.addSecs(3600 * hour)
        frame = QgsDateTimeRange(begin, begin.addSecs(3600), True, False)
        request = layer.temporalProperties().createFilterString(context, frame)
        played += sum(1 for _ in layer.getFeatures(request))
    faults.check(total > 0 and played == total, f"{played} of {total} events are played in the 168 hours")


def check_tree(project, faults):
    groups = [node for node in project.layerTreeRoot().children()]
    faults.check(all(node.nodeType() == 0 for node in groups), "a layer lies in no group")
    faults.check(groups and not groups[-1].children(), "there is no empty group for the user's own background")
    in_tree = {layer.id() for layer in project.layerTreeRoot().findLayers() for layer in [layer.layer()] if layer}
    faults.check(in_tree == set(project.mapLayers()), "the list of layers is not that of the project")


def check_text(path, faults):
    """What the file itself says: nothing outside of the folder."""
    with zipfile.ZipFile(path) as archive:
        faults.check(archive.namelist() == ["lykta.qgs"], f"{path.name} holds {archive.namelist()}")
        faults.check(archive.testzip() is None, f"{path.name} is damaged")
        text = archive.read("lykta.qgs").decode("utf-8")
    for source in re.findall(r"<datasource>(.*?)</datasource>", text, re.DOTALL):
        faults.check(source.startswith(("./lykta.gpkg|", "./density.tif")), f"a layer lies outside of the folder: {source}")
    for place in ("/home/", "/root/", "/tmp/", "/work/", "file:"):
        faults.check(place not in text, f"the project names {place}")


def check_project(source, record, wanted, out, faults):
    project = QgsProject.instance()
    project.clear()
    if not faults.check(project.read(source), f"{source} does not open: {project.error()}"):
        return
    faults.check(project.crs().isValid(), "the project has no coordinate system")
    for layer in project.mapLayers().values():
        check_layer(layer, faults)
    check_tree(project, faults)
    check_themes(project, wanted, out, faults)
    places = record["places"]
    ranked = sum(1 for place in places if place.get("rank")) or len(places) or None
    check_layouts(project, record, ranked, out, faults)
    check_hours(project, faults)
    bookmarks = project.bookmarkManager().bookmarks()
    faults.check(len(bookmarks) == len(places), f"{len(bookmarks)} bookmarks for {len(places)} places")
    project.clear()


def check_delivery(delivery, wanted, keep):
    faults = Faults()
    said = listen()
    with tempfile.TemporaryDirectory() as scratch:
        moved = Path(scratch) / "flyttad mapp"
        shutil.copytree(delivery, moved)
        out = Path(keep) / delivery.name if keep else Path(scratch) / "out"
        out.mkdir(parents=True, exist_ok=True)
        record = json.loads((moved / "run.json").read_text(encoding="utf-8"))
        check_text(moved / "lykta.qgz", faults)
        check_geopackage(moved / "lykta.gpkg", faults)
        check_project(str(moved / "lykta.qgz"), record, wanted, out, faults)
        storage = QgsApplication.projectStorageRegistry().projectStorageFromType("geopackage")
        for name in storage.listProjects(f"geopackage:{moved / 'lykta.gpkg'}"):
            project = QgsProject.instance()
            project.clear()
            faults.check(project.read(f"geopackage:{moved / 'lykta.gpkg'}?projectName={name}"),
                         f"the project in the GeoPackage does not open: {project.error()}")
            for layer in project.mapLayers().values():
                check_layer(layer, faults)
            project.clear()
    return [f"{delivery.name}: {fault}" for fault in faults + [f"QGIS says: {text}" for text in said]]


def delivery_of_sample(program, sample, folder, how):
    name, replaced, added, options, _ = how
    inputs = folder / f"inputs of {name}"
    shutil.copytree(sample, inputs)
    for file in (inputs / "lykta.toml", inputs / "platser.csv"):
        text = file.read_text(encoding="utf-8")
        for pattern, replacement in replaced:
            text = re.sub(pattern, lambda _, new=replacement: new, text, flags=re.MULTILINE)
        file.write_text(text, encoding="utf-8")
    outputs = "\n[output]\ngeojson = false\nshapefile = false\nreport = false\nproject_in_geopackage = true\n"
    with open(inputs / "lykta.toml", "a", encoding="utf-8") as configuration:
        configuration.write(outputs + added)
    subprocess.run([program, "run", "lykta.toml", "--quiet", "--output", str(folder / name), *options], cwd=inputs, check=True)
    return folder / name


def check_all(asked):
    if not asked.sample:
        return [fault for delivery in asked.deliveries for fault in check_delivery(delivery, [], asked.keep)]
    program, sample = (Path(path).resolve() for path in asked.sample)
    faults = []
    with tempfile.TemporaryDirectory() as scratch:
        for how in (PERIOD, WEEK, HARM):
            delivery = delivery_of_sample(program, sample, Path(scratch), how)
            faults += check_delivery(delivery, how[-1], asked.keep)
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", help="a folder for the pictures and pages")
    parser.add_argument("--sample", nargs=2, metavar=("PROGRAM", "FOLDER"))
    parser.add_argument("deliveries", nargs="*", type=Path)
    asked = parser.parse_args()
    if bool(asked.sample) == bool(asked.deliveries):
        parser.error("name deliveries, or make some with --sample")
    application = QgsApplication([], False)
    application.initQgis()
    faults = check_all(asked)
    for fault in faults:
        print(fault)
    if not faults:
        print(f"QGIS {Qgis.QGIS_VERSION}: all opens as it should")
    QgsProject.instance().clear()
    application.exitQgis()
    sys.stdout.flush()
    # QGIS does not always end well without a screen, long after everything is said.
    os._exit(1 if faults else 0)


if __name__ == "__main__":
    main()
