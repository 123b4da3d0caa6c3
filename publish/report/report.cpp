#include "publish/report/report.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <kainjow/mustache.hpp>

#include "engine/questions/weekly_picture.hpp"
#include "engine/time/iso_week.hpp"
#include "publish/report/fill_template.hpp"
#include "publish/report/map_drawing.hpp"
#include "publish/report/report_templates.hpp"
#include "publish/report/sections.hpp"
#include "publish/words/calendar_words.hpp"

namespace lykta {

namespace {

using page::Edition;
using page::list;
using page::Values;

const char* code_of(Language language) { return language == Language::sv ? "sv" : "en"; }

/// What both editions show.
Values values_of(const MapDrawing& drawing) {
  Values map;
  map.set("area", drawing.area);
  auto cells = list();
  for (const auto& [class_name, path] : drawing.cells) {
    Values each;
    each.set("class", std::string(class_name));
    each.set("path", path);
    cells << each;
  }
  map.set("cells", cells);
  auto places = list();
  for (const auto& [look, path] : drawing.places) {
    Values each;
    each.set("look", std::string(look));
    each.set("path", path);
    places << each;
  }
  map.set("places", places);
  auto names = list();
  for (const auto& [name, at, is_locality] : drawing.names) {
    Values each;
    each.set("name", page::shown_name(name));
    each.set("class", is_locality ? "town" : "spot");
    each.set("x", fmt::format("{:.0f}", at.x));
    each.set("y", fmt::format("{:.0f}", at.y));
    names << each;
  }
  map.set("names", names);
  return map;
}

/// The week that is told of, and what its places rest on; else the period.
std::string subtitle_of(const Edition& edition) {
  const auto& picture = edition.publication.picture;
  const auto& period = picture.options.period;
  if (picture.weekly && period) {
    const auto& week = picture.weekly->options;
    return say(edition.language,
               {"Vecka {} {} ({}). Platserna bygger på {}.", "Week {} of {} ({}). The places rest on {}."},
               week.last.week, week.last.year, period_text(period_of(week.last), edition.language),
               period_text(*period, edition.language));
  }
  return period ? period_text(*period, edition.language) : edition.in({"Alla händelser", "All events"});
}

Values values_of(const Edition& edition) {
  const auto other = edition.language == Language::sv ? Language::en : Language::sv;
  Values values;
  values.set("lang", code_of(edition.language));
  values.set("other_lang", code_of(other));
  values.set("other_language", Phrase{"På svenska", "In English"}.in(other));
  values.set("print_word", edition.in({"Skriv ut", "Print"}));
  values.set("table_word", edition.in({"Tabell", "Table"}));
  values.set("stamp", internal_stamp(edition.language));
  values.set("title", page::shown_name(edition.context.title));
  values.set("subtitle", subtitle_of(edition));
  values.set("footer", fmt::format("Lykta {}. {}", program_version(),
                                   edition.in({"Programmet handlar om platser, aldrig om personer.",
                                               "It is software about places, never about persons."})));
  page::add_short(edition, values);
  page::add_map(edition, values);
  page::add_strata(edition, values);
  page::add_week(edition, values);
  page::add_places(edition, values);
  page::add_felt(edition, values);
  page::add_actions(edition, values);
  page::add_levels(edition, values);
  page::add_sources(edition, values);
  page::add_method(edition, values);
  return values;
}

}  // namespace

std::string page::shown_name(const std::string& name) {
  constexpr std::size_t longest = 80;
  std::string shown;
  std::size_t letters = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    // U+202A to 202E and U+2066 to 2069.
    const auto part = std::string_view(name).substr(i, 3);
    if (part.size() == 3 && (part.starts_with("\xE2\x80") || part.starts_with("\xE2\x81"))) {
      const auto last = static_cast<unsigned char>(part[2]);
      if (part[1] == '\x80' ? last >= 0xAA && last <= 0xAE : last >= 0xA6 && last <= 0xA9) {
        i += 2;
        continue;
      }
    }
    letters += (static_cast<unsigned char>(name[i]) & 0xC0U) != 0x80U ? 1U : 0U;
    if (letters > longest) {
      return shown + "…";
    }
    shown += name[i] == '\n' || name[i] == '\r' ? ' ' : name[i];
  }
  return shown;
}

std::vector<std::string> page::shown_names(std::vector<std::string> names) {
  std::ranges::transform(names, names.begin(), shown_name);
  return names;
}

std::string report_html(const Publication& publication, const RunContext& context) {
  const auto drawing = draw_map(publication);
  Values whole;
  whole.set("language", code_of(context.language));
  whole.set("program", program_version());
  whole.set("title", page::shown_name(context.title));
  whole.set("style", std::string(report_style()));
  whole.set("script", std::string(report_script()));
  whole.set("map", values_of(drawing));
  whole.set("edition", kainjow::mustache::partial([] { return std::string(report_edition()); }));
  auto editions = list();
  const auto other = context.language == Language::sv ? Language::en : Language::sv;
  for (const auto language : std::array{context.language, other}) {
    editions << values_of(Edition{publication, context, drawing, language});
  }
  whole.set("editions", editions);
  return filled_template(report_page(), whole);
}

}  // namespace lykta
