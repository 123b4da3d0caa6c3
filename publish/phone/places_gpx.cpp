#include <fmt/format.h>

#include "geo/write/xml_text.hpp"
#include "publish/phone/phone_places.hpp"
#include "publish/phone/place_marks.hpp"

namespace lykta {

namespace {

void add_element_with_text(pugi::xml_node parent, const char* name, const std::string& text) {
  add_text(add_element(parent, name), text);
}

}  // namespace

std::string places_gpx(const Publication& publication, const RunContext& context) {
  pugi::xml_document document;
  auto gpx = add_element(document, "gpx");
  add_attribute(gpx, "version", "1.1");
  add_attribute(gpx, "creator", "Lykta " + program_version());
  add_attribute(gpx, "xmlns", "http://www.topografix.com/GPX/1/1");
  auto metadata = add_element(gpx, "metadata");
  add_element_with_text(metadata, "name", context.title);
  add_element_with_text(metadata, "desc", internal_stamp(publication.language));
  for (const auto& mark : place_marks(publication)) {
    auto waypoint = add_element(gpx, "wpt");
    add_attribute(waypoint, "lat", fmt::format("{:.6f}", mark.degrees.y));
    add_attribute(waypoint, "lon", fmt::format("{:.6f}", mark.degrees.x));
    add_element_with_text(waypoint, "name", mark.name);
    add_element_with_text(waypoint, "desc", mark.text);
    add_element_with_text(waypoint, "sym", "Flag, Blue");
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml_text(document);
}

}  // namespace lykta
