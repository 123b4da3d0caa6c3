#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "engine/questions/weekly_picture.hpp"
#include "publish/project/print_page.hpp"
#include "publish/project/project_parts.hpp"
#include "publish/words/period_record.hpp"
#include "publish/words/place_words.hpp"
#include "publish/words/weekly_words.hpp"

namespace lykta::project {

namespace {

struct Sheet {
  const char* name;
  double width;
  double height;
  double column;       ///< of text and legend, beside the map
  double letters;      ///< how much larger than on A4 they are
  std::size_t places;  ///< that are listed
  double overview_height;
};
constexpr Sheet a4{"A4", 297, 210, 78, 1, 8, 40};
constexpr Sheet a3{"A3", 420, 297, 108, 1.3, 12, 64};

constexpr double margin = 10;
constexpr double gap = 5;
constexpr double foot = 8;  ///< of source and period

/// Of the title.
double head(const Sheet& sheet) { return 18 * sheet.letters; }

Frame map_frame(const Sheet& sheet) {
  return {margin, margin + head(sheet), sheet.width - 2 * margin - gap - sheet.column,
          sheet.height - 2 * margin - head(sheet) - foot};
}

Frame column_frame(const Sheet& sheet) {
  const auto map = map_frame(sheet);
  return {map.x + map.width + gap, map.y, sheet.column, map.height};
}

/// The lower end of the column.
Frame overview_frame(const Sheet& sheet) {
  const auto column = column_frame(sheet);
  return {column.x, column.y + column.height - sheet.overview_height, column.width, sheet.overview_height};
}

std::string period_text(const Parts& parts) {
  const auto period = period_record(parts.content.publication.picture.options.period);
  return period.is_null() ? parts.in({"alla händelser", "all events"})
                          : say(parts.language(), {"{} till {}", "{} to {}"}, period["from"].get<std::string>(),
                                period["to"].get<std::string>());
}

/// Whether a letter (of several bytes) turns the direction of what follows, perhaps beyond its own text: U+202A to U+202E and U+2066
/// to U+2069.
bool turns_direction(std::string_view letter) {
  if (letter.size() != 3) {
    return false;
  }
  const auto last = static_cast<unsigned char>(letter[2]);
  return (letter.starts_with("\xE2\x80") && last >= 0xAA && last <= 0xAE) ||
         (letter.starts_with("\xE2\x81") && last >= 0xA6 && last <= 0xA9);
}

/// A line: without breaks and marks of direction, and cut where it is long.
std::string in_a_line(std::string_view text, std::size_t longest) {
  std::string line;
  for (std::size_t letters = 0; !text.empty();) {
    std::size_t size = 1;
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
      ++size;
    }
    const auto letter = text.substr(0, size);
    text.remove_prefix(size);
    if (turns_direction(letter)) {
      continue;
    }
    if (++letters > longest) {
      return line + "…";
    }
    line += static_cast<unsigned char>(letter.front()) < ' ' ? std::string_view(" ") : letter;
  }
  return line;
}

std::string source_text(const Parts& parts) {
  const auto& read = parts.content.publication.read;
  std::vector<std::string> names;
  for (const auto& source : read.report.sources) {
    names.push_back(source.name);
  }
  constexpr std::size_t longest = 160;
  const auto localities = read.inputs.localities.empty()
                              ? std::string()
                              : parts.in({" Orter: SCB 2020.", " Localities: Statistics Sweden 2020."});
  return plain_text(say(parts.language(),
                        {"Källor: {}. Period: {}. Koordinatsystem: {}.{} Lykta {}.",
                         "Sources: {}. Period: {}. Coordinate system: {}.{} Lykta {}."},
                        in_a_line(listed(names, parts.language()), longest), period_text(parts), read.crs.name(),
                        localities, program_version()));
}

std::vector<const Layer*> layers_called(const Parts& parts, const std::vector<std::string_view>& ids) {
  std::vector<const Layer*> found;
  for (const auto& layer : parts.layers) {
    if (std::ranges::find(ids, layer.id) != ids.end()) {
      found.push_back(&layer);
    }
  }
  return found;
}

constexpr std::size_t longest_title = 55;

/// The title of the run where a page has room for a line.
std::string title_of(const Parts& parts) { return plain_text(in_a_line(parts.content.context.title, longest_title)); }

/// What every page has around its map.
void add_frame_of_page(Page& page, const Sheet& sheet, const Parts& parts, const std::string& title,
                       const std::string& subtitle, const std::string& note = {}) {
  const auto stamp_width = 44 * sheet.letters;
  const auto width = sheet.width - 2 * margin - stamp_width - gap;
  page.text("title", {margin, margin, width, 9 * sheet.letters}, title, {.points = 18, .bold = true});
  // What is longer than a line gets two smaller ones.
  constexpr std::size_t one_line = 100;
  page.text("subtitle", {margin, margin + 9.2 * sheet.letters, width, 8.3 * sheet.letters}, subtitle,
            {.points = subtitle.size() > one_line ? 9.0 : 11.0});
  page.text("stamp", {sheet.width - margin - stamp_width, margin, stamp_width, 8 * sheet.letters},
            internal_stamp(parts.language()),
            {.points = 11, .bold = true, .colour = palette::crime, .centred = true, .boxed = true});
  page.text("source", {margin, sheet.height - margin - foot + 2, sheet.width - 2 * margin, foot - 2},
            note + source_text(parts), {.points = 7, .colour = palette::grid_line});
}

/// Scale and north in the corners of a map.
void add_aids(Page& page, const Frame& map) {
  page.scale_bar("scale", {map.x + 3, map.y + map.height - 13, 60, 10}, "map");
  page.north_arrow("north", {map.x + map.width - 12, map.y + 3, 9, 15}, "map");
}

constexpr std::size_t longest_name = 30;

/// The first places by rank, as many as there is room for.
std::vector<std::string> lines_of_places(const Parts& parts, std::size_t most) {
  const auto& places = parts.content.publication.picture.places;
  const auto names = place_names(places, parts.language());
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < places.size() && lines.size() < most; ++i) {
    if (places[i].rank) {
      lines.push_back(fmt::format("{}  {}: {}", *places[i].rank, in_a_line(names[i], longest_name), places[i].count));
    }
  }
  return lines;
}

/// The standing places with the events of the week, and how many were to be expected.
std::vector<std::string> lines_of_week(const Parts& parts, std::size_t most) {
  const auto& picture = parts.content.publication.picture;
  const auto names = area_names(picture, parts.language());
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < names.size() && lines.size() < most; ++i) {
    const auto& week = picture.weekly->areas[i].weeks.back();
    const auto expected = week.expected ? fmt::format(" ({})", range_text(*week.expected, parts.language())) : "";
    lines.push_back(fmt::format("{}: {}{}", in_a_line(names[i], longest_name), week.watched, expected));
  }
  return lines;
}

void add_list(Page& page, const Sheet& sheet, const Parts& parts, Theme theme) {
  const auto is_week = theme == Theme::week;
  const auto lines = is_week ? lines_of_week(parts, sheet.places) : lines_of_places(parts, sheet.places);
  if (lines.empty()) {
    return;
  }
  const auto overview = overview_frame(sheet);
  const auto heading = 4.5 * sheet.letters;
  const auto height = 3.9 * sheet.letters * static_cast<double>(lines.size());
  const auto top = overview.y - gap - height;
  page.text("list heading", {overview.x, top - heading, overview.width, heading},
            is_week ? parts.in({"Händelser under veckan (förväntat antal)", "Events of the week (expected number)"})
                    : parts.in({"Händelser per plats under perioden", "Events per place in the period"}),
            {.points = 8.5, .bold = true});
  page.text("list", {overview.x, top, overview.width, height}, plain_text(fmt::to_string(fmt::join(lines, "\n"))),
            {.points = 8});
}

std::string subtitle_of(const Parts& parts, Theme theme) {
  const auto& weekly = parts.content.publication.picture.weekly;
  return theme == Theme::week && weekly ? plain_text(week_headline(*weekly, parts.language()))
                                        : fmt::format("{} · {}", name_of(theme, parts.language()), period_text(parts));
}

void add_page(pugi::xml_node layouts, const Sheet& sheet, const Parts& parts) {
  const auto theme = parts.themes.front();
  const auto& picture = parts.content.publication.picture;
  Page page(layouts, fmt::format("{} {}", sheet.name, parts.in({"lägesbild", "situation picture"})), sheet.width,
            sheet.height, sheet.letters);
  const auto map = map_frame(sheet);
  page.map("map", map, {name_of(theme, parts.language()), home_of(picture)});
  add_aids(page, map);
  page.legend("legend", column_frame(sheet), parts, "map");
  add_list(page, sheet, parts, theme);
  page.overview("overview", overview_frame(sheet),
                {.theme = {},
                 .extent = with_margin(picture.study_area.box()),
                 .layers = layers_called(parts, {"lykta_names_layer", "lykta_boundary_layer"})},
                "map");
  add_frame_of_page(page, sheet, parts, title_of(parts), subtitle_of(parts, theme));
}

/// What a page of a place says beside its map, as texts with expressions of QGIS.
std::string facts_of_place(const Parts& parts) {
  const auto* language = parts.language() == Language::sv ? "sv" : "en";
  return fmt::format(
      fmt::runtime(
          parts.in({R"([% "count" %] händelser (95 % KI [% format_number("count_low", 0, '{0}') %] till )"
                    R"([% format_number("count_high", 0, '{0}') %])
[% coalesce('När: ' || coalesce("visit_window", "weekday", "hours") || '\n', '') %])"
                    R"([% coalesce('Vad: ' || "leading_classes" || '\n', '') %])"
                    R"([% if("change" IS NULL, '', 'Förändring: ' || represent_value("change") || '\n') %])"
                    R"(Händelser och otrygghet: [% represent_value("quadrant") %]
Underlaget talar för: [% represent_value("answer") %])",
                    R"([% "count" %] events (95 % confidence interval [% format_number("count_low", 0, '{0}') %] to )"
                    R"([% format_number("count_high", 0, '{0}') %])
[% coalesce('When: ' || coalesce("visit_window", "weekday", "hours") || '\n', '') %])"
                    R"([% coalesce('What: ' || "leading_classes" || '\n', '') %])"
                    R"([% if("change" IS NULL, '', 'Change: ' || represent_value("change") || '\n') %])"
                    R"(Events and felt unsafety: [% represent_value("quadrant") %]
The evidence suggests: [% represent_value("answer") %])"})),
      language);
}

/// What stands beside the map of a place.
void add_column_of_place(Page& page, const Sheet& sheet, const Parts& parts) {
  const auto column = column_frame(sheet);
  const auto overview = overview_frame(sheet);
  constexpr double facts_height = 36;
  const auto why_top = column.y + facts_height + gap;
  page.text("facts", {column.x, column.y, column.width, facts_height}, facts_of_place(parts), {.points = 9});
  page.text("why", {column.x, why_top, column.width, overview.y - gap - why_top}, R"([% "why" %])", {.points = 8});
  page.overview("overview", overview,
                {.theme = {},
                 .extent = home_of(parts.content.publication.picture),
                 .layers = layers_called(parts, {"lykta_places_layer", "lykta_names_layer", "lykta_boundary_layer"})},
                "map");
}

/// The same as in_a_line() of rank and name, as an expression of QGIS.
std::string name_in_a_line() {
  // The marks of turns_direction().
  constexpr const char* name =
      R"(regexp_replace("name", '[' || char(8234) || '-' || char(8238) || char(8294) || '-' || char(8297) || ']', ''))";
  return fmt::format(
      R"([% coalesce(to_string("rank") || '  ', '') || left({0}, {1}) || if(length({0}) > {1}, '…', '') %])", name,
      longest_title);
}

/// A page for each place that has a rank; where none has, for each place.
void add_atlas(pugi::xml_node layouts, const Parts& parts) {
  const auto& picture = parts.content.publication.picture;
  const auto places = std::ranges::find(parts.layers, "lykta_places_layer", &Layer::id);
  if (picture.places.empty() || places == parts.layers.end()) {
    return;
  }
  const auto& sheet = a4;
  Page page(layouts, parts.in({"A4 en sida per plats", "A4 a page per place"}), sheet.width, sheet.height,
            sheet.letters);
  const auto map = map_frame(sheet);
  // The largest place takes up two thirds of the map.
  const auto half = std::max(250.0, 0.75 * picture.options.places.maximum_extent_m);
  const auto& [x, y] = picture.places.front().position;
  page.map("map", map,
           {.theme = name_of(Theme::priority, parts.language()),
            .extent = {x - half, y - half, x + half, y + half},
            .follows_atlas = true});
  add_aids(page, map);
  add_column_of_place(page, sheet, parts);
  add_frame_of_page(
      page, sheet, parts, name_in_a_line(), fmt::format("{} · {}", title_of(parts), period_text(parts)),
      parts.in(
          {"Siffror i rutorna: händelser. Mörka rutor har fler händelser än slumpen ger, ljusa ligger intill sådana "
           "eller har få.\n",
           "Numbers in the cells: events. Dark cells have more events than chance gives, pale ones lie beside such "
           "or have few.\n"}));
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
