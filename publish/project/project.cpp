#include "publish/project/project.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "publish/project/project_parts.hpp"

namespace lykta {

namespace project {

pugi::xml_node add(pugi::xml_node parent, const char* name, const Attributes& attributes, const std::string& text) {
  auto node = add_element(parent, name);
  for (const auto& [key, value] : attributes) {
    add_attribute(node, key, value);
  }
  if (!text.empty()) {
    add_text(node, text);
  }
  return node;
}

Box with_margin(const Box& box) {
  constexpr double margin = 0.05;
  const auto by = margin * std::max(box.max_x - box.min_x, box.max_y - box.min_y);
  return {std::floor(box.min_x - by), std::floor(box.min_y - by), std::ceil(box.max_x + by), std::ceil(box.max_y + by)};
}

Box home_of(const Picture& picture) {
  auto box = picture.study_area.box();
  if (!picture.places.empty()) {
    const auto& first = picture.places.front().position;
    box = {first.x, first.y, first.x, first.y};
    for (const auto& place : picture.places) {
      const auto& [x, y] = place.position;
      box = {std::min(box.min_x, x - place.extent_m), std::min(box.min_y, y - place.extent_m),
             std::max(box.max_x, x + place.extent_m), std::max(box.max_y, y + place.extent_m)};
    }
  }
  return with_margin(box);
}

void add_extent(pugi::xml_node parent, const char* name, const Box& box) {
  auto extent = add(parent, name);
  add(extent, "xmin", {}, fmt::format("{}", box.min_x));
  add(extent, "ymin", {}, fmt::format("{}", box.min_y));
  add(extent, "xmax", {}, fmt::format("{}", box.max_x));
  add(extent, "ymax", {}, fmt::format("{}", box.max_y));
}

std::string plain_text(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) == "[%") {
      result += "[% '[' || '%' %]";
      ++i;
    } else {
      result += text[i];
    }
  }
  return result;
}

namespace {

void add_canvas(pugi::xml_node root, const Parts& parts) {
  const auto& publication = parts.content.publication;
  auto canvas = add(root, "mapcanvas", {{"name", "theMapCanvas"}, {"annotationsVisible", "1"}});
  add(canvas, "units", {}, "meters");
  add_extent(canvas, "extent", home_of(publication.picture));
  add(canvas, "rotation", {}, "0");
  add_crs(add(canvas, "destinationsrs"), publication.read.crs);
  add(canvas, "rendermaptile", {}, "0");
}

/// A step an hour over the week that the hours are shown on.
void add_time(pugi::xml_node root) {
  auto settings = add(root, "ProjectTimeSettings",
                      {{"timeStepUnit", "h"}, {"timeStep", "1"}, {"frameRate", "2"}, {"cumulativeTemporalRange", "0"}});
  auto range = add(settings, "TemporalRange");
  add(range, "start", {}, "2024-01-01T00:00:00Z");
  add(range, "end", {}, "2024-01-08T00:00:00Z");
}

void add_view(pugi::xml_node root, const Parts& parts) {
  const auto& publication = parts.content.publication;
  const auto box = home_of(publication.picture);
  auto view = add(root, "ProjectViewSettings", {{"UseProjectScales", "0"}});
  add(view, "Scales");
  auto extent = add(view, "DefaultViewExtent",
                    {{"xmin", fmt::format("{}", box.min_x)},
                     {"ymin", fmt::format("{}", box.min_y)},
                     {"xmax", fmt::format("{}", box.max_x)},
                     {"ymax", fmt::format("{}", box.max_y)}});
  add_crs(extent, publication.read.crs);
}

void add_property(pugi::xml_node parent, const char* name, const char* type, const std::string& value) {
  add(parent, name, {{"type", type}}, value);
}

void add_properties(pugi::xml_node root) {
  auto properties = add(root, "properties");
  add_property(add(properties, "Paths"), "Absolute", "bool", "false");
  add_property(add(properties, "SpatialRefSys"), "ProjectionsEnabled", "int", "1");
  auto measurement = add(properties, "Measurement");
  add_property(measurement, "DistanceUnits", "QString", "meters");
  add_property(measurement, "AreaUnits", "QString", "m2");
  add_property(add(properties, "PAL"), "PlacementEngineVersion", "int", "1");
}

void add_metadata(pugi::xml_node root, const Parts& parts) {
  auto metadata = add(root, "projectMetadata");
  add(metadata, "identifier");
  add(metadata, "type", {}, "project");
  add(metadata, "title", {}, parts.content.context.title);
  add(metadata, "abstract", {}, fmt::format("{} – lykta {}", internal_stamp(parts.language()), program_version()));
}

}  // namespace

}  // namespace project

std::string project_text(const ProjectContent& content) {
  using namespace project;
  Parts parts{content, layers_of(content), {}};
  parts.themes = themes_of(parts.layers);
  pugi::xml_document document;
  document.append_child(pugi::node_doctype).set_value("qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'");
  const auto& title = content.context.title;
  auto root = add(document.root(), "qgis", {{"version", "3.22.0"}, {"projectname", title}});
  add(root, "homePath", {{"path", ""}});
  add(root, "title", {}, title);
  add(root, "autotransaction", {{"active", "0"}});
  add(root, "evaluateDefaultValues", {{"active", "0"}});
  add(root, "trust", {{"active", "0"}});
  add_crs(add(root, "projectCrs"), content.publication.read.crs);
  add_layer_tree(root, parts);
  add_canvas(root, parts);
  add_map_layers(root, parts);
  add_properties(root);
  add_themes(root, parts);
  add_metadata(root, parts);
  add_layouts(root, parts);
  add_bookmarks(root, parts);
  add_view(root, parts);
  add_time(root);
  return xml_text(document);
}

}  // namespace lykta
