"""Says whether the bandwidth of a record is the best of its curve."""

import json
import sys

bandwidth = json.load(sys.stdin)["density"]["bandwidth"]
curve = [candidate for candidate in bandwidth["curve"] if candidate["criterion"] is not None]  # not finite: null
best = max(curve, key=lambda candidate: candidate["criterion"])
if best["bandwidth_m"] != bandwidth["bandwidth_m"]:
    sys.exit(f"chose {bandwidth['bandwidth_m']}, but {best} is better")
print(bandwidth["rule"], "chose the best of its curve")
inner = bandwidth["curve"][0]["bandwidth_m"] < bandwidth["bandwidth_m"] < bandwidth["curve"][-1]["bandwidth_m"]
print("between its ends:", inner and not bandwidth["at_end_of_range"])
