// What did the clock on the wall show at a time that is stated with its offset from UTC?
#pragma once

#include <chrono>
#include <string>

#include "engine/events/time_window.hpp"

namespace lykta {

/// The clock of a zone ("Europe/Stockholm"). It remembers the stretch between two changes that it last looked up, so
/// that events in order of time cost nothing; one clock serves one thread.
class LocalClock {
 public:
  /// Throws InvalidOption for an unknown zone.
  explicit LocalClock(const std::string& time_zone);

  /// Wall-clock time of a time that was written with this offset from UTC.
  [[nodiscard]] LocalTime at(LocalTime written, std::chrono::seconds utc_offset);

 private:
  std::string time_zone_;
  std::chrono::seconds begin_{1};  ///< since 1970 in UTC; empty until the first look-up
  std::chrono::seconds end_{0};
  std::chrono::seconds offset_{0};
};

}  // namespace lykta
