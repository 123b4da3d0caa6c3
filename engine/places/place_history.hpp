// What do earlier runs say of a place: since when is it on the list, and is it growing?
//
// Only types: history.hpp finds it out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/events/time_window.hpp"
#include "engine/space/area.hpp"

namespace lykta {

enum class HistoryState : std::uint8_t {
  first_run,  ///< there is no earlier run: nothing can be said
  fresh,      ///< "new": on no earlier list that is remembered
  recurring,  ///< on an earlier list, and neither of the following
  growing,    ///< the last days had more events than earlier ones, clearly (see RecentTest)
  fading,     ///< fewer, clearly
};
[[nodiscard]] std::string_view name_of(HistoryState state);

/// The events of the last days against those of as many days before each earlier run, none of them counted twice.
struct RecentTest {
  std::uint64_t before = 0;  ///< events of all earlier spans together
  double days_before = 0;    ///< days of these
  double expected = 0;       ///< what they give for as many days as the last ones
  double p = 1;  ///< two-sided, given the sum of both: the same rate (conditional test, see period_change.hpp)
  double q = 1;  ///< p adjusted over all places that are tested
};

/// Of one place.
struct PlaceHistory {
  std::uint32_t id = 0;  ///< "P12" is 12; given once and never to another place
  HistoryState state = HistoryState::first_run;
  unsigned weeks_on_list = 1;            ///< calendar weeks in which a run that listed it ended, this one with them
  LocalTime first_seen{};                ///< the end of the first of these
  std::optional<LocalTime> last_seen{};  ///< the end of the last run before this one that listed it
  std::optional<int> previous_rank{};    ///< there; none where it had none
  bool was_on_last_list = false;         ///< that run is the one right before this one
  std::uint64_t recent = 0;              ///< events of the last days (PictureHistory::recent_days)
  std::optional<RecentTest> test{};      ///< none where nothing can be compared
  std::optional<std::uint64_t> recent_year_before{};  ///< of the same days 52 weeks before
};

/// A place that was on the list of the run right before, and is not on this one.
struct GonePlace {
  std::uint32_t id = 0;
  std::string name;
  std::optional<int> rank{};  ///< there
  unsigned weeks_on_list = 1;
  LocalTime first_seen{};
  std::uint64_t recent = 0;  ///< events of the last days within its outline
};

/// A place that an earlier run has listed and this one has not.
struct NotListedPlace {
  std::uint32_t id = 0;
  std::string name;  ///< when it was last listed
  Area outline;
};

/// Of a picture.
struct PictureHistory {
  std::size_t runs_before = 0;              ///< earlier runs that are remembered
  std::optional<LocalTime> first_run{};     ///< end of the first of them
  std::optional<LocalTime> previous_run{};  ///< and of the last
  double recent_days = 0;
  bool year_before_is_counted =
      false;                      ///< from the events of this run; else it is what the run of that week wrote down
  bool replaces_a_run = false;    ///< of the same last day
  std::vector<GonePlace> gone{};  ///< by id
  std::vector<NotListedPlace> not_listed{};  ///< all that are remembered, gone since the run before or long ago
};

/// "P12"
[[nodiscard]] std::string text_of_place_id(std::uint32_t id);

}  // namespace lykta
