#!/usr/bin/env python3
"""Do outputs hold when calls meet each other, when they are killed, and when another program has them open?

    check_outputs_hold.py LYKTA_BINARY [CHECK...]

Each check runs the program in a scratch folder. Those of kills need strace, which stops the program at every system call
that changes a name; without it they are left out, and the exit code is 77 when no other check was asked for.
"""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

SKIPPED = 77
EVENTS = "id,longitude,latitude\n" + "".join(
    f"{i},{15.28 + 0.0003 * (i % 4)},{56.2 + 0.0002 * (i // 4)}\n" for i in range(12))
CONFIGURATION = """title = "{title}"
language = "en"
[[sources]]
path = "events.csv"
crs = "EPSG:4326"
columns = {{ x = "longitude", y = "latitude" }}
[grid]
cell_m = 250
[density]
bandwidth_m = 500
"""
NAMES_CHANGE = "rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,rmdir,symlink,symlinkat"


class Fault(Exception):
    """What does not hold."""


def demand(holds, what):
    if not holds:
        raise Fault(what)


class Scene:
    """A scratch folder with two configurations."""

    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        (folder / "events.csv").write_text(EVENTS, encoding="utf-8")
        for name in "ab":
            (folder / f"{name}.toml").write_text(CONFIGURATION.format(title=name), encoding="utf-8")

    def start(self, *words, before=()):
        return subprocess.Popen([*before, str(self.binary), *words], cwd=self.folder, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True)

    def call(self, *words, before=()):
        process = self.start(*words, before=before)
        out, err = process.communicate(timeout=120)
        return process.returncode, out, err

    def must(self, *words):
        code, _, err = self.call(*words)
        demand(code == 0, f"{' '.join(words)}: exit code {code}: {err}")
        return err

    def title_of(self, run):
        text = (self.folder / run / "run.json").read_text(encoding="utf-8")
        return next((name for name in "ab" if f'"title": "{name}"' in text), None)

    def hidden(self, folder="."):
        return sorted(p.name for p in (self.folder / folder).iterdir() if p.name.startswith(".lykta"))


def rows_of(package, table):
    with contextlib.closing(sqlite3.connect(f"file:{package}?mode=ro", uri=True)) as database:
        whole = database.execute("pragma integrity_check").fetchone()[0]
        demand(whole == "ok", f"{package}: {whole}")
        return database.execute(f"select count(*) from {table}").fetchone()[0]


def two_first_runs(scene):
    """One is kept, the other is told so."""
    for round_ in range(3):
        both = [scene.start("run", f"{name}.toml", "-o", f"d{round_}", "-q") for name in "ab"]
        ends = [(p.communicate(timeout=120)[1], p.returncode) for p in both]
        codes = sorted(code for _, code in ends)
        demand(codes == [0, 2], f"exit codes {codes}: {ends}")
        lost = next(err for err, code in ends if code == 2)
        demand("is already there and was kept" in lost, lost)
        winner = "ab"[[code for _, code in ends].index(0)]
        demand(scene.title_of(f"d{round_}") == winner, "the delivery is not that of the run that ended well")
    demand(not scene.hidden(), f"left: {scene.hidden()}")


def two_first_steps(scene):
    """The same of single files."""
    for round_ in range(3):
        both = [scene.start("grid", "events.csv", f"g{round_}.gpkg", "-q", "--cell", cell) for cell in ("250", "500")]
        ends = [(p.communicate(timeout=120)[1], p.returncode) for p in both]
        codes = sorted(code for _, code in ends)
        demand(codes == [0, 2], f"exit codes {codes}: {ends}")
        demand((scene.folder / f"g{round_}.qml").exists(), "no style")
        demand(rows_of(scene.folder / f"g{round_}.gpkg", "grid") > 0, "no cells")
    demand(not scene.hidden(), f"left: {scene.hidden()}")


def two_that_overwrite(scene):
    """One follows the other; what the user keeps there stays, and nothing is mixed."""
    scene.must("run", "a.toml", "-o", "d", "-q")
    (scene.folder / "d" / "mitt.qgs").write_text("own", encoding="utf-8")
    for _ in range(3):
        calls = [scene.start("run", f"{name}.toml", "-o", "d", "-q", "--overwrite") for name in "ab"]
        calls += [scene.start("grid", "events.csv", "g.gpkg", "-q", "--overwrite", "--rejects", "r.csv", "--cell", cell)
                  for cell in ("250", "500")]
        ends = [(p.communicate(timeout=120)[1], p.returncode) for p in calls]
        demand(all(code == 0 for _, code in ends), f"{ends}")
        demand(all("lykta-part" not in err for err, _ in ends), f"a living call was taken for a left one: {ends}")
        demand(scene.title_of("d") in ("a", "b"), "no delivery")
        demand((scene.folder / "d" / "mitt.qgs").read_text(encoding="utf-8") == "own", "the user's file is gone")
        rows_of(scene.folder / "d" / "lykta.gpkg", "places")
        rows_of(scene.folder / "g.gpkg", "grid")
    demand(not scene.hidden(), f"left: {scene.hidden()}")


def stale_journals(scene):
    """A log or journal that a crash left does not meet the new database."""
    scene.must("run", "a.toml", "-o", "d", "-q")
    scene.must("grid", "events.csv", "g.gpkg", "-q")
    for package in (scene.folder / "d" / "lykta.gpkg", scene.folder / "g.gpkg"):
        database = sqlite3.connect(package)
        database.execute("pragma journal_mode=wal")
        database.execute("create table of_the_user as select 1 as one")
        database.commit()
        log = Path(f"{package}-wal").read_bytes()
        demand(len(log) > 0, "no log was made")
        database.close()
        Path(f"{package}-wal").write_bytes(log)
        Path(f"{package}-journal").write_bytes(log)
    scene.must("run", "b.toml", "-o", "d", "-q", "--overwrite")
    scene.must("grid", "events.csv", "g.gpkg", "-q", "--overwrite", "--cell", "500")
    for package, table in ((scene.folder / "d" / "lykta.gpkg", "places"), (scene.folder / "g.gpkg", "grid")):
        for ending in ("-wal", "-shm", "-journal"):
            demand(not Path(f"{package}{ending}").exists(), f"{package}{ending} is still there")
        rows_of(package, table)


def open_elsewhere(scene):
    """A database that is open in another program is kept, with what that program wrote."""
    scene.must("run", "a.toml", "-o", "d", "-q")
    scene.must("grid", "events.csv", "g.gpkg", "-q")
    for mode in ("wal", "delete"):
        for package, words in ((scene.folder / "d" / "lykta.gpkg", ("run", "b.toml", "-o", "d")),
                               (scene.folder / "g.gpkg", ("grid", "events.csv", "g.gpkg"))):
            database = sqlite3.connect(package, isolation_level=None)
            database.execute(f"pragma journal_mode={mode}")
            database.execute(f"create table of_the_user_{mode} as select 1 as one")
            if mode == "delete":
                database.execute("begin immediate")
            code, _, err = scene.call(*words, "-q", "--overwrite")
            demand(code == 1, f"{words}: exit code {code}")
            demand(str(package) in err and "close it in the other program" in err, err)
            if mode == "delete":
                database.execute("commit")
            database.close()
            demand(rows_of(package, f"of_the_user_{mode}") == 1, "the user's table is gone")
    demand(not scene.hidden(), f"left: {scene.hidden()}")
    scene.must("run", "b.toml", "-o", "d", "-q", "--overwrite")
    demand(scene.title_of("d") == "b", "not overwritten")


def no_hidden_name_in_outputs(scene):
    """The folder in which outputs grow is not named in them."""
    scene.must("run", "a.toml", "-o", "d", "-q")
    for ending in ("gpkg", "shp", "fgb", "kml", "xlsx", "ods", "csv", "geojson"):
        scene.must("grid", "events.csv", f"single/{ending}.{ending}", "-q")
    scene.must("density", "events.csv", "single/density.tif", "-q", "--contours", "single/lines.gpkg")
    for file in [p for part in ("d", "single") for p in (scene.folder / part).rglob("*") if p.is_file()]:
        demand(b"lykta-part" not in file.read_bytes(), f"{file} names it")
    demand(not scene.hidden("single") and not scene.hidden(), "left something")


def kills(scene, words, prepare, holds):
    """Kills the call at each change of a name in turn, and looks at what is there: at once, and after the next call."""
    step, states = 0, set()
    while True:
        step += 1
        prepare()
        inject = f"inject={NAMES_CHANGE}:signal=SIGKILL:when={step}"
        code, _, err = scene.call(*words, before=("strace", "-f", "-qq", "-o", "/dev/null", "-e",
                                                  f"trace={NAMES_CHANGE}", "-e", inject))
        demand(code in (0, -9, 137), f"exit code {code}: {err}")
        states.add(holds(step, at_once=True))
        err = scene.must(*words)
        holds(step, at_once=False)
        demand(not scene.hidden(), f"step {step}: left {scene.hidden()}: {err}")
        if code == 0:
            return step, states


def killed_runs(scene):
    """The old delivery or the new one is there, whole and with the user's files, whenever it is killed."""
    folder = scene.folder / "d"

    def prepare():
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(scene.folder / "first", folder, symlinks=True)
        (folder / "mitt.qgs").write_text("own", encoding="utf-8")
        (folder / "shapefile" / "mine.txt").write_text("own", encoding="utf-8")

    def holds(step, at_once):
        for name in ("mitt.qgs", "shapefile/mine.txt"):
            demand((folder / name).is_file() and (folder / name).read_text(encoding="utf-8") == "own",
                   f"step {step}: {name} is gone")
        title = scene.title_of("d")
        demand(title is not None and (at_once or title == "b"), f"step {step}: the delivery is of {title}")
        for name in ("lykta.gpkg", "places.csv", "shapefile/grid.shp", "shapefile/grid.dbf", "density.tif"):
            demand((folder / name).stat().st_size > 0, f"step {step}: {name} is missing")
        rows_of(folder / "lykta.gpkg", "places")
        return title

    scene.must("run", "a.toml", "-o", "first", "-q")
    steps, states = kills(scene, ("run", "b.toml", "-o", "d", "-q", "--overwrite"), prepare, holds)
    demand(states == {"a", "b"}, f"after {steps} steps only {states}")
    print(f"        killed at {steps - 1} changes of names")


def killed_first_runs(scene):
    """Nothing or the whole delivery is there."""
    folder = scene.folder / "d"

    def prepare():
        shutil.rmtree(folder, ignore_errors=True)

    def holds(step, at_once):
        if at_once:
            whole = scene.title_of("d") == "a" and (folder / "rejects.csv").is_file() if folder.exists() else None
            demand(whole is not False, f"step {step}: half a delivery")
            return whole
        return None

    steps, states = kills(scene, ("run", "a.toml", "-o", "d", "-q", "--overwrite"), prepare, holds)
    demand(states == {None, True}, f"after {steps} steps only {states}")
    print(f"        killed at {steps - 1} changes of names")


def killed_steps(scene):
    """The next call puts back what a killed one had begun to replace: here one that is refused afterwards."""
    scene.must("grid", "events.csv", "first.gpkg", "-q", "--rejects", "first.csv")

    def prepare():
        for ending in ("gpkg", "qml"):
            shutil.copy(scene.folder / f"first.{ending}", scene.folder / f"g.{ending}")
        shutil.copy(scene.folder / "first.csv", scene.folder / "r.csv")
        (scene.folder / "g.gpkg-wal").write_bytes(b"")

    def holds(step, at_once):
        if not at_once:
            return None
        # Refused, but it clears what it finds.
        code, _, err = scene.call("grid", "events.csv", "r.csv", "-q")
        demand(code == 2, f"step {step}: exit code {code}: {err}")
        same = (scene.folder / "g.gpkg").read_bytes() == (scene.folder / "first.gpkg").read_bytes()
        demand((scene.folder / "g.gpkg-wal").exists() == same, f"step {step}: old and new together")
        demand((scene.folder / "g.qml").exists() and (scene.folder / "r.csv").exists(), f"step {step}: one is missing")
        if not same:
            rows_of(scene.folder / "g.gpkg", "grid")
        return same

    words = ("grid", "events.csv", "g.gpkg", "--cell", "500", "-q", "--rejects", "r.csv", "--overwrite")
    steps, states = kills(scene, words, prepare, holds)
    demand(states == {True, False}, f"after {steps} steps only {states}")
    print(f"        killed at {steps - 1} changes of names")


CHECKS = {check.__name__: check for check in (two_first_runs, two_first_steps, two_that_overwrite, stale_journals, open_elsewhere,
                                              no_hidden_name_in_outputs, killed_runs, killed_first_runs, killed_steps)}
NEED_STRACE = {"killed_runs", "killed_first_runs", "killed_steps"}


def can_strace():
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], check=False, stderr=subprocess.DEVNULL).returncode == 0


def main(arguments):
    if not arguments or any(name not in CHECKS for name in arguments[1:]):
        print(__doc__, file=sys.stderr)
        return 2
    binary = Path(arguments[0]).resolve()
    if not os.access(binary, os.X_OK):
        print(f"{binary}: not a program")
        return 1
    names = arguments[1:] or list(CHECKS)
    failed, done = 0, 0
    for name in names:
        if name in NEED_STRACE and not can_strace():
            print(f"skipped {name}: strace does not work here")
            continue
        done += 1
        with tempfile.TemporaryDirectory(prefix="lykta-holds-") as folder:
            try:
                CHECKS[name](Scene(binary, Path(folder).resolve()))
                print(f"ok      {name}")
            except (Fault, OSError, sqlite3.Error, subprocess.TimeoutExpired) as fault:
                failed += 1
                print(f"FAILED  {name}: {fault}")
    if failed:
        return 1
    return 0 if done else SKIPPED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
