#!/usr/bin/env python3
"""Does every number that can be given have its bounds, on the command line and in a configuration?

    check_numbers.py LYKTA_BINARY [options|keys]...

Goes through all options that take numbers, as the program's own help names them, and through all keys of numbers that the
manual names (docs/configuration.md), so a new one is looked at too. What lies outside of the bounds is refused with the
name of the option or key and its bounds, without work; what lies inside of them ends soon, with numbers or with a message.
"""

import concurrent.futures
import math
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "configuration.md"
HARD = ["-1", "0", "1e308", "nan", "inf", "9223372036854775808", "18446744073709551615", "1e-300", "", "abc"]
FEW = ["-1", "nan", "18446744073709551615"]
SECONDS = 2  # of processor time: many such calls run at the same time as this
LARGE = 1e5  # of draws and rows: the most of them is a matter of minutes, and meant

POINT = {"--x": ["x"], "--y": ["y"], "--source-crs": ["EPSG:3006"], "--overwrite": [], "-q": []}
DATED = {"--date": ["when"], "--from": ["2024-01-01"], "--to": ["2024-12-31"]}
COMMANDS = {"grid": {}, "places": {}, "density": {}, "scan": {"--uniform": [], "--replicas": ["99"]},
            "hours": {"--date": ["when"], "--runs": ["9"]}, "repeats": {"--date": ["when"], "--permutations": ["9"]},
            "change": {**DATED, "--years": ["1"]}, "emerging": {**DATED, "--step": ["28"]}}
OTHERS = {"--compare-with": ["o.csv"], "--denominator-x": ["x"], "--denominator-y": ["y"], "--denominator-crs": ["EPSG:3006"]}
CHANCE = {**OTHERS, "--p": ["monte-carlo"], "--replicates": ["9"]}
# What an option needs beside it, to do anything.
COMPANY = {"--k": {"--bandwidth": ["k-nearest"]}, "--pilot": {"--adaptive": []}, "--trim": {"--adaptive": []},
           "--tolerance": {"--fast": []}, "--half-life": DATED, "--least-units": OTHERS, "--replicates": CHANCE,
           "--levels": {"--contours": ["c.geojson"]}, "--level-count": {"--contours": ["c.geojson"]},
           "--distance": {"--neighbours": ["distance"]}, "--nearest": {"--neighbours": ["nearest"], "--cell": ["400"]},
           "--longest-share": {**DATED, "--step": ["28"]}}
COMPANY_OF_ONE = {("density", "--seed"): CHANCE, ("grid", "--permutations"): {"--p": ["permutation"]},
                  ("grid", "--seed"): {"--p": ["permutation"], "--permutations": ["99"]}, ("scan", "--step"): {**DATED, "--from": ["2024-12-01"]}}
# Words that hold numbers; each has its own bounds, and is no number to the help.
WORDS = {"--bandwidth": [("density", ""), ("places", "")], "--class-weight": [("density", "a="), ("grid", "a=")],
         "--hours": [("density", "")]}

CONFIGURATION = """
[[sources]]
path = "e.csv"
crs = "EPSG:3006"
columns = {{ x = "x", y = "y", date = "when" }}
{source}
[period]
from = 2024-01-01
to = 2024-12-31
{rest}
"""
# What a key needs beside it. The tables of sources and of classes are lists.
SURVEY = """[[sources]]
path = "s.csv"
kind = "survey"
columns = { area = "area", index = "index", sample = "sample" }
polygons = { path = "z.geojson", column = "name" }
"""
BESIDE = {"statistics.distance_m": 'neighbours = "distance"\n', "statistics.nearest": 'neighbours = "nearest"\n',
          "density.pilot_m": "adaptive = true\n", "density.trim": "adaptive = true\n",
          "density.tolerance": "fast = true\n", "classes.weight": 'name = "a"\n',
          "actions.weeks": 'path = "log.csv"\n', "actions.distance_m": 'path = "log.csv"\n'}


def number_of(word, whole):
    """What the word says, or None where it is no such number."""
    if re.fullmatch(r"-?\d+" if whole else r"-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", word):
        value = float(word)
        return value if math.isfinite(value) else None
    return None


class Folders:
    """A folder with inputs for each thread."""

    def __init__(self):
        self.local = threading.local()
        self.made = []

    def here(self):
        if not hasattr(self.local, "folder"):
            self.local.folder = tempfile.TemporaryDirectory(prefix="lykta-numbers-")
            self.made.append(self.local.folder)
            write_inputs(Path(self.local.folder.name))
        return Path(self.local.folder.name)


def write_inputs(folder):
    pick = random.Random(5)
    for name, number in (("e.csv", 400), ("o.csv", 100)):
        rows = [f"{500000 + pick.gauss(0, 60 if i % 3 else 700):.1f},{6200000 + pick.gauss(0, 60 if i % 3 else 700):.1f},"
                f"{2023 + i % 2}-{1 + i // 2 % 12:02}-{1 + i % 28:02} {i % 24:02}:30,{'ab'[i % 2]}\n" for i in range(number)]
        (folder / name).write_text("x,y,when,kind\n" + "".join(rows), encoding="utf-8")
    (folder / "log.csv").write_text("action,done,x,y\nLamps,2024-06-03,500030,6200040\n", encoding="utf-8")
    (folder / "s.csv").write_text("area,index,sample\nA,3,100\n", encoding="utf-8")
    (folder / "z.geojson").write_text(
        '{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:3006"}},"features":[{"type":"Feature",'
        '"properties":{"name":"A"},"geometry":{"type":"Polygon","coordinates":[[[499000,6199000],[501000,6199000],'
        '[501000,6201000],[499000,6201000],[499000,6199000]]]}}]}', encoding="utf-8")


class Check:
    def __init__(self, lykta):
        self.lykta = lykta
        self.folders = Folders()
        self.failures = []
        self.calls = 0
        self.longest = (0, [])
        # A program that watches its memory takes several times as long.
        self.seconds = SECONDS * (10 if b"__asan_init" in Path(lykta).read_bytes() else 1)

    def run(self, arguments):
        """Exit code, standard error and processor time."""
        folder = self.folders.here()
        for old in folder.glob("out*"):
            if old.is_file():
                old.unlink()
        process = subprocess.Popen([self.lykta, *arguments], cwd=folder, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        watch = threading.Timer(60, process.kill)
        watch.start()
        err = process.stderr.read().decode(errors="replace")
        _, status, usage = os.wait4(process.pid, 0)
        watch.cancel()
        process.stderr.close()
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = usage.ru_utime + usage.ru_stime
        self.calls += 1
        self.longest = max(self.longest, (seconds, arguments))
        return process.returncode, err, seconds

    def fail(self, arguments, why, err=""):
        self.failures.append(f"{' '.join(map(repr, arguments))}: {why}\n{err[:600]}")

    def refused(self, arguments, *parts):
        code, err, seconds = self.run(arguments)
        messages = [line for line in err.splitlines() if line.startswith("lykta: ")]
        if code != 2 or len(messages) != 1 or seconds > self.seconds:
            self.fail(arguments, f"exit code {code} after {seconds:.1f} s, and should be refused", err)
        elif missing := [part for part in parts if part not in messages[0]]:
            self.fail(arguments, f"the message does not say {missing}", err)

    def sensible(self, arguments, outputs=()):
        """Whatever it does: soon, without a crash, and without numbers that are none."""
        code, err, seconds = self.run(arguments)
        messages = [line for line in err.splitlines() if line.startswith("lykta: ")]
        if code not in (0, 1, 2) or seconds > self.seconds or (code != 0 and not messages):
            self.fail(arguments, f"exit code {code} after {seconds:.1f} s", err)
        elif "changes nothing here" in err:
            self.fail(arguments, "the option is not used: name its company in this check", err)
        elif code == 0:
            for output in outputs:
                self.look_for_no_number(arguments, self.folders.here() / output)

    def look_for_no_number(self, arguments, path):
        for file in sorted(path.glob("*.[cjg]s*")) if path.is_dir() else [path]:
            for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else []:
                if re.search(r"(?i)(^|[,;:\s\[])-?(nan|inf|1\.#\w+)([,;}\s\]]|$)", line):
                    self.fail(arguments, f"{file.name} holds {line[:200]}")
                    break


def options_of(lykta, command):
    """All options that the help says to take numbers: name, whether they are whole, and their bounds, None without any."""
    text = subprocess.run([lykta, command, "--help"], check=True, capture_output=True, text=True).stdout
    for name, kind, bounds in re.findall(r"^ +(?:-\w,)?(--[a-z-]+) (INT|UINT|FLOAT)(?::\[([^\]]*)\])?", text, re.MULTILINE):
        yield name, kind != "FLOAT", tuple(bounds.split(" - ")) if bounds else None


def words_of(option, value):
    return ["499000", "6199000", value, "6201000"] if option == "--extent" else [value]


def check_option(check, command, option, whole, bounds, refused):
    least, most = map(float, bounds)
    base = {**POINT, **COMMANDS[command], **COMPANY.get(option, {}), **COMPANY_OF_ONE.get((command, option), {})}

    def call(value):
        named = {**base, option: words_of(option, value)}
        words = [word for name, values in named.items() for word in (name, *values)]
        return [command, "e.csv", "out.csv", *words]

    inside = {bounds[0]} | ({bounds[1]} if most < LARGE else set())
    for value in HARD:
        number = number_of(value, whole)
        if number is None or not least <= number <= most:
            if value in refused:
                check.refused(call(value), option + ": give a ", bounds[0], bounds[1])
        else:
            inside.add(value)
    for value in sorted(inside if refused is HARD else {bounds[0]}):
        check.sensible(call(value), ["out.csv"])


def check_words(check, option, command, before):
    for value in HARD:
        words = [word for name, values in {**POINT, "--class": ["kind"], **DATED}.items() for word in (name, *values)]
        check.sensible([command, "e.csv", "out.csv", *words, option, before + value], ["out.csv"])


def options(check, pool):
    script = subprocess.run([check.lykta, "completion", "bash"], check=True, capture_output=True, text=True).stdout
    seen = set()
    for command, words in re.findall(r'^ +([a-z]+)\) words="([^"]*)"', script, re.MULTILINE):
        found = list(options_of(check.lykta, command))
        if unknown := {name for name, _, _ in found} - set(words.split()):
            check.fail([command], f"the completion does not know {unknown}")
        if found and command not in COMMANDS:
            check.fail([command], "takes numbers, and this check knows no call of it")
            continue
        for name, whole, bounds in found:
            if bounds is None:
                check.fail([command, name], "takes numbers, and the help names no bounds")
            else:
                # The same option with the same bounds refuses as it does in the command before.
                yield pool.submit(check_option, check, command, name, whole, bounds, FEW if (name, bounds) in seen else HARD)
                seen.add((name, bounds))
    for option, uses in WORDS.items():
        for command, before in uses:
            yield pool.submit(check_words, check, option, command, before)


def keys_of_the_manual():
    """Each key of a number: table, key, whether it is whole."""
    table = ""
    for line in MANUAL.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            heading = re.search(r"`\[+([a-z]+)\]+`", line)
            table = heading.group(1) if heading else ""
        if row := re.match(r"\| `([a-z_.]+)` \| (integer|number)\b", line):
            name = row.group(1) if "." in row.group(1) else f"{table}.{row.group(1)}"
            yield name, row.group(2) == "integer"


def configuration_of(name, value):
    table, key = name.split(".")
    line = f"{key} = {value}\n"
    if table == "sources":
        return CONFIGURATION.format(source=line, rest="")
    brackets = "[[{}]]\n" if table == "classes" else "[{}]\n"
    rest = (SURVEY if table == "survey" else "") + brackets.format(table) + BESIDE.get(name, "") + line
    return CONFIGURATION.format(source="", rest=rest)


def check_key(check, name, whole):
    def write(value):
        (check.folders.here() / "c.toml").write_text(configuration_of(name, value), encoding="utf-8")

    write('"abc"')
    code, err, _ = check.run(["check", "c.toml"])
    bounds = re.search(r"must be a (?:whole )?number(?: of \w+)? (from|between) (\S+?) (?:to|and) (\S+)$", err.strip())
    if code != 2 or not bounds:
        check.fail([name, "abc"], f"exit code {code}, and no bounds are named", err)
        return
    least, most = float(bounds.group(2)), float(bounds.group(3))
    inside = {bounds.group(2)} | ({bounds.group(3)} if most < LARGE else set()) if bounds.group(1) == "from" else set()
    for value in HARD:
        number = number_of(value, whole)
        write(value)
        if re.fullmatch(r"-?\d+", value) and number is not None and abs(number) > 2**63 - 1:
            check.refused(["check", "c.toml"], "c.toml:", name.split(".")[1])  # no TOML: its integers have 64 bits
        elif number is None and value not in ("nan", "inf", "-inf"):
            check.refused(["check", "c.toml"], "c.toml:", name.split(".")[1])
        elif number is None or not least <= number <= most:
            check.refused(["check", "c.toml"], "c.toml:", name.split(".")[1], bounds.group(2), bounds.group(3))
        else:
            inside.add(value)
    for value in sorted(inside):
        write(value)
        check.sensible(["run", "c.toml", "--output", "out_run", "--overwrite", "-q"], ["out_run"])


def keys(check, pool):
    found = list(keys_of_the_manual())
    if len(found) < 15:
        check.fail([str(MANUAL)], f"names no more than {len(found)} keys of numbers")
    for name, whole in found:
        yield pool.submit(check_key, check, name, whole)


def main():
    check = Check(str(Path(sys.argv[1]).resolve()))
    parts = {"options": options, "keys": keys}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for part in sys.argv[2:] or parts:
            for done in list(parts[part](check, pool)):
                done.result()
    for folder in check.folders.made:
        folder.cleanup()
    print(f"{check.calls} calls, {len(check.failures)} failures, the longest call took {check.longest[0]:.2f} s of processor time: "
          + " ".join(check.longest[1]))
    sys.exit("\n".join(check.failures) if check.failures else 0)


if __name__ == "__main__":
    main()
