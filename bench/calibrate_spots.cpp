#include "bench/calibrate_spots.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/parallel.hpp"
#include "engine/time/emerging_patterns.hpp"

namespace lykta::bench {

namespace {

constexpr double area_m = 8000;
constexpr int days = 70;
constexpr int days_in_step = 7;
constexpr std::size_t steps = days / days_in_step;
constexpr double elsewhere_per_day = 3;
constexpr std::array<double, 5> cells_m{100, 200, 400, 800, 2000};

/// What happens at the spot on each day, on average, and what it is to be called.
struct Course {
  std::string_view name;
  double (*per_day)(int day);
  std::vector<Pattern> names;
};
std::vector<Course> courses() {
  constexpr auto last_step = days - days_in_step;
  return {
      {"lasts, 2 a day", [](int) { return 2.0; }, {Pattern::persistent_hot}},
      {"lasts, 1 a day", [](int) { return 1.0; }, {Pattern::persistent_hot}},
      {"begins in the last week, 2 a day", [](int day) { return day >= last_step ? 2.0 : 0.0; }, {Pattern::new_hot}},
      {"begins after five weeks, 2 a day",
       [](int day) { return day >= days / 2 ? 2.0 : 0.0; },
       {Pattern::consecutive_hot}},
      {"fades from 4 a day to nothing",
       [](int day) { return 4.0 * (days - day - 0.5) / days; },
       {Pattern::diminishing_hot, Pattern::historical_hot}},
      {"is over in the last week, 2 a day",
       [](int day) { return day < last_step ? 2.0 : 0.0; },
       {Pattern::historical_hot}},
      {"is over after five weeks, 2 a day",
       [](int day) { return day < days / 2 ? 2.0 : 0.0; },
       {Pattern::historical_hot}},
      {"grows from nothing to 4 a day",
       [](int day) { return 4.0 * (day + 0.5) / days; },
       {Pattern::intensifying_hot, Pattern::consecutive_hot}},
  };
}

enum class Form : std::uint8_t { address, spread, corner };
constexpr std::array<std::string_view, 3> form_names{"one address", "spread over 60 m", "on a corner"};

struct Cells {
  double cell_m;
  std::size_t side = static_cast<std::size_t>(area_m / cell_m);

  [[nodiscard]] std::size_t size() const { return side * side; }
  [[nodiscard]] std::size_t at(double x, double y) const {
    return static_cast<std::size_t>(y / cell_m) * side + static_cast<std::size_t>(x / cell_m);
  }
  [[nodiscard]] std::size_t apart(std::size_t a, std::size_t b) const {
    const auto difference = [](std::size_t one, std::size_t other) { return one > other ? one - other : other - one; };
    return std::max(difference(a % side, b % side), difference(a / side, b / side));
  }
};

/// A place at least 60 m from the border, on a corner of cells if asked for.
struct Spot {
  double x;
  double y;
  double spread_m;

  Spot(RandomStream& random, const Cells& cells, Form form)
      : x(100 + (area_m - 200) * random.uniform()),
        y(100 + (area_m - 200) * random.uniform()),
        spread_m(form == Form::address ? 0 : 60) {
    if (form == Form::corner) {
      const auto lines = static_cast<std::uint32_t>(cells.side - 1);
      x = cells.cell_m * (1 + random.below(lines));
      y = cells.cell_m * (1 + random.below(lines));
    }
  }

  [[nodiscard]] std::size_t cell(RandomStream& random, const Cells& cells) const {
    const auto along_x = spread_m * (random.uniform() - 0.5);
    return cells.at(x + along_x, y + spread_m * (random.uniform() - 0.5));
  }
  /// Those with at least so large a share of its events.
  [[nodiscard]] std::set<std::size_t> cells_of(const Cells& cells, double least_share) const {
    std::vector<double> share(cells.size(), 0);
    std::set<std::size_t> found;
    constexpr int parts = 20;
    for (int i = 0; i < parts * parts; ++i) {
      const auto offset = [this](int part) { return spread_m * ((part + 0.5) / parts - 0.5); };
      auto& of_cell = share[cells.at(x + offset(i % parts), y + offset(i / parts))];
      of_cell += 1.0 / (parts * parts);
      if (of_cell >= least_share) {
        found.insert(cells.at(x + offset(i % parts), y + offset(i / parts)));
      }
    }
    return found;
  }
};

struct Named {
  bool rightly = false;
  bool hot_elsewhere = false;
};

Named named(RandomStream& random, const Cells& cells, const NeighbourSums& sums, const Course& course, Form form) {
  const Spot spot(random, cells, form);
  std::vector<double> cube(cells.size() * steps, 0);
  for (int day = 0; day < days; ++day) {
    const auto first = static_cast<std::size_t>(day / days_in_step) * cells.size();
    for (auto left = poisson(random, elsewhere_per_day); left > 0; --left) {
      cube[first + random.below(static_cast<std::uint32_t>(cells.size()))] += 1;
    }
    for (auto left = poisson(random, course.per_day(day)); left > 0; --left) {
      cube[first + spot.cell(random, cells)] += 1;
    }
  }
  const auto found = emerging_patterns(cube, sums, {.threads = 1});
  const auto planted = spot.cells_of(cells, 0.2);
  Named named{.rightly = true};
  for (const auto cell : planted) {
    named.rightly &= std::ranges::count(course.names, found.pattern[cell]) > 0;
  }
  const auto touched = spot.cells_of(cells, 0);
  for (std::size_t bin = 0; bin < cube.size(); ++bin) {
    const auto beside =
        std::ranges::any_of(touched, [&](std::size_t cell) { return cells.apart(cell, bin % cells.size()) <= 1; });
    named.hot_elsewhere |= found.state[bin] == BinState::hot && !beside;
  }
  return named;
}

nlohmann::ordered_json record_of(const Course& course, Form form, double cell_m, const std::vector<Named>& cubes) {
  const auto share = [&](bool Named::*what) {
    const auto hits = std::ranges::count_if(cubes, [&](const Named& each) { return each.*what; });
    return as_json(share_of(static_cast<std::size_t>(hits), cubes.size()));
  };
  return {{"course", course.name},
          {"form", form_names[static_cast<std::size_t>(form)]},
          {"cell_m", cell_m},
          {"cubes", cubes.size()},
          {"named_rightly", share(&Named::rightly)},
          {"hot_elsewhere", share(&Named::hot_elsewhere)}};
}

}  // namespace

Records planted_spots(const Calibration& calibration) {
  Records records;
  std::uint64_t number = 500;
  for (const auto cell_m : cells_m) {
    const Cells cells{cell_m};
    const auto study = square_study(cells.side);
    const NeighbourSums sums(study, Queen{});
    for (const auto& course : courses()) {
      for (const auto form : {Form::address, Form::spread, Form::corner}) {
        std::vector<Named> cubes(calibration.spots);
        for_each_part(calibration.spots, calibration.threads, [&](std::size_t map) {
          RandomStream random(calibration.seed + (number << 32U), map);
          cubes[map] = named(random, cells, sums, course, form);
        });
        ++number;
        records.push_back(record_of(course, form, cell_m, cubes));
      }
    }
  }
  return records;
}

}  // namespace lykta::bench
