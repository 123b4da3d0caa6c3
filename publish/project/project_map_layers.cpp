#include <algorithm>
#include <cassert>
#include <string_view>

#include <fmt/format.h>

#include "publish/project/project_parts.hpp"
#include "publish/words/place_words.hpp"

namespace lykta::project {

namespace {

const char* geometry_name(LayerGeometry geometry) {
  switch (geometry) {
    case LayerGeometry::point:
      return "Point";
    case LayerGeometry::multiline:
      return "Line";
    case LayerGeometry::none:
      return "No geometry";
    case LayerGeometry::multipolygon:
    case LayerGeometry::polygon:
      break;
  }
  return "Polygon";
}

const char* wkb_name(LayerGeometry geometry) {
  switch (geometry) {
    case LayerGeometry::point:
      return "Point";
    case LayerGeometry::multiline:
      return "MultiLineString";
    case LayerGeometry::none:
      return "NoGeometry";
    case LayerGeometry::multipolygon:
      return "MultiPolygon";
    case LayerGeometry::polygon:
      break;
  }
  return "Polygon";
}

/// What the style says, as the layer of a project holds it: the same attributes and elements as in a file of its own.
void add_style(pugi::xml_node layer, const std::string& style) {
  pugi::xml_document document;
  [[maybe_unused]] const auto read = document.load_string(style.c_str());
  assert(read);
  const auto root = document.document_element();
  for (const auto& attribute : root.attributes()) {
    if (std::string_view(attribute.name()) != "version" && std::string_view(attribute.name()) != "styleCategories") {
      layer.append_copy(attribute);
    }
  }
  for (const auto& child : root.children()) {
    if (child.type() == pugi::node_element) {
      layer.append_copy(child);
    }
  }
}

void add_map_layer(pugi::xml_node parent, const Layer& layer, const Parts& parts) {
  auto node = add(parent, "maplayer", {{"type", layer.is_raster ? "raster" : "vector"}});
  if (!layer.is_raster) {
    add_attribute(node, "geometry", geometry_name(layer.geometry));
    add_attribute(node, "wkbType", wkb_name(layer.geometry));
  }
  for (const auto& [name, value] : Attributes{{"styleCategories", "AllStyleCategories"},
                                              {"hasScaleBasedVisibilityFlag", "0"},
                                              {"autoRefreshEnabled", "0"},
                                              {"refreshOnNotifyEnabled", "0"}}) {
    add_attribute(node, name, value);
  }
  add(node, "id", {}, layer.id);
  add(node, "datasource", {}, layer.source);
  add(node, "layername", {}, layer.name);
  add(node, "title", {}, layer.name);
  add(node, "abstract", {}, layer.abstract);
  add_crs(add(node, "srs"), parts.content.publication.read.crs);
  if (layer.is_raster) {
    add(node, "provider", {}, "gdal");
  } else {
    add(node, "provider", {{"encoding", "UTF-8"}}, "ogr");
  }
  auto manager = add(node, "map-layer-style-manager", {{"current", "default"}});
  add(manager, "map-layer-style", {{"name", "default"}});
  add_style(node, layer.style);
}

/// Around a place, with some of what lies about it.
Box around(const Place& place) {
  constexpr double least_m = 350;
  const auto reach = std::max(least_m, place.extent_m);
  return {place.position.x - reach, place.position.y - reach, place.position.x + reach, place.position.y + reach};
}

std::string polygon_text(const Box& box) {
  return fmt::format("Polygon (({0} {1}, {2} {1}, {2} {3}, {0} {3}, {0} {1}))", box.min_x, box.min_y, box.max_x,
                     box.max_y);
}

}  // namespace

void add_map_layers(pugi::xml_node root, const Parts& parts) {
  auto layers = add(root, "projectlayers");
  for (const auto& layer : parts.layers) {
    add_map_layer(layers, layer, parts);
  }
  auto order = add(root, "layerorder");
  for (const auto& layer : parts.layers) {
    add(order, "layer", {{"id", layer.id}});
  }
}

void add_bookmarks(pugi::xml_node root, const Parts& parts) {
  const auto& places = parts.content.publication.picture.places;
  const auto names = place_names(places, parts.language());
  auto bookmarks = add(root, "Bookmarks");
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto& rank = places[i].rank;
    auto bookmark = add(bookmarks, "Bookmark",
                        {{"id", fmt::format("lykta_place_{}", i + 1)},
                         {"name", rank ? fmt::format("{:02}  {}", *rank, names[i]) : names[i]},
                         {"group", parts.in({"Platser", "Places"})},
                         {"extent", polygon_text(around(places[i]))}});
    add_crs(bookmark, parts.content.publication.read.crs);
  }
}

}  // namespace lykta::project
