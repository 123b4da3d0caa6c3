#include "geo/values/local_clock.hpp"

#include <date/tz.h>

#include "geo/values/text_values.hpp"

namespace lykta {

LocalClock::LocalClock(const std::string& time_zone) : time_zone_(time_zone) { check_time_zone(time_zone); }

LocalTime LocalClock::at(LocalTime written, std::chrono::seconds utc_offset) {
  const auto utc = written.time_since_epoch() - utc_offset;
  if (utc < begin_ || utc >= end_) {
    const auto information = date::locate_zone(time_zone_)->get_info(date::sys_seconds{utc});
    begin_ = information.begin.time_since_epoch();
    end_ = information.end.time_since_epoch();
    offset_ = information.offset;
  }
  return LocalTime{utc + offset_};
}

}  // namespace lykta
