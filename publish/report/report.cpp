#include "publish/report/report.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <kainjow/mustache.hpp>

#include "publish/pictures/map_drawing.hpp"
#include "publish/report/fill_template.hpp"
#include "publish/report/report_templates.hpp"
#include "publish/report/sections.hpp"
#include "publish/styles/style_sheet.hpp"
#include "publish/words/shown_name.hpp"
#include "publish/words/weekly_words.hpp"

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
  for (const auto& [look, path] : drawing.cells) {
    Values each;
    each.set("class", std::string(look->name));
    each.set("path", path);
    cells << each;
  }
  map.set("cells", cells);
  auto places = list();
  for (const auto& [look, path] : drawing.places) {
    Values each;
    each.set("look", std::string(look->name));
    each.set("path", path);
    places << each;
  }
  map.set("places", places);
  auto names = list();
  for (const auto& [name, at, is_locality] : drawing.names) {
    Values each;
    each.set("name", name);
    each.set("class", is_locality ? "town" : "spot");
    each.set("x", fmt::format("{:.0f}", at.x));
    each.set("y", fmt::format("{:.0f}", at.y));
    names << each;
  }
  map.set("names", names);
  return map;
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
  values.set("title", shown_name(edition.context.title));
  values.set("subtitle", days_of_picture(edition.publication.picture, edition.language));
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

std::string report_html(const Publication& publication, const RunContext& context) {
  const auto drawing = draw_map(publication);
  Values whole;
  whole.set("language", code_of(context.language));
  whole.set("program", program_version());
  whole.set("title", shown_name(context.title));
  whole.set("style", std::string(report_style()) + class_rules());
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
