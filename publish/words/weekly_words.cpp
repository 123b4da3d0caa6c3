#include "publish/words/weekly_words.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "publish/words/calendar_words.hpp"
#include "publish/words/place_words.hpp"
#include "publish/words/week_calendar_words.hpp"

namespace lykta {

namespace {

/// About so many, with a digit behind the mark where there are few.
std::string about(double expected, Language language) { return number(expected, expected < 10 ? 1 : 0, language); }

std::string why_no_expectation(NoExpectation why, Language language) {
  switch (why) {
    case NoExpectation::too_few_weeks:
      return say(language, {"Vad som var att förvänta går inte att säga: för få veckor före är registrerade.",
                            "What was to be expected cannot be told: too few weeks before it were recorded."});
    case NoExpectation::no_events:
      return say(language, {"Vad som var att förvänta går inte att säga: veckorna före har inga händelser.",
                            "What was to be expected cannot be told: the weeks before it have no events."});
    case NoExpectation::not_recorded:
      return say(language, {"Ingen källa täcker veckan.", "No source covers the week."});
    case NoExpectation::has_value:
      break;
  }
  return "";
}

std::size_t number_of_alarms(const WeeklyPicture& weekly) {
  return static_cast<std::size_t>(std::ranges::count_if(
             weekly.areas, [](const WatchedArea& area) { return area.weeks.back().alarm != CountAlarm::none; })) +
         static_cast<std::size_t>(std::ranges::count(weekly.new_places, true, &NewPlaceOfWeek::is_more_than_before));
}

std::string judgement(const WeeklyPicture& weekly, Language language) {
  const auto alarms = number_of_alarms(weekly);
  return alarms == 0 ? say(language, {"inget ovanligt", "nothing unusual"})
                     : counted(alarms, {"sak är ovanlig", "thing is unusual"},
                               {"saker är ovanliga", "things are unusual"}, language);
}

/// A number beyond its limits that is no alarm would look like a mistake. The limits leave a week of 20 on each side.
std::string beyond_limits_text(const WeekInArea& whole, Language language) {
  if (whole.alarm != CountAlarm::none) {
    return "";
  }
  if (whole.watched < whole.expected->low) {
    return say(
        language,
        {" Så få blir det i högst en vecka av 20 när inget har ändrats; först flera sådana veckor i rad är ett larm.",
         " So few come in at most one week of 20 while nothing changes; only several such weeks in a row are an "
         "alarm."});
  }
  if (whole.watched > whole.expected->high) {
    return say(language, {" Så många blir det i högst en vecka av 20 när inget har ändrats; ett larm kräver fler.",
                          " So many come in at most one week of 20 while nothing changes; an alarm takes more."});
  }
  return "";
}

/// What is unusual, each in a line.
std::string alarms_text(const Picture& picture, Language language) {
  const auto& weekly = *picture.weekly;
  const auto names = area_names(picture, language);
  std::string text;
  for (std::size_t i = 0; i < weekly.areas.size(); ++i) {
    if (const auto alarm = alarm_text(weekly.areas[i].weeks.back(), language); !alarm.empty()) {
      text += fmt::format("  {}: {}.\n", names[i], alarm);
    }
  }
  return text;
}

/// How many columns a text takes on the terminal: bytes that go on with a letter take none.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, width_of(text)), ' ');
}

/// Counts of each week asked for, the last one last.
std::string counts_text(const WatchedArea& area) {
  std::string text;
  for (const auto& week : area.weeks) {
    text += fmt::format("{:>4}", week.count);
  }
  return text;
}

std::string area_line(const WatchedArea& area, const std::string& name, std::size_t width, const Inputs& inputs,
                      Language language) {
  const auto& week = area.weeks.back();
  auto line = fmt::format("  {}{}", padded(name, width), counts_text(area));
  if (week.expected) {
    line += "  " + padded(say(language, {"förväntat {}", "expected {}"}, range_text(*week.expected, language)), 20);
  }
  if (area.kind != WatchedKind::whole) {
    line += "  " + classes_text(area, inputs);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

std::string areas_text(const Picture& picture, const Inputs& inputs, Language language) {
  const auto& weekly = *picture.weekly;
  const auto names = area_names(picture, language);
  std::size_t width = 0;
  for (const auto& name : names) {
    width = std::max(width, width_of(name));
  }
  auto text = say(language, {"Händelser plats för plats:\n", "Events by place:\n"});
  if (weekly.weeks.size() > 1) {
    text += "  " + padded(say(language, {"vecka", "week"}), width);
    for (const auto& asked : weekly.weeks) {
      text += fmt::format("{:>4}", asked.week.week);
    }
    text += "\n";
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += area_line(weekly.areas[i], names[i], width, inputs, language);
  }
  return text;
}

std::string new_places_text(const Picture& picture, Language language) {
  const auto& weekly = *picture.weekly;
  if (weekly.new_places.empty()) {
    return say(language,
               {"Inga nya platser: ingenstans utanför platserna ligger {} händelser från de senaste {} veckorna inom "
                "gångavstånd, varav någon från veckan.\n",
                "No new places: nowhere outside the places do {} events of the last {} weeks, one of them of the week, "
                "lie within walking distance.\n"},
               std::max<std::uint64_t>(picture.options.places.minimum_events, 2), weekly.options.recent_weeks);
  }
  auto text = say(language, {"Tätt utanför platserna:\n", "Close together outside the places:\n"});
  const auto names = new_place_names(weekly, language);
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += fmt::format("  {}: {}.\n", names[i], new_place_text(weekly, weekly.new_places[i], language));
  }
  return text;
}

std::string discovered_text(const WeeklyPicture& weekly, Language language) {
  const auto discovered = weekly.weeks.back().discovered;
  if (discovered == 0) {
    return "";
  }
  return discovered == 1 ? say(language, {"1 upptäckt händelse räknas inte: den visar var en patrull har varit.\n",
                                          "1 discovered event is not counted: it shows where a patrol has been.\n"})
                         : say(language,
                               {"{} upptäckta händelser räknas inte: de visar var patruller har varit.\n",
                                "{} discovered events are not counted: they show where patrols have been.\n"},
                               discovered);
}

std::string coming_text(const WeeklyPicture& weekly, Language language) {
  std::vector<std::string> weeks;
  for (const auto& coming : weekly.coming) {
    if (!coming.whole) {
      continue;
    }
    std::vector<std::string> days;
    for (const auto& day : coming.days) {
      days.push_back(day.name);
    }
    weeks.push_back(fmt::format("{} {}{}", week_text(coming.week, language), range_text(*coming.whole, language),
                                days.empty() ? "" : fmt::format(" ({})", fmt::join(days, ", "))));
  }
  return weeks.empty() ? ""
                       : say(language, {"Att förvänta framåt: {}.\n", "To be expected next: {}.\n"},
                             fmt::format("{}", fmt::join(weeks, "; ")));
}

}  // namespace

std::vector<std::string> area_names(const Picture& picture, Language language) {
  auto names = place_names(picture.places, language);
  names.push_back(say(language, {"Utanför platserna", "Outside the places"}));
  names.push_back(say(language, {"Hela området", "The whole area"}));
  return names;
}

std::vector<std::string> new_place_names(const WeeklyPicture& weekly, Language language) {
  std::vector<Place> places;
  for (const auto& each : weekly.new_places) {
    places.push_back(each.place);
  }
  return place_names(places, language);
}

std::string range_text(const ExpectedInWeek& expected, Language language) {
  return expected.low == expected.high ? fmt::format("{}", expected.low)
                                       : say(language, {"{} till {}", "{} to {}"}, expected.low, expected.high);
}

std::string week_text(const IsoWeek& week, Language language) {
  return say(language, {"vecka {}", "week {}"}, week.week);
}

std::string days_of_picture(const Picture& picture, Language language) {
  const auto& period = picture.options.period;
  if (picture.weekly && period) {
    const auto& last = picture.weekly->options.last;
    return say(language, {"Vecka {} {} ({}). Platserna bygger på {}.", "Week {} of {} ({}). The places rest on {}."},
               last.week, last.year, period_text(period_of(last), language), period_text(*period, language));
  }
  return period ? period_text(*period, language) : std::string(Phrase{"Alla händelser", "All events"}.in(language));
}

std::string week_headline(const WeeklyPicture& weekly, Language language) {
  const auto& asked = weekly.weeks.back();
  const auto& whole = weekly.whole().weeks.back();
  const auto events = events_text(whole.count, language);
  if (!whole.expected) {
    return say(language, {"Vecka {}: {}. {}", "Week {}: {}. {}"}, asked.week.week, events,
               why_no_expectation(asked.why, language));
  }
  return say(language, {"Vecka {}: {}. {}, förväntat antal {}.", "Week {}: {}. {}, expected number {}."},
             asked.week.week, judgement(weekly, language), events, range_text(*whole.expected, language)) +
         beyond_limits_text(whole, language);
}

std::string alarm_text(const WeekInArea& week, Language language) {
  if (week.alarm == CountAlarm::none || !week.expected) {
    return "";
  }
  if (week.alarm == CountAlarm::week_above) {
    return say(language, {"{}, fler än förväntat ({})", "{}, more than expected ({})"},
               events_text(week.watched, language), range_text(*week.expected, language));
  }
  const auto weeks = week.weeks_of_sum == 1
                         ? say(language, {"veckan", "the week"})
                         : say(language, {"de senaste {} veckorna", "the last {} weeks"}, week.weeks_of_sum);
  const auto more_or_fewer = week.alarm == CountAlarm::rise ? Phrase{"fler", "more"} : Phrase{"färre", "fewer"};
  return say(language, {"{} under {}, {} än förväntat (omkring {})", "{} in {}, {} than expected (about {})"},
             events_text(week.events_of_sum, language), weeks, more_or_fewer.in(language),
             about(week.expected_of_sum, language));
}

std::string alarm_rule_text(const WeeklyPicture& weekly, Language language) {
  const auto alarms = weekly.options.false_alarms_a_year;
  const auto number_text = short_number(alarms, language, 3);
  return alarms == 1
             ? say(language, {"Gränserna är satta så att ett år utan förändringar väntas ge ett falskt larm på hela "
                              "listan; nya platser prövas för sig.",
                              "The limits are set so that a year without changes is expected to bring one false alarm "
                              "on the whole list; new places are tested by themselves."})
             : say(language,
                   {"Gränserna är satta så att ett år utan förändringar väntas ge {} falska larm på hela listan; nya "
                    "platser prövas för sig.",
                    "The limits are set so that a year without changes is expected to bring {} false alarms on the "
                    "whole list; new places are tested by themselves."},
                   number_text);
}

std::string beside_text(const WeeklyPicture& weekly, const WatchedArea& area, Language language) {
  const auto by_year = weekly.options.beside == ComparisonRule::year_before;
  std::vector<std::string> weeks;
  for (std::size_t i = 0; i < weekly.beside.size(); ++i) {
    const auto& week = weekly.beside[i];
    const auto count =
        area.beside[i] ? fmt::format("{}", *area.beside[i]) : say(language, {"inte registrerad", "not recorded"});
    weeks.push_back(fmt::format("{}: {}", by_year ? fmt::format("{}", week.year) : week_text(week, language), count));
  }
  if (weeks.empty()) {
    return "";
  }
  return by_year
             ? say(language, {"Samma vecka {}", "The same week of {}"}, fmt::format("{}", fmt::join(weeks, "; ")))
             : say(language, {"Veckorna före: {}", "The weeks before: {}"}, fmt::format("{}", fmt::join(weeks, "; ")));
}

std::string new_place_text(const WeeklyPicture& weekly, const NewPlaceOfWeek& place, Language language) {
  const auto before = place.weeks_before == 0
                          ? say(language, {"veckorna före är inte registrerade", "the weeks before were not recorded"})
                          : say(language, {"{} under de {} veckorna före", "{} in the {} weeks before"}, place.before,
                                place.weeks_before);
  const auto finding = !place.is_tested ? Phrase{"inte prövat", "not tested"}
                       : place.is_more_than_before
                           ? Phrase{"fler än tidigare", "more than before"}
                           : Phrase{"inte visat fler än tidigare", "not shown to be more than before"};
  return say(
      language,
      {"{} de senaste {} veckorna, varav {} under {}; {}: {}", "{} in the last {} weeks, {} of them in {}; {}: {}"},
      events_text(place.recent, language), weekly.options.recent_weeks, place.of_week,
      week_text(weekly.options.last, language), before, finding.in(language));
}

std::string classes_text(const WatchedArea& area, const Inputs& inputs) {
  std::vector<std::string> parts;
  for (const auto& [class_index, count] : area.classes) {
    parts.push_back(fmt::format("{} {}", inputs.classes[class_index].name, count));
  }
  return fmt::format("{}", fmt::join(parts, "; "));
}

std::string weekly_text(const Picture& picture, const Inputs& inputs, Language language) {
  const auto& weekly = *picture.weekly;
  auto text = week_headline(weekly, language) + "\n" + alarms_text(picture, language);
  if (const auto beside = beside_text(weekly, weekly.whole(), language); !beside.empty()) {
    text += beside + ".\n";
  }
  const auto names = area_names(picture, language);
  text += calendar_of_week_text(weekly, names, language);
  text += areas_text(picture, inputs, language) + new_places_text(picture, language) +
          discovered_text(weekly, language) + coming_text(weekly, language) +
          coming_calendar_text(weekly, names, language);
  return weekly.whole().weeks.back().expected ? text + alarm_rule_text(weekly, language) + "\n" : text;
}

}  // namespace lykta
