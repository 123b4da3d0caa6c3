// Which colour means what, on every map?
//
// Chosen so that the classes of one map stay apart for colour-blind readers and on a grey print: a class that matters
// more is darker, and what differs in kind differs in shape or line as well. The fills are ColorBrewer's YlOrBr
// (Brewer, Cynthia A., 2013, ColorBrewer 2.0, colorbrewer2.org).
#pragma once

#include <array>
#include <cstdint>

namespace lykta {

struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  double opacity = 1;

  [[nodiscard]] constexpr Colour at(double new_opacity) const { return {red, green, blue, new_opacity}; }
};

/// A line of a map; its width is millimetres of paper or screen.
struct Stroke {
  Colour colour;
  double width_mm = 0.26;
  bool dashed = false;
};

namespace palette {

inline constexpr Colour white{255, 255, 255};
inline constexpr Colour ink{37, 37, 37};

/// Many events: from few to most.
inline constexpr std::array<Colour, 5> heat{
    {{255, 247, 188}, {254, 217, 142}, {254, 153, 41}, {217, 95, 14}, {153, 52, 4}}};
inline constexpr Colour fewer_than_chance{67, 147, 195};
inline constexpr Colour far_fewer{33, 102, 172};
inline constexpr Colour rather_fewer{146, 197, 222};
inline constexpr Colour untested{189, 189, 189};
inline constexpr Colour grid_line{120, 120, 120};

/// Crime is red and felt unsafety blue; a place that has both is the purple between them.
inline constexpr Colour crime{178, 24, 43};
inline constexpr Colour unsafety{8, 81, 156};
inline constexpr Colour both{74, 20, 134};
inline constexpr Colour neutral{150, 150, 150};
inline constexpr Colour safety{0, 136, 90};

/// Levels of an area; red is the colour of crime.
inline constexpr Colour level_green{0, 136, 55};
inline constexpr Colour level_yellow{230, 190, 0};
inline constexpr Colour level_orange{230, 110, 0};

/// What lies outside of the study area.
inline constexpr Colour outside{236, 234, 228};

}  // namespace palette

}  // namespace lykta
