#include "publish/words/week_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "publish/words/calendar_words.hpp"

namespace lykta {
std::string weekday_of(std::size_t hour_of_week, Language language) {
  return weekday_name(std::chrono::weekday{static_cast<unsigned>(hour_of_week / 24 + 1) % 7}, language);
}

namespace {

/// What the three tests say together: of the weekdays, of the hours of the day, and of the 168 hours of the week.
std::string evenness(const Week& week, Language language) {
  const auto& table = week.table;
  if (std::isnan(table.cells.p)) {
    return say(language, {"Om veckan är ojämnare än slumpen prövades inte.",
                          "Whether the week is more uneven than chance was not tested."});
  }
  const auto by_weekday = table.weekdays.p <= week_level;
  const auto by_hour = table.hours.p <= week_level;
  if (by_weekday && by_hour) {
    return say(language, {"Händelserna är ojämnare fördelade än slumpen ger, både över veckodagarna och över dygnet.",
                          "The events are spread more unevenly than chance gives, both over the weekdays and over the "
                          "hours of the day."});
  }
  if (by_weekday) {
    return say(language, {"Händelserna är ojämnare fördelade över veckodagarna än slumpen ger; över dygnet är det inte "
                          "visat, så ingen tid på dygnet är tydlig.",
                          "The events are spread more unevenly over the weekdays than chance gives; over the hours of "
                          "the day that is not shown, so no time of day is clear."});
  }
  if (by_hour) {
    return say(language, {"Händelserna är ojämnare fördelade över dygnet än slumpen ger; över veckodagarna är det inte "
                          "visat, så ingen veckodag är tydlig.",
                          "The events are spread more unevenly over the hours of the day than chance gives; over the "
                          "weekdays that is not shown, so no weekday is clear."});
  }
  if (table.cells.p <= week_level) {
    return say(language, {"Händelserna är ojämnare fördelade över veckans 168 timmar än slumpen ger, men det går inte "
                          "att säga att det beror på någon veckodag eller tid på dygnet.",
                          "The events are spread more unevenly over the 168 hours of the week than chance gives, but "
                          "no weekday or time of day can be named for it."});
  }
  return say(language, {"Ingen tydlig veckodag eller tid på dygnet: det är inte visat att händelserna är ojämnare "
                        "fördelade än slumpen ger.",
                        "No clear weekday or time of day: the events are not shown to be spread more unevenly than "
                        "chance gives."});
}

/// The busiest weekday and hours, each only where its test says that it is more than chance; empty where neither is.
std::string busiest_parts(const Week& week, Language language) {
  const auto percent = [&](double share) { return number(100 * share, 0, language); };
  const auto& busy = *week.busy;
  const auto weekday = say(language, {"{}ar ({} %; en jämn vecka ger 14)", "{}s ({} %; an even week gives 14)"},
                           weekday_name(busy.weekday, language), percent(busy.weekday_share));
  const auto hours = say(language, {"{} ({} %; jämnt vore 12,5)", "{} ({} %; even would be 12.5)"},
                         hours_in_sentence(busy.from_hour, busy.to_hour, language), percent(busy.hours_share));
  if (week.has_clear_weekday() && week.has_clear_hours()) {
    return say(language, {"Flest på {} och {}.", "Most on {} and {}."}, weekday, hours);
  }
  if (week.has_clear_weekday()) {
    return say(language, {"Flest på {}.", "Most on {}."}, weekday);
  }
  return week.has_clear_hours() ? say(language, {"Flest {}.", "Most {}."}, hours) : "";
}

/// Uneven hours that are not named want a reason.
std::string doubtful_hours(const Week& week, Language language) {
  if (week.table.hours.p <= week_level && !week.has_clear_hours()) {
    return say(language,
               {"Vilka timmar det är sägs inte, eftersom ett av klockslagen där troligen står för ett okänt.",
                "Which hours these are is not said, as one of the times in them likely stands for an unknown one."});
  }
  return {};
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
    for (auto&& sentence : {busiest_parts(week, language), doubtful_hours(week, language)}) {
      if (!sentence.empty()) {
        sentences.push_back(sentence);
      }
    }
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
