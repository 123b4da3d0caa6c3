// Where did it become more or less, zone by zone and as a whole?
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/inputs/chosen_events.hpp"
#include "engine/inputs/warnings.hpp"
#include "engine/space/zones.hpp"
#include "engine/time/period_change.hpp"

namespace lykta {

struct ChangeMapOptions {
  EventChoice choice{};  ///< with a period; and with a comparison period unless `years` says what to compare with
  unsigned years = 0;    ///< the same weeks of so many earlier years (see season_matched); 0: the comparison period
  /// Beginning and end of what all sources cover. Nothing: as the sources state, else as their events say (see
  /// data_coverage.hpp).
  std::optional<LocalTime> recorded_from{};
  std::optional<LocalTime> recorded_to{};
  GridOptions grid{};
  PeriodChangeOptions change{};
};

/// Throws InvalidOption for a missing period, for none or two of comparison period and years, for a level outside (0,
/// 1), for a record that ends before it begins, and as check(EventChoice) and season_matched() do.
void check(const ChangeMapOptions& options);

/// One value per zone, in the order of the zones.
struct ChangeMap {
  Zones zones;
  Period period;
  std::vector<Period> comparison;               ///< one, or those of earlier years, the latest first
  unsigned years = 0;                           ///< that were asked for
  Period recorded;                              ///< what the data cover: of several sources the one that fits best
  std::vector<Period> pauses{};                 ///< of that source: inside, and not recorded
  double days_missing = 0;                      ///< of the period that were not recorded, see days_not_recorded()
  std::vector<double> comparison_days_missing;  ///< of each comparison period
  std::vector<std::uint64_t> count;
  std::vector<std::uint64_t> comparison_count;  ///< of all comparison periods together
  /// A change is clear when its adjusted p is at most the level and the exact 95 % limits of its ratio leave out 1: the
  /// E-test finds a little more than these limits do, and a reader should not see both at odds. Nothing is clear where a
  /// period was recorded in part only.
  PeriodChange change;
  PeriodChange whole;  ///< of all zones together: one value, nothing to correct for
  Correction correction = Correction::benjamini_hochberg;
  double level = 0.05;
  std::size_t in_several = 0;  ///< events that lie in several zones and are counted in the first
  std::vector<IncidentUse> uses;
  std::vector<Warning> warnings;

  [[nodiscard]] double days() const { return period.days(); }
  [[nodiscard]] double comparison_days() const;
  /// Whether days of any period are missing: then a difference may come from that, and no change can be told.
  [[nodiscard]] bool is_partly_recorded() const;
  [[nodiscard]] std::uint64_t events() const;
  [[nodiscard]] std::uint64_t comparison_events() const;
  /// Zones with a clear change: increases first, each kind with the largest difference first.
  [[nodiscard]] std::vector<std::uint32_t> clear_zones() const;
};

/// Counts events of both periods in each zone and compares them, the days of the periods being the exposure. Where some
/// of several sources cover all periods, the events of the others are left out (and a warning says so). Throws
/// InvalidOption as check() does, and DataError when no event is left, when a period lies wholly outside what was
/// recorded, or when none of the earlier years was recorded whole.
[[nodiscard]] ChangeMap change_map(const Inputs& inputs, const ChangeMapOptions& options,
                                   const Progress& progress = {});

}  // namespace lykta
