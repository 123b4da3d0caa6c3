// Whatever bytes are called an iCalendar: entries have a name and do not run backwards, none lasts over a year, lines of faults are of the
// file, rows are used or lost, and reading it twice gives the same.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/base/error.hpp"
#include "geo/read/calendar_file.hpp"

namespace {

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

void check_calendar(const lykta::ReadCalendar& calendar, std::int64_t lines) {
  const auto& report = calendar.report;
  require(report.entries == calendar.entries.size());
  require(report.used <= report.rows);
  for (const auto& entry : calendar.entries) {
    require(!entry.name.empty());
    require(entry.first <= entry.last);
    require(entry.last - entry.first <= std::chrono::days{366});
  }
  std::uint64_t lost = 0;
  for (const auto& fault : report.faults) {
    require(fault.row >= 1 && fault.row <= lines);
    lost += loses_row(fault.kind) ? 1U : 0U;
  }
  require(lost == report.lost());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try {
    const auto calendar = lykta::icalendar_entries(bytes, "Europe/Stockholm", "fuzz.ics");
    check_calendar(calendar, std::ranges::count(bytes, '\n') + 1);
    require(lykta::icalendar_entries(bytes, "Europe/Stockholm", "fuzz.ics").entries == calendar.entries);
  } catch (const lykta::DataError&) {
    // Refusing is what a reader of garbage is for.
  }
  return 0;
}
