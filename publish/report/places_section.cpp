#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "publish/report/sections.hpp"
#include "publish/styles/classes.hpp"
#include "publish/tables/week_table.hpp"
#include "publish/words/calendar_words.hpp"
#include "publish/words/history_words.hpp"
#include "publish/words/observation_words.hpp"
#include "publish/words/place_change_words.hpp"
#include "publish/words/place_summary.hpp"
#include "publish/words/place_words.hpp"
#include "publish/words/strata_words.hpp"
#include "publish/words/visit_words.hpp"

namespace lykta::page {

namespace {

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
  card.set("rank", pin_text(edition.publication.picture.places, number));
  card.set("look", std::string(class_of_place(place).name));
  card.set("name", name);
  card.set("count", std::to_string(place.count));
  card.set("events_word", one_or_many(place.count, {"händelse", "event"}, {"händelser", "events"}, edition.language));
  card.set("reliability", rank_briefly(place, edition.language));
  card.set("why", why_briefly(edition.publication.picture, place, edition.language));
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
  row.set("rank", pin_text(edition.publication.picture.places, number));
  row.set("name", name);
  row.set("count", std::to_string(place.count));
  row.set("reliability", rank_briefly(place, edition.language));
  row.set("when", when_briefly(place, edition.language));
  row.set("what", leading_classes_text(place, edition.publication.read.inputs));
  row.set("change", change_briefly(place, edition.language));
  row.set("felt", felt_briefly(place, edition.language));
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
  Values felt;
  felt.set("felt_title", edition.in({"Händelser och upplevd otrygghet", "Events and felt unsafety"}));
  felt.set(
      "felt_note",
      edition.in(
          {"De två ställs bredvid varandra och läggs aldrig ihop: en plats kan vara otrygg utan att mycket händer där.",
           "The two stand side by side and are never added up: a place may feel unsafe though little happens there."}));
  felt.set("none_word", edition.in({"ingen plats", "no place"}));
  auto all = list();
  for (const auto* look : {"both", "crime", "unsafety", "unsure"}) {
    const auto& found = *std::ranges::find(place_classes, look, &MapClass::name);
    Values box;
    box.set("title", label_of(found, edition.publication, edition.language));
    auto inside = list();
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (&class_of_place(picture.places[i]) == &found) {
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
