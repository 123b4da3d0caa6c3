#include "engine/places/place_answer.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace lykta {

namespace {

/// Parts of words, in lower case; Swedish ones stand within longer words (gatubelysning).
constexpr std::array<std::string_view, 27> physical_words{
    "belysning",  "lampa",      "lampor",   "mörk",     "sikt",    "skymd",      "buskage",
    "instäng",    "flyktväg",   "tunnel",   "passage",  "klotter", "skräp",      "trasig",
    "sönder",     "underhåll",  "skylt",    "lighting", "dark",    "sightline",  "sight line",
    "visibility", "vegetation", "graffiti", "litter",   "broken",  "maintenance"};

/// ASCII, å, ä, ö and é.
std::string lower(std::string_view text) {
  std::string result(text);
  for (std::size_t i = 0; i < result.size(); ++i) {
    auto& byte = result[i];
    constexpr auto lead = '\xC3';
    if (byte >= 'A' && byte <= 'Z') {
      byte = static_cast<char>(byte - 'A' + 'a');
    } else if (byte == lead && i + 1 < result.size()) {
      auto& next = result[++i];
      if (const auto code = static_cast<unsigned char>(next); code >= 0x80 && code <= 0x9E) {
        next = static_cast<char>(code + 0x20);
      }
    }
  }
  return result;
}

}  // namespace

std::string_view name_of(SuggestedAnswer answer) {
  switch (answer) {
    case SuggestedAnswer::presence:
      return "presence";
    case SuggestedAnswer::physical:
      return "physical";
    case SuggestedAnswer::both:
      return "both";
    case SuggestedAnswer::look_closer:
      break;
  }
  return "look_closer";
}

bool has_narrow_hours(const Place& place) {
  if (!place.hours || place.hours->window.finding != WindowFinding::clear) {
    return false;
  }
  const auto& window = place.hours->window;
  constexpr double week_hours = 168;
  const auto even = window.window.hours_a_week() / week_hours;
  return window.share >= least_share_of_presence && window.share >= least_lift_of_presence * even;
}

SuggestedAnswer answer_of(const Place& place) {
  const auto presence = has_narrow_hours(place);
  const auto physical_observations = static_cast<double>(place.physical_observations);
  const auto physical = place.physical_observations >= fewest_physical_observations &&
                        physical_observations >= least_share_of_physical * static_cast<double>(place.observations);
  if (presence && physical) {
    return SuggestedAnswer::both;
  }
  if (presence) {
    return SuggestedAnswer::presence;
  }
  return physical ? SuggestedAnswer::physical : SuggestedAnswer::look_closer;
}

bool is_physical_category(std::string_view category) {
  const auto text = lower(category);
  return std::ranges::any_of(physical_words,
                             [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

}  // namespace lykta
