"""Runs a command and writes its seconds, its peak memory in kilobytes and its exit code into a file.

    measured.py RESULT COMMAND...

A process of its own, as Linux counts the memory of the process that starts another one into the peak of the new
one, and the comparison itself holds millions of points. What this one holds (some 10 MB) is the least to be measured.
"""

import os
import subprocess
import sys
import time

start = time.perf_counter()
with subprocess.Popen(sys.argv[2:]) as process:
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
seconds = time.perf_counter() - start
with open(sys.argv[1], "w", encoding="utf-8") as file:
    file.write(f"{seconds} {usage.ru_maxrss} {process.returncode}")
