#include "engine/time/busy_dial.hpp"

#include <algorithm>
#include <cmath>

namespace lykta::busy {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;

/// Of what lies in the 168 hours of a week, the sums by weekday or by hour of the day.
Shares on_dial(const HourOfWeekWeights& week, const Dial& dial) {
  Shares sums{};
  for (std::size_t i = 0; i < week.size(); ++i) {
    sums[dial.cells == weekdays.cells ? i / 24 : i % 24] += week[i];
  }
  return sums;
}

}  // namespace

std::size_t weekday_of(LocalTime time) { return std::chrono::weekday{floor<days>(time)}.iso_encoding() - 1; }
std::size_t hour_of(LocalTime time) { return static_cast<std::size_t>(floor<hours>(time - floor<days>(time)).count()); }
std::size_t cell_of(LocalTime time, const Dial& dial) {
  return dial.cells == weekdays.cells ? weekday_of(time) : hour_of(time);
}

Profile profile_of(const TimeSpan& span, std::size_t events, const Dial& dial) {
  const auto whole = [events](double share) {
    return static_cast<Grains>(std::llround(share * grains_per_event)) * static_cast<Grains>(events);
  };
  if (span.start == span.end) {
    return {{0, whole(1)}};
  }
  HourOfWeekWeights week{};
  add_aoristic(span, week);
  const auto sums = on_dial(week, dial);
  const auto first = cell_of(span.start, dial);
  Profile profile;
  for (std::size_t offset = 0; offset < dial.cells; ++offset) {
    if (const auto weight = whole(sums[(first + offset) % dial.cells]); weight != 0) {
      profile.push_back({offset, weight});
    }
  }
  return profile;
}

std::optional<Beginnings> beginnings_of(const Period& recorded, const Dial& dial) {
  constexpr double fewest_occurrences = 3 - 1e-9;
  if (!(recorded.from < recorded.to)) {
    return std::nullopt;
  }
  HourOfWeekWeights week{};
  add_aoristic({recorded.from, recorded.to}, week);
  auto shares = on_dial(week, dial);
  const auto cells = std::span(shares).first(dial.cells);
  // A cell is a day or, of the hours, a 24th of one.
  const auto cells_recorded = recorded.days() * (dial.cells == weekdays.cells ? 1 : 24);
  if (*std::ranges::min_element(cells) * cells_recorded < fewest_occurrences) {
    return std::nullopt;
  }
  return Beginnings{shares, WeightedDraw(cells)};
}

}  // namespace lykta::busy
