#!/usr/bin/env python3
"""Does the program build faster than at earlier commits?

    bench/time_builds.py COMMIT [COMMIT...] [--turns 1] [--jobs 2]

Builds what script/demo builds (preset release, the program alone), from nothing and without a compiler cache: each commit and
then the files of this checkout, in turns. Tells time on the clock, processor time and the memory of the largest compiler.
Processor time counts on a machine that others use too.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def put_sources(commit, folder):
    """The files of a commit; without one, those of this checkout as they are now."""
    folder.mkdir(parents=True)
    if commit:
        archive = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, stdout=subprocess.PIPE)
        subprocess.run(["tar", "--extract", "--directory", folder], input=archive.stdout, check=True)
        return
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True,
                            stdout=subprocess.PIPE)
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


def build(folder, jobs):
    """In a process of its own, so that the largest of its children is the largest compiler of this build."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("CMAKE_CXX")}
    environment["CCACHE_DISABLE"] = "1"
    steps = (["cmake", "--preset", "release"], ["cmake", "--build", "--preset", "release", "--parallel", str(jobs)])
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 0
        begun = time.monotonic()
        for step in steps:
            status = status or subprocess.run(step, cwd=folder, env=environment, stdout=subprocess.DEVNULL).returncode
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        os.write(writing, f"{time.monotonic() - begun} {used.ru_utime + used.ru_stime} {used.ru_maxrss}".encode())
        os._exit(1 if status else 0)
    os.close(writing)
    status = os.waitpid(child, 0)[1]
    clock, processor, kilobytes = map(float, os.read(reading, 200).split())
    os.close(reading)
    if status:
        sys.exit(f"{folder}: the build failed")
    return clock, processor, kilobytes / 1e6


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("commit", nargs="+")
    parser.add_argument("--turns", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()

    names = [*options.commit, "this"]
    best = {}
    for turn in range(options.turns):
        for name in names:
            with tempfile.TemporaryDirectory() as folder:
                sources = Path(folder) / "sources"
                put_sources(None if name == "this" else name, sources)
                result = build(sources, options.jobs)
            print(f"turn {turn + 1}, {name}: {result[0]:.0f} s, processor {result[1]:.0f} s, largest {result[2]:.2f} GB", flush=True)
            best[name] = tuple(map(min, best.get(name, result), result))

    print("\n| build | clock | processor | largest compiler | this, of its processor time |\n|---|---|---|---|---|")
    for name in names:
        clock, processor, memory = best[name]
        print(f"| {name} | {clock:.0f} s | {processor:.0f} s | {memory:.2f} GB | {best['this'][1] / processor:.2f} |")


if __name__ == "__main__":
    main()
