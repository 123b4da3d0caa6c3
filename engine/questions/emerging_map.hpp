// Where did it become hot, since when, and is it getting worse: events in zones, step after step of time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/inputs/chosen_events.hpp"
#include "engine/inputs/warnings.hpp"
#include "engine/questions/covered_steps.hpp"
#include "engine/space/zones.hpp"
#include "engine/statistics/zone_neighbours.hpp"
#include "engine/time/emerging_patterns.hpp"

namespace lykta {

struct EmergingMapOptions {
  EventChoice choice{};     ///< with a period and without a comparison period
  unsigned step_days = 28;  ///< length of a step; whole weeks hold every weekday equally often
  GridOptions grid{};
  NeighbourRule neighbours = Queen{};
  EmergingOptions emerging{};
};

/// Throws InvalidOption for a missing period, a comparison period, steps of 0 days, fewer than `fewest_steps` whole
/// steps in the period, more earlier steps than there are steps before the last one, and as the parts do.
void check(const EmergingMapOptions& options);

/// The whole steps of a period, first to last, counted back from its end: what is left over lies at its beginning.
[[nodiscard]] std::vector<Period> steps_of(const Period& period, unsigned step_days);

/// What became of a zone over time.
struct ZoneSteps {
  std::size_t compared = 0;  ///< with a value and not too early
  std::size_t hot = 0;
  std::size_t cold = 0;
  std::optional<std::size_t> first_hot{};  ///< step
  std::optional<std::size_t> last_hot{};
};

struct EmergingMap {
  /// More bins than this (zones times steps) are refused.
  static constexpr std::size_t bins_at_most = 50'000'000;

  Zones zones;
  EmergingMapOptions options;
  Period covered;  ///< the part of the period that is cut into steps
  std::vector<Period> steps;
  std::vector<double> count;  ///< events of each bin: `bin = step * zones.size() + zone`
  EmergingPatterns patterns;
  std::vector<NoValue> why;       ///< of each zone
  bool too_few_events = false;    ///< fewer than a hot bin must have around it: nothing was tested, no zone has a value
  std::size_t islands = 0;        ///< zones without neighbours
  std::size_t between_steps = 0;  ///< events of the period that belong to no single step
  std::size_t in_several = 0;     ///< events that lie in several zones and are counted in the first
  std::vector<IncidentUse> uses;
  std::vector<Warning> warnings;

  [[nodiscard]] std::size_t bin(std::size_t step, std::size_t zone) const { return step * zones.size() + zone; }
  [[nodiscard]] double events() const;
  [[nodiscard]] double events_of(std::size_t zone) const;
  /// Zones with a pattern or none; the others have no value.
  [[nodiscard]] std::size_t tested() const;
  /// Its events of all steps together are more than chance; asked for BinChance::events only.
  [[nodiscard]] bool is_hot_over_all_steps(std::size_t zone) const;
  /// How many of the first steps have fewer earlier ones beside them; 0 when nothing was tested.
  [[nodiscard]] std::size_t early_steps() const;
  [[nodiscard]] ZoneSteps steps_of_zone(std::size_t zone) const;
  /// Why the zone has no pattern, as it is written in results; empty where it has one.
  [[nodiscard]] std::string_view reason(std::size_t zone) const;
};

/// Steps are those of the part of the period that the data cover (see covered_steps.hpp), of the sources that cover all of
/// it; what is left out is said. Counts the events of each zone in each step, and finds the pattern of each zone; events are thrown by area inside the
/// study area. An event belongs to the step that
/// holds at least half of its span; those whose time is known too vaguely for one step are left out and counted. Throws
/// InvalidOption as check() does, for more than `bins_at_most` bins, and DataError when no event is left or too few steps are covered.
[[nodiscard]] EmergingMap emerging_map(const Inputs& inputs, const EmergingMapOptions& options,
                                       const Progress& progress = {});

}  // namespace lykta
