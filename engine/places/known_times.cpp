#include "engine/places/known_times.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace lykta {

using std::chrono::floor;

std::vector<std::vector<KnownTime>> known_times(const RankingInputs& inputs, std::span<const TimePrecision> precision,
                                                std::span<const Place> places) {
  constexpr auto nowhere = static_cast<std::size_t>(-1);
  std::vector<std::size_t> place_of(inputs.place_study().size(), nowhere);
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (const auto slot : places[i].slots) {
      place_of[slot] = i;
    }
  }
  std::vector<std::vector<KnownTime>> known(places.size());
  for (const auto& event : inputs.place_events()) {
    const auto place = place_of[event.slot];
    if (place != nowhere && precision[event.index] != TimePrecision::none) {
      known[place].push_back({.span = *inputs.incidents.time[event.index],
                              .source = inputs.incidents.row[event.index].source,
                              .clock_known = precision[event.index] == TimePrecision::clock});
    }
  }
  return known;
}

std::vector<Period> recorded_periods(const RankingInputs& inputs, std::span<const TimePrecision> precision) {
  const auto& incidents = inputs.incidents;
  std::vector<std::optional<Period>> seen;
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    const auto source = incidents.row[i].source;
    if (source >= seen.size()) {
      seen.resize(source + 1);
    }
    if (precision[i] != TimePrecision::none) {
      const LocalTime first = floor<std::chrono::days>(incidents.time[i]->start);
      const auto after = first + std::chrono::days{1};
      auto& here = seen[source];
      here = here ? Period{std::min(here->from, first), std::max(here->to, after)} : Period{first, after};
    }
  }
  std::vector<Period> recorded;
  for (const auto& here : seen) {
    auto& cut = recorded.emplace_back(here.value_or(Period{}));
    if (here && inputs.period) {
      cut = {std::max(cut.from, inputs.period->from), std::min(cut.to, inputs.period->to)};
    }
  }
  return recorded;
}

}  // namespace lykta
