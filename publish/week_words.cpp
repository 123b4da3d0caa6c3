#include "publish/week_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lykta {

std::string weekday_of(std::size_t hour_of_week, Language language) {
  return weekday_name(std::chrono::weekday{static_cast<unsigned>(hour_of_week / 24 + 1) % 7}, language);
}

namespace {

template <typename... Values>
std::string say(Language language, const Phrase& phrase, const Values&... values) {
  return fmt::format(fmt::runtime(phrase.in(language)), values...);
}

std::string evenness(const Week& week, Language language) {
  const auto& table = week.table;
  if (std::isnan(table.cells.p)) {
    return say(language, {"Om veckan är ojämnare än slumpen prövades inte.",
                          "Whether the week is more uneven than chance was not tested."});
  }
  const auto verdict = [&](double p) {
    return (p <= week_level ? Phrase{"ojämnt fördelade", "uneven"}
                            : Phrase{"inte säkerställt ojämnt fördelade", "not shown to be uneven"})
        .in(language);
  };
  const auto by_part = say(language, {"veckodagarna: {}; timmarna på dygnet: {}", "weekdays: {}; hours of the day: {}"},
                           verdict(table.weekdays.p), verdict(table.hours.p));
  return say(language,
             table.cells.p <= week_level
                 ? Phrase{"Veckans timmar är ojämnare än slumpen ger ({}).",
                          "The hours of the week are more uneven than chance gives ({})."}
                 : Phrase{"Veckans timmar är inte säkerställt ojämnare än slumpen ger ({}).",
                          "The hours of the week are not shown to be more uneven than chance gives ({})."},
             by_part);
}

/// The busiest weekday and hours, each only where its test says that it is more than chance.
std::string busiest_parts(const Week& week, Language language) {
  const auto percent = [&](double share) { return number(100 * share, 0, language); };
  const auto& busy = *week.busy;
  const auto weekday = say(language, {"{}ar ({} %; en jämn vecka ger 14)", "{}s ({} %; an even week gives 14)"},
                           weekday_name(busy.weekday, language), percent(busy.weekday_share));
  const auto hours = say(language, {"{} ({} %; jämnt vore 12,5)", "{} ({} %; even would be 12.5)"},
                         hours_text(busy.from_hour, busy.to_hour), percent(busy.hours_share));
  const auto weekday_is_clear = week.has_clear_weekday();
  const auto hours_are_clear = week.has_clear_hours();
  if (weekday_is_clear && hours_are_clear) {
    return say(language, {"Flest på {} och kl. {}.", "Most on {} and between {}."}, weekday, hours);
  }
  if (weekday_is_clear) {
    return say(language, {"Flest på {}; ingen tydlig tid på dygnet.", "Most on {}; no clear time of day."}, weekday);
  }
  if (hours_are_clear) {
    return say(language, {"Flest kl. {}; ingen tydlig veckodag.", "Most between {}; no clear weekday."}, hours);
  }
  return say(language, {"Ingen tydlig veckodag eller tid på dygnet.", "No clear weekday or time of day."});
}

}  // namespace

std::string stretch_text(const Stretch& stretch, Language language) {
  const auto last = (stretch.first + stretch.hours - 1) % HourOfWeekWeights{}.size();
  const auto to = last % 24 + 1;  // 24 is the end of a day
  if (stretch.first / 24 == last / 24) {
    return fmt::format("{} {:02}–{:02}", weekday_of(stretch.first, language), stretch.first % 24, to);
  }
  return say(language, {"{} {:02} till {} {:02}", "{} {:02} to {} {:02}"}, weekday_of(stretch.first, language),
             stretch.first % 24, weekday_of(last, language), to);
}

std::vector<std::string> week_events_sentences(const Week& week, Language language) {
  std::vector<std::string> sentences;
  sentences.push_back(week.table.events == 1 ? say(language, {"1 händelse.", "1 event."})
                                             : say(language, {"{} händelser.", "{} events."}, week.table.events));
  if (week.intervals > 0) {
    sentences.push_back(
        week.intervals == 1
            ? say(language, {"En av dem är känd bara som tidsintervall och har fördelats jämnt över det.",
                             "One of them is known only as an interval and spread evenly over it."})
            : say(language,
                  {"Av dem är {} kända bara som tidsintervall och har fördelats jämnt över det.",
                   "Of these {} are known only as an interval and spread evenly over it."},
                  week.intervals));
  }
  std::vector<std::string> left_out;
  const auto leave_out = [&](std::size_t events, const Phrase& why) {
    if (events > 0) {
      left_out.push_back(fmt::format("{} {}", events, why.in(language)));
    }
  };
  leave_out(week.whole_days, {"kända bara på dagen, utan klockslag", "known to the day only, without a time of day"});
  leave_out(week.span_too_long, {"kända som ett för långt intervall", "known as too long an interval"});
  leave_out(week.without_date, {"utan datum", "without a date"});
  if (!left_out.empty()) {
    sentences.push_back(say(language, {"Inte med i tabellen: {}.", "Not in the table: {}."},
                            fmt::format("{}", fmt::join(left_out, ", "))));
  }
  return sentences;
}

std::vector<std::string> week_findings(const Week& week, Language language) {
  std::vector<std::string> sentences{evenness(week, language)};
  if (week.busy && !std::isnan(week.table.cells.p)) {
    sentences.push_back(busiest_parts(week, language));
  }
  if (week.stretch) {
    const auto& stretch = *week.stretch;
    sentences.push_back(say(language,
                            {"Sticker ut mest: {} med {} händelser, en jämn vecka ger {} (utvalt för att det är högst, "
                             "och inte prövat för sig).",
                             "Stands out most: {} with {} events, an even week gives {} (picked because it is the "
                             "highest, and not tested by itself)."},
                            stretch_text(stretch, language), number(stretch.weight, 0, language),
                            number(stretch.expected, stretch.expected < 10 ? 1 : 0, language)));
  }
  return sentences;
}

}  // namespace lykta
