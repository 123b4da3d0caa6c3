#!/usr/bin/python3
"""Make the SYNTHETIC sample of Ronneby: three years of events, six safety walks, and the truth about both.

No event, no observation and no count here is real. Only the names and positions of public places are. The sample
has the form of a municipal export, with the traps of one: Windows-1252, decimal commas, northing before easting,
time intervals, rounded positions, and a few broken rows. What an analysis must find in it is planted, and written
to `planted_truth.toml`:

- Hot places: six compact clusters whose reported counts are far apart, so that their order in 2025 is beyond
  doubt. Each has its own hours, its own leading class, and a trend against 2024. Their order in 2024 is another one.
- Background: events spread thinly over the localities and the countryside. No block of 3 x 3 cells of 100 m holds
  five of them in one year, so a hotspot found away from the planted places is a false alarm.
- Locality centroids: a twentieth of the rows is known to the locality only (position class D) and lies on one of two
  points. An analysis that lets class D in finds large stacks there, and nothing happened at either point.
- Discovered only: a roadside control where patrols found much and nobody reported anything. A ranking that counts
  discovered events puts it fifth. The default ranking must not show it.
- Felt unsafe, with crime and without: fear and crime are two measures. One place has both, one has fear alone, and
  at one hot place people feel safe.
- Cold places: at most two events a year, for the lower end of every map.
- Areas with residents: 25 areas of the town, in one of which nobody lives, for counts and rates of zones.
- Localities: made-up outlines of the eleven localities, for what is tested against its own town.
- Unusable rows: some for each cause of rejection, with exact counts.

Everything follows from SEED, so a second run writes the same rows, and every promise above is checked before a file
is written. The tables of what is planted are in `synthetic/plan.py`. Needs GDAL's Python bindings (Debian:
python3-gdal), for coordinates and the GeoPackage.

    ./generate_ronneby.py [--output DIR]
"""

import argparse
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # leave nothing but the sample behind

from synthetic import calendar, checks, events, files, localities, truth, walks, zones

SEED = 1081  # the municipality code of Ronneby


def output_folder():
    parser = argparse.ArgumentParser(description="Make the synthetic sample of Ronneby.")
    beside = Path(__file__).resolve().parent / "ronneby"
    parser.add_argument("--output", type=Path, default=beside, metavar="DIR", help="default: %(default)s")
    return parser.parse_args().output


def main():
    folder = output_folder()
    made = events.make(SEED)
    observed = walks.make(SEED)
    checks.check(made, observed)

    folder.mkdir(parents=True, exist_ok=True)
    files.write_events(folder / "handelser_syntetiska.csv", made)
    files.write_observations(folder / "trygghetsvandring_syntetisk.gpkg", observed)
    files.write_boundary(folder / "kommungrans_ungefarlig_syntetisk.geojson")
    files.write_zones(folder / "omraden_syntetiska.geojson", zones.make(SEED))
    files.write_localities(folder / "orter_syntetiska.geojson", localities.make(SEED))
    files.write_places(folder / "platser.csv")
    files.write_text(folder / "kalender_syntetisk.csv", calendar.text())
    files.write_text(folder / "planted_truth.toml", truth.text(made, observed))


if __name__ == "__main__":
    main()
