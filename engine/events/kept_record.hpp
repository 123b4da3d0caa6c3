// From which day to which was a source kept, by the days that have events, and with which pauses?
//
// Events are all there is to go by: a wrong date must not lengthen the record, and a quiet season must not end it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lykta {

/// Nobody keeps a record with such a gap: ten years.
inline constexpr int endless_silence_days = 3653;

/// Days are counted from 1970.
struct EventDay {
  std::int32_t day = 0;
  std::uint32_t events = 0;
};

/// Days from the first to the one before the last.
struct DaysOff {
  std::int32_t from = 0;
  std::int32_t to = 0;
};

struct KeptRecord {
  std::size_t first = 0;          ///< event day
  std::size_t last = 0;           ///< event day, included
  std::vector<DaysOff> pauses{};  ///< inside, in order
};

/// What chance leaves of the silence of a source less often is no chance: P(at most `events` in `silent_days`), where
/// `kept_events` fell into `kept_days`. The predictive distribution of a steady rate that is not known (Gamma-Poisson, so
/// negative binomial); without an event (kept / (kept + silent))^kept_events. `kept_events` is above 0.
[[nodiscard]] double chance_of_so_few(double events, double silent_days, double kept_events, double kept_days);

/// Days in order, at least one, each with events. See data_coverage.hpp for the rule. Takes n log n steps.
[[nodiscard]] KeptRecord kept_record(const std::vector<EventDay>& days);

}  // namespace lykta
