// Of the events as they were read: does one bring the next, nearby and soon?
//
// The question of near_repeats.hpp, with the choice of events before it and a judgement of each cell behind it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/inputs/chosen_events.hpp"
#include "engine/time/near_repeats.hpp"
#include "engine/time/space_time_interaction.hpp"

namespace lykta {

/// A cell is more than chance when its p, corrected for the number of cells within the limits, is at most this.
inline constexpr double repeats_level = 0.05;
/// Fewer pairs than this in a cell show nothing, whatever p says.
inline constexpr std::uint64_t fewest_pairs = 5;

struct RepeatOptions {
  EventChoice choice{};
  NearRepeatOptions near{};
  /// An event known as a longer interval has no day. Of the others the day of the interval's middle is taken: wrong by
  /// half of this at most, which bands of some days bear, where hours would not.
  double longest_span_days = 1;
  bool interaction_tests = false;  ///< Knox's 2 x 2 table and its modification, with the first limits
};
/// Throws InvalidOption.
void check(const RepeatOptions& options);

/// Why no cell has anything but its pairs.
enum class Untested : std::uint8_t {
  no,  ///< it was tested
  no_permutations,
  too_few_events,  ///< fewer than two with a day
  one_day,         ///< shuffling the days changes nothing
  one_place,
};
[[nodiscard]] std::string_view name_of(Untested reason);

enum class RepeatClass : std::uint8_t { more, not_significant, too_few_pairs, not_tested };
[[nodiscard]] std::string_view name_of(RepeatClass cell_class);

struct Repeats {
  std::size_t events = 0;         ///< that have a day
  std::size_t without_date = 0;   ///< of the period, left out
  std::size_t span_too_long = 0;  ///< likewise
  std::optional<std::chrono::local_days> first_day{};
  std::optional<std::chrono::local_days> last_day{};
  /// p is NaN, too, where neither the data nor chance ever has a pair, and in the last row and column: what is not
  /// tested has no p.
  KnoxTable table{};
  Untested untested = Untested::no;
  /// Of each cell: p by Benjamini & Hochberg over the cells within the limits; NaN where nothing was tested, and in the
  /// last row and column, which hold what the others leave of all pairs and ask nothing of their own.
  std::vector<double> q{};
  std::vector<RepeatClass> cell_class{};
  /// By the first distance and the first limit of more than one day (events of one day have no order); nothing where all
  /// limits are one day.
  std::optional<Originators> originators{};
  std::int32_t originator_days = 0;  ///< that limit
  /// How many chance gives; nothing where nothing was tested.
  std::optional<OriginatorsByChance> originators_by_chance{};
  /// As the crow flies, less than the first limits apart; nothing unless asked for and tested.
  std::optional<KnoxTest> knox{};
  std::optional<InteractionTest> modified_knox{};
  std::vector<IncidentUse> uses{};  ///< one per incident
  std::vector<Warning> warnings{};
};

/// Throws InvalidOption as check() does, DataError when no event is left or none has a day.
[[nodiscard]] Repeats find_repeats(const Inputs& inputs, const RepeatOptions& options, const Progress& progress = {});

}  // namespace lykta
