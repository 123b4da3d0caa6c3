#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include <fmt/format.h>

#include "publish/pictures/label_room.hpp"
#include "publish/pictures/letter_width.hpp"
#include "publish/pictures/sheet.hpp"
#include "publish/pictures/svg.hpp"
#include "publish/styles/palette.hpp"
#include "publish/words/place_words.hpp"

namespace lykta::sheet {

namespace {

/// Of more places the numbers would cover the map.
constexpr std::size_t most_pins = 60;
constexpr double letter_middle = 0.36;  ///< of a letter's size: from its base line to its middle

/// Lines get thinner on maps whose cells are small on paper.
double thinner(const Sheet& sheet, const MapScale& scale) {
  const auto cell_mm = sheet.picture().study.grid.cell_m() / scale.metres_per_mm;
  constexpr double usual_cell_mm = 3;
  return sheet.letters * std::clamp(cell_mm / usual_cell_mm, 0.3, 1.0);
}

/// A group whose units are those of paths, cut off at the edge of the map.
class Ground {
 public:
  Ground(pugi::xml_node parent, const Sheet& sheet, const MapScale& scale, const std::string& clip)
      : sheet_(sheet), scale_(scale) {
    // Whole units are finer than what is seen.
    constexpr double finest_mm = 0.02;
    frame_ = frame_of(sheet.picture(), std::pow(10, std::floor(std::log10(finest_mm * scale.metres_per_mm))));
    const auto definition = svg::add(svg::add(parent, "defs"), "clipPath", {{"id", clip}});
    svg::rectangle(definition, scale.paper, {});
    svg::rectangle(parent, scale.paper, svg::fill(palette::outside));
    const auto corner = scale.on_paper({frame_.west, frame_.north});
    group_ = svg::add(svg::add(parent, "g", {{"clip-path", fmt::format("url(#{})", clip)}}), "g",
                      {{"transform", fmt::format("translate({} {}) scale({:.6g})", svg::text_of(corner.x),
                                                 svg::text_of(corner.y), frame_.unit_m / scale.metres_per_mm)}});
    // A tenth of a millimetre: what is finer is not seen.
    constexpr double step_mm = 0.1;
    area_ = area_path(sheet.picture().study_area.area(), in_units(step_mm), frame_);
    add_path(area_, svg::fill(palette::white));
  }

  [[nodiscard]] const MapFrame& frame() const { return frame_; }
  [[nodiscard]] double in_units(double mm) const { return mm * scale_.metres_per_mm / frame_.unit_m; }

  void add_path(const std::string& path, const svg::Attributes& look) const {
    svg::add(group_, "path", svg::joined({{"d", path}, {"fill-rule", "evenodd"}}, look));
  }

  void add_border(double width_mm) const {
    add_path(area_, svg::joined({{"fill", "none"}, {"stroke-linejoin", "round"}},
                                svg::line({90, 90, 90}, in_units(width_mm))));
  }

  void add_cells(const std::vector<DrawnCells>& cells, double thin) const {
    for (const auto& [look, path] : cells) {
      auto shown = svg::joined({{"class", std::string(look->name)}}, svg::fill(*look->fill));
      if (look->outline) {
        shown =
            svg::joined(std::move(shown), svg::line(look->outline->colour, in_units(thin * look->outline->width_mm)));
      }
      add_path(path, shown);
    }
  }

  /// With a white band that lifts the line off whatever lies below. The last are those that matter most.
  void add_places(const std::vector<DrawnPlace>& places, double thin) const {
    constexpr double band_mm = 0.7;
    for (auto place = places.rbegin(); place != places.rend(); ++place) {
      const auto& stroke = *place->look->outline;
      const svg::Attributes hollow{{"fill", "none"}, {"stroke-linejoin", "round"}};
      add_path(place->path,
               svg::joined(hollow, svg::line(palette::white.at(0.85), in_units(thin * (stroke.width_mm + band_mm)))));
      auto look = svg::joined({{"class", std::string(place->look->name)}},
                              svg::joined(hollow, svg::line(stroke.colour, in_units(thin * stroke.width_mm))));
      if (stroke.dashed) {
        look.emplace_back("stroke-dasharray",
                          fmt::format("{:.0f} {:.0f}", in_units(2.2 * sheet_.letters), in_units(1.4 * sheet_.letters)));
      }
      add_path(place->path, look);
    }
  }

 private:
  const Sheet& sheet_;
  const MapScale& scale_;
  MapFrame frame_;
  std::string area_;
  pugi::xml_node group_;
};

Box on_paper(const MapScale& scale, const Box& ground) {
  Box box;
  box.add(scale.on_paper({ground.min_x, ground.min_y}));
  box.add(scale.on_paper({ground.max_x, ground.max_y}));
  return box;
}

Point middle_of(const Box& box) { return {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2}; }

/// A text in a box, in the middle unless the lettering has another anchor.
void write_in(pugi::xml_node parent, const Box& box, const std::string& text, svg::Lettering lettering,
              const char* anchor = "middle") {
  lettering.anchor = anchor;
  const auto middle = middle_of(box);
  const auto x = *anchor == 's' ? box.min_x : *anchor == 'e' ? box.max_x : middle.x;
  svg::write(parent, {x, middle.y + letter_middle * lettering.size}, text, lettering);
}

/// Letters begin, or end, at what they stand beside: they may be narrower than was reckoned.
const char* anchor_beside(const Box& thing, const Box& label) {
  return label.min_x >= thing.max_x ? "start" : label.max_x <= thing.min_x ? "end" : "middle";
}

std::size_t places_in(const Sheet& sheet, const MapScale& scale, const Box& box) {
  return static_cast<std::size_t>(std::ranges::count_if(sheet.picture().places, [&](const Place& place) {
    return overlap(on_paper(scale, ground_of(place, sheet.picture().place_study)), box);
  }));
}

/// Black and white, with what its middle and its end stand for.
Box draw_scale_bar(pugi::xml_node parent, const Sheet& sheet, const MapScale& scale, bool is_main) {
  const auto size = (is_main ? 2.7 : 2.1) * sheet.letters;
  const auto length_m = round_length_m(scale, scale.paper.width() * (is_main ? 0.26 : 0.3));
  const auto length = length_m / scale.metres_per_mm;
  const auto in_km = length_m >= 1000;
  const auto number_of = [&](double metres) { return short_number(in_km ? metres / 1000 : metres, sheet.language()); };
  const auto unit = in_km ? " km" : " m";
  const auto height = 0.45 * size;
  const auto label_end = text_width(number_of(length_m) + unit, size) / 2;
  // On the side where fewer places lie.
  const Box lower_left{scale.paper.min_x, scale.paper.max_y - 6 * size, scale.paper.min_x + length + 6 * size,
                       scale.paper.max_y};
  const auto width = lower_left.width();
  const Box lower_right{scale.paper.max_x - width, lower_left.min_y, scale.paper.max_x, lower_left.max_y};
  const auto is_left = places_in(sheet, scale, lower_left) <= places_in(sheet, scale, lower_right);
  const auto left = is_left ? scale.paper.min_x + 1.6 * size : scale.paper.max_x - length - label_end - 1.1 * size;
  const auto bottom = scale.paper.max_y - (is_main ? 2.2 : 0.9) * size;
  const auto scale_words = is_main ? say(sheet.language(), {"Skala {} på {}", "Scale {} on {}"},
                                         scale_text(1000 * scale.metres_per_mm), sheet.paper)
                                   : std::string();
  const auto words_size = 0.85 * size;
  const Box plate{left - size, bottom - 2.2 * size,
                  left + std::max(length + label_end, text_width(scale_words, words_size) - 0.6 * size) + 0.5 * size,
                  bottom + (is_main ? 1.7 : 0.6) * size};
  svg::rectangle(parent, plate, svg::joined(svg::fill(palette::white.at(0.85)), {{"rx", "0.6"}}));
  const auto edge = svg::line(palette::ink, 0.09 * size);
  svg::rectangle(parent, {left, bottom - height, left + length / 2, bottom},
                 svg::joined(svg::fill(palette::ink), edge));
  svg::rectangle(parent, {left + length / 2, bottom - height, left + length, bottom},
                 svg::joined(svg::fill(palette::white), edge));
  const auto label = bottom - height - 0.35 * size;
  svg::write(parent, {left, label}, "0", {.size = size, .anchor = "middle"});
  if (is_main) {
    svg::write(parent, {left + length / 2, label}, number_of(length_m / 2), {.size = size, .anchor = "middle"});
    svg::write(parent, {left - 0.6 * size, bottom + 1.25 * size}, scale_words, {.size = words_size});
  }
  svg::write(parent, {left + length, label}, number_of(length_m) + unit, {.size = size, .anchor = "middle"});
  return plate;
}

Box draw_north_arrow(pugi::xml_node parent, const Sheet& sheet, const Box& paper) {
  const auto size = 3 * sheet.letters;
  const Point tip{paper.max_x - 2 * size, paper.min_y + 0.8 * size};
  const auto base = tip.y + 2.4 * size;
  const Box plate{tip.x - 1.1 * size, tip.y - 0.4 * size, tip.x + 1.1 * size, base + 1.5 * size};
  svg::rectangle(parent, plate, svg::joined(svg::fill(palette::white.at(0.85)), {{"rx", "0.6"}}));
  const auto half = [&](double x, const Colour& colour) {
    svg::add(
        parent, "path",
        svg::joined({{"d", fmt::format("M{} {}L{} {}L{} {}z", svg::text_of(tip.x), svg::text_of(tip.y), svg::text_of(x),
                                       svg::text_of(base), svg::text_of(tip.x), svg::text_of(base - 0.55 * size))},
                     {"stroke-linejoin", "round"}},
                    svg::joined(svg::fill(colour), svg::line(palette::ink, 0.07 * size))));
  };
  half(tip.x - 0.75 * size, palette::ink);
  half(tip.x + 0.75 * size, palette::white);
  svg::write(parent, {tip.x, base + 1.1 * size}, "N", {.size = size, .bold = true, .anchor = "middle"});
  return plate;
}

struct Pin {
  std::size_t place = 0;
  Point anchor;
  Point middle;
};

/// Numbers in the middle of their places where they do not cover each other, else beside them at the end of a line.
/// Of the places that the map shows, but for those that another one shows already.
std::vector<Pin> pins_in(const Sheet& sheet, const MapScale& scale, double size, LabelRoom& room,
                         const MapScale* elsewhere = nullptr) {
  std::vector<Pin> pins;
  std::vector<Pin> waiting;
  const auto& places = sheet.picture().places;
  for (std::size_t i = 0; i < places.size() && pins.size() + waiting.size() < most_pins; ++i) {
    if (!scale.shows(places[i].position) || (elsewhere != nullptr && elsewhere->shows(places[i].position))) {
      continue;
    }
    const auto anchor = middle_of(on_paper(scale, ground_of(places[i], sheet.picture().place_study)));
    const Pin pin{i, anchor, anchor};
    (room.take_at(anchor, size_of_pin(sheet.pins[i], size)) ? pins : waiting).push_back(pin);
  }
  constexpr double furthest_pins = 9;
  for (auto& pin : waiting) {
    if (const auto middle =
            room.take_near(pin.anchor, size_of_pin(sheet.pins[pin.place], size), furthest_pins * size)) {
      pins.push_back({pin.place, pin.anchor, *middle});
    }
  }
  return pins;
}

void draw_pins(pugi::xml_node parent, const Sheet& sheet, const std::vector<Pin>& pins, double size) {
  const auto leader = svg::line(palette::ink, 0.11 * size);
  for (const auto& pin : pins) {
    if (distance_m(pin.anchor, pin.middle) > 0) {
      svg::segment(parent, pin.anchor, pin.middle, svg::line(palette::white.at(0.85), 0.35 * size));
      svg::segment(parent, pin.anchor, pin.middle, leader);
      svg::circle(parent, pin.anchor, 0.2 * size, svg::fill(palette::ink));
    }
  }
  for (const auto& pin : pins) {
    draw_pin(parent, pin.middle, sheet.pins[pin.place], class_of_place(sheet.picture().places[pin.place]), size);
  }
}

/// The names of the first places, outside of their outlines. Gives those that are there.
std::set<std::string> name_places(pugi::xml_node parent, const Sheet& sheet, const MapScale& scale,
                                  const std::vector<Pin>& pins, std::size_t named, LabelRoom& room) {
  std::set<std::string> there;
  constexpr std::size_t most_with_names = 25;  // of more pins the map has no room for them
  if (pins.size() > most_with_names) {
    return there;
  }
  const auto size = 3 * sheet.letters;
  const auto most_mm = scale.paper.width() * 0.22;
  for (const auto& pin : pins) {
    // Without a name it is called by its number, which stands there already.
    if (pin.place >= named || place_name(sheet.picture().places[pin.place], sheet.language()).empty()) {
      continue;
    }
    const auto lines = in_lines(sheet.names[pin.place], most_mm, size, 2, true);
    double width = 0;
    for (const auto& line : lines) {
      width = std::max(width, text_width(line, size, true));
    }
    constexpr double line_height = 1.2;  // of the size
    const LabelSize wanted{width, line_height * size * static_cast<double>(lines.size())};
    auto around = on_paper(scale, ground_of(sheet.picture().places[pin.place], sheet.picture().place_study));
    if (distance_m(pin.anchor, pin.middle) > 0) {
      around = box_around(pin.middle, size_of_pin(sheet.pins[pin.place], size));
    }
    if (const auto box = room.take_beside(around, wanted, 0.4 * size)) {
      for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto top = box->min_y + line_height * size * static_cast<double>(i);
        write_in(parent, {box->min_x, top, box->max_x, top + line_height * size}, lines[i],
                 {.size = size, .bold = true, .halo = true}, anchor_beside(around, *box));
      }
      there.insert(sheet.names[pin.place]);
    }
  }
  return there;
}

/// Towns and villages; squares and schools where the map is near enough. A place that bears its name says it already.
void name_ground(pugi::xml_node parent, const Sheet& sheet, const MapScale& scale, const std::set<std::string>& but_not,
                 bool is_main, LabelRoom& room) {
  constexpr double furthest_for_spots = 60;  // metres a millimetre
  constexpr std::size_t most_spots = 40;
  const std::size_t most_localities = is_main ? 30 : 12;
  std::size_t spots = 0;
  std::size_t localities = 0;
  const auto frame = MapFrame{0, 0, 1};
  for (const auto& [name, at, is_locality] : drawn_names(sheet.publication, frame)) {
    const Point position{at.x, -at.y};
    if (!scale.shows(position) || but_not.contains(name)) {
      continue;
    }
    if (is_locality && localities == most_localities) {
      continue;
    }
    if (!is_locality && (!is_main || scale.metres_per_mm > furthest_for_spots || ++spots > most_spots)) {
      continue;
    }
    const auto size = (is_main ? is_locality ? 3.4 : 2.3 : 2.1) * sheet.letters;
    const auto shown = fitted(name, scale.paper.width() * 0.3, size);
    const auto point = scale.on_paper(position);
    const auto dot = box_around(point, {0.5 * size, 0.5 * size});
    const LabelSize wanted{text_width(shown, size), 1.15 * size};
    if (const auto box = room.is_free(dot) ? room.take_beside(dot, wanted, 0.1 * size) : std::nullopt) {
      room.take(dot);
      localities += is_locality ? 1 : 0;
      svg::circle(parent, point, 0.16 * size, svg::fill(grey_letters));
      write_in(parent, *box, shown, {.size = size, .italic = is_locality, .colour = grey_letters, .halo = true},
               anchor_beside(dot, *box));
    }
  }
}

}  // namespace

LabelSize size_of_pin(const std::string& text, double size) {
  return {std::max(1.6 * size, text_width(text, size, true) + 0.75 * size), 1.6 * size};
}

void draw_pin(pugi::xml_node parent, const Point& middle, const std::string& text, const MapClass& look, double size) {
  const auto wanted = size_of_pin(text, size);
  const auto edge = 0.12 * size;  // half of it lies inside
  svg::rectangle(
      parent, box_around(middle, {wanted.width - edge, wanted.height - edge}),
      svg::joined({{"rx", svg::text_of((wanted.height - edge) / 2)}, {"class", "pin " + std::string(look.name)}},
                  svg::joined(svg::fill(look.outline->colour), svg::line(palette::white, edge))));
  write_in(parent, box_around(middle, wanted), text, {.size = size, .bold = true, .colour = palette::white});
}

MapOnSheet draw_main_map(pugi::xml_node parent, const Sheet& sheet, const Box& box, std::size_t named) {
  MapOnSheet map;
  map.scale = scale_of_places(sheet.picture(), box);
  const auto thin = thinner(sheet, map.scale);
  const Ground ground(parent, sheet, map.scale, "main");
  // Also those that are cut off by the edge.
  const auto half_m = sheet.picture().study.grid.cell_m() / 2;
  const auto& shown_ground = map.scale.shown;
  const Box with_edge{shown_ground.min_x - half_m, shown_ground.min_y - half_m, shown_ground.max_x + half_m,
                      shown_ground.max_y + half_m};
  map.cells = drawn_cells(sheet.picture(), ground.frame(), &with_edge);
  map.places = drawn_places(sheet.picture(), ground.frame());
  ground.add_cells(map.cells, thin);
  ground.add_border(0.45 * sheet.letters);
  std::vector<DrawnPlace> shown;
  for (std::size_t i = 0; i < map.places.size(); ++i) {
    if (overlap(on_paper(map.scale, ground_of(sheet.picture().places[i], sheet.picture().place_study)), box)) {
      shown.push_back(map.places[i]);
    }
  }
  ground.add_places(shown, thin);

  constexpr double edge = 0.8;
  LabelRoom room({box.min_x + edge, box.min_y + edge, box.max_x - edge, box.max_y - edge});
  room.take(draw_scale_bar(parent, sheet, map.scale, true));
  room.take(draw_north_arrow(parent, sheet, box));
  for (const auto& place : sheet.picture().places) {
    room.avoid(on_paper(map.scale, ground_of(place, sheet.picture().place_study)));
  }
  const auto size = 2.9 * sheet.letters;
  const auto pins = pins_in(sheet, map.scale, size, room);
  draw_pins(parent, sheet, pins, size);
  const auto there = name_places(parent, sheet, map.scale, pins, named, room);
  name_ground(parent, sheet, map.scale, there, true, room);
  svg::rectangle(parent, box, svg::joined({{"fill", "none"}}, svg::line({140, 140, 140}, 0.3)));

  map.has_pin.assign(map.places.size(), false);
  for (const auto& pin : pins) {
    map.has_pin[pin.place] = true;
  }
  map.places = shown;
  const auto all_shown = static_cast<std::size_t>(std::ranges::count_if(
      sheet.picture().places, [&](const Place& place) { return map.scale.shows(place.position); }));
  map.places_without_pin = all_shown - pins.size();
  return map;
}

void draw_overview(pugi::xml_node parent, const Sheet& sheet, const MapOnSheet& map, const Box& box) {
  const auto scale = scale_of_area(sheet.picture(), box);
  const Ground ground(parent, sheet, scale, "overview");
  ground.add_border(0.3 * sheet.letters);
  LabelRoom room(box);
  room.take(draw_scale_bar(parent, sheet, scale, false));
  auto frame = on_paper(scale, map.scale.shown);
  constexpr double smallest_frame = 2.4;
  const auto middle = middle_of(frame);
  frame = box_around(middle, {std::max(frame.width(), smallest_frame), std::max(frame.height(), smallest_frame)});
  const Box cut{std::max(frame.min_x, box.min_x), std::max(frame.min_y, box.min_y), std::min(frame.max_x, box.max_x),
                std::min(frame.max_y, box.max_y)};
  svg::rectangle(parent, cut, svg::joined({{"fill", "none"}}, svg::line(palette::ink, 0.4 * sheet.letters)));
  room.take(cut);
  const auto size = 2 * sheet.letters;
  for (const auto& place : sheet.picture().places) {
    if (!map.scale.shows(place.position)) {
      svg::circle(parent, scale.on_paper(place.position), 0.3 * size, svg::fill(class_of_place(place).outline->colour));
    }
  }
  const auto pins = pins_in(sheet, scale, size, room, &map.scale);
  draw_pins(parent, sheet, pins, size);
  name_ground(parent, sheet, scale, {}, false, room);
  svg::rectangle(parent, box, svg::joined({{"fill", "none"}}, svg::line({140, 140, 140}, 0.3)));
}

}  // namespace lykta::sheet
