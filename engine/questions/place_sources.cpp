#include "engine/questions/place_sources.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <vector>

namespace lykta {

void add_sources(const Inputs& inputs, std::span<const Located> events, Picture& picture) {
  constexpr auto nowhere = static_cast<std::size_t>(-1);
  std::vector<std::size_t> place_of_slot(picture.place_study.size(), nowhere);
  for (std::size_t i = 0; i < picture.places.size(); ++i) {
    for (const auto slot : picture.places[i].slots) {
      place_of_slot[slot] = i;
    }
  }
  const auto& incidents = inputs.incidents;
  std::vector<std::size_t> place_of(incidents.size(), nowhere);
  for (const auto& event : events) {
    if (const auto slot = picture.place_slot(incidents, event.index)) {
      place_of[event.index] = place_of_slot[*slot];
    }
  }
  std::vector<std::map<std::uint32_t, std::uint64_t>> count(picture.places.size());
  std::set<std::pair<std::uint32_t, std::uint32_t>> told;  // event and source
  for (std::uint32_t i = 0; i < incidents.size(); ++i) {
    const auto event = inputs.counted_as.empty() ? i : inputs.counted_as[i];
    if (place_of[event] != nowhere && told.emplace(event, incidents.row[i].source).second) {
      ++count[place_of[event]][incidents.row[i].source];
    }
  }
  for (std::size_t i = 0; i < picture.places.size(); ++i) {
    for (const auto& [source, number] : count[i]) {
      picture.places[i].sources.push_back({source, number});
    }
  }
}

}  // namespace lykta
