#!/usr/bin/env python3
"""Does the program tell the truth when its output is lost, when it is stopped, and when files change or disks are full?

    check_streams.py LYKTA_BINARY [StandardOutput|Signals|Inputs|Disks] [unittest's own arguments]

Standard output: a full device, closed, a pipe that nobody reads. Signals: at many moments of a run. Inputs: pipes, files
that change while they are read, names of any bytes. Disks: a limit on the size of files, and a small file system of its
own where that is permitted (otherwise that part is skipped and says so).
"""

import json
import math
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

SECONDS_PER_RUN = 120
LYKTA = ""

CONFIGURATION = """
title = "Test"
crs = "EPSG:3006"
[[sources]]
path = "{events}"
crs = "EPSG:3006"
columns = {{ x = "x", y = "y", date = "when" }}
[period]
from = 2025-03-01
to = 2025-03-28
[grid]
cell_m = {cell}
"""


def events(rows, start=0):
    pick = random.Random(7 + start)
    lines = []
    for i in range(start, start + rows):
        spread = 60 if i % 3 == 0 else 900
        x, y = 500000 + pick.gauss(0, spread), 6200000 + pick.gauss(0, spread)
        lines.append(f"{x:.1f},{y:.1f},2025-03-{1 + i % 28:02} {i % 24:02}:30\n")
    return "".join(lines)


def ended(process, seconds=SECONDS_PER_RUN):
    """What it said, as bytes. What takes too long is killed with all that it started."""
    try:
        return process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as late:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise AssertionError(f"no end after {seconds} s: {process.args}") from late


def limited(size):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return limit


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="lykta-streams-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.write_events("e.csv", 600)

    def write_events(self, name, rows):
        (self.folder / name).write_text("x,y,when\n" + events(rows))

    def configure(self, name="run.toml", source="e.csv", cell=100):
        (self.folder / name).write_text(CONFIGURATION.format(events=source, cell=cell))
        return name

    def start(self, *arguments, **options):
        options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        return self.start_any([LYKTA, *arguments], **options)

    def start_any(self, command, **options):
        return subprocess.Popen(command, cwd=self.folder, start_new_session=True, **options)

    def run_lykta(self, *arguments, **options):
        return self.answer(self.start(*arguments, **options))

    @staticmethod
    def answer(process):
        out, err = ended(process)
        return process.returncode, (out or b"").decode(errors="replace"), (err or b"").decode(errors="replace")

    def shell(self, command, before=()):
        environment = {**os.environ, "LYKTA": LYKTA}
        return self.answer(self.start_any([*before, "bash", "-c", command], env=environment, stdin=subprocess.DEVNULL,
                                          stdout=subprocess.PIPE, stderr=subprocess.PIPE))

    def assert_fine(self, code, err):
        """Without a message; what takes a second says how far it is."""
        self.assertEqual((code, [line for line in err.splitlines() if line.startswith("lykta: ")]), (0, []))

    def assert_no_parts(self, folder=None):
        left = [str(path) for path in (folder or self.folder).rglob(".lykta*")]
        self.assertEqual(left, [])

    def assert_in_one_message(self, err, *parts):
        messages = [line for line in err.splitlines() if line.startswith("lykta: ")]
        self.assertEqual(len(messages), 1, err)
        for part in parts:
            self.assertIn(part, messages[0])
        self.assertNotIn(".lykta-part", err)


class StandardOutput(Case):
    def commands(self):
        self.configure()
        point = ["--x", "x", "--y", "y", "--source-crs", "EPSG:3006", "--overwrite"]
        steps = ["grid", "places", "density", "scan", "hours", "repeats", "change", "emerging"]
        calls = [["--version"], ["--help"], ["completion", "bash"], ["completion", "zsh"], ["inspect", "e.csv"],
                 ["inspect", "e.csv", "--json"], ["check", "run.toml"], ["check", "run.toml", "--json"],
                 ["check", "run.toml", "--quiet", "--timings"], ["init", "e.csv", "--output", "n.toml", "--overwrite"],
                 ["run", "run.toml", "--output", "d", "--overwrite"],
                 ["run", "run.toml", "--output", "d", "--overwrite", "--json"],
                 ["run", "run.toml", "--output", "d", "--overwrite", "--quiet", "--timings"],
                 ["grid", "e.csv", "g.gpkg", *point], ["grid", "e.csv", "g.gpkg", *point, "--json"],
                 ["places", "e.csv", "p.geojson", *point], ["density", "e.csv", "d.tif", *point],
                 ["density", "e.csv", "d.tif", *point, "--json"], ["density", "e.csv", "d.tif", *point, "-q", "--timings"],
                 ["hours", "e.csv", "w.csv", *point, "--date", "when"],
                 ["repeats", "e.csv", "r.csv", *point, "--date", "when", "--permutations", "9"]]
        return calls + [[step, "--help"] for step in steps]

    def test_a_full_device_is_an_error_of_every_command(self):
        for call in self.commands():
            with self.subTest(call=" ".join(call)), open("/dev/full", "wb") as full:
                code, _, err = self.run_lykta(*call, stdout=full)
                self.assertEqual(code, 1)
                self.assert_in_one_message(err, "standard output cannot be written: No space left on device")

    def test_a_closed_output_is_an_error_and_no_file_gets_its_number(self):
        for call in ("--version", "inspect e.csv --json", "grid e.csv g.geojson --x x --y y --source-crs EPSG:3006"):
            with self.subTest(call=call):
                code, _, err = self.shell(f'"$LYKTA" {call} >&-')
                self.assertEqual(code, 1)
                self.assert_in_one_message(err, "standard output cannot be written")
        json.loads((self.folder / "g.geojson").read_text())

    def test_files_are_right_whatever_is_closed(self):
        self.configure()
        code, out, err = self.shell('"$LYKTA" run run.toml --output d --quiet')
        self.assertEqual((code, out, err), (0, "", ""))
        for number, closed in enumerate(("<&-", ">&-", "2>&-", "<&- >&- 2>&-")):
            with self.subTest(closed=closed):
                code, _, _ = self.shell(f'"$LYKTA" run run.toml --output d{number} --quiet {closed}')
                self.assertEqual(code, 0)
                for name in ("run.json", "places.geojson", "rejects.csv", "places.csv"):
                    self.assertEqual((self.folder / f"d{number}" / name).read_bytes(),
                                     (self.folder / "d" / name).read_bytes(), name)

    def test_a_closed_error_output_changes_no_exit_code(self):
        self.assertEqual(self.shell('"$LYKTA" inspect missing.csv 2>&-')[0], 1)
        self.assertEqual(self.shell('"$LYKTA" grid 2>&-')[0], 2)

    def test_who_reads_no_further_is_no_error_to_talk_about(self):
        read, write = os.pipe()
        os.close(read)
        code, _, err = self.run_lykta("inspect", "e.csv", "-q", stdout=write)
        os.close(write)
        self.assertEqual((code, err), (-signal.SIGPIPE, ""))
        code, out, err = self.shell('"$LYKTA" completion bash | { sleep 1; true; }; echo "${PIPESTATUS[0]}"')
        self.assertEqual((code, err), (0, ""))
        self.assertIn(out, ("0\n", "141\n"))

    def test_who_ignores_broken_pipes_gets_an_error(self):
        read, write = os.pipe()
        os.close(read)
        code, _, err = self.run_lykta("inspect", "e.csv", stdout=write,
                                      preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_IGN),
                                      restore_signals=False)
        os.close(write)
        self.assertEqual(code, 1)
        self.assert_in_one_message(err, "standard output cannot be written: Broken pipe")

    def test_progress_that_nobody_reads_stops_nothing(self):
        self.write_events("e.csv", 5000)
        self.configure(cell=50)
        read, write = os.pipe()
        os.close(read)
        code, _, _ = self.run_lykta("run", "run.toml", "--output", "d", stderr=write)
        os.close(write)
        self.assertEqual(code, 0)
        self.assert_no_parts()


class Signals(Case):
    def stop(self, after_s, number, *arguments, **options):
        process = self.start(*arguments, **options)
        self.wait_for_handler(process, number)
        time.sleep(after_s)
        process.send_signal(number)
        code, _, err = self.answer(process)
        return code, err

    @staticmethod
    def wait_for_handler(process, number):
        """Before it the signal is the system's, which ends any program."""
        while process.poll() is None:
            status = Path(f"/proc/{process.pid}/status").read_text()
            caught = next(line for line in status.splitlines() if line.startswith("SigCgt:"))
            if int(caught.split()[1], 16) >> (number - 1) & 1:
                return
            time.sleep(0.001)

    def test_a_run_that_is_stopped_says_so_and_leaves_nothing(self):
        self.write_events("e.csv", 4000)
        self.configure(cell=60)
        begin = time.monotonic()
        self.assertEqual(self.run_lykta("run", "run.toml", "--output", "whole", "--json")[0], 0)
        whole_s = time.monotonic() - begin
        stopped = 0
        names = {signal.SIGINT: "SIGINT", signal.SIGTERM: "SIGTERM", signal.SIGHUP: "SIGHUP"}
        for i in range(6):
            number = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)[i % 3]
            more = ([], ["--json"])[i // 3]
            after_s = whole_s * i / 6
            with self.subTest(after_s=after_s, signal=number):
                code, err = self.stop(after_s, number, "run", "run.toml", "--output", f"d{i}", *more)
                self.assert_no_parts()
                if code == 0:  # all was in place before the signal came
                    self.assertTrue((self.folder / f"d{i}" / "run.json").is_file())
                    continue
                stopped += 1
                self.assertEqual(code, 128 + number)
                self.assertIn(f"stopped by {names[number]}", err)
                self.assertFalse((self.folder / f"d{i}").exists())
        self.assertGreater(stopped, 1)

    def test_every_command_is_stopped(self):
        self.write_events("e.csv", 200000)
        self.configure()
        point = ["--x", "x", "--y", "y", "--source-crs", "EPSG:3006"]
        for call in (["inspect", "e.csv", "--json"], ["check", "run.toml", "--json"], ["init", "e.csv", "--output", "n.toml"],
                     ["grid", "e.csv", "g.gpkg", *point, "--json"], ["density", "e.csv", "d.tif", *point, "--cell", "5"]):
            with self.subTest(call=" ".join(call)):
                code, _ = self.stop(0.05, signal.SIGTERM, *call)
                self.assertEqual(code, 143)
                self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["e.csv", "run.toml"])

    def write_spikes(self, name, more):
        """An area of 200 000 corners with spikes of a kilometre: looking at its edges in pairs takes half a minute."""
        corners = 200_000
        ring = [[round(500000 + (15000 + 1000 * (i % 2)) * math.cos(2 * math.pi * i / corners), 4),
                 round(6200000 + (15000 + 1000 * (i % 2)) * math.sin(2 * math.pi * i / corners), 4)] for i in range(corners)]
        rings = more(ring)
        crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}
        feature = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": rings}}
        (self.folder / name).write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": [feature]}))

    def test_work_on_polygons_is_stopped(self):
        def with_touching_hole(ring):
            x, y = ring[0]
            return [[*ring, ring[0]], [[x, y], [x - 300, y - 0.01], [x - 300, y + 0.01], [x, y]]]

        def with_a_crossing(ring):
            ring[50_000], ring[50_002] = ring[50_002], ring[50_000]
            return [[*ring, ring[0]]]

        self.write_spikes("touches.geojson", with_touching_hole)
        self.write_spikes("crosses.geojson", with_a_crossing)
        for name in ("touches", "crosses"):
            with self.subTest(area=name):
                process = self.start("grid", "e.csv", "g.gpkg", "--x", "x", "--y", "y", "--source-crs", "EPSG:3006", "--area",
                                     f"{name}.geojson")
                self.wait_for_handler(process, signal.SIGINT)
                time.sleep(4)
                self.assertIsNone(process.poll(), "ended before it could be stopped")
                begin = time.monotonic()
                process.send_signal(signal.SIGINT)
                code, _, err = self.answer(process)
                self.assertEqual(code, 130, err)
                self.assertLess(time.monotonic() - begin, 3)
                self.assertFalse((self.folder / "g.gpkg").exists())

    def test_a_reader_that_sleeps_does_not_keep_it(self):
        read, write = os.pipe()
        os.set_blocking(write, False)
        try:
            while True:
                os.write(write, b"x" * 4096)
        except BlockingIOError:
            os.set_blocking(write, True)
        code, _ = self.stop(1.0, signal.SIGINT, "inspect", "e.csv", stdout=write)
        os.close(read)
        os.close(write)
        self.assertEqual(code, 130)

    def test_an_ignored_signal_stays_ignored(self):
        process = self.start("inspect", "e.csv", preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        self.wait_for_handler(process, signal.SIGTERM)
        process.send_signal(signal.SIGHUP)
        ended(process)
        self.assertEqual(process.returncode, 0)


class Inputs(Case):
    def test_a_pipe_is_refused_and_never_waited_for(self):
        self.configure("pipe.toml", "f")
        for name in ("f", "f.csv", "f.xlsx", "f.gpkg", "f.toml"):
            os.mkfifo(self.folder / name)
        for call in (["inspect", "f"], ["inspect", "f.csv"], ["inspect", "f.xlsx"], ["inspect", "f.gpkg"],
                     ["init", "f.csv", "--output", "n.toml"], ["check", "pipe.toml"], ["check", "f.toml"],
                     ["grid", "e.csv", "g.gpkg", "--x", "x", "--y", "y", "--area", "f.gpkg"]):
            with self.subTest(call=" ".join(call)):
                begin = time.monotonic()
                code, _, err = self.run_lykta(*call)
                self.assertEqual(code, 1)
                self.assert_in_one_message(err, "is a pipe")
                self.assertLess(time.monotonic() - begin, 20)

    def change_while(self, change, *call):
        stop = threading.Event()

        def go_on():
            while not stop.is_set():
                change()
                time.sleep(0.002)
        thread = threading.Thread(target=go_on)
        process = self.start(*call)
        time.sleep(0.05)
        thread.start()
        try:
            code, _, err = self.answer(process)
        finally:
            stop.set()
            thread.join()
        return code, err

    def test_a_file_that_changes_while_it_is_read_is_refused(self):
        point = ["--x", "x", "--y", "y", "--source-crs", "EPSG:3006"]
        self.configure()
        path = self.folder / "e.csv"

        def append():
            with path.open("a") as file:
                file.write(events(1))

        def replace():
            (self.folder / "new.csv").write_bytes(whole)
            os.replace(self.folder / "new.csv", path)

        def same_size():
            before = path.stat()
            with path.open("r+b") as file:
                file.seek(len(whole) - 3)
                file.write(b"1")
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

        for change in (append, replace, same_size):
            for call in (["run", "run.toml", "--output", "d"], ["grid", "e.csv", "g.gpkg", *point, "--quiet"],
                         ["inspect", "e.csv", "--json"], ["check", "run.toml"]):
                with self.subTest(change=change.__name__, call=" ".join(call)):
                    self.write_events("e.csv", 50000)
                    whole = path.read_bytes()
                    code, err = self.change_while(change, *call)
                    self.assertEqual(code, 1, err)
                    self.assert_in_one_message(err, "e.csv: changed while it was read")
                    self.assertFalse((self.folder / "d").exists() or (self.folder / "g.gpkg").exists())

    def test_a_file_just_written_can_be_read(self):
        for _ in range(5):
            self.write_events("e.csv", 500)
            self.assertEqual(self.run_lykta("inspect", "e.csv")[0], 0)

    def test_names_of_any_bytes_can_be_used(self):
        folder = os.fsencode(self.folder)
        name = b"h\xe4ndelser.csv"
        os.rename(os.path.join(folder, b"e.csv"), os.path.join(folder, name))
        os.mkdir(os.path.join(folder, b"\xf6"))
        point = ["--x", "x", "--y", "y", "--source-crs", "EPSG:3006"]
        # Each with a name of its own: two layers of one name would share their style.
        for call in ([b"inspect", name, "--json"], ["grid", name, b"\xe5.gpkg", *point, "--json"],
                     ["grid", name, b"\xe5j.geojson", *point], ["grid", name, b"\xf6/a.shp", *point],
                     ["density", name, b"\xe5d.tif", *point, "--json"],
                     ["grid", name, b"\xe5x.xlsx", *point, "--rejects", b"\xe5r.csv"],
                     ["scan", name, b"\xe5s.fgb", *point, "--uniform", "--replicas", "99", "--json"],
                     ["places", name, b"\xe5p.kml", *point]):
            with self.subTest(call=call):
                code, out, err = self.run_lykta(*call)
                self.assert_fine(code, err)
                if "--json" in call:
                    json.loads(out)
        for output in (b"\xe5.gpkg", b"\xe5j.geojson", b"\xf6/a.shp", b"\xe5d.tif", b"\xe5x.xlsx", b"\xe5r.csv", b"\xe5s.fgb", b"\xe5p.kml"):
            self.assertTrue(os.path.exists(os.path.join(folder, output)), output)
        # A configuration of such a name, and a file that a variable leads to.
        text = CONFIGURATION.format(events="${EVENTS}", cell=100).replace('title = "Test"\n', "")
        with open(os.path.join(folder, b"\xe5.toml"), "w", encoding="utf-8") as file:
            file.write(text)
        environment = {**os.environb, b"EVENTS": os.path.join(folder, name)}
        code, out, err = self.run_lykta("run", b"\xe5.toml", "--output", b"\xe5", "--json", env=environment)
        self.assert_fine(code, err)
        json.loads(out)
        for written in os.listdir(os.path.join(folder, b"\xe5")):
            if written.endswith((b".json", b".geojson", b".csv", b".svg")):
                with open(os.path.join(folder, b"\xe5", written), "rb") as file:
                    file.read().decode("utf-8")
        code, _, err = self.run_lykta("init", name, "--output", "n.toml")
        self.assertEqual(code, 2)
        self.assertIn("not UTF-8", err)


class Disks(Case):
    # Without KML: LIBKML takes minutes for as many cells as would fill a disk.
    STEPS = (("grid", "o.gpkg", "40"), ("grid", "o.geojson", "40"), ("grid", "o.shp", "40"), ("grid", "o.fgb", "40"),
             ("grid", "o.csv", "40"), ("grid", "o.xlsx", "40"), ("grid", "o.ods", "40"), ("grid", "o.geojsonl", "40"),
             ("density", "o.tif", "12"))

    def step(self, command, output, cell):
        return [command, "e.csv", output, "--x", "x", "--y", "y", "--source-crs", "EPSG:3006", "--cell", cell]

    def mount(self, size):
        """A command that mounts a small file system on the folder small, where that is permitted."""
        small = self.folder / "small"
        small.mkdir()
        command = f"mount -t tmpfs -o size={size} none {small}"
        if self.shell(command, before=["unshare", "-m"])[0] != 0:
            self.skipTest("no right to mount a small file system (unshare -m)")
        return command

    def test_a_limit_on_the_size_of_files_is_said(self):
        self.configure(cell=40)
        for step in self.STEPS:
            output = step[1]
            with self.subTest(output=output):
                code, _, err = self.run_lykta(*self.step(*step), preexec_fn=limited(50_000))
                self.assertEqual(code, 1, err)
                self.assert_in_one_message(err, output, "file too large", "ulimit -f")
                self.assertEqual([p.name for p in self.folder.iterdir() if p.name.startswith("o.")], [])
                self.assert_no_parts()
        code, _, err = self.run_lykta("run", "run.toml", "--output", "d", preexec_fn=limited(50_000))
        self.assertEqual(code, 1)
        self.assert_in_one_message(err, "d/", "file too large")
        self.assertFalse((self.folder / "d").exists())
        self.assert_no_parts()

    def test_a_full_disk_is_said(self):
        mount = self.mount("160k")
        self.configure(cell=40)
        (self.folder / "bad.csv").write_text("x,y,when\n" + events(3) + "0,0,2025-03-01\n" * 8000)
        self.configure("bad.toml", "bad.csv")
        calls = [(step[1], "", self.step(step[0], f"small/{step[1]}", step[2])) for step in self.STEPS]
        calls += [("d/", "", ["run", "run.toml", "--output", "small/d"]),
                  ("n.toml", "cat /dev/zero > small/filler 2> /dev/null; ", ["init", "e.csv", "--output", "small/n.toml"]),
                  ("r.csv", "", ["check", "bad.toml", "--rejects", "small/r.csv"])]
        for output, fill, call in calls:
            command = " ".join([mount, "&&", f"{{ {fill}", '"$LYKTA"', *call, "; code=$?; ls -A small | sed s/^/LEFT:/ >&2; exit $code; }"])
            with self.subTest(output=output):
                code, _, err = self.shell(command, before=["unshare", "-m"])
                self.assertEqual(code, 1, err)
                # Beside the filler there is no room for the name of a file.
                where = ("small: cannot write here", "No space") if fill else (f"small/{output}", "no space")
                self.assert_in_one_message(err, *where, "left on device")
                left = [line for line in err.splitlines() if line.startswith("LEFT:") and "filler" not in line]
                self.assertEqual(left, [])

    def test_standard_output_on_a_full_disk(self):
        mount = self.mount("4k")
        code, _, err = self.shell(f'{mount} && "$LYKTA" density --help > small/out', before=["unshare", "-m"])
        self.assertEqual(code, 1)
        self.assert_in_one_message(err, "standard output cannot be written: No space left on device")


if __name__ == "__main__":
    if len(sys.argv) < 2 or not os.access(sys.argv[1], os.X_OK):
        sys.exit(__doc__)
    LYKTA = str(Path(sys.argv.pop(1)).resolve())
    unittest.main()
