// Does docs/outputs.md name every field as the program writes it?
#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "engine/questions/action_picture.hpp"
#include "engine/questions/level_picture.hpp"
#include "engine/questions/picture.hpp"
#include "engine/questions/weekly_picture.hpp"
#include "geo/read/inputs.hpp"
#include "publish/context/context_kinds.hpp"
#include "publish/layers/area_layers.hpp"
#include "publish/layers/layers.hpp"
#include "publish/layers/log_layers.hpp"
#include "publish/layers/place_tables.hpp"
#include "publish/layers/strata_layers.hpp"
#include "publish/layers/week_calendar_table.hpp"
#include "publish/layers/weekly_layers.hpp"
#include "publish/words/named_places.hpp"
#include "publish/words/template_text.hpp"
#include "publish/words/warnings.hpp"
#include "tests/catch.hpp"
#include "tests/source_folder.hpp"

namespace {

using namespace lykta;

std::string page() {
  std::ifstream file(test::source_folder() / "docs" / "outputs.md");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string type_name(FieldType type) {
  switch (type) {
    case FieldType::integer:
      return "integer";
    case FieldType::real:
      return "real";
    case FieldType::date_time:
      return "date-time";
    case FieldType::text:
      break;
  }
  return "text";
}

/// The table of a layer as it must stand on the page.
std::string table_of(const VectorLayer& layer) {
  std::string text = "| field | in a Shapefile | type | unit | meaning |\n|---|---|---|---|---|\n";
  for (const auto& field : layer.fields) {
    text += fmt::format("| `{}` | `{}` | {} | {} | {} |\n", field.name, field.short_name, type_name(field.type),
                        field.unit, field.meaning);
  }
  return text;
}

/// The table of warnings as it must stand on the page.
std::string table_of_warnings() {
  std::string text = "| warning | what it says |\n|---|---|\n";
  for (const auto& words : all_warning_words()) {
    text += fmt::format("| `{}` | {} |\n", words.name,
                        filled(words.text.in(Language::en), [](std::string_view) { return std::string("…"); }));
  }
  return text;
}

ReadInputs one_event() {
  Inputs inputs;
  inputs.classes = {{"theft", 1.0}};
  inputs.incidents.position = {{500050, 6229050}};
  inputs.incidents.time = {std::nullopt};
  inputs.incidents.class_index = {0};
  inputs.incidents.origin = {Origin::reported};
  inputs.incidents.position_class = {PositionClass::unknown};
  inputs.incidents.row = {{0, 2}};
  return {std::move(inputs), {}, Crs::parse("EPSG:3006"), said({"angivet", "stated"}), {}};
}

/// The same on a day of the standing window of a week.
ReadInputs one_event_of_a_week() {
  using namespace std::chrono;
  auto read = one_event();
  const LocalTime noon = local_days{2025y / 10 / 1} + 12h;
  read.inputs.incidents.time = {TimeSpan{noon, noon}};
  return read;
}

Picture weekly_picture_of(const Inputs& inputs) {
  const IsoWeek week{2025, 48};
  PictureOptions options;
  options.period = period_before({24, PeriodUnit::months}, monday_of(week));
  auto picture = make_picture(inputs, options);
  add_weekly_picture(inputs, {.first = week, .last = week}, picture);
  return picture;
}

}  // namespace

TEST_CASE("The page of outputs holds the fields of a weekly picture") {
  const auto read = one_event_of_a_week();
  const auto picture = weekly_picture_of(read.inputs);
  const Publication publication{picture, read, Language::en};
  std::ofstream wanted("week_fields_of_outputs.md");
  for (const auto& layer :
       {week_places_layer(publication), week_events_table(publication), week_calendar_table(publication)}) {
    const auto table = table_of(layer);
    wanted << "### " << layer.name << "\n\n" << table << "\n";
    INFO("docs/outputs.md must hold the table of " << layer.name << " as in week_fields_of_outputs.md");
    CHECK(page().find(table) != std::string::npos);
  }
}

TEST_CASE("The page of outputs holds the fields of actions and levels") {
  const auto read = one_event_of_a_week();
  auto picture = weekly_picture_of(read.inputs);
  const auto names = named_places(picture);
  add_actions(read.inputs, {}, names, picture);
  add_levels(read.inputs, names, picture);
  const Publication publication{picture, read, Language::en};
  std::ofstream wanted("log_fields_of_outputs.md");
  for (const auto& layer : {actions_layer(publication), levels_layer(publication)}) {
    const auto table = table_of(layer);
    wanted << "### " << layer.name << "\n\n" << table << "\n";
    INFO("docs/outputs.md must hold the table of " << layer.name << " as in log_fields_of_outputs.md");
    CHECK(page().find(table) != std::string::npos);
  }
}

TEST_CASE("The page of outputs holds the field table of every layer") {
  const auto read = one_event();
  const auto picture = make_picture(read.inputs, {});
  const Publication publication{picture, read, Language::en};
  const auto text = page();
  // Beside the test, so that a new field is copied from there to the page.
  std::ofstream wanted("fields_of_outputs.md");
  std::vector<VectorLayer> layers{places_layer(publication),       grid_layer(publication),
                                  incidents_layer(publication),    observations_layer(publication),
                                  place_scores_table(publication), place_windows_table(publication),
                                  place_hours_table(publication),  reference_cells_layer(publication)};
  layers.push_back(boundary_layer(publication));
  layers.push_back(names_layer(publication));
  for (const auto* kind : context_kinds) {
    layers.push_back(kind->layer(publication));
  }
  for (const auto& layer : layers) {
    const auto table = table_of(layer);
    wanted << "### " << layer.name << "\n\n" << table << "\n";
    INFO("docs/outputs.md must hold the table of layer " << layer.name << " as in fields_of_outputs.md");
    CHECK(text.find(table) != std::string::npos);
  }
}

TEST_CASE("The page of outputs holds the fields that places have with a history") {
  const auto read = one_event();
  auto picture = make_picture(read.inputs, {});
  const auto plain = places_layer({picture, read, Language::en}).fields;
  picture.history = PictureHistory();
  auto layer = places_layer({picture, read, Language::en});
  std::erase_if(layer.fields, [&](const FieldDefinition& field) {
    return std::ranges::find(plain, field.name, &FieldDefinition::name) != plain.end();
  });
  CHECK(layer.fields.size() == 8);
  const auto table = table_of(layer);
  std::ofstream("history_fields_of_outputs.md") << table;
  INFO("docs/outputs.md must hold the table in history_fields_of_outputs.md");
  CHECK(page().find(table) != std::string::npos);
}

TEST_CASE("The page of outputs holds the fields of localities") {
  auto read = one_event();
  read.inputs.strata = {{"Byn", "", rectangle({500000, 6229000, 500100, 6229100}), 0}};
  const auto picture = make_picture(read.inputs, {});
  const Publication publication{picture, read, Language::en};
  auto places = places_layer(publication);
  std::erase_if(places.fields, [](const FieldDefinition& field) { return field.name != "stratum"; });
  std::ofstream wanted("strata_fields_of_outputs.md");
  for (const auto& layer : {places, strata_layer(publication)}) {
    const auto table = table_of(layer);
    wanted << "### " << layer.name << "\n\n" << table << "\n";
    INFO("docs/outputs.md must hold the table of " << layer.name << " as in strata_fields_of_outputs.md");
    CHECK(page().find(table) != std::string::npos);
  }
}

TEST_CASE("The page of outputs holds every warning") {
  const auto table = table_of_warnings();
  std::ofstream("warnings_of_outputs.md") << table;
  INFO("docs/outputs.md must hold the table in warnings_of_outputs.md");
  CHECK(page().find(table) != std::string::npos);
}

TEST_CASE("The page of outputs names every cause of rejection") {
  const auto text = page();
  for (int cause = 0; cause <= static_cast<int>(last_reject_cause); ++cause) {
    if (static_cast<RejectCause>(cause) == RejectCause::unreadable_time) {
      continue;  // of no row: its day stands without it
    }
    const auto name = fmt::format("`{}`", name_of(static_cast<RejectCause>(cause)));
    INFO(name);
    CHECK(text.find(name, text.find("## Causes of rejection")) != std::string::npos);
  }
}

TEST_CASE("The page of outputs names every fault of a log") {
  const auto text = page();
  for (int kind = 0; kind <= static_cast<int>(last_log_fault); ++kind) {
    const auto name = fmt::format("`{}`", name_of(static_cast<LogFaultKind>(kind)));
    INFO(name);
    CHECK(text.find(name, text.find("## Causes of rejection")) != std::string::npos);
  }
}
