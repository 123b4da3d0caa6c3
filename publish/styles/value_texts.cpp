#include "publish/styles/value_texts.hpp"

#include <algorithm>
#include <cassert>

#include "geo/write/xml_text.hpp"

namespace lykta {

namespace {

pugi::xml_node add_option(pugi::xml_node parent, const char* type) {
  auto option = add_element(parent, "Option");
  add_attribute(option, "type", type);
  return option;
}

/// A list keeps the order of its values; the map of earlier releases of QGIS is sorted by what they say.
void add_value_map(pugi::xml_node configuration, const FieldDefinition& field) {
  auto of_field = add_element(configuration, "field");
  add_attribute(of_field, "name", field.name);
  auto widget = add_element(of_field, "editWidget");
  add_attribute(widget, "type", "ValueMap");
  auto list = add_option(add_option(add_element(widget, "config"), "Map"), "List");
  add_attribute(list, "name", "map");
  for (const auto& [code, text] : field.codes) {
    auto value = add_option(add_option(list, "Map"), "QString");
    add_attribute(value, "name", text);
    add_attribute(value, "value", code);
  }
}

}  // namespace

std::string with_value_texts(const std::string& style, const VectorLayer& layer) {
  if (std::ranges::all_of(layer.fields, [](const auto& field) { return field.codes.empty(); })) {
    return style;
  }
  pugi::xml_document document;
  [[maybe_unused]] const auto read = document.load_string(style.c_str(), pugi::parse_full);
  assert(read);
  auto root = document.document_element();
  auto categories = root.attribute("styleCategories");
  categories.set_value((std::string(categories.value()) + "|Forms").c_str());
  auto configuration = add_element(root, "fieldConfiguration");
  for (const auto& field : layer.fields) {
    if (!field.codes.empty()) {
      add_value_map(configuration, field);
    }
  }
  return xml_text(document);
}

}  // namespace lykta
