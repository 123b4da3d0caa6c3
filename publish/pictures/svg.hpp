// How is a picture drawn as SVG? Shapes and letters as elements of a document; what they hold is escaped when it is written.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <pugixml.hpp>

#include "engine/space/points.hpp"
#include "publish/styles/palette.hpp"

namespace lykta::svg {

using Attributes = std::vector<std::pair<const char*, std::string>>;

/// A length or a position: at most three decimals, none without need.
[[nodiscard]] std::string text_of(double number);

pugi::xml_node add(pugi::xml_node parent, const char* name, const Attributes& attributes = {});

[[nodiscard]] Attributes fill(const Colour& colour);
/// A line of a width in the units that hold there.
[[nodiscard]] Attributes line(const Colour& colour, double width);
/// Both on the same shape; of several with one name the first counts.
[[nodiscard]] Attributes joined(Attributes one, const Attributes& other);

struct Lettering {
  double size = 3;
  bool bold = false;
  bool italic = false;
  const char* anchor = "start";  ///< or "middle", "end"
  Colour colour = palette::ink;
  bool halo = false;  ///< a white edge that lifts the letters off what lies below
};
/// `at` is on the base line of the letters.
void write(pugi::xml_node parent, const Point& at, std::string_view text, const Lettering& lettering);

/// y grows downwards: min_y is the upper edge.
void rectangle(pugi::xml_node parent, const Box& box, const Attributes& look);
void circle(pugi::xml_node parent, const Point& middle, double radius, const Attributes& look);
void segment(pugi::xml_node parent, const Point& from, const Point& to, const Attributes& look);

}  // namespace lykta::svg
