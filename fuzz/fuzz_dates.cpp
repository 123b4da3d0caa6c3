// Whatever a column of texts holds: spans do not run backwards, clear dates read alike in every style, and the finding
// counts what its style reads.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "geo/values/date_style.hpp"
#include "geo/values/text_values.hpp"

namespace {

using lykta::DateOrder;
using lykta::DateStyle;
using lykta::SerialDays;

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

void check_time_of_day(std::string_view text) {
  const auto clock = lykta::parse_clock_time(text);
  const auto time = lykta::parse_time_of_day(text);
  require(!time || (time->count() >= 0 && *time <= std::chrono::hours{24}));
  require(!clock || time == clock);
}

void check_date(std::string_view text) {
  const auto clear = lykta::parse_date_time(text);
  for (const auto order : {DateOrder::year_first, DateOrder::day_first, DateOrder::month_first}) {
    for (const auto serials : {SerialDays::none, SerialDays::from_1900, SerialDays::from_1904}) {
      const auto written = parse_date_time(text, DateStyle{order, serials});
      require(!clear || (written && written->span == clear->span && written->utc_offset == clear->utc_offset));
      if (written) {
        require(written->span.start <= written->span.end);
        require(written->span.length() <= std::chrono::days{31});
        require(!written->utc_offset || std::chrono::abs(*written->utc_offset) < std::chrono::hours{15});
        const auto again = parse_date_time(lykta::trimmed(text), DateStyle{order, serials});
        require(again && again->span == written->span);
      }
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  lykta::DateStyleFinder finder;
  std::size_t texts = 0;
  const auto each_line = [&](auto use) {
    for (auto rest = all; !rest.empty();) {
      const auto line = rest.substr(0, rest.find('\n'));
      use(line);
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    }
  };
  each_line([&](std::string_view line) {
    check_time_of_day(line);
    check_date(line);
    finder.add(line);
    ++texts;
  });
  const auto finding = finder.finding();
  require(finding.readable + finding.unreadable + finding.empty == texts);
  require(!finding.why.empty());
  require(!(finding.style && finding.ambiguous));
  require(finding.months_only + finding.days_only <= finding.readable);
  if (finding.style) {
    std::size_t readable = 0;
    each_line([&](std::string_view line) { readable += parse_date_time(line, *finding.style) ? 1U : 0U; });
    require(readable == finding.readable);
  }
  return 0;
}
