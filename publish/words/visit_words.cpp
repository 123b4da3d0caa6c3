#include "publish/words/visit_words.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "publish/words/calendar_words.hpp"

namespace lykta {

namespace {

std::string day_of(unsigned weekday, Language language) {
  return weekday_name(std::chrono::weekday{(weekday + 1) % 7}, language);
}

std::string days_of(const WeekWindow& window, Language language) {
  if (window.days == 7) {
    return Phrase{"alla dagar", "every day"}.in(language);
  }
  const auto first = day_of(window.first_weekday, language);
  return window.days == 1 ? first
                          : fmt::format("{}–{}", first, day_of((window.first_weekday + window.days - 1) % 7, language));
}

std::string hours_of(const WeekWindow& window) {
  return hours_text(window.first_hour, (window.first_hour + window.hours) % 24);
}

std::string percent(double share) { return fmt::format("{:.0f} %", 100 * share); }

/// Whether two windows have less than half of the shorter one in common.
bool are_apart(const WeekWindow& a, const WeekWindow& b) {
  const auto common = a.hours_in_common(b);
  return 2 * common < std::min(a.hours_a_week(), b.hours_a_week());
}

/// The seasons whose hours are clear and others than those of the year: "sommar: fredag–lördag 22–02".
std::string other_seasons(const PlaceHours& hours, Language language) {
  std::string text;
  for (const auto season : all_seasons) {
    const auto& window = hours.by_season[static_cast<std::size_t>(season)];
    if (window.finding == WindowFinding::clear && are_apart(window.window, hours.window.window)) {
      text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", season_word(season).in(language),
                          window_text(window.window, language));
    }
  }
  return text;
}

}  // namespace

std::string window_text(const WeekWindow& window, Language language) {
  if (window.hours == whole_day_hours) {
    return fmt::format("{} {}", days_of(window, language), Phrase{"hela dygnet", "all day"}.in(language));
  }
  return fmt::format("{} {}", days_of(window, language), hours_of(window));
}

Phrase answer_word(SuggestedAnswer answer) {
  switch (answer) {
    case SuggestedAnswer::presence:
      return {"närvaro", "presence"};
    case SuggestedAnswer::physical:
      return {"åtgärd i den fysiska miljön", "a fix in the physical place"};
    case SuggestedAnswer::both:
      return {"närvaro och åtgärd i den fysiska miljön", "presence and a fix in the physical place"};
    case SuggestedAnswer::look_closer:
      break;
  }
  return {"titta närmare", "look closer"};
}

Phrase season_word(Season season) {
  switch (season) {
    case Season::winter:
      return {"vinter", "winter"};
    case Season::spring:
      return {"vår", "spring"};
    case Season::summer:
      return {"sommar", "summer"};
    case Season::autumn:
      break;
  }
  return {"höst", "autumn"};
}

std::string window_sentence(const Place& place, Language language) {
  if (!place.hours || place.hours->window.finding != WindowFinding::clear) {
    return "";
  }
  const auto& window = place.hours->window;
  auto text =
      say(language,
          {"Tätast i tiden: {} rymmer {} av händelserna med känt klockslag på {} av veckans 168 timmar",
           "Densest in time: {} holds {} of the events whose time of day is known in {} of the 168 hours of the "
           "week"},
          window_text(window.window, language), percent(window.share), window.window.hours_a_week());
  if (const auto seasons = other_seasons(*place.hours, language); !seasons.empty()) {
    text += fmt::format(" ({})", seasons);
  }
  return text + ".";
}

std::string answer_sentence(const Place& place, Language language) {
  const auto mended = one_or_many(place.physical_observations, {"iakttagelse", "observation"},
                                  {"iakttagelser", "observations"}, language);
  switch (place.answer) {
    case SuggestedAnswer::presence:
      return say(language, {"Underlaget talar för närvaro: en stor del av händelserna sker på vissa tider.",
                            "The evidence suggests presence: a large part of its events falls in certain hours."});
    case SuggestedAnswer::physical:
      return say(language,
                 {"Underlaget talar för en åtgärd i den fysiska miljön: {} {} gäller sådant som kan åtgärdas.",
                  "The evidence suggests a fix in the physical place: {} {} are of something that can be mended."},
                 place.physical_observations, mended);
    case SuggestedAnswer::both:
      return say(language,
                 {"Underlaget talar för närvaro och för en åtgärd i den fysiska miljön: en stor del av händelserna "
                  "sker på vissa tider, och {} {} gäller sådant som kan åtgärdas.",
                  "The evidence suggests presence and a fix in the physical place: a large part of its events falls in "
                  "certain hours, and {} {} are of something that can be mended."},
                 place.physical_observations, mended);
    case SuggestedAnswer::look_closer:
      break;
  }
  return say(language, {"Underlaget visar inte vilken sorts insats som passar: titta närmare på platsen.",
                        "The evidence does not tell what kind of answer fits: look closer at the place."});
}

}  // namespace lykta
