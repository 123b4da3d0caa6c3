// Is what Lykta calls significant as rare by chance as it says, and is what is there found?
//
//   lykta_calibrate [--maps 1000] [--quick] [--only cells|places|ranks|cubes|times] [--json FIGURES.json]
//
// Random maps without any cluster, and with one of known strength. Prints tables; all figures with the number of maps
// that they rest on. The same seed gives the same figures on any number of threads.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "bench/calibrate_cells.hpp"
#include "bench/calibrate_cubes.hpp"
#include "bench/calibrate_places.hpp"
#include "bench/calibrate_ranks.hpp"
#include "bench/calibrate_scan.hpp"
#include "bench/calibrate_spots.hpp"
#include "bench/calibrate_times.hpp"

namespace {

using namespace lykta::bench;
using Json = nlohmann::ordered_json;

std::string percent(double share) { return fmt::format("{:.3g}", 100 * share); }

/// "3.4 (2.4-4.7)"
std::string with_interval(const Json& share) {
  return fmt::format("{} ({}-{})", percent(share["share"]), percent(share["low"]), percent(share["high"]));
}

/// A table with one line per `line` and one column per `column`, both in the order in which they come.
class Table {
 public:
  void add(const std::string& line, const std::string& column, const std::string& entry) {
    if (std::ranges::find(columns_, column) == columns_.end()) {
      columns_.push_back(column);
    }
    if (!entries_.contains(line)) {
      lines_.push_back(line);
    }
    entries_[line][column] = entry;
  }

  void print(const std::string& title, const std::string& corner) const {
    fmt::print("\n{}\n\n| {} |", title, corner);
    for (const auto& column : columns_) {
      fmt::print(" {} |", column);
    }
    fmt::print("\n|---|");
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      fmt::print("---:|");
    }
    fmt::print("\n");
    for (const auto& line : lines_) {
      fmt::print("| {} |", line);
      for (const auto& column : columns_) {
        const auto& of_line = entries_.at(line);
        const auto entry = of_line.find(column);
        fmt::print(" {} |", entry == of_line.end() ? "" : entry->second);
      }
      fmt::print("\n");
    }
  }

 private:
  std::vector<std::string> lines_;
  std::vector<std::string> columns_;
  std::map<std::string, std::map<std::string, std::string>> entries_;
};

std::string text(const Json& value) { return value.get<std::string>(); }
std::string mean_of(const Json& record) { return fmt::format("{:g} per cell", record["mean"].get<double>()); }
std::string risk_of(const Json& record) { return fmt::format("risk {:g}", record["relative_risk"].get<double>()); }

void print_cells_without_cluster(const Records& records, std::size_t maps) {
  const auto table = [&](const std::string& correction, int fewest) {
    Table result;
    for (const auto& record : records) {
      if (text(record["correction"]) == correction && record["fewest_events"].get<int>() == fewest) {
        const auto line = text(record["statistic"]) + ", " + text(record["p"]) + ", " + text(record["tail"]);
        const auto* const figure = correction == "none" ? "cells_called" : "maps_with_a_call";
        result.add(line, mean_of(record), with_interval(record[figure]));
      }
    }
    return result;
  };
  const auto of_maps = fmt::format("No cluster: % of {} maps with any cell called at 5 %", maps);
  table("fdr", 0).print(of_maps + ", Benjamini-Hochberg", "p");
  table("fdr", 5).print(of_maps + ", Benjamini-Hochberg, at least 5 events around", "p");
  table("bonferroni", 0).print(of_maps + ", Bonferroni", "p");
  table("none", 0).print(fmt::format("No cluster: % of the cells of {} maps with p <= 0.05, not corrected", maps), "p");
}

void print_cells_with_cluster(const Records& records, std::size_t maps) {
  Table found;
  Table near;
  for (const auto& record : records) {
    const auto line = mean_of(record) + ", " + text(record["p"]);
    found.add(line, risk_of(record), with_interval(record["maps_with_the_cluster_found"]));
    const auto called = record["cells_called"].get<double>();
    near.add(line, risk_of(record),
             called > 0 ? percent(record["cells_called_in_or_beside"].get<double>() / called) : "none called");
  }
  found.print(fmt::format("Cluster of 3 x 3 cells: % of {} maps in which one of its cells is called hot", maps), "map");
  near.print("Cluster of 3 x 3 cells: % of the cells called hot that lie in it or beside it", "map");
}

void print_scans(const Records& records, const Calibration& calibration) {
  Table nothing;
  Table found;
  Table inside;
  for (const auto& record : records) {
    const auto line = fmt::format("{}, {} cases", text(record["model"]), record["cases"].get<int>());
    if (record["relative_risk"].get<double>() == 1) {
      nothing.add(line, "maps with p <= 0.05", with_interval(record["maps_with_a_cluster"]));
      continue;
    }
    found.add(line, risk_of(record), with_interval(record["maps_with_the_cluster_found"]));
    const auto places = record["places_called"].get<double>();
    inside.add(line, risk_of(record),
               places > 0 ? percent(record["places_called_in_it"].get<double>() / places) : "none called");
  }
  nothing.print(fmt::format("Scan statistic, no cluster: % of {} maps, {} replicas each", calibration.scans_of_nothing,
                            calibration.replicas),
                "model");
  found.print(
      fmt::format("Scan statistic, a cluster: % of {} maps in which the first cluster has p <= 0.05 and a place "
                  "of the planted one",
                  calibration.maps),
      "model");
  inside.print("Scan statistic, a cluster: % of the places of first clusters with p <= 0.05 that are planted ones",
               "model");
}

void print_cubes(const Records& records, std::size_t maps) {
  Table table;
  for (const auto& record : records) {
    const auto line = text(record["shape"]) + ", " + mean_of(record) + ", " + text(record["way"]);
    table.add(line, "a hot bin", with_interval(record["cubes_with_a_hot_bin"]));
    table.add(line, "a hot or cold bin", with_interval(record["cubes_with_a_hot_or_cold_bin"]));
    table.add(line, "a trend", with_interval(record["cubes_with_a_trend"]));
    table.add(line, "% of cells with trend p <= 0.05, not corrected",
              with_interval(record["cells_with_a_trend_uncorrected"]));
  }
  table.print(fmt::format("Emerging patterns: % of {} cubes without any pattern with", maps), "cube");
}

void print_cubes_with_cluster(const Records& records, std::size_t maps) {
  Table table;
  for (const auto& record : records) {
    table.add(text(record["steps"]) + ", " + mean_of(record) + ", " + text(record["way"]), risk_of(record),
              with_interval(record["cubes_with_the_cluster_hot_in_the_last_step"]));
  }
  table.print(fmt::format("Emerging patterns, a cluster of 3 x 3 cells: % of {} cubes in which one of its cells is hot "
                          "in the last step",
                          maps),
              "cube");
}

void print_spots(const Records& records, std::size_t cubes) {
  Table rightly;
  Table elsewhere;
  for (const auto& record : records) {
    const auto line = text(record["course"]) + ", " + text(record["form"]);
    const auto column = fmt::format("{:g} m", record["cell_m"].get<double>());
    rightly.add(line, column, with_interval(record["named_rightly"]));
    elsewhere.add(line, column, percent(record["hot_elsewhere"]["share"]));
  }
  rightly.print(
      fmt::format("One spot in a quiet town: % of {} cubes in which all of its cells are named rightly", cubes),
      "spot");
  elsewhere.print("One spot in a quiet town: % of cubes with a hot cell that is neither its own nor beside one",
                  "spot");
}

void print_times(const Records& nothing, const Records& planted, std::size_t lists) {
  Table named;
  for (const auto& record : nothing) {
    const auto line = text(record["times"]);
    named.add(line, "a weekday", with_interval(record["lists_with_a_weekday"]));
    named.add(line, "hours", with_interval(record["lists_with_hours"]));
    named.add(line, "either", with_interval(record["lists_with_either"]));
  }
  named.print(fmt::format("Times without any pattern: % of {} lists of places with one that has", lists), "times");
  Table found;
  for (const auto& record : planted) {
    const auto line = fmt::format("{} events", record["events"].get<int>());
    const auto part = percent(record["part"].get<double>()) + " % on Fridays 21-24: ";
    found.add(line, part + "Friday", with_interval(record["friday_found"]));
    found.add(line, part + "the night", with_interval(record["night_found"]));
  }
  found.print(fmt::format("A place of Friday nights among ten: % of {} lists in which is found", lists), "place of");
}

void print_places_without_change(const Records& records, std::size_t maps) {
  Table table;
  for (const auto& record : records) {
    const auto line = fmt::format("{}, limit {}", text(record["surface"]), record["limit"].get<int>());
    table.add(line, "a change", with_interval(record["maps_with_a_change"]));
    table.add(line, "an increase", with_interval(record["maps_with_an_increase"]));
    table.add(line, "a decrease", with_interval(record["maps_with_a_decrease"]));
    const auto of_maps = static_cast<double>(maps);
    table.add(line, "places listed a map", fmt::format("{:.3g}", record["places_listed"].get<double>() / of_maps));
  }
  table.print(fmt::format("Places, both periods alike: % of {} maps in which the list has", maps), "map");
}

void print_places_with_change(const Records& records, std::size_t maps) {
  Table table;
  for (const auto& record : records) {
    const auto line = fmt::format("m = {:g}, limit {}", record["m"].get<double>(), record["limit"].get<int>());
    const auto way = text(record["direction"]) == "increase" ? "m to 2m: " : "2m to m: ";
    for (const auto* const figure : {"called", "listed", "ranked"}) {
      table.add(line, std::string(way) + figure, with_interval(record[figure]));
    }
  }
  table.print(fmt::format("Places, one of 15 changes: % of {} maps in which it is", maps), "map");
}

void print_ranks(const Records& records, std::size_t towns) {
  Table table;
  for (const auto& record : records) {
    const auto line = text(record["town"]);
    table.add(line, "intervals", fmt::format("{}", record["intervals"].get<std::size_t>()));
    table.add(line, "% hold the true rank", with_interval(record["hold_the_true_rank"]));
    table.add(line, "width, mean", fmt::format("{:.3g}", record["mean_width"].get<double>()));
    table.add(line, "competing", fmt::format("{:.3g}", record["mean_competing"].get<double>()));
    table.add(line, "resampled ranks: % hold", percent(record["resampled_ranks_hold"].get<double>()));
    table.add(line, "width", fmt::format("{:.3g}", record["resampled_ranks_mean_width"].get<double>()));
  }
  table.print(fmt::format("Rank intervals of 90 % in {} towns each", towns), "town");
  Table chances;
  for (const auto& record : records) {
    for (const auto& part : record["chances"]) {
      const auto places = part["places"].get<std::size_t>();
      chances.add(text(record["town"]), text(part["said"]),
                  places == 0 ? "-" : fmt::format("{} of {}", percent(part["belong"].get<double>()), places));
    }
  }
  chances.print("Chance to belong on the list, as said (columns), and % of the places that did", "town");
  Table words;
  for (const auto& record : records) {
    for (const auto& [word, number] : record["words"].items()) {
      words.add(text(record["town"]), word, fmt::format("{}", number.get<std::size_t>()));
    }
  }
  words.print("How sure the ranks were said to be: places", "town");
}

/// Runs a part and says to standard error how long it took.
template <class Work>
Records timed(const char* name, const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  auto records = work();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  fmt::print(stderr, "{}: {:.0f} s\n", name, seconds.count());
  return records;
}

void run_places(const Calibration& calibration, Json& figures) {
  const auto alike = timed("places without change", [&] { return places_without_change(calibration); });
  print_places_without_change(alike, calibration.maps);
  figures["places_without_change"] = alike;
  const auto changed = timed("places with a change", [&] { return places_with_change(calibration); });
  print_places_with_change(changed, calibration.maps);
  figures["places_with_change"] = changed;
}

void run_ranks(const Calibration& calibration, Json& figures) {
  const auto ranks = timed("ranks of places", [&] { return ranks_of_places(calibration); });
  print_ranks(ranks, calibration.maps);
  figures["ranks_of_places"] = ranks;
}

void run_cells_and_scans(const Calibration& calibration, Json& figures) {
  const auto cells = timed("cells without cluster", [&] { return cells_without_cluster(calibration); });
  print_cells_without_cluster(cells, calibration.maps);
  figures["cells_without_cluster"] = cells;
  const auto clusters = timed("cells with cluster", [&] { return cells_with_cluster(calibration); });
  print_cells_with_cluster(clusters, calibration.maps);
  figures["cells_with_cluster"] = clusters;
  auto scans = timed("scan of places", [&] { return scanned_places(calibration); });
  const auto periods = timed("scan of places and periods", [&] { return scanned_periods(calibration); });
  scans.insert(scans.end(), periods.begin(), periods.end());
  print_scans(scans, calibration);
  figures["scans"] = scans;
}

void run_cubes(const Calibration& calibration, Json& figures) {
  const auto cubes = timed("cubes", [&] { return cubes_without_pattern(calibration); });
  print_cubes(cubes, calibration.maps);
  figures["cubes"] = cubes;
  const auto clusters = timed("cubes with cluster", [&] { return cubes_with_cluster(calibration); });
  print_cubes_with_cluster(clusters, calibration.maps);
  figures["cubes_with_cluster"] = clusters;
  const auto spots = timed("spots", [&] { return planted_spots(calibration); });
  print_spots(spots, calibration.spots);
  figures["spots"] = spots;
}

void run_times(const Calibration& calibration, Json& figures) {
  const auto no_times = timed("times without pattern", [&] { return times_without_pattern(calibration); });
  const auto nights = timed("Friday nights", [&] { return friday_nights(calibration); });
  print_times(no_times, nights, calibration.maps);
  figures["times_without_pattern"] = no_times;
  figures["friday_nights"] = nights;
}

/// What can be run alone.
struct Part {
  const char* name;
  void (*run)(const Calibration&, Json&);
};
constexpr std::array<Part, 5> parts{{{"cells", run_cells_and_scans},
                                     {"places", run_places},
                                     {"ranks", run_ranks},
                                     {"cubes", run_cubes},
                                     {"times", run_times}}};

}  // namespace

int main(int argc, char** argv) {
  Calibration calibration;
  std::string path;
  bool quick = false;
  std::string only;
  CLI::App app{"Calibration of Lykta's significance on random maps"};
  app.add_option("--maps", calibration.maps)->check(CLI::PositiveNumber);
  app.add_option("--scans", calibration.scans_of_nothing, "maps without a cluster for the scan statistic")
      ->check(CLI::PositiveNumber);
  app.add_option("--spots", calibration.spots, "cubes with a spot of each kind")->check(CLI::PositiveNumber);
  app.add_option(
         "--only", only,
         "one part: cells (and scans), places (and their changes), ranks (of places), cubes (emerging patterns), times")
      ->check(CLI::IsMember({"cells", "places", "ranks", "cubes", "times"}));
  app.add_option("--replicas", calibration.replicas)->check(CLI::PositiveNumber);
  app.add_option("--seed", calibration.seed);
  app.add_option("--threads", calibration.threads);
  app.add_option("--json", path);
  app.add_flag("--quick", quick, "200 maps, 19 999 draws where there are many, 99 replicas, one relative risk");
  CLI11_PARSE(app, argc, argv);
  if (quick) {
    calibration.maps = 200;
    calibration.many_draws = 19'999;
    calibration.scans_of_nothing = 200;
    calibration.replicas = 99;
    calibration.spots = 50;
    calibration.relative_risks = {3};
  }
  Json figures{{"maps", calibration.maps}, {"replicas", calibration.replicas}, {"seed", calibration.seed}};
  for (const auto& part : parts) {
    if (only.empty() || only == part.name) {
      part.run(calibration, figures);
    }
  }
  if (!path.empty()) {
    std::ofstream(path) << figures.dump(1) << '\n';
  }
  return 0;
}
