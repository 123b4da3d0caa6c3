#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "publish/report/sections.hpp"
#include "publish/tables/week_table.hpp"
#include "publish/words/calendar_words.hpp"
#include "publish/words/history_words.hpp"
#include "publish/words/observation_words.hpp"
#include "publish/words/place_change_words.hpp"
#include "publish/words/place_words.hpp"
#include "publish/words/strata_words.hpp"
#include "publish/words/visit_words.hpp"

namespace lykta::page {

namespace {

std::string when_of(const Place& place, Language language) {
  const auto is_clear = place.hours && place.hours->window.finding == WindowFinding::clear;
  return is_clear ? window_text(place.hours->window.window, language)
                  : say(language, {"ingen tydlig tid", "no clear time"});
}

std::string change_of(const Place& place, Language language) {
  if (!place.change || place.change->cannot_be_told || place.change->not_tested || place.change->too_few_events) {
    return "–";
  }
  switch (place.change->direction) {
    case Direction::increase:
      return say(language, {"ökning", "increase"});
    case Direction::decrease:
      return say(language, {"minskning", "decrease"});
    case Direction::not_clear:
      break;
  }
  return say(language, {"ingen tydlig", "none clear"});
}

std::string felt_of(const Place& place, Language language) {
  switch (place.quadrant) {
    case Quadrant::high_crime_high_unsafety:
    case Quadrant::low_crime_high_unsafety:
      return say(language, {"otrygg", "unsafe"});
    case Quadrant::high_crime_low_unsafety:
    case Quadrant::low_crime_low_unsafety:
      return say(language, {"få tecken på otrygghet", "few signs of unsafety"});
    case Quadrant::too_few_observations:
    case Quadrant::no_observations:
      break;
  }
  return say(language, {"inte känt", "not known"});
}

/// "rang 5–6, hög säkerhet"
std::string reliability_of(const Place& place, Language language) {
  if (!place.rank) {
    return say(language, {"utan rang", "no rank"});
  }
  if (!place.reliability) {
    return "";
  }
  const auto& ranks = place.reliability->ranks;
  if (!ranks) {
    return say(language, {"för få händelser för en säker rang", "too few events for a sure rank"});
  }
  const auto range =
      ranks->low == ranks->high ? fmt::format("{}", ranks->low) : fmt::format("{}–{}", ranks->low, ranks->high);
  return say(language, {"rang {}, {} säkerhet", "rank {}, {} reliability"}, range,
             reliability_word(place.reliability->word).in(language));
}

std::string why_listed(const Picture& picture, const Place& place, Language language) {
  const auto where = within_stratum(picture, place, language);
  const auto within = where.empty() ? where : " " + where;
  switch (place.basis) {
    case Basis::significant:
      return say(language, {"Här ligger fler händelser än slumpen ger{}.", "More events lie here than chance gives{}."},
                 within);
    case Basis::both_periods:
      return say(
          language,
          {"Här ligger fler händelser än slumpen ger{} under båda perioderna tillsammans; för perioden ensam är det "
           "inte "
           "visat.",
           "More events lie here than chance gives{} in both periods together; of the period alone that is not shown."},
          within);
    case Basis::densest:
      return say(language, {"Platsen hör till de tätaste, men det är inte visat att det är mer än slumpen.",
                            "The place is among the densest, which is not shown to be more than chance."});
    case Basis::observations:
      break;
  }
  return say(language, {"Platsen upplevs som otrygg, fast få händelser är registrerade.",
                        "The place is felt unsafe, though few events are recorded."});
}

void add_fact(Values& facts, const std::string& word, const std::string& text) {
  if (!text.empty()) {
    Values fact;
    fact.set("word", word + ":");
    fact.set("text", text);
    facts << fact;
  }
}

template <typename Add>
std::string sentences(Add add) {
  std::vector<std::string> all;
  add(all);
  return fmt::format("{}", fmt::join(all, " "));
}

Values facts_of(const Edition& edition, const Place& place) {
  const auto& picture = edition.publication.picture;
  const auto language = edition.language;
  auto facts = list();
  add_fact(facts, edition.in({"När", "When"}), window_sentence(place, language));
  add_fact(facts, edition.in({"Vad", "What"}), leading_classes_text(place, edition.publication.read.inputs));
  add_fact(facts, edition.in({"Inne eller ute", "Indoors or outdoors"}), setting_text(place, language));
  add_fact(facts, edition.in({"Källor", "Sources"}), sources_text(place, edition.publication.read.inputs));
  add_fact(facts, edition.in({"Förändring", "Change"}),
           sentences([&](auto& all) { add_change(place, language, all); }));
  add_fact(facts, edition.in({"Upplevelse", "How it feels"}),
           sentences([&](auto& all) { add_observations(place, picture.options.places, language, all); }));
  add_fact(facts, edition.in({"Insats", "Answer"}), answer_sentence(place, language));
  add_fact(facts, edition.in({"Historik", "History"}),
           sentences([&](auto& all) { add_history(place, picture.history, language, all); }));
  return facts;
}

/// "3", a dot for less than one event, nothing for nothing.
std::string in_cell(double weight) {
  if (weight < 0.05) {
    return "";
  }
  return weight < 1 ? "·" : fmt::format("{:.0f}", weight);
}

/// "mån": three letters, of which some take two bytes.
std::string first_letters(const std::string& name) {
  std::size_t letters = 0;
  std::size_t end = 0;
  for (; end < name.size(); ++end) {
    letters += (static_cast<unsigned char>(name[end]) & 0xC0U) != 0x80U ? 1U : 0U;
    if (letters > 3) {
      break;
    }
  }
  return name.substr(0, end);
}

Values heat_of(const Edition& edition, const HourOfWeekWeights& week) {
  const auto most = std::ranges::max(week);
  constexpr std::size_t shades = 5;
  const auto step = class_step(most, shades, false);
  Values heat;
  heat.set("heat_title", edition.in({"Händelser per veckodag och timme", "Events by weekday and hour"}));
  heat.set("heat_note", edition.in({"En prick: del av en händelse vars tid inte är säker.",
                                    "A dot: a part of an event whose time is not sure."}));
  auto hours = list();
  for (int hour = 0; hour < 24; ++hour) {
    hours << fmt::format("{:02}", hour);
  }
  heat.set("hours", hours);
  auto days = list();
  for (unsigned day = 0; day < 7; ++day) {
    Values row;
    row.set("day", first_letters(weekday_name(std::chrono::weekday{(day + 1) % 7}, edition.language)));
    auto cells = list();
    for (std::size_t hour = 0; hour < 24; ++hour) {
      const auto weight = week[day * 24 + hour];
      Values cell;
      const auto shade = in_cell(weight).empty() ? 0.0 : std::clamp(std::ceil(weight / step), 1.0, double{shades});
      cell.set("class", fmt::format("{:.0f}", shade));
      cell.set("number", in_cell(weight));
      cells << cell;
    }
    row.set("cells", cells);
    days << row;
  }
  heat.set("days", days);
  return heat;
}

Values card_of(const Edition& edition, std::size_t number, const std::string& name) {
  const auto& place = edition.publication.picture.places[number];
  const auto view = view_of(place, edition.drawing.frame);
  Values card;
  card.set("number", std::to_string(number + 1));
  card.set("rank", place.rank ? std::to_string(*place.rank) : "–");
  card.set("look", std::string(look_of(place)));
  card.set("name", name);
  card.set("count", std::to_string(place.count));
  card.set("events_word", one_or_many(place.count, {"händelse", "event"}, {"händelser", "events"}, edition.language));
  card.set("reliability", reliability_of(place, edition.language));
  card.set("why", why_listed(edition.publication.picture, place, edition.language));
  card.set("facts", facts_of(edition, place));
  card.set("view", view.text());
  constexpr double usual_width = 320;
  card.set("metres", fmt::format("{:.4g}", view.width / usual_width));
  card.set("map_label", say(edition.language, {"Karta över {}", "Map of {}"}, name));
  if (place.hours && std::ranges::max(place.hours->week) > 0) {
    card.set("heat", heat_of(edition, place.hours->week));
  } else {
    card.set("heat", false);
  }
  return card;
}

Values row_of(const Edition& edition, std::size_t number, const std::string& name) {
  const auto& place = edition.publication.picture.places[number];
  Values row;
  row.set("number", std::to_string(number + 1));
  row.set("has_card", number < most_cards);
  row.set("rank", place.rank ? std::to_string(*place.rank) : "–");
  row.set("name", name);
  row.set("count", std::to_string(place.count));
  row.set("reliability", reliability_of(place, edition.language));
  row.set("when", when_of(place, edition.language));
  row.set("what", leading_classes_text(place, edition.publication.read.inputs));
  row.set("change", change_of(place, edition.language));
  row.set("felt", felt_of(place, edition.language));
  return row;
}

}  // namespace

void add_places(const Edition& edition, Values& values) {
  const auto names = shown_names(place_names(edition.publication.picture.places, edition.language));
  values.set("places_title", edition.in({"Platserna", "The places"}));
  values.set("rank_word", edition.in({"Rang", "Rank"}));
  values.set("place_word", edition.in({"Plats", "Place"}));
  values.set("count_word", edition.in({"Antal", "Count"}));
  values.set("sure_word", edition.in({"Hur säkert", "How sure"}));
  values.set("when_word", edition.in({"När", "When"}));
  values.set("what_word", edition.in({"Vad", "What"}));
  values.set("change_word", edition.in({"Förändring", "Change"}));
  values.set("felt_word", edition.in({"Upplevs", "Feels"}));
  values.set("no_places", edition.in({"Ingen plats kommer med på listan.", "No place is on the list."}));
  auto rows = list();
  auto cards = list();
  for (std::size_t i = 0; i < names.size(); ++i) {
    rows << row_of(edition, i, names[i]);
    if (i < most_cards) {
      cards << card_of(edition, i, names[i]);
    }
  }
  values.set("has_places", !names.empty());
  values.set("places", rows);
  values.set("cards", cards);
}

void add_felt(const Edition& edition, Values& values) {
  const auto& picture = edition.publication.picture;
  if (edition.publication.read.inputs.observations.size() == 0) {
    values.set("quadrants", false);
    return;
  }
  const auto names = shown_names(place_names(picture.places, edition.language));
  const std::vector<std::pair<Quadrant, Phrase>> boxes{
      {Quadrant::high_crime_high_unsafety, {"Många händelser och otrygg", "Many events and felt unsafe"}},
      {Quadrant::high_crime_low_unsafety,
       {"Många händelser, få tecken på otrygghet", "Many events, few signs of feeling unsafe"}},
      {Quadrant::low_crime_high_unsafety, {"Få händelser, otrygg", "Few events, felt unsafe"}},
      {Quadrant::too_few_observations, {"För få iakttagelser för att säga det", "Too few observations to say"}}};
  Values felt;
  felt.set("felt_title", edition.in({"Händelser och upplevd otrygghet", "Events and felt unsafety"}));
  felt.set(
      "felt_note",
      edition.in(
          {"De två ställs bredvid varandra och läggs aldrig ihop: en plats kan vara otrygg utan att mycket händer där.",
           "The two stand side by side and are never added up: a place may feel unsafe though little happens there."}));
  felt.set("none_word", edition.in({"ingen plats", "no place"}));
  auto all = list();
  for (const auto& [quadrant, title] : boxes) {
    Values box;
    box.set("title", edition.in(title));
    auto inside = list();
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (picture.places[i].quadrant == quadrant) {
        inside << names[i];
      }
    }
    box.set("names", inside);
    all << box;
  }
  felt.set("boxes", all);
  values.set("quadrants", felt);
}

}  // namespace lykta::page
