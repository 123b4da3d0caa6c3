#include "geo/values/clock_changes.hpp"

#include <algorithm>
#include <chrono>

#include <date/tz.h>

#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

std::int64_t seconds_until(int year) {
  using namespace std::chrono;
  return duration_cast<seconds>(local_days{std::chrono::year{year} / January / 1}.time_since_epoch()).count();
}

}  // namespace

ClockChanges::ClockChanges(const std::string& time_zone) {
  check_time_zone(time_zone);
  const auto* zone = date::locate_zone(time_zone);
  first_second_ = seconds_until(1900);
  const auto length = seconds_until(2101) - first_second_;

  // At a change the clock goes from one offset to another. Where it goes forward it leaps over the local times between
  // the two, where it goes back it shows them again.
  auto before = zone->get_info(date::sys_seconds{std::chrono::seconds{first_second_}});
  while (before.end.time_since_epoch().count() - first_second_ < length) {
    const auto after = zone->get_info(before.end);
    if (after.end <= before.end) {
      break;  // the database's last stretch may not move on
    }
    const auto moment = before.end.time_since_epoch().count() - first_second_;
    const auto old_time = moment + before.offset.count();
    const auto new_time = moment + after.offset.count();
    if (old_time != new_time) {  // else only the name of the time changed
      changes_.push_back({std::min(old_time, new_time), std::max(old_time, new_time),
                          old_time < new_time ? ClockOddity::skipped : ClockOddity::repeated});
    }
    before = after;
  }

  std::uint32_t first = 0;
  for (std::int64_t start = 0; start < length; start += std::int64_t{1} << bucket_bits) {
    while (first < changes_.size() && changes_[first].end <= start) {
      ++first;
    }
    first_in_bucket_.push_back(first);
  }
}

}  // namespace lykta
