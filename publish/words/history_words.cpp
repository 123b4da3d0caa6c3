#include "publish/words/history_words.hpp"

#include <chrono>

#include <fmt/format.h>

#include "engine/inputs/source_coverage.hpp"
#include "engine/time/iso_week.hpp"

namespace lykta {

namespace {

std::string weeks_text(unsigned weeks, Language language) {
  return counted(weeks, {"vecka", "week"}, {"veckor", "weeks"}, language);
}

/// "; rang 3 förra gången"
std::string last_time(const PlaceHistory& history, Language language) {
  return history.previous_rank
             ? say(language, {"; rang {} förra gången", "; rank {} last time"}, *history.previous_rank)
             : say(language, {"; utan rang förra gången", "; without a rank last time"});
}

std::string since_when(const PlaceHistory& history, Language language) {
  const auto weeks = weeks_text(history.weeks_on_list, language);
  const auto first = run_end_text(history.first_seen, language);
  if (history.was_on_last_list || !history.last_seen) {
    const auto last = history.last_seen ? last_time(history, language) : std::string();
    return say(language, {"På listan sedan {}, sammanlagt {}{}.", "On the list since {}, {} in all{}."}, first, weeks,
               last);
  }
  return say(
      language,
      {"Åter på listan: sammanlagt {} sedan {}, senast {}.", "Back on the list: {} in all since {} (last before: {})."},
      weeks, first, run_end_text(*history.last_seen, language));
}

std::string trend_text(const PlaceHistory& history, double recent_days, Language language) {
  const Phrase growing{
      "Växer: {} de senaste {:.0f} dagarna, mot i genomsnitt {} på lika många dagar tidigare i "
      "historiken.",
      "Growing: {} in the last {:.0f} days, against {} on average in as many days earlier in the "
      "history."};
  const Phrase fading{
      "Avtar: {} de senaste {:.0f} dagarna, mot i genomsnitt {} på lika många dagar tidigare i "
      "historiken.",
      "Fading: {} in the last {:.0f} days, against {} on average in as many days earlier in the "
      "history."};
  return say(language, history.state == HistoryState::growing ? growing : fading, events_text(history.recent, language),
             recent_days, number(history.test->expected, 1, language));
}

bool has_trend(const PlaceHistory& history) {
  return history.test && (history.state == HistoryState::growing || history.state == HistoryState::fading);
}

std::string gone_text(const GonePlace& place, double recent_days, Language language) {
  return say(language,
             {"  {} {} ({} de senaste {:.0f} dagarna; {} på listan)\n",
              "  {} {} ({} in the last {:.0f} days; {} on the list)\n"},
             text_of_place_id(place.id), place.name, events_text(place.recent, language), recent_days,
             weeks_text(place.weeks_on_list, language));
}

}  // namespace

std::string run_end_text(LocalTime end, Language language) {
  const auto last = std::chrono::floor<std::chrono::days>(end - std::chrono::seconds{1});
  const auto week = iso_week_of(last);
  return period_of(week).to == end ? say(language, {"vecka {} {}", "week {} of {}"}, week.week, week.year)
                                   : day_text(last);
}

void add_history(const Place& place, const std::optional<PictureHistory>& picture, Language language,
                 std::vector<std::string>& sentences) {
  if (!place.history || !picture || place.history->state == HistoryState::first_run) {
    return;
  }
  const auto& history = *place.history;
  if (history.state == HistoryState::fresh) {
    sentences.push_back(say(language, {"Ny på listan.", "New on the list."}));
    return;
  }
  sentences.push_back(since_when(history, language));
  if (has_trend(history)) {
    sentences.push_back(trend_text(history, picture->recent_days, language));
  }
}

std::string history_in_short(const PlaceHistory& history, Language language) {
  const auto id = text_of_place_id(history.id);
  switch (history.state) {
    case HistoryState::first_run:
      return id;
    case HistoryState::fresh:
      return id + say(language, {", ny", ", new"});
    case HistoryState::growing:
      return id + ", " + weeks_text(history.weeks_on_list, language) + say(language, {", växer", ", growing"});
    case HistoryState::fading:
      return id + ", " + weeks_text(history.weeks_on_list, language) + say(language, {", avtar", ", fading"});
    case HistoryState::recurring:
      break;
  }
  return id + ", " + weeks_text(history.weeks_on_list, language);
}

std::string history_file_line(const std::string& file, const History& history, Language language) {
  if (history.runs.empty()) {
    return say(language,
               {"Historiken {}: ingen körning än, den börjar med nästa.",
                "The history {}: no run yet, it begins with the next."},
               file);
  }
  return say(language, {"Historiken {}: {}, den senaste till {}; {}.", "The history {}: {}, the latest up to {}; {}."},
             file, counted(history.runs.size(), {"körning", "run"}, {"körningar", "runs"}, language),
             run_end_text(history.runs.back().period.to, language),
             counted(std::uint64_t{history.next_id - 1}, {"plats med id", "place with an id"},
                     {"platser med id", "places with ids"}, language));
}

std::string history_lines(const PictureHistory& history, Language language) {
  if (history.runs_before == 0) {
    return say(language, {"Historiken börjar med den här körningen.\n", "The history begins with this run.\n"});
  }
  auto text = say(language, {"Historiken: {} sedan {}.\n", "History: {} since {}.\n"},
                  counted(history.runs_before, {"tidigare körning", "earlier run"},
                          {"tidigare körningar", "earlier runs"}, language),
                  run_end_text(*history.first_run, language));
  if (!history.gone.empty()) {
    text +=
        say(language, {"Inte längre på listan sedan körningen för {}:\n", "Gone from the list since the run of {}:\n"},
            run_end_text(*history.previous_run, language));
  }
  for (const auto& place : history.gone) {
    text += gone_text(place, history.recent_days, language);
  }
  return text;
}

}  // namespace lykta
