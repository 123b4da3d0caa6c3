#include "cli/commands/init/starting_log.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/crs/crs.hpp"
#include "geo/read/action_log.hpp"
#include "geo/read/level_log.hpp"
#include "geo/values/text_values.hpp"
#include "geo/write/vector_file.hpp"
#include "publish/tables/csv_table.hpp"
#include "publish/words/words.hpp"

namespace lykta {

namespace {

struct Guide {
  std::string_view role;
  Phrase what;
};

constexpr std::array<Guide, 13> action_guide{{
    {"id", {"ett nummer som är bara den här åtgärdens", "a number that is this action's alone"}},
    {"place",
     {"platsens namn som i lägesbilden, dess id i historiken (P3), eller ett läge: 56.2069, 15.2828",
      "the name of the place as in the picture, its id of the history (P3), or a position: 56.2069, 15.2828"}},
    {"problem",
     {"vad som är problemet på platsen; inget om personer", "what the problem at the place is; nothing on persons"}},
    {"action", {"vad som ska göras", "what is to be done"}},
    {"responsible", {"en roll, som Miljöteknik; aldrig ett namn", "a role, such as Technical services; never a name"}},
    {"noted",
     {"dagen då åtgärden lades upp, som 2025-11-30", "the day on which the action was noted, such as 2025-11-30"}},
    {"decided", {"dagen för beslutet", "the day of the decision"}},
    {"deadline", {"den sista dagen; dagen efter är åtgärden försenad", "the last day; on the day after it is overdue"}},
    {"started", {"dagen då arbetet började", "the day on which the work began"}},
    {"done", {"dagen då åtgärden var klar, eller avslogs", "the day on which the action was done, or declined"}},
    {"status", {"ny, beslutad, pågår, klar eller avslås", "new, decided, ongoing, done or declined"}},
    {"reason", {"varför åtgärden avslogs", "why the action was declined"}},
    {"follow_up",
     {"dagen för uppföljning; sätt en ny eller töm cellen när den är gjord",
      "the day of the follow-up; set a new one or empty the cell once it has been done"}},
}};

constexpr std::array<Guide, 5> level_guide{{
    {"area",
     {"platsens namn som i lägesbilden eller dess id i historiken (P3), Utanför platserna, eller Hela området",
      "the name of the place as in the picture or its id of the history (P3), Outside the places, or The whole area"}},
    {"week", {"som 2025-W48", "such as 2025-W48"}},
    {"level", {"grön, gul, orange eller röd", "green, yellow, orange or red"}},
    {"reason", {"varför just den nivån; inget om personer", "why this level; nothing on persons"}},
    {"role", {"rollen som satte den; aldrig ett namn", "the role that set it; never a name"}},
}};

std::span<const Guide> guide_of(LogKind kind) {
  return kind == LogKind::actions ? std::span<const Guide>(action_guide) : std::span<const Guide>(level_guide);
}

/// The heading of a role in a new table.
std::string heading_of(LogKind kind, std::string_view role, Language language) {
  const auto roles = kind == LogKind::actions ? action_roles() : level_roles();
  const auto found = std::ranges::find_if(roles, [&](const LogRole& each) { return each.key == role; });
  return found->headings[language == Language::sv ? 0 : 1];
}

std::string name_of_layer(LogKind kind, Language language) {
  return kind == LogKind::actions ? Phrase{"atgarder", "actions"}.in(language)
                                  : Phrase{"nivaer", "levels"}.in(language);
}

VectorLayer text_layer(const std::string& name, const std::vector<std::string>& columns) {
  VectorLayer layer{.name = name,
                    .title = name,
                    .description = {},
                    .geometry = LayerGeometry::none,
                    .crs = Crs::parse("EPSG:3006"),
                    .fields = {},
                    .features = 0,
                    .geometry_of = {},
                    .values_of = {}};
  for (const auto& column : columns) {
    layer.fields.push_back({.name = column,
                            .short_name = column.substr(0, 10),
                            .type = FieldType::text,
                            .label = column,
                            .unit = {},
                            .meaning = {}});
  }
  return layer;
}

VectorLayer empty_log(LogKind kind, Language language) {
  std::vector<std::string> columns;
  for (const auto& each : guide_of(kind)) {
    columns.push_back(heading_of(kind, each.role, language));
  }
  auto layer = text_layer(name_of_layer(kind, language), columns);
  for (const auto& each : guide_of(kind)) {
    layer.description += fmt::format("{}{}: {}", layer.description.empty() ? "" : "; ",
                                     heading_of(kind, each.role, language), each.what.in(language));
  }
  return layer;
}

/// The sheet on how to fill in the other one.
VectorLayer guide_sheet(LogKind kind, Language language) {
  auto layer =
      text_layer(Phrase{"Så fyller du i", "How to fill it in"}.in(language),
                 {Phrase{"kolumn", "column"}.in(language), Phrase{"vad som ska stå", "what to write"}.in(language)});
  const auto guide = guide_of(kind);
  layer.features = guide.size();
  layer.values_of = [=](std::size_t i) {
    return std::vector<FieldValue>{heading_of(kind, guide[i].role, language), std::string(guide[i].what.in(language))};
  };
  return layer;
}

}  // namespace

void check_log_ending(LogKind kind, const std::string& path) {
  const auto ending = lower_case(std::filesystem::path(path).extension().string());
  const auto is_layer = ending == ".gpkg" && kind == LogKind::actions;
  if (ending != ".csv" && ending != ".xlsx" && ending != ".ods" && !is_layer) {
    throw InvalidOption(
        fmt::format("{}: an empty table of this kind can be written as .csv, .xlsx{} .ods{}, not as '{}'", path,
                    kind == LogKind::actions ? "," : " or", kind == LogKind::actions ? " or .gpkg" : "", ending));
  }
}

void write_starting_log(LogKind kind, Language language, const std::filesystem::path& path) {
  const auto ending = lower_case(path.extension().string());
  auto log = empty_log(kind, language);
  if (ending == ".csv") {
    table_of(log, language).write(path);
  } else if (ending == ".gpkg") {
    log.geometry = LayerGeometry::point;
    write_vector_file(std::span(&log, 1), path);
  } else {
    // Without any row the headings of a sheet would not be written: a blank one stands for none, here and when it is read.
    log.features = 1;
    log.values_of = [columns = log.fields.size()](std::size_t /*i*/) { return std::vector<FieldValue>(columns); };
    write_vector_file(std::vector{log, guide_sheet(kind, language)}, path);
  }
}

std::string log_guide(LogKind kind, const std::string& path, Language language) {
  auto text = say(language, {"Skrivet till {}. Så fyller du i:\n", "Written to {}. How to fill it in:\n"}, path);
  for (const auto& each : guide_of(kind)) {
    text += fmt::format("  {}: {}\n", heading_of(kind, each.role, language), each.what.in(language));
  }
  return text + (kind == LogKind::actions ? say(language,
                                                {"Sedan: lykta run lykta.toml --output UT --week VECKA --actions {}",
                                                 "Then: lykta run lykta.toml --output OUT --week WEEK --actions {}"},
                                                path)
                                          : say(language,
                                                {"Sedan: lykta run lykta.toml --output UT --week VECKA --levels {}",
                                                 "Then: lykta run lykta.toml --output OUT --week WEEK --levels {}"},
                                                path));
}

}  // namespace lykta
