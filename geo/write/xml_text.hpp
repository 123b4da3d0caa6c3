// What does a document of XML look like as text? (Styles of QGIS, pictures, and what GDAL reads several rasters as.)
#pragma once

#include <string>
#include <string_view>

#include <pugixml.hpp>

namespace lykta {

/// A text as XML can hold it: control characters other than tab and line breaks have no place in it, not even escaped (XML 1.0,
/// section 2.2), so they are left out.
[[nodiscard]] std::string fit_for_xml(std::string_view text);

/// An element at the end of the children of another.
pugi::xml_node add_element(pugi::xml_node parent, const std::string& name);
/// An attribute; escaped when it is written.
void add_attribute(pugi::xml_node element, const std::string& name, std::string_view value);
/// Text at the end of an element; escaped when it is written.
void add_text(pugi::xml_node element, std::string_view text);

/// The document in UTF-8 without a declaration, an element a line, indented by a blank a level.
[[nodiscard]] std::string xml_text(const pugi::xml_document& document);

}  // namespace lykta
