#include "publish/styles/style_sheet.hpp"

#include <fmt/format.h>

#include "publish/styles/classes.hpp"
#include "publish/styles/palette.hpp"

namespace lykta {

namespace {

/// Lines of a map are looked at from nearer on a screen than on a wall: half of their width on paper, and some more.
constexpr double pixels_per_mm = 2.75;

std::string with_opacity(const char* property, const Colour& colour) {
  return colour.opacity < 1 ? fmt::format("{0}:{1};{0}-opacity:{2:g}", property, hex_of(colour), colour.opacity)
                            : fmt::format("{}:{}", property, hex_of(colour));
}

std::string functional(const Colour& colour) {
  return fmt::format("rgba({},{},{},{:g})", colour.red, colour.green, colour.blue, colour.opacity);
}

std::string rule_of_cells(const MapClass& each) {
  auto rule = fmt::format(".{}{{{}", each.name, with_opacity("fill", *each.fill));
  if (each.outline) {
    rule += fmt::format(";{};stroke-width:{:.2g}px;vector-effect:non-scaling-stroke",
                        with_opacity("stroke", each.outline->colour), pixels_per_mm * each.outline->width_mm);
  }
  const auto colour = functional(*each.fill);
  return rule + fmt::format("}}.swatch.{}{{background-image:linear-gradient({},{})}}\n", each.name, colour, colour);
}

std::string rule_of_places(const MapClass& each) {
  const auto colour = hex_of(each.outline->colour);
  const auto* const dashes = each.outline->dashed ? ";stroke-dasharray:5 3" : "";
  const auto* const line = each.outline->dashed ? "dashed" : "solid";
  return fmt::format(
      ".outline.{0}{{stroke:{1};stroke-width:{2:.2g}px{3}}}.pin.{0}{{fill:{1}}}.rank.{0}{{background:{1}}}"
      ".swatch.{0}{{border:2.5px {4} {1}}}\n",
      each.name, colour, pixels_per_mm * each.outline->width_mm, dashes, line);
}

}  // namespace

std::string hex_of(const Colour& colour) {
  return fmt::format("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue);
}

std::string class_rules() {
  auto rules = fmt::format(":root{{--crime:{};--unsafety:{};--both:{}", hex_of(palette::crime),
                           hex_of(palette::unsafety), hex_of(palette::both));
  for (std::size_t i = 0; i < palette::heat.size(); ++i) {
    rules += fmt::format(";--h{}:{}", i + 1, hex_of(palette::heat[i]));
  }
  rules += "}\n";
  for (const auto& each : cell_classes) {
    rules += rule_of_cells(each);
  }
  for (const auto& each : place_classes) {
    rules += rule_of_places(each);
  }
  for (const auto& each : level_classes) {
    rules += fmt::format(".level-{}{{background:{}}}\n", each.name, hex_of(each.outline->colour));
  }
  return rules;
}

}  // namespace lykta
