// Whatever a column of texts holds: positions are finite, degrees are on the globe, and the finding counts what its form
// reads.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "geo/values/position_form.hpp"
#include "geo/values/position_text.hpp"

namespace {

using lykta::PositionForm;

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    lines.push_back(line);
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
  return lines;
}

void check_text(std::string_view text) {
  const auto degrees = lykta::parse_degrees(text);
  require(!degrees || std::abs(*degrees) <= 180);
  for (const auto form : {PositionForm::lat_lon, PositionForm::lon_lat, PositionForm::wkt, PositionForm::geojson}) {
    const auto point = lykta::parse_position(text, form);
    require(!point || (std::isfinite(point->x) && std::isfinite(point->y)));
    require(point == lykta::parse_position(text, form));
  }
  const auto one = lykta::parse_position(text, PositionForm::lat_lon);
  const auto other = lykta::parse_position(text, PositionForm::lon_lat);
  if (one && other) {
    // Either the letters say which is which, or the two forms are each other's mirror.
    require(*one == *other || (one->x == other->y && one->y == other->x));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto lines = lines_of({reinterpret_cast<const char*>(data), size});
  for (const auto line : lines) {
    check_text(line);
  }
  const auto finding = lykta::find_position_form(lines);
  require(finding.readable + finding.unreadable + finding.empty == lines.size());
  require(!finding.why.empty());
  if (finding.form) {
    std::size_t readable = 0;
    for (const auto line : lines) {
      readable += lykta::parse_position(line, *finding.form) ? 1U : 0U;
    }
    require(readable == finding.readable);
  }
  static_cast<void>(lykta::looks_like_degrees_minutes(lines));
  return 0;
}
