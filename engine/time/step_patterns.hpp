// What is a place called that is hot in some steps of time and not in others?
//
// The 16 patterns of Esri ("How Emerging Hot Spot Analysis works", ArcGIS Pro 3).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace lykta {

enum class BinState : std::uint8_t {
  no_value,
  neither,
  hot,
  cold,
  /// Among the first steps, which have fewer earlier ones beside them, and neither: no word that it was not hot then.
  too_early,
};
/// As it is written in results: "hot", "too_early" ...
[[nodiscard]] std::string_view name_of(BinState state);

enum class Trend : std::uint8_t { none, rising, falling };

enum class Pattern : std::uint8_t {
  no_value,  ///< the last step has no value
  none,
  new_hot,
  consecutive_hot,
  intensifying_hot,
  persistent_hot,
  diminishing_hot,
  sporadic_hot,
  oscillating_hot,
  historical_hot,
  new_cold,
  consecutive_cold,
  intensifying_cold,
  persistent_cold,
  diminishing_cold,
  sporadic_cold,
  oscillating_cold,
  historical_cold,
};
/// As it is written in results: "new_hot", "none" ...
[[nodiscard]] std::string_view name_of(Pattern pattern);

/// The pattern of one cell by its steps, first to last. Esri's definitions, hot and cold alike ("90 %" is at least nine
/// tenths of the steps that could be compared, those with a value that are not too early):
///   new           hot in the last step and never before;
///   consecutive   one unbroken run of at least two hot steps up to the last, never hot before it, less than 90 % hot;
///   intensifying  "ninety percent of the time-step intervals, including the final time step", clustering rises;
///   persistent    ninety percent, "with no discernible trend";
///   diminishing   ninety percent, including the last step, clustering falls;
///   sporadic      hot in the last step, on and off again before, less than 90 % hot and never cold;
///   oscillating   hot in the last step, cold in an earlier one, less than 90 % hot;
///   historical    "the most recent time period is not hot, but at least ninety percent" are;
///   none          everything else.
/// For cold spots clustering rises when Gi* falls. Where two definitions fit: new and consecutive come before
/// oscillating (a spot that was cold once, and is hot now for the first time, is new); historical comes before
/// persistent when the last step is not hot, as a place that has cooled down does not persist; and what a place is in
/// the last step comes before what it was (hot nine times of ten and now cold for the first time: new cold). "Never
/// before" needs a step before that could be compared: where the only others are too early it persists.
[[nodiscard]] Pattern pattern_of(std::span<const BinState> steps, Trend gi_star, bool sporadic_is_hot_now = true);

}  // namespace lykta
