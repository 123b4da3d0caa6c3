#include "publish/pictures/week_picture.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "geo/write/xml_text.hpp"
#include "publish/styles/palette.hpp"
#include "publish/tables/week_table.hpp"
#include "publish/words/calendar_words.hpp"
#include "publish/words/warnings.hpp"
#include "publish/words/week_words.hpp"

namespace lykta {

namespace {

constexpr double width = 1000;
constexpr double margin = 24;
constexpr double left = 112;  ///< of the cells
constexpr double top = 122;
constexpr double cell_width = 33;
constexpr double cell_height = 32;
constexpr double right = left + 24 * cell_width;
constexpr double bottom = top + 7 * cell_height;

std::string hex(const Colour& colour) {
  return fmt::format("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue);
}

/// How many letters are to be seen: continuation bytes of UTF-8 are none.
std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// The sentences one after the other in lines that fit the picture.
std::vector<std::string> wrapped(const std::vector<std::string>& sentences) {
  constexpr std::size_t longest = 145;
  std::vector<std::string> lines;
  for (const auto& sentence : sentences) {
    std::string line;
    std::string_view rest = sentence;
    while (!rest.empty()) {
      const auto space = std::min(rest.find(' '), rest.size());
      const auto word = rest.substr(0, space);
      if (!line.empty() && letters(line) + 1 + letters(word) > longest) {
        lines.push_back(std::move(line));
        line.clear();
      }
      line += line.empty() ? "" : " ";
      line += word;
      rest.remove_prefix(std::min(space + 1, rest.size()));
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

class Drawing {
 public:
  Drawing(const Week& week, const WeekPictureText& text, Language language)
      : week_(week), weight_(week.table.weight), text_(text), language_(language) {
    const auto largest = std::ranges::max(weight_);
    const auto whole = has_whole_weights(week.table);
    step_ = class_step(largest, palette::heat.size(), whole);
    classes_ = std::min(palette::heat.size(), static_cast<std::size_t>(std::ceil(largest / step_ * (1 - 1e-12))));
    constexpr double read_without_decimals = 10;
    decimals_ = whole || largest >= read_without_decimals ? 0 : 1;
  }

  std::string svg() {
    const auto title = text_.title.empty()
                           ? Phrase{"Händelser per veckodag och timme", "Events by weekday and hour"}.in(language_)
                           : text_.title.c_str();
    const auto notes = wrapped(notes_of_week());
    const auto notes_top = bottom + 94;
    const auto height = notes_top + 19 * static_cast<double>(notes.size()) + 6;
    const auto in_units = [](double number) { return fmt::format("{}", number); };
    picture_ = add_element(document_, "svg");
    add_attributes(picture_, {{"xmlns", "http://www.w3.org/2000/svg"},
                              {"width", in_units(width)},
                              {"height", in_units(height)},
                              {"viewBox", fmt::format("0 0 {} {}", width, height)},
                              {"role", "img"},
                              {"font-family", "'DejaVu Sans', Verdana, Arial, sans-serif"},
                              {"fill", hex(palette::ink)}});
    add_text(add_element(picture_, "title"), title);
    add_attributes(add_element(picture_, "rect"),
                   {{"width", in_units(width)}, {"height", in_units(height)}, {"fill", hex(palette::white)}});
    write(margin, 40, "start", 20, title, {{"font-weight", "bold"}});
    write(margin, 64, "start", 13, text_.subtitle);
    write(width - margin, 40, "end", 12, internal_stamp(language_), {{"font-weight", "bold"}});
    draw_cells();
    draw_sums();
    frame_stretch();
    draw_legend(bottom + 44);
    for (std::size_t i = 0; i < notes.size(); ++i) {
      write(margin, notes_top + 19 * static_cast<double>(i), "start", 12, notes[i]);
    }
    return xml_text(document_);
  }

 private:
  using Attributes = std::vector<std::pair<const char*, std::string>>;

  static void add_attributes(pugi::xml_node element, const Attributes& attributes) {
    for (const auto& [name, value] : attributes) {
      add_attribute(element, name, value);
    }
  }

  void write(double x, double y, const char* anchor, int size, std::string_view text, const Attributes& more = {}) {
    const auto element = add_element(picture_, "text");
    add_attributes(element, {{"x", fmt::format("{:g}", x)},
                             {"y", fmt::format("{:g}", y)},
                             {"text-anchor", anchor},
                             {"font-size", std::to_string(size)}});
    add_attributes(element, more);
    add_text(element, text);
  }

  void draw_rectangle(double x, double y, double wide, double high, const Attributes& look) {
    const auto element = add_element(picture_, "rect");
    add_attributes(element, {{"x", fmt::format("{:g}", x)},
                             {"y", fmt::format("{:g}", y)},
                             {"width", fmt::format("{:g}", wide)},
                             {"height", fmt::format("{:g}", high)}});
    add_attributes(element, look);
  }

  void draw_cell(double x, double y, double wide, double high, const std::string& fill) {
    draw_rectangle(x, y, wide, high, {{"fill", fill}, {"stroke", hex(palette::grid_line)}, {"stroke-width", "0.5"}});
  }

  /// Class 0 holds nothing; class k what is above (k - 1) steps, up to k steps.
  [[nodiscard]] std::size_t class_of(double weight) const {
    return weight > 0
               ? std::clamp<std::size_t>(static_cast<std::size_t>(std::ceil(weight / step_ * (1 - 1e-12))), 1, classes_)
               : 0;
  }

  /// Few classes take colours that are far apart.
  [[nodiscard]] std::size_t shade_of(std::size_t of_class) const {
    constexpr auto last = palette::heat.size() - 1;
    return classes_ < 2 ? last / 2 : (of_class - 1) * last / (classes_ - 1);
  }

  [[nodiscard]] std::string fill_of(std::size_t of_class) const {
    return hex(of_class == 0 ? palette::white : palette::heat[shade_of(of_class)]);
  }

  [[nodiscard]] std::string weight_text(double weight) const {
    if (weight == 0) {
      return "";
    }
    const auto smallest_shown = decimals_ == 0 ? 0.5 : 0.05;
    if (weight < smallest_shown) {
      return fmt::format("<{}", number(decimals_ == 0 ? 1 : 0.1, decimals_, language_));
    }
    return number(weight, decimals_, language_);
  }

  static double x_of(std::size_t hour_of_week) { return left + cell_width * static_cast<double>(hour_of_week % 24); }
  static double y_of(std::size_t hour_of_week) { return top + cell_height * static_cast<double>(hour_of_week / 24); }

  void draw_cells() {
    for (std::size_t hour = 0; hour < 24; ++hour) {
      write(x_of(hour) + cell_width / 2, top - 8, "middle", 12, fmt::format("{:02}", hour));
    }
    for (unsigned day = 0; day < 7; ++day) {
      auto name = weekday_name(std::chrono::weekday{(day + 1) % 7}, language_);
      write(left - 8, top + cell_height * (day + 0.5) + 4, "end", 13, name);
    }
    for (std::size_t hour = 0; hour < weight_.size(); ++hour) {
      const auto of_class = class_of(weight_[hour]);
      draw_cell(x_of(hour), y_of(hour), cell_width, cell_height, fill_of(of_class));
      const auto dark = of_class > 0 && shade_of(of_class) + 1 == palette::heat.size();
      write(x_of(hour) + cell_width / 2, y_of(hour) + cell_height / 2 + 4, "middle", 11, weight_text(weight_[hour]),
            dark ? Attributes{{"fill", "#ffffff"}} : Attributes{});
    }
  }

  void draw_sums() {
    std::array<double, 7> weekdays{};
    std::array<double, 24> hours{};
    for (std::size_t hour = 0; hour < weight_.size(); ++hour) {
      weekdays[hour / 24] += weight_[hour];
      hours[hour % 24] += weight_[hour];
    }
    const auto sum = Phrase{"summa", "sum"}.in(language_);
    write(width - margin, top - 8, "end", 12, sum, {{"font-style", "italic"}});
    write(left - 8, bottom + 18, "end", 12, sum, {{"font-style", "italic"}});
    for (std::size_t day = 0; day < weekdays.size(); ++day) {
      write(width - margin, y_of(24 * day) + cell_height / 2 + 4, "end", 12, weight_text(weekdays[day]));
    }
    for (std::size_t hour = 0; hour < hours.size(); ++hour) {
      write(x_of(hour) + cell_width / 2, bottom + 18, "middle", 11, weight_text(hours[hour]));
    }
  }

  /// One frame for each row of the table that the stretch runs through.
  void frame_stretch() {
    if (!week_.stretch) {
      return;
    }
    auto first = week_.stretch->first;
    auto hours = week_.stretch->hours;
    while (hours > 0) {
      const auto here = std::min(hours, 24 - first % 24);
      draw_rectangle(x_of(first), y_of(first), cell_width * static_cast<double>(here), cell_height,
                     {{"fill", "none"}, {"stroke", hex(palette::ink)}, {"stroke-width", "2.5"}});
      hours -= here;
      first = (first + here) % weight_.size();
    }
  }

  void draw_legend(double y) {
    constexpr double box = 22;
    constexpr double apart = 118;
    write(left - 8, y + 15, "end", 12, Phrase{"händelser", "events"}.in(language_));
    for (std::size_t of_class = 0; of_class <= classes_; ++of_class) {
      const auto x = left + apart * static_cast<double>(of_class);
      draw_cell(x, y, box, box, fill_of(of_class));
      const auto limit = short_number(static_cast<double>(of_class) * step_, language_);
      write(x + box + 6, y + 15, "start", 12,
            of_class == 0 ? "0" : fmt::format(fmt::runtime(Phrase{"högst {}", "up to {}"}.in(language_)), limit));
    }
  }

  [[nodiscard]] std::vector<std::string> notes_of_week() const {
    std::vector<std::string> notes;
    std::string events;
    for (const auto& sentence : week_events_sentences(week_, language_)) {
      events += (events.empty() ? "" : " ") + sentence;
    }
    notes.push_back(std::move(events));
    for (const auto& sentence : week_findings(week_, language_)) {
      notes.push_back(sentence);
    }
    if (week_.stretch) {
      notes.back() += Phrase{" Det är inramat.", " It is framed."}.in(language_);
    }
    for (const auto& warning : week_.warnings) {
      if (warning.kind == WarningKind::thin_week || warning.kind == WarningKind::many_at_midnight ||
          warning.kind == WarningKind::default_time) {
        notes.push_back(warning_text(warning, language_));
      }
    }
    return notes;
  }

  const Week& week_;
  const HourOfWeekWeights& weight_;
  const WeekPictureText& text_;
  Language language_;
  double step_ = 1;
  std::size_t classes_ = 1;
  int decimals_ = 0;
  pugi::xml_document document_;
  pugi::xml_node picture_;
};

}  // namespace

std::string week_picture(const Week& week, const WeekPictureText& text, Language language) {
  return Drawing(week, text, language).svg();
}

}  // namespace lykta
