// A small town on squares of 100 m whose numbers are set by hand: counts, densities and tests are what a case says.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "engine/places/rank.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::test {

struct Scene {
  StudyGrid study;
  CellValues cells;
  Clustering clustering;
  Incidents incidents;
  std::vector<Located> events;
  std::size_t classes = 4;
  Observations observations;
  std::vector<Located> observed;
  std::vector<NamedPosition> names;
  std::optional<Period> period;
  std::optional<Period> comparison;
  std::optional<BothPeriods> both;

  Scene(int columns, int rows) : Scene(whole(square_grid(columns, rows))) {}

  explicit Scene(StudyGrid study_grid) : study(std::move(study_grid)) {
    const auto slots = study.size();
    const std::vector<double> none(slots, 0.0);
    const std::vector<double> no_value(slots, std::numeric_limits<double>::quiet_NaN());
    cells = {.count = none,
             .weighted_count = none,
             .comparison_count = none,
             .discovered = none,
             .density_per_km2 = none,
             .observations = none,
             .unsafe_score = none,
             .residents = {}};
    clustering = {.z = no_value,
                  .p = no_value,
                  .q = no_value,
                  .seen = no_value,
                  .expected = no_value,
                  .cell_class = std::vector<ZoneClass>(slots, zone_classes::not_significant),
                  .is_hot = std::vector<bool>(slots, false),
                  .tested = false};
  }

  [[nodiscard]] std::uint32_t slot(std::int64_t column, std::int64_t row) const {
    return study.slot_of(study.grid.number({column, row}).value()).value();
  }

  /// One event at a position; the density of its cell grows with it.
  void add_event(const Point& position, double weight = 1, std::uint16_t class_index = 0,
                 std::optional<TimeSpan> time = {}) {
    const auto here = study.slot_at(position).value();
    events.push_back({static_cast<std::uint32_t>(incidents.size()), here});
    incidents.position.push_back(position);
    incidents.time.push_back(time);
    incidents.class_index.push_back(class_index);
    incidents.origin.push_back(Origin::reported);
    incidents.position_class.push_back(PositionClass::unknown);
    incidents.row.push_back({});
    cells.count[here] += 1;
    cells.weighted_count[here] += weight;
    cells.density_per_km2[here] += 100;
  }

  /// So many events in the middle of a cell.
  void add_events(std::int64_t column, std::int64_t row, int number, double weight = 1) {
    for (int i = 0; i < number; ++i) {
      add_event(study.grid.centre(study.cells[slot(column, row)]), weight);
    }
  }

  void observe(std::int64_t column, std::int64_t row, int number, double severity, Feeling feeling = Feeling::unsafe) {
    for (int i = 0; i < number; ++i) {
      const auto here = slot(column, row);
      observed.push_back({static_cast<std::uint32_t>(observations.size()), here});
      observations.position.push_back(study.grid.centre(study.cells[here]));
      observations.time.emplace_back();
      observations.category_index.push_back(0);
      observations.severity.push_back(severity);
      observations.feeling.push_back(feeling);
      observations.row.push_back({});
      cells.observations[here] += 1;
      cells.unsafe_score[here] += feeling == Feeling::unsafe ? severity : 0;
    }
  }

  void make_hot(std::int64_t column, std::int64_t row, double z = 4, double q = 0.001) {
    const auto here = slot(column, row);
    clustering.tested = true;
    clustering.z[here] = z;
    clustering.p[here] = q / 10;
    clustering.q[here] = q;
    clustering.seen[here] = cells.count[here];
    clustering.expected[here] = 1;
    clustering.cell_class[here] = zone_classes::hot_99;
    clustering.is_hot[here] = true;
  }

  /// Events in a hot cell.
  void add_hot_cell(std::int64_t column, std::int64_t row, int number, double weight = 1, double z = 4) {
    add_events(column, row, number, weight);
    make_hot(column, row, z);
  }

  /// Compares 2024 with 2023. What is added from now on, and what is there already, counts for both periods together.
  void compare_years() {
    period = Period{at(2024, 1, 1), at(2025, 1, 1)};
    comparison = Period{at(2023, 1, 1), at(2024, 1, 1)};
    both = BothPeriods{.count = cells.count,
                       .before = cells.comparison_count,
                       .together = cells.count,
                       .density_per_km2 = cells.density_per_km2,
                       .clustering = clustering};
  }

  /// Events of the comparison period in a cell that is hot by both periods together.
  void add_before(std::int64_t column, std::int64_t row, int number, bool is_hot = true) {
    const auto here = slot(column, row);
    cells.comparison_count[here] += number;
    both->before[here] += number;
    both->together[here] += number;
    both->density_per_km2[here] += 100 * number;
    both->clustering.tested = true;
    both->clustering.is_hot[here] = is_hot;
  }

  [[nodiscard]] RankingInputs inputs() const {
    return {.study = study,
            .cells = cells,
            .clustering = clustering,
            .incidents = incidents,
            .events = events,
            .classes = classes,
            .observations = observations,
            .observed = observed,
            .names = names,
            .period = period,
            .comparison = comparison,
            .both = both ? &*both : nullptr};
  }
};

}  // namespace lykta::test
