#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "publish/pictures/label_room.hpp"
#include "publish/pictures/letter_width.hpp"
#include "publish/pictures/sheet.hpp"
#include "publish/pictures/svg.hpp"
#include "publish/words/words.hpp"

namespace lykta::sheet {

namespace {

constexpr double row_height = 5.2;
constexpr double heading_height = 5.6;

/// "2–5": how far chance may have moved the place.
std::string ranks_text(const Place& place) {
  if (!place.reliability || !place.reliability->ranks) {
    return "–";
  }
  const auto& ranks = *place.reliability->ranks;
  return ranks.low == ranks.high ? std::to_string(ranks.low) : fmt::format("{}–{}", ranks.low, ranks.high);
}

bool has_ranks(const Sheet& sheet) {
  return std::ranges::any_of(sheet.picture().places,
                             [](const Place& place) { return place.reliability && place.reliability->ranks; });
}

class Rows {
 public:
  Rows(pugi::xml_node parent, const Sheet& sheet, const Box& box)
      : parent_(parent), sheet_(sheet), box_(box), has_ranks_(sheet::has_ranks(sheet)) {
    const auto letters = sheet.letters;
    ranks_end_ = box.max_x - 0.5 * letters;
    count_end_ = has_ranks_ ? ranks_end_ - 20.5 * letters : ranks_end_;
  }

  void add_heading() const {
    const auto small = 2.5 * sheet_.letters;
    const auto base = box_.min_y + 3.6 * sheet_.letters;
    svg::write(parent_, {box_.min_x, base}, sheet_.in({"Platserna", "The places"}),
               {.size = 3.5 * sheet_.letters, .bold = true});
    svg::write(parent_, {count_end_, base}, sheet_.in({"händelser", "events"}),
               {.size = small, .anchor = "end", .colour = grey_letters});
    if (has_ranks_) {
      svg::write(parent_, {ranks_end_, base}, sheet_.in({"rang mellan", "rank between"}),
                 {.size = small, .anchor = "end", .colour = grey_letters});
    }
  }

  void add(std::size_t place) {
    const auto letters = sheet_.letters;
    const auto top = box_.min_y + (heading_height + row_height * static_cast<double>(rows_++)) * letters;
    const auto middle = top + row_height * letters / 2;
    svg::segment(parent_, {box_.min_x, top}, {box_.max_x, top}, svg::line({214, 210, 200}, 0.2));
    const auto pin = 2.6 * letters;
    const auto& found = sheet_.picture().places[place];
    const auto widest = size_of_pin("88", pin).width;
    const auto width = std::max(widest, size_of_pin(sheet_.pins[place], pin).width);
    draw_pin(parent_, {box_.min_x + width / 2, middle}, sheet_.pins[place], class_of_place(found), pin);
    const auto base = middle + 0.36 * size_ * letters;
    const auto count = std::to_string(found.count);
    const auto left = box_.min_x + width + 1.4 * letters;
    const auto room = count_end_ - text_width(count, size_ * letters, true) - 2 * letters - left;
    // A long name in smaller letters before it is cut.
    constexpr double smaller = 0.85;
    const auto size =
        text_width(sheet_.names[place], size_ * letters) <= room ? size_ * letters : smaller * size_ * letters;
    svg::write(parent_, {left, base}, fitted(sheet_.names[place], room, size), {.size = size});
    svg::write(parent_, {count_end_, base}, count, {.size = size_ * letters, .bold = true, .anchor = "end"});
    if (has_ranks_) {
      svg::write(parent_, {ranks_end_, base}, ranks_text(found), {.size = size_ * letters, .anchor = "end"});
    }
  }

  void add_note(const std::string& text) const {
    const auto top = box_.min_y + (heading_height + row_height * static_cast<double>(rows_)) * sheet_.letters;
    const auto size = 2.6 * sheet_.letters;
    svg::segment(parent_, {box_.min_x, top}, {box_.max_x, top}, svg::line({214, 210, 200}, 0.2));
    svg::write(parent_, {box_.min_x, top + 1.4 * size}, fitted(text, box_.width(), size),
               {.size = size, .colour = grey_letters});
  }

 private:
  static constexpr double size_ = 3;
  pugi::xml_node parent_;
  const Sheet& sheet_;
  Box box_;
  bool has_ranks_;
  double count_end_ = 0;
  double ranks_end_ = 0;
  std::size_t rows_ = 0;
};

/// Lines of a legend, one below the other.
class Legend {
 public:
  Legend(pugi::xml_node parent, const Sheet& sheet, const Box& box, bool draw)
      : parent_(parent), sheet_(sheet), box_(box), draws_(draw), top_(box.min_y) {}

  [[nodiscard]] double height() const { return top_ - box_.min_y; }

  void add_heading(const std::string& text, bool is_first) {
    top_ += (is_first ? 0 : 1.4) * sheet_.letters;
    write_line(text, 0, 3.5, true);
    top_ += 5 * sheet_.letters;
  }

  /// Words above several classes that differ in what they promise.
  void add_words(const std::string& text) {
    for (const auto& line : in_lines(text, box_.width(), size_ * sheet_.letters)) {
      write_line(line, 0, size_, false);
      top_ += line_height_ * sheet_.letters;
    }
    top_ += 0.4 * sheet_.letters;
  }

  void add(const MapClass& look, const std::string& text) {
    const auto letters = sheet_.letters;
    constexpr double swatch_width = 6;
    constexpr double swatch_height = 3.4;
    constexpr double gap = 1.8;
    const auto lines = in_lines(text, box_.width() - (swatch_width + gap) * letters, size_ * letters);
    if (draws_) {
      constexpr double inset = 0.6;
      const auto lower = 0.1 * letters;
      const Box swatch{box_.min_x + inset, top_ + lower, box_.min_x + swatch_width * letters - inset,
                       top_ + lower + swatch_height * letters};
      svg::rectangle(parent_, swatch, look_of_swatch(look));
    }
    for (const auto& line : lines) {
      write_line(line, (swatch_width + gap) * letters, size_, false);
      top_ += line_height_ * letters;
    }
    top_ += 1.1 * letters;
  }

 private:
  [[nodiscard]] svg::Attributes look_of_swatch(const MapClass& look) const {
    auto shown = svg::joined({{"class", "swatch " + std::string(look.name)}},
                             look.fill ? svg::fill(*look.fill) : svg::Attributes{{"fill", "none"}});
    const auto line = look.outline.value_or(Stroke{palette::grid_line.at(0.5), 0.1});
    shown = svg::joined(std::move(shown), svg::line(line.colour, line.width_mm * sheet_.letters));
    if (line.dashed) {
      shown.emplace_back("stroke-dasharray", "1.8 1.1");
    }
    return shown;
  }

  void write_line(const std::string& text, double indent, double size, bool bold) const {
    if (draws_) {
      svg::write(parent_, {box_.min_x + indent, top_ + (bold ? 3.4 : 2.75) * sheet_.letters}, text,
                 {.size = size * sheet_.letters, .bold = bold});
    }
  }

  static constexpr double size_ = 2.6;
  static constexpr double line_height_ = 3.4;
  pugi::xml_node parent_;
  const Sheet& sheet_;
  Box box_;
  bool draws_;
  double top_;
};

/// Cells whose classes say the same and promise more or less have their words once, above.
void add_cells(const Sheet& sheet, const std::vector<MapClass>& classes, Legend& legend) {
  for (std::size_t i = 0; i < classes.size();) {
    const auto label = label_of(classes[i], sheet.publication, sheet.language());
    auto end = i + 1;
    while (end < classes.size() && classes[end].level && classes[i].level &&
           label_of(classes[end], sheet.publication, sheet.language()) == label) {
      ++end;
    }
    if (end - i > 1) {
      legend.add_words(label + ":");
    }
    for (auto k = i; k < end; ++k) {
      legend.add(classes[k], end - i > 1 ? promise_of(classes[k], sheet.publication, sheet.language())
                                         : legend_text(classes[k], sheet.publication, sheet.language()));
    }
    i = end;
  }
}

}  // namespace

double height_of_list(const Sheet& sheet, std::size_t places) {
  const auto all = sheet.picture().places.size();
  const auto more = places < all || all == 0 ? 1.0 : 0.0;
  return (heading_height + row_height * (static_cast<double>(places) + more)) * sheet.letters;
}

void draw_list(pugi::xml_node parent, const Sheet& sheet, const Box& box, std::size_t places) {
  Rows rows(parent, sheet, box);
  const auto all = sheet.picture().places.size();
  if (all == 0) {
    svg::write(parent, {box.min_x, box.min_y + 3.6 * sheet.letters}, sheet.in({"Platserna", "The places"}),
               {.size = 3.5 * sheet.letters, .bold = true});
    rows.add_note(sheet.in({"Ingen plats kommer med på listan.", "No place is on the list."}));
    return;
  }
  rows.add_heading();
  for (std::size_t i = 0; i < places; ++i) {
    rows.add(i);
  }
  if (places < all) {
    rows.add_note(say(sheet.language(), {"och {} till, se rapporten", "and {} more, see the report"}, all - places));
  }
}

double draw_legend(pugi::xml_node parent, const Sheet& sheet, const MapOnSheet& map, const Box& box, bool draw) {
  Legend legend(parent, sheet, box, draw);
  const auto places = classes_shown(map.places, place_classes);
  const auto cells = classes_shown(map.cells, cell_classes);
  if (!places.empty()) {
    legend.add_heading(sheet.in({"Platsernas gränser", "Outlines of places"}), true);
    for (const auto& each : places) {
      legend.add(each, legend_text(each, sheet.publication, sheet.language()));
    }
  }
  if (!cells.empty()) {
    const auto& grid = sheet.picture().study.grid;
    legend.add_heading(say(sheet.language(), {"Rutor om {:g} m", "Cells of {:g} m"}, grid.cell_m()), places.empty());
    add_cells(sheet, cells, legend);
  }
  return legend.height();
}

}  // namespace lykta::sheet
