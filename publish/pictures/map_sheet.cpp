#include "publish/pictures/map_sheet.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "geo/write/xml_text.hpp"
#include "publish/pictures/letter_width.hpp"
#include "publish/pictures/sheet.hpp"
#include "publish/pictures/svg.hpp"
#include "publish/words/place_words.hpp"
#include "publish/words/shown_name.hpp"
#include "publish/words/weekly_words.hpp"

namespace lykta {

namespace {

using sheet::MapOnSheet;
using sheet::Sheet;

struct PaperSize {
  const char* name;
  double width;
  double height;
  double letters;  ///< factor against those of A4
};

PaperSize size_of(Paper paper) {
  return paper == Paper::a3 ? PaperSize{"A3", 420, 297, 1.28} : PaperSize{"A4", 297, 210, 1};
}

/// Where the parts lie.
struct PartsOfSheet {
  Box map;
  Box column;
  double notes_top = 0;
};

constexpr double sheet_margin = 9;
constexpr double column_width = 84;

PartsOfSheet layout_of(const PaperSize& size) {
  const auto left = sheet_margin;
  const auto right = size.width - sheet_margin;
  const auto top = sheet_margin + 16 * size.letters;
  const auto bottom = size.height - sheet_margin - 16 * size.letters;
  const auto column = right - column_width * size.letters;
  return {{left, top, column - 5 * size.letters, bottom}, {column, top, right, bottom}, bottom};
}

/// In words: "726 events" beside the days.
std::string subtitle_of(const Sheet& sheet) {
  return fmt::format("{}   ·   {}", days_of_picture(sheet.picture(), sheet.language()),
                     events_text(sheet.picture().counted_events, sheet.language()));
}

void draw_head(pugi::xml_node page, const Sheet& sheet, const PaperSize& size) {
  const auto letters = sheet.letters;
  const auto stamp = internal_stamp(sheet.language());
  const auto stamp_size = 3.4 * letters;
  const auto width = text_width(stamp, stamp_size, true) + 2 * stamp_size;
  const auto right = size.width - sheet_margin;
  const Box box{right - width, sheet_margin, right, sheet_margin + 2 * stamp_size};
  svg::rectangle(page, box, svg::joined({{"fill", "none"}}, svg::line(palette::crime, 0.6 * letters)));
  svg::write(page, {right - width / 2, sheet_margin + 1.36 * stamp_size}, stamp,
             {.size = stamp_size, .bold = true, .anchor = "middle", .colour = palette::crime});
  const auto room = box.min_x - sheet_margin - 4 * letters;
  const auto title = shown_name(sheet.context.title);
  // A long title in smaller letters before it is cut.
  auto title_size = 6.2 * letters;
  while (title_size > 4 * letters && text_width(title, title_size, true) > room) {
    title_size *= 0.95;
  }
  svg::write(page, {sheet_margin, sheet_margin + 5.4 * letters}, fitted(title, room, title_size, true),
             {.size = title_size, .bold = true});
  svg::write(page, {sheet_margin, sheet_margin + 12 * letters}, fitted(subtitle_of(sheet), room, 3.5 * letters),
             {.size = 3.5 * letters});
}

/// Notes of one line if they can be, and of no more lines than there is room for.
void draw_notes(pugi::xml_node page, const Sheet& sheet, const MapOnSheet& map, const PaperSize& size, double top) {
  const auto letters = sheet.letters;
  const auto height = 2.35 * letters;
  const auto width = size.width - 2 * sheet_margin;
  const auto notes = sheet::notes_of(sheet, map);
  constexpr std::size_t most_lines = 5;
  std::size_t lines = 0;
  auto base = top + 1.9 * height;
  for (std::size_t i = 0; i < notes.size(); ++i) {
    const auto left = most_lines - lines - (notes.size() - 1 - i);
    for (const auto& line : in_lines(notes[i], width, height, std::min<std::size_t>(left, 2))) {
      svg::write(page, {sheet_margin, base}, line, {.size = height, .colour = sheet::grey_letters});
      base += 1.32 * height;
      ++lines;
    }
  }
}

/// The list above, the legend below it, and the overview in what is left.
class SideColumn {
 public:
  SideColumn(const Sheet& sheet, const Box& box) : sheet_(sheet), box_(box) {}

  /// How many places the list has room for. The legend is taken to be as high as it can get until the map is known.
  [[nodiscard]] std::size_t rows(double legend, bool has_overview) const {
    const auto gaps = (has_overview ? 2 : 1) * gap();
    const auto room = box_.height() - legend - gaps - (has_overview ? least_overview() : 0);
    const auto all = sheet_.picture().places.size();
    auto rows = std::min<std::size_t>(all, 40);
    while (rows > 3 && sheet::height_of_list(sheet_, rows) > room) {
      --rows;
    }
    return rows;
  }

  void draw(pugi::xml_node page, const MapOnSheet& map, bool has_overview, std::size_t rows) const {
    auto top = box_.min_y - 1.2 * sheet_.letters;
    sheet::draw_list(page, sheet_, {box_.min_x, top, box_.max_x, box_.max_y}, rows);
    top += sheet::height_of_list(sheet_, rows) + gap();
    top += sheet::draw_legend(page, sheet_, map, {box_.min_x, top, box_.max_x, box_.max_y}, true) + gap();
    constexpr double smallest = 20;
    if (has_overview && box_.max_y - top > smallest) {
      const auto heading = 3.6 * sheet_.letters;
      svg::write(page, {box_.min_x, top + 0.8 * heading},
                 fitted(sheet_.in({"Hela området; ramen är kartan till vänster",
                                   "The whole area; the frame is the map to the left"}),
                        box_.width(), 2.6 * sheet_.letters),
                 {.size = 2.6 * sheet_.letters});
      top += 1.3 * heading;
      constexpr double highest = 0.85;  // of the width
      const auto bottom = std::min(box_.max_y, top + highest * box_.width());
      sheet::draw_overview(page, sheet_, map, {box_.min_x, top, box_.max_x, bottom});
    }
  }

 private:
  [[nodiscard]] double gap() const { return 3 * sheet_.letters; }
  [[nodiscard]] double least_overview() const { return 46 * sheet_.letters; }

  const Sheet& sheet_;
  Box box_;
};

/// Whether the map leaves out a good part of the area.
bool shows_a_part(const Picture& picture, const MapScale& scale) {
  const auto& area = picture.study_area.box();
  constexpr double nearly_all = 0.9;
  return scale.shown.width() < nearly_all * area.width() || scale.shown.height() < nearly_all * area.height();
}

}  // namespace

std::string map_sheet(const Publication& publication, const RunContext& context, Paper paper) {
  const auto size = size_of(paper);
  Sheet sheet{.publication = publication,
              .context = context,
              .paper = size.name,
              .letters = size.letters,
              .names = shown_names(place_names(publication.picture.places, publication.language))};
  for (std::size_t i = 0; i < sheet.names.size(); ++i) {
    sheet.pins.push_back(pin_text(publication.picture.places, i));
  }
  const auto places = layout_of(size);
  pugi::xml_document document;
  const auto page = svg::add(document, "svg",
                             {{"xmlns", "http://www.w3.org/2000/svg"},
                              {"width", svg::text_of(size.width) + "mm"},
                              {"height", svg::text_of(size.height) + "mm"},
                              {"viewBox", fmt::format("0 0 {:g} {:g}", size.width, size.height)},
                              {"role", "img"},
                              {"lang", sheet.in({"sv", "en"})},
                              {"font-family", "sans-serif"},
                              {"fill", "#252525"}});
  add_text(svg::add(page, "title"), shown_name(context.title));
  svg::rectangle(page, {0, 0, size.width, size.height}, svg::fill(palette::white));
  draw_head(page, sheet, size);
  const SideColumn column(sheet, places.column);
  const auto has_overview = shows_a_part(publication.picture, scale_of_places(publication.picture, places.map));
  // The names on the map are those of the list; how long it gets depends on the classes that the map shows.
  constexpr std::size_t most_named = 12;
  const auto map = sheet::draw_main_map(svg::add(page, "g", {{"id", "map"}}), sheet, places.map, most_named);
  const auto legend = sheet::draw_legend(page, sheet, map, places.column, false);
  column.draw(page, map, has_overview, column.rows(legend, has_overview));
  draw_notes(page, sheet, map, size, places.notes_top);
  return xml_text(document);
}

}  // namespace lykta
