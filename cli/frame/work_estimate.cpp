#include "cli/frame/work_estimate.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iostream>
#include <limits>
#include <sstream>

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include "engine/base/error.hpp"
#include "engine/base/lengths.hpp"

namespace lykta {

namespace {

constexpr double no_limit = std::numeric_limits<double>::infinity();

double perimeter_m(const Area& area) {
  double sum = 0;
  for (const auto& ring : area.rings) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      sum += distance_m(ring[i], ring[i + 1 < ring.size() ? i + 1 : 0]);
    }
  }
  return sum;
}

/// "1 500"
std::string whole_number(double number) {
  auto text = fmt::format("{:.0f}", number);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3) {
    text.insert(static_cast<std::size_t>(at), " ");
  }
  return text;
}

std::string memory_text(double bytes) {
  constexpr double megabyte = 1e6;
  constexpr double gigabyte = 1e9;
  return bytes < gigabyte ? fmt::format("{} MB", whole_number(std::max(1.0, std::ceil(bytes / megabyte))))
                          : fmt::format("{:.1f} GB", bytes / gigabyte);
}

std::string size_text(const Box& box) {
  constexpr double metres_per_km = 1000;
  return fmt::format("{:.3g} x {:.3g} km", box.width() / metres_per_km, box.height() / metres_per_km);
}

/// Cells of this size fit; one digit is enough for advice, rounded up so that it holds.
double enough_m(const StudyArea& area, GridOptions grid, const CellCost& cost, double free_bytes) {
  const auto fits = [&](double cell_m) {
    grid.cell_m = cell_m;
    const auto work = cell_work(area, grid, cost);
    return work.cells <= cost.most_cells && work.bytes <= free_bytes;
  };
  auto cell_m = grid.cell_m;
  while (!fits(cell_m) && cell_m < largest_length_m) {
    cell_m *= 1.1;
  }
  const auto digit = std::pow(10.0, std::floor(std::log10(cell_m)));
  return std::ceil(cell_m / digit - 1e-9) * digit;
}

std::string advice(const ReadInputs& read, const StudyArea& area, const GridOptions& grid, const CellCost& cost,
                   double free_bytes) {
  const auto cells = fmt::format("take cells of at least {:g} m", enough_m(area, grid, cost, free_bytes));
  if (!read.inputs.study_area) {
    return fmt::format(
        "no study area is given, and the box around the events is {}: give one (--area or --extent; [area] in a "
        "configuration), as a few stray positions make such a box",
        size_text(area.box()));
  }
  if (const auto& file = read.report.area; file && file->chosen > 1) {
    return fmt::format(
        "the study area is made of {} polygons: choose the one that is meant (--area-where FIELD=VALUE; where in "
        "[area] of a configuration), or {}",
        file->chosen, cells);
  }
  return cells;
}

void check_bandwidth(const Box& box, double bandwidth_m) {
  if (bandwidth_m == 0) {
    return;
  }
  check_length("bandwidth", bandwidth_m);
  constexpr double always_fair_m = 10'000;
  const auto across_m = std::hypot(box.width(), box.height());
  if (bandwidth_m > std::max(across_m, always_fair_m)) {
    throw InvalidOption(fmt::format(
        "the bandwidth of {:g} m is larger than the area ({}), so everything would be smeared into one: 200 m is usual",
        bandwidth_m, size_text(box)));
  }
}

/// The first number in a file, or of the line that begins with `key`; no limit where there is none.
double number_in(const char* path, std::string_view key = {}) {
  std::ifstream file(path);
  std::string line;
  while (std::getline(file, line)) {
    if (line.starts_with(key)) {
      std::istringstream rest(line.substr(key.size()));
      double number = 0;
      return rest >> number ? number : no_limit;
    }
  }
  return no_limit;
}

double free_on_machine() { return number_in("/proc/meminfo", "MemAvailable:") * 1024; }

/// Of control groups, version 2 and 1.
double free_in_group() {
  const auto left = [](const char* limit_path, const char* used_path, const char* statistics, const char* reclaimed) {
    const auto limit = number_in(limit_path);
    const auto used = number_in(used_path);
    if (!std::isfinite(limit) || !std::isfinite(used)) {
      return no_limit;
    }
    // What caches files is given back when it is needed.
    const auto cache = number_in(statistics, reclaimed);
    return std::max(0.0, limit - used + (std::isfinite(cache) ? cache : 0.0));
  };
  return std::min(left("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current", "/sys/fs/cgroup/memory.stat",
                       "inactive_file "),
                  left("/sys/fs/cgroup/memory/memory.limit_in_bytes", "/sys/fs/cgroup/memory/memory.usage_in_bytes",
                       "/sys/fs/cgroup/memory/memory.stat", "total_inactive_file "));
}

double free_in_process() {
  rlimit limit{};
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) {
    return no_limit;
  }
  const auto pages = number_in("/proc/self/statm");
  const auto used = std::isfinite(pages) ? pages * static_cast<double>(sysconf(_SC_PAGESIZE)) : 0.0;
  return std::max(0.0, static_cast<double>(limit.rlim_cur) - used);
}

/// The study area, or the box around the events that stands in for it.
StudyArea ground_of(const Inputs& inputs) {
  return inputs.study_area ? *inputs.study_area
                           : StudyArea(rectangle(bounding_box(std::span(inputs.incidents.position))));
}

}  // namespace

CellCost with_steps(CellCost cost, std::size_t steps) {
  // Measured: 65 bytes between 13 and 52 steps of 90 000 cells.
  constexpr double bytes_of_bin = 70;
  cost.bytes_inside += bytes_of_bin * static_cast<double>(steps);
  return cost;
}

CellWork cell_work(const StudyArea& area, const GridOptions& grid, const CellCost& cost) {
  const auto& box = area.box();
  const auto row_m = grid.shape == CellShape::square ? grid.cell_m : hexagon_row_spacing_m(grid.cell_m);
  const auto in_box = (box.width() / grid.cell_m + 2) * (box.height() / row_m + 2);
  // Each cell that the border passes is there too, half of it counted with the area.
  const auto whole = std::abs(area_m2(area.area())) / (grid.cell_m * row_m);
  const auto on_border = perimeter_m(area.area()) / grid.cell_m * 2 / 3 + 1;
  const auto inside = std::min(in_box, whole + on_border);
  return {inside, inside * cost.bytes_inside + in_box * cost.bytes_in_box};
}

std::optional<CellWork> checked_work(const ReadInputs& read, const GridOptions& grid, const CellCost& cost,
                                     double bandwidth_m, double free_bytes) {
  if (!read.inputs.zones.empty() || read.inputs.incidents.size() == 0) {
    return std::nullopt;
  }
  check_length("cell size", grid.cell_m);
  const auto area = ground_of(read.inputs);
  check_bandwidth(area.box(), bandwidth_m);
  const auto work = cell_work(area, grid, cost);
  if (work.cells <= cost.most_cells && work.bytes <= free_bytes) {
    return work;
  }
  const auto why = work.cells > cost.most_cells ? fmt::format("at most {} are possible", whole_number(cost.most_cells))
                                                : fmt::format("they need about {} of memory, and {} is free",
                                                              memory_text(work.bytes), memory_text(free_bytes));
  throw InvalidOption(fmt::format("cells of {:g} m over {} make {} cells: {}; {}", grid.cell_m, size_text(area.box()),
                                  whole_number(work.cells), why, advice(read, area, grid, cost, free_bytes)));
}

std::string work_text(const CellWork& work, const GridOptions& grid, Language language) {
  return say(
      language,
      {std::round(work.cells) == 1 ? "omkring {} ruta om {} m, {} minne" : "omkring {} rutor om {} m, {} minne",
       std::round(work.cells) == 1 ? "about {} cell of {} m, {} of memory" : "about {} cells of {} m, {} of memory"},
      whole_number(work.cells), short_number(grid.cell_m, language, 6),
      with_decimal_mark(memory_text(work.bytes), language));
}

void announce_work(const ReadInputs& read, const GridOptions& grid, const CellCost& cost, double bandwidth_m,
                   Announce announce, Language language) {
  constexpr double large = 250'000;
  const auto work = checked_work(read, grid, cost, bandwidth_m, free_memory_bytes());
  if (work && (announce == Announce::always || (announce == Announce::large && work->cells >= large))) {
    std::cerr << work_text(*work, grid, language) << '\n';
  }
}

double free_memory_bytes() { return std::min({free_on_machine(), free_in_group(), free_in_process()}); }

}  // namespace lykta
