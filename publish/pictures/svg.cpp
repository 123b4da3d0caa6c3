#include "publish/pictures/svg.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "geo/write/xml_text.hpp"
#include "publish/styles/style_sheet.hpp"

namespace lykta::svg {

std::string text_of(double number) {
  auto text = fmt::format("{:.3f}", number);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') {
    text.pop_back();
  }
  return text == "-0" ? "0" : text;
}

pugi::xml_node add(pugi::xml_node parent, const char* name, const Attributes& attributes) {
  const auto element = add_element(parent, name);
  for (const auto& [key, value] : attributes) {
    if (element.attribute(key).empty()) {
      add_attribute(element, key, value);
    }
  }
  return element;
}

Attributes fill(const Colour& colour) {
  Attributes look{{"fill", hex_of(colour)}};
  if (colour.opacity < 1) {
    look.emplace_back("fill-opacity", text_of(colour.opacity));
  }
  return look;
}

Attributes line(const Colour& colour, double width) {
  Attributes look{{"stroke", hex_of(colour)}, {"stroke-width", text_of(width)}};
  if (colour.opacity < 1) {
    look.emplace_back("stroke-opacity", text_of(colour.opacity));
  }
  return look;
}

Attributes joined(Attributes one, const Attributes& other) {
  one.insert(one.end(), other.begin(), other.end());
  return one;
}

void write(pugi::xml_node parent, const Point& at, std::string_view text, const Lettering& lettering) {
  Attributes look{{"x", text_of(at.x)}, {"y", text_of(at.y)}, {"font-size", text_of(lettering.size)}};
  if (lettering.bold) {
    look.emplace_back("font-weight", "bold");
  }
  if (lettering.italic) {
    look.emplace_back("font-style", "italic");
  }
  if (std::string_view(lettering.anchor) != "start") {
    look.emplace_back("text-anchor", lettering.anchor);
  }
  if (hex_of(lettering.colour) != hex_of(palette::ink)) {
    look.emplace_back("fill", hex_of(lettering.colour));
  }
  if (lettering.halo) {
    constexpr double width = 0.28;
    look = joined(std::move(look), line(palette::white, width * lettering.size));
    look = joined(std::move(look), {{"stroke-linejoin", "round"}, {"paint-order", "stroke"}});
  }
  add_text(add(parent, "text", look), text);
}

void rectangle(pugi::xml_node parent, const Box& box, const Attributes& look) {
  add(parent, "rect",
      joined({{"x", text_of(box.min_x)},
              {"y", text_of(box.min_y)},
              {"width", text_of(box.width())},
              {"height", text_of(box.height())}},
             look));
}

void circle(pugi::xml_node parent, const Point& middle, double radius, const Attributes& look) {
  add(parent, "circle", joined({{"cx", text_of(middle.x)}, {"cy", text_of(middle.y)}, {"r", text_of(radius)}}, look));
}

void segment(pugi::xml_node parent, const Point& from, const Point& to, const Attributes& look) {
  add(parent, "path",
      joined({{"d", fmt::format("M{} {}L{} {}", text_of(from.x), text_of(from.y), text_of(to.x), text_of(to.y))}},
             look));
}

}  // namespace lykta::svg
