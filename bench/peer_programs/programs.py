"""How each program is run on the same points, and how its raster is read: one class per program.

`run(case)` returns the measurement and the surface. Seconds are those of the whole process, with reading and writing,
but for spatstat and Lykta, which say how long the density itself took. Input in a format that suits the program is made
before and not counted. `agreement` is how far, as a share of the maximum, the surface may be from the plain sum.
"""

import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from surfaces import read_floats, read_gdal

CRS = "EPSG:32633"


@dataclass
class Square:
    """Where the generator's points lie."""

    west: float = 500_000
    south: float = 4_500_000
    side_m: float = 50_000

    @property
    def east(self):
        return self.west + self.side_m

    @property
    def north(self):
        return self.south + self.side_m


SQUARE = Square()


@dataclass
class Case:
    points: int
    cells: int
    bandwidth_m: float

    @property
    def cell_m(self):
        return SQUARE.side_m / self.cells


@dataclass
class Measurement:
    seconds: float
    peak_mb: float
    timed: str
    details: dict


class Failed(Exception):
    """A program that did not give a raster; the message is the end of what it said."""


def run_process(command, environment=None):
    """Seconds, peak memory in MB and standard output of a process (with the children it waited for)."""
    command = [str(part) for part in command]
    with tempfile.NamedTemporaryFile("r") as result:
        done = subprocess.run([sys.executable, "-S", Path(__file__).parent / "measured.py", result.name, *command],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                              env={**os.environ, **(environment or {})})
        said = done.stdout.decode(errors="replace")
        if done.returncode != 0:
            raise Failed(f"{command[0]} does not start: {said.strip().splitlines()[-1]}")
        seconds, peak_kb, code = result.read().split()
    if int(code) != 0:
        raise Failed(f"{command[0]} ended with {code}: {said[-600:].strip()}")
    return float(seconds), int(peak_kb) / 1024, said


class Inputs:
    """The points in a folder, in each format that somebody asks for; made once."""

    def __init__(self, folder, generator):
        self.folder = Path(folder)
        self.generator = generator

    def _points(self, count, ending):
        path = self.folder / f"points-{count}.{ending}"
        if not path.exists():
            binary = path.with_suffix(".bin")
            table = [path] if ending == "csv" else []
            run_process([self.generator, count, 42, binary, *table])
        return path

    def binary(self, count):
        return self._points(count, "bin")

    def csv(self, count):
        return self._points(count, "csv")

    def layer(self, count, ending):
        path = self.folder / f"points-{count}.{ending}"
        if not path.exists():
            table = self.csv(count)
            run_process(["ogr2ogr", path, table, "-sql", f'SELECT id FROM "{table.stem}"', "-a_srs", CRS,
                         "-oo", "X_POSSIBLE_NAMES=x", "-oo", "Y_POSSIBLE_NAMES=y"])
        return path


class Lykta:
    """The density alone, in memory. `exact` and `fast` promise these largest errors."""

    promised = {"exact": 1e-6, "fast": 1e-4}

    def __init__(self, build, inputs, mode):
        self.program = Path(build) / "lykta_time_density"
        self.inputs = inputs
        self.mode = mode
        self.name = f"Lykta, {mode}"
        self.agreement = self.promised[mode]

    def run(self, case):
        out = self.inputs.folder / f"lykta-{self.mode}.f32"
        _, peak_mb, said = run_process([self.program, self.inputs.binary(case.points), "--raster", case.cells,
                                        "--bandwidth", case.bandwidth_m, "--kernel", "quartic", "--mode", self.mode,
                                        "--threads", 0, "--repeat", 5, "--write", out])
        details = json.loads(said.splitlines()[-1])
        return Measurement(details["seconds"], peak_mb, "density", details), read_floats(out, SQUARE, case.cells)


class LyktaProcess:
    """`lykta density` from the FlatGeobuf that QGIS reads to a GeoTIFF."""

    name = "lykta density"
    agreement = 1e-6

    def __init__(self, build, inputs):
        self.program = Path(build) / "lykta"
        self.inputs = inputs

    def run(self, case):
        out = self.inputs.folder / "lykta.tif"
        seconds, peak_mb, _ = run_process(
            [self.program, "density", self.inputs.layer(case.points, "fgb"), out, "--overwrite", "--quiet",
             "--no-keep-mass", "--kernel", "quartic", "--bandwidth", case.bandwidth_m, "--cell", case.cell_m,
             "--crs", CRS, "--extent", SQUARE.west, SQUARE.south, SQUARE.east, SQUARE.north])
        return Measurement(seconds, peak_mb, "process", {}), read_gdal(out, 1)


class Qgis:
    """Processing's heatmap, output "raw": the sum of (1 - u^2)^2 without the kernel's constant.

    Its raster reaches one radius beyond the points, so it has some more pixels, and they lie elsewhere. Its rows are
    off by up to a pixel: see surfaces.py.
    """

    name = "QGIS heatmap"
    agreement = 3e-2
    command = "qgis_process.bin"  # Debian's wrapper without .bin fails.

    def __init__(self, inputs):
        self.inputs = inputs
        folder = inputs.folder / "qgis"
        folder.mkdir(exist_ok=True, mode=0o700)
        self.environment = {"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(folder),
                            "QGIS_CUSTOM_CONFIG_PATH": str(folder)}

    def run(self, case):
        out = self.inputs.folder / "qgis.tif"
        out.unlink(missing_ok=True)
        layer = self.inputs.layer(case.points, "fgb")
        seconds, peak_mb, said = run_process(
            [self.command, "run", "qgis:heatmapkerneldensityestimation", f"--INPUT={layer}",
             f"--RADIUS={case.bandwidth_m}", f"--PIXEL_SIZE={case.cell_m}", "--KERNEL=0", "--OUTPUT_VALUE=0",
             f"--OUTPUT={out}"], self.environment)
        if not out.exists():
            raise Failed(said[-600:])
        constant = 3e6 / math.pi / case.bandwidth_m**2
        return Measurement(seconds, peak_mb, "process", {}), read_gdal(out, constant)


class Saga:
    """`grid_gridding 6`, Kernel Density Estimation, quartic: events per cell, as the kernel times the cell's area."""

    name = "SAGA Kernel Density Estimation"
    agreement = 1e-5
    command = "saga_cmd"

    def __init__(self, inputs):
        self.inputs = inputs

    def run(self, case):
        out = self.inputs.folder / "saga.sgrd"
        seconds, peak_mb, _ = run_process(
            [self.command, "--flags=s", "grid_gridding", "6", "-POINTS", self.inputs.layer(case.points, "shp"),
             "-RADIUS", case.bandwidth_m, "-KERNEL", 0, "-TARGET_DEFINITION", 0, "-TARGET_USER_SIZE", case.cell_m,
             "-TARGET_USER_XMIN", SQUARE.west, "-TARGET_USER_XMAX", SQUARE.east, "-TARGET_USER_YMIN", SQUARE.south,
             "-TARGET_USER_YMAX", SQUARE.north, "-TARGET_USER_FITS", 1, "-TARGET_OUT_GRID", out])
        surface = read_gdal(out.with_suffix(".sdat"), 1e6 / case.cell_m**2)
        return Measurement(seconds, peak_mb, "process", {}), surface


class Grass:
    """`v.kernel kernel=quartic`: events per m2. Timed without import and without the start of GRASS itself."""

    name = "GRASS v.kernel"
    agreement = 1e-5
    command = "grass"

    def __init__(self, inputs):
        self.inputs = inputs
        self.environment = None

    def _session(self):
        """An empty project in the points' system, entered by hand: the start of GRASS is no part of v.kernel."""
        if self.environment is None:
            location = self.inputs.folder / "grass" / "square"
            location.parent.mkdir()
            run_process([self.command, "-c", CRS, location, "-e"])
            base = run_process([self.command, "--config", "path"])[2].strip().splitlines()[-1]
            settings = location.parent / "gisrc"
            settings.write_text(f"GISDBASE: {location.parent}\nLOCATION_NAME: {location.name}\nMAPSET: PERMANENT\n"
                                "GUI: text\n", encoding="utf-8")
            self.environment = {"GISBASE": base, "GISRC": str(settings),
                                "PATH": f"{base}/bin:{base}/scripts:{os.environ['PATH']}",
                                "LD_LIBRARY_PATH": f"{base}/lib"}
        return self.environment

    def run(self, case):
        environment = self._session()

        def grass(*command):
            # Looked up by hand: the search for a program uses this process's own path.
            path = shutil.which(command[0], path=environment["PATH"])
            return run_process([path, *command[1:]], environment)

        grass("g.region", f"w={SQUARE.west}", f"e={SQUARE.east}", f"s={SQUARE.south}", f"n={SQUARE.north}",
              f"res={case.cell_m}")
        grass("v.in.ascii", "--overwrite", "--quiet", "-t", f"input={self.inputs.csv(case.points)}", "output=points",
              "separator=comma", "skip=1", "x=2", "y=3")
        seconds, peak_mb, _ = grass("v.kernel", "--overwrite", "--quiet", "input=points", "output=density",
                                    f"radius={case.bandwidth_m}", "kernel=quartic")
        out = self.inputs.folder / "grass.tif"
        grass("r.out.gdal", "--overwrite", "--quiet", "-c", "input=density", f"output={out}", "type=Float64")
        return Measurement(seconds, peak_mb, "process", {}), read_gdal(out, 1e6)


class Spatstat:
    """`density.ppp`, quartic, without edge correction: points moved to the middles of pixels, then a transform."""

    name = "spatstat density.ppp (binned)"
    agreement = 5e-3
    command = "Rscript"

    def __init__(self, inputs):
        self.inputs = inputs

    def run(self, case):
        out = self.inputs.folder / "spatstat.f32"
        _, peak_mb, said = run_process(
            [self.command, Path(__file__).parent / "spatstat.R", self.inputs.binary(case.points), case.cells,
             case.bandwidth_m, SQUARE.west, SQUARE.south, SQUARE.side_m, out])
        seconds = json.loads(said.splitlines()[-1])["seconds"]
        return Measurement(seconds, peak_mb, "density", {}), read_floats(out, SQUARE, case.cells)


PEERS = {"qgis": Qgis, "grass": Grass, "saga": Saga, "spatstat": Spatstat}


def present(inputs, names):
    """The peers of those names whose command is here; says which are not."""
    found = []
    for name in names:
        if shutil.which(PEERS[name].command):
            found.append(PEERS[name](inputs))
        else:
            print(f"{PEERS[name].name}: {PEERS[name].command} is not installed", file=sys.stderr)
    return found
