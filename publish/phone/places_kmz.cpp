#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <ogr_geometry.h>

#include "geo/shapes/outline.hpp"
#include "geo/write/xml_text.hpp"
#include "geo/write/zip_text.hpp"
#include "publish/phone/phone_places.hpp"
#include "publish/phone/place_marks.hpp"
#include "publish/styles/palette.hpp"

namespace lykta {

namespace {

void add_kml_text(pugi::xml_node parent, const char* name, const std::string& text) {
  add_text(add_element(parent, name), text);
}

/// KML writes the opacity first and then blue, green and red.
std::string kml_colour(const Colour& colour) {
  constexpr double full = 255;
  return fmt::format("{:02x}{:02x}{:02x}{:02x}", static_cast<unsigned>(colour.opacity * full), colour.blue,
                     colour.green, colour.red);
}

const char* style_of(const Place& place) {
  switch (place.quadrant) {
    case Quadrant::high_crime_high_unsafety:
      return "both";
    case Quadrant::low_crime_high_unsafety:
      return "unsafety";
    default:
      return "events";
  }
}

void add_styles(pugi::xml_node document) {
  const std::array<std::pair<const char*, Colour>, 3> styles{
      {{"events", palette::crime}, {"unsafety", palette::unsafety}, {"both", palette::both}}};
  constexpr double see_through = 0.35;
  for (const auto& [id, colour] : styles) {
    auto style = add_element(document, "Style");
    add_attribute(style, "id", id);
    auto line = add_element(style, "LineStyle");
    add_kml_text(line, "color", kml_colour(colour));
    add_kml_text(line, "width", "3");
    add_kml_text(add_element(style, "PolyStyle"), "color", kml_colour(colour.at(see_through)));
  }
}

void add_ring(pugi::xml_node polygon, const char* boundary, const OGRLinearRing& ring) {
  std::string corners;
  for (int i = 0; i < ring.getNumPoints(); ++i) {
    corners += fmt::format("{}{:.6f},{:.6f}", i == 0 ? "" : " ", ring.getX(i), ring.getY(i));
  }
  add_kml_text(add_element(add_element(polygon, boundary), "LinearRing"), "coordinates", corners);
}

void add_polygon(pugi::xml_node geometry, const OGRPolygon& outline) {
  if (outline.getExteriorRing() == nullptr) {
    return;
  }
  auto polygon = add_element(geometry, "Polygon");
  add_ring(polygon, "outerBoundaryIs", *outline.getExteriorRing());
  for (int i = 0; i < outline.getNumInteriorRings(); ++i) {
    add_ring(polygon, "innerBoundaryIs", *outline.getInteriorRing(i));
  }
}

void add_outline(pugi::xml_node geometry, const OGRGeometry& outline) {
  const auto type = wkbFlatten(outline.getGeometryType());
  if (type == wkbPolygon) {
    add_polygon(geometry, *outline.toPolygon());
  } else if (type == wkbMultiPolygon) {
    for (const auto* const part : *outline.toMultiPolygon()) {
      add_polygon(geometry, *part);
    }
  }
}

}  // namespace

std::string places_kmz(const Publication& publication, const RunContext& context) {
  const auto& picture = publication.picture;
  const Projection to_degrees(publication.read.crs, wgs84());
  const auto marks = place_marks(publication);
  pugi::xml_document kml;
  auto root = add_element(kml, "kml");
  add_attribute(root, "xmlns", "http://www.opengis.net/kml/2.2");
  auto document = add_element(root, "Document");
  add_kml_text(document, "name", context.title);
  add_kml_text(document, "description", internal_stamp(publication.language));
  add_styles(document);
  for (std::size_t i = 0; i < marks.size(); ++i) {
    auto placemark = add_element(document, "Placemark");
    add_kml_text(placemark, "name", marks[i].name);
    add_kml_text(placemark, "description", marks[i].text);
    add_kml_text(placemark, "styleUrl", std::string("#") + style_of(picture.places[i]));
    auto geometry = add_element(placemark, "MultiGeometry");
    add_kml_text(add_element(geometry, "Point"), "coordinates",
                 fmt::format("{:.6f},{:.6f}", marks[i].degrees.x, marks[i].degrees.y));
    if (const auto outline = to_degrees.geometry(*outline_of(picture.place_study, picture.places[i].slots))) {
      add_outline(geometry, *outline);
    }
  }
  const std::array files{PackedFile{"doc.kml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml_text(kml)}};
  return zip_text(files);
}

}  // namespace lykta
