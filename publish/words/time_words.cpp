#include "publish/words/time_words.hpp"

#include <cctype>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/time/busy_time.hpp"
#include "publish/words/calendar_words.hpp"

namespace lykta {

namespace {

/// Words of one question: what is busy, and what is said where that is not to be told.
struct WindowWords {
  Phrase thing;       ///< "veckodag"
  Phrase known_time;  ///< "känd veckodag"
};
constexpr WindowWords of_weekday{{"veckodag", "weekday"}, {"känd veckodag", "a known weekday"}};
constexpr WindowWords of_hours{{"tid på dygnet", "time of day"}, {"känt klockslag", "a known time of day"}};
constexpr WindowWords of_both{{"veckodag eller tid på dygnet", "weekday or time of day"}, {"känd tid", "a known time"}};

std::string share_text(const BusyWindow& window, Language language) {
  return number(100 * window.share, 0, language) + " %";
}

std::string no_clear(WindowFinding finding, const WindowWords& words, Language language) {
  const auto* thing = words.thing.in(language);
  switch (finding) {
    case WindowFinding::too_few_events:
      return say(language, {"för få händelser med {} för att visa {}", "too few events with {} to show a {}"},
                 words.known_time.in(language), thing);
    case WindowFinding::period_too_short:
      return say(language, {"perioden är för kort för att visa {}", "the period is too short to show a {}"}, thing);
    case WindowFinding::one_occasion:
      return say(language,
                 {"ingen tydlig {} (ett enda tillfälle dominerar)", "no clear {} (one single occasion dominates)"},
                 thing);
    case WindowFinding::clear:
    case WindowFinding::not_clear:
      break;
  }
  return say(language, {"ingen tydlig {}", "no clear {}"}, thing);
}

std::string as_sentence(std::string text) {
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return text + ".";
}

std::string finding_sentence(const PlaceTimes& times, Language language) {
  const auto& weekday = times.weekday;
  const auto& hours = times.hours;
  const auto weekday_is_clear = weekday.finding == WindowFinding::clear;
  const auto hours_are_clear = hours.finding == WindowFinding::clear;
  const auto busy_day =
      say(language, {"{}ar ({})", "{}s ({})"}, weekday_text(weekday, language), share_text(weekday, language));
  const auto when_busy =
      fmt::format("{} ({})", hours_in_sentence(hours.first, (hours.first + busy_hours) % 24, language),
                  share_text(hours, language));
  if (weekday_is_clear && hours_are_clear) {
    return say(language, {"Flest på {} och {}.", "Busiest on {} and {}."}, busy_day, when_busy);
  }
  if (weekday_is_clear) {
    return say(language, {"Flest på {}; {}.", "Busiest on {}; {}."}, busy_day,
               no_clear(hours.finding, of_hours, language));
  }
  if (hours_are_clear) {
    return say(language, {"Flest {}; {}.", "Busiest {}; {}."}, when_busy,
               no_clear(weekday.finding, of_weekday, language));
  }
  if (weekday.finding == hours.finding) {
    return as_sentence(no_clear(weekday.finding, of_both, language));
  }
  return as_sentence(fmt::format("{}; {}", no_clear(weekday.finding, of_weekday, language),
                                 no_clear(hours.finding, of_hours, language)));
}

/// "alla 87 händelser"
std::string all_of(std::uint64_t events, Language language) {
  switch (events) {
    case 1:
      return say(language, {"händelsen", "the event"});
    case 2:
      return say(language, {"båda händelserna", "both events"});
    default:
      return say(language, {"alla {} händelser", "all {} events"}, events);
  }
}

/// Of how many events the time is known, and who knows it.
std::string known_sentence(const PlaceTimes& times, std::uint64_t events, const Inputs& inputs, Language language) {
  if (times.day_known == 0) {
    return events == 1 ? say(language, {"Tiden är inte känd.", "The time is not known."})
                       : say(language, {"Tiden är inte känd för någon av dem.", "The time of none of them is known."});
  }
  const auto sources = time_sources_text(times, inputs, language);
  const auto from = sources.empty() ? "" : say(language, {", från {}", ", from {}"}, sources);
  const auto of_events = [&](std::size_t known) {
    return known == events ? all_of(events, language)
                           : say(language, {"{} av {} händelser", "{} of {} events"}, known, events);
  };
  if (times.clock_known == times.day_known) {
    return say(language, {"Tiden är känd för {}{}.", "The time is known for {}{}."}, of_events(times.clock_known),
               from);
  }
  if (times.clock_known == 0) {
    return say(language,
               {"Veckodagen är känd för {}, klockslaget för ingen{}.",
                "The weekday is known for {}, the time of day for none{}."},
               of_events(times.day_known), from);
  }
  return say(language,
             {"Veckodagen är känd för {} och klockslaget för {}{}.",
              "The weekday is known for {} and the time of day for {}{}."},
             of_events(times.day_known), times.clock_known, from);
}

}  // namespace

std::vector<std::string> time_sentences(const PlaceTimes& times, std::uint64_t events, const Inputs& inputs,
                                        Language language) {
  return {finding_sentence(times, language), known_sentence(times, events, inputs, language)};
}

std::string weekday_text(const BusyWindow& window, Language language) {
  return weekday_name(std::chrono::weekday{(window.first + 1) % 7}, language);
}

std::string hours_text(const BusyWindow& window) { return hours_text(window.first, (window.first + busy_hours) % 24); }

std::string time_sources_text(const PlaceTimes& times, const Inputs& inputs, Language language) {
  std::vector<std::string> names;
  for (const auto source : times.sources) {
    if (source < inputs.source_names.size()) {
      names.push_back(inputs.source_names[source]);
    }
  }
  // Not by where a source stands in the configuration.
  std::ranges::sort(names);
  if (names.size() < 2) {
    return names.empty() ? "" : names.front();
  }
  const auto last = names.back();
  names.pop_back();
  return fmt::format("{} {} {}", fmt::join(names, ", "), Phrase{"och", "and"}.in(language), last);
}

}  // namespace lykta
