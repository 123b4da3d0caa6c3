#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "publish/project/print_page.hpp"
#include "publish/project/project_parts.hpp"
#include "publish/words/period_record.hpp"

namespace lykta::project {

namespace {

struct Sheet {
  const char* name;
  double width;
  double height;
  double column;  ///< of text and legend, beside the map
};
constexpr Sheet a4{"A4", 297, 210, 78};
constexpr Sheet a3{"A3", 420, 297, 92};

constexpr double margin = 10;
constexpr double gap = 5;
constexpr double head = 18;  ///< of the title
constexpr double foot = 10;  ///< of source and period

Frame map_frame(const Sheet& sheet) {
  return {margin, margin + head, sheet.width - 2 * margin - gap - sheet.column,
          sheet.height - 2 * margin - head - foot};
}

Frame column_frame(const Sheet& sheet) {
  const auto map = map_frame(sheet);
  return {map.x + map.width + gap, map.y, sheet.column, map.height};
}

std::string period_text(const Parts& parts) {
  const auto period = period_record(parts.content.publication.picture.options.period);
  return period.is_null() ? parts.in({"Alla händelser", "All events"})
                          : say(parts.language(), {"{} till {}", "{} to {}"}, period["from"].get<std::string>(),
                                period["to"].get<std::string>());
}

std::string source_text(const Parts& parts) {
  const auto& read = parts.content.publication.read;
  std::vector<std::string> names;
  for (const auto& source : read.report.sources) {
    names.push_back(source.name);
  }
  return plain_text(say(parts.language(),
                        {"Källor: {}. Period: {}. Koordinatsystem: {}. {}.",
                         "Sources: {}. Period: {}. Coordinate system: {}. {}."},
                        listed(names, parts.language()), period_text(parts), read.crs.name(), program_version()));
}

/// What every page has around its map.
void add_frame_of_page(Page& page, const Sheet& sheet, const Parts& parts, const std::string& title,
                       const std::string& subtitle) {
  constexpr double stamp_width = 44;
  const auto width = sheet.width - 2 * margin - stamp_width - gap;
  page.text("title", {margin, margin, width, 9}, title, {.points = 18, .bold = true});
  page.text("subtitle", {margin, margin + 9.5, width, 6}, subtitle, {.points = 11});
  page.text("stamp", {sheet.width - margin - stamp_width, margin, stamp_width, 8}, internal_stamp(parts.language()),
            {.points = 11, .bold = true, .colour = palette::crime, .centred = true, .boxed = true});
  page.text("source", {margin, sheet.height - margin - foot + 3, sheet.width - 2 * margin, foot - 3},
            source_text(parts), {.points = 7.5, .colour = palette::grid_line});
}

/// Scale and north in the corners of a map.
void add_aids(Page& page, const Frame& map) {
  page.scale_bar("scale", {map.x + 3, map.y + map.height - 13, 60, 10}, "map");
  page.north_arrow("north", {map.x + map.width - 12, map.y + 3, 9, 15}, "map");
}

void add_page(pugi::xml_node layouts, const Sheet& sheet, const Parts& parts) {
  const auto theme = name_of(parts.themes.front(), parts.language());
  Page page(layouts, fmt::format("{} {}", sheet.name, parts.in({"lägesbild", "situation picture"})), sheet.width,
            sheet.height);
  const auto map = map_frame(sheet);
  page.map("map", map, {theme, home_of(parts.content.publication.picture)});
  add_aids(page, map);
  page.legend("legend", column_frame(sheet), parts, "map");
  add_frame_of_page(page, sheet, parts, plain_text(parts.content.context.title),
                    fmt::format("{} · {}", theme, period_text(parts)));
}

/// What a page of a place says beside its map, as texts with expressions of QGIS.
std::string facts_of_place(const Parts& parts) {
  const auto* language = parts.language() == Language::sv ? "sv" : "en";
  return fmt::format(fmt::runtime(parts.in(
                         {"[% \"count\" %] händelser (95 % KI [% format_number(\"count_low\", 0, '{0}') %] till "
                          "[% format_number(\"count_high\", 0, '{0}') %])\n"
                          "[% coalesce('När: ' || coalesce(\"visit_window\", \"weekday\", \"hours\") || '\\n', '') %]"
                          "[% coalesce('Vad: ' || \"leading_classes\" || '\\n', '') %]"
                          "[% coalesce('Förändring: ' || represent_value(\"change\") || '\\n', '') %]"
                          "Otrygghet: [% represent_value(\"quadrant\") %]\n"
                          "Underlaget talar för: [% represent_value(\"answer\") %]",
                          "[% \"count\" %] events (95 % confidence interval [% format_number(\"count_low\", 0, '{0}') "
                          "%] to [% format_number(\"count_high\", 0, '{0}') %])\n"
                          "[% coalesce('When: ' || coalesce(\"visit_window\", \"weekday\", \"hours\") || '\\n', '') %]"
                          "[% coalesce('What: ' || \"leading_classes\" || '\\n', '') %]"
                          "[% coalesce('Change: ' || represent_value(\"change\") || '\\n', '') %]"
                          "Felt unsafety: [% represent_value(\"quadrant\") %]\n"
                          "The evidence suggests: [% represent_value(\"answer\") %]"})),
                     language);
}

/// A page for each place that has a rank; where none has, for each place.
void add_atlas(pugi::xml_node layouts, const Parts& parts) {
  const auto& picture = parts.content.publication.picture;
  const auto places = std::ranges::find(parts.layers, "lykta_places_layer", &Layer::id);
  if (picture.places.empty() || places == parts.layers.end()) {
    return;
  }
  const auto& sheet = a4;
  Page page(layouts, parts.in({"A4 en sida per plats", "A4 a page per place"}), sheet.width, sheet.height);
  const auto map = map_frame(sheet);
  const auto theme = name_of(Theme::priority, parts.language());
  // The largest place takes up two thirds of the map.
  const auto half = std::max(250.0, 0.75 * picture.options.places.maximum_extent_m);
  const auto& [x, y] = picture.places.front().position;
  page.map("map", map, {theme, {x - half, y - half, x + half, y + half}, true});
  add_aids(page, map);
  const auto column = column_frame(sheet);
  constexpr double facts_height = 44;
  constexpr double overview_height = 38;
  page.text("facts", {column.x, column.y, column.width, facts_height}, facts_of_place(parts), {.points = 9});
  const auto why_height = column.height - facts_height - overview_height - 2 * gap;
  page.text("why", {column.x, column.y + facts_height + gap, column.width, why_height}, R"([% "why" %])",
            {.points = 8});
  page.overview("overview", {column.x, column.y + column.height - overview_height, column.width, overview_height},
                {theme, home_of(picture)}, "map");
  add_frame_of_page(page, sheet, parts, R"([% coalesce(to_string("rank") || '  ', '') || "name" %])",
                    fmt::format("{} · {}", plain_text(parts.content.context.title), period_text(parts)));
  const auto is_ranked = std::ranges::any_of(picture.places, [](const Place& place) { return place.rank.has_value(); });
  page.atlas(*places, is_ranked ? R"("rank" IS NOT NULL)" : "", is_ranked ? R"("rank")" : R"("name")");
}

}  // namespace

void add_layouts(pugi::xml_node root, const Parts& parts) {
  auto layouts = add(root, "Layouts");
  for (const auto* sheet : {&a4, &a3}) {
    add_page(layouts, *sheet, parts);
  }
  add_atlas(layouts, parts);
}

}  // namespace lykta::project
