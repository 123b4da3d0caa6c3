#include "publish/styles/qml.hpp"

#include <cmath>
#include <string_view>

#include <fmt/format.h>

#include "geo/write/sidecars.hpp"
#include "geo/write/xml_text.hpp"

namespace lykta::qml {

namespace {

/// The release whose reading of these files was tried; later ones translate from it.
constexpr const char* written_for = "3.22.0";

void append(const Element& element, pugi::xml_node parent) {
  const auto node = add_element(parent, element.name);
  for (const auto& [key, value] : element.attributes) {
    add_attribute(node, key, value);
  }
  if (!element.text.empty()) {
    add_text(node, element.text);
  }
  for (const auto& child : element.children) {
    append(child, node);
  }
}

Element element(std::string name, Attributes attributes = {}, std::vector<Element> children = {}) {
  return {std::move(name), std::move(attributes), std::move(children), {}};
}

Element text_element(std::string name, std::string text) { return {std::move(name), {}, {}, std::move(text)}; }

std::string text_of(double number) { return fmt::format("{}", number); }
/// QGIS takes a scale with a fraction for no scale at all.
std::string text_of_scale(double scale) { return fmt::format("{:.0f}", scale); }
std::string flag(bool value) { return value ? "1" : "0"; }

int alpha_of(const Colour& colour) { return static_cast<int>(std::lround(255 * colour.opacity)); }

std::string rgba(const Colour& colour) {
  return fmt::format("{},{},{},{}", colour.red, colour.green, colour.blue, alpha_of(colour));
}

std::string hexadecimal(const Colour& colour) {
  return fmt::format("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue);
}

Element option(std::string name, std::string value, std::string type = "QString") {
  return element("Option", {{"name", std::move(name)}, {"value", std::move(value)}, {"type", std::move(type)}});
}

Element map_of_options(std::vector<Element> options, Attributes attributes = {}) {
  attributes.emplace_back("type", "Map");
  return element("Option", std::move(attributes), std::move(options));
}

Element symbol_layer(std::string kind, const Attributes& properties) {
  std::vector<Element> options;
  for (const auto& [name, value] : properties) {
    options.push_back(option(name, value));
  }
  return element("layer", {{"class", std::move(kind)}}, {map_of_options(std::move(options))});
}

Element symbol(std::string type, std::vector<Element> layers) {
  return element("symbol", {{"type", std::move(type)}}, std::move(layers));
}

Element line_layer(const Stroke& stroke, bool inside = false) {
  // Within a polygon QGIS cuts off the outer half of the line.
  const auto width_mm = inside ? 2 * stroke.width_mm : stroke.width_mm;
  Attributes properties{{"line_color", rgba(stroke.colour)},
                        {"line_width", text_of(width_mm)},
                        {"line_width_unit", "MM"},
                        {"joinstyle", "miter"},
                        {"capstyle", stroke.dashed ? "flat" : "round"},
                        {"draw_inside_polygon", flag(inside)}};
  if (stroke.dashed) {
    properties.insert(properties.end(),
                      {{"use_custom_dash", "1"}, {"customdash", "2.2;1.4"}, {"customdash_unit", "MM"}});
  }
  return symbol_layer("SimpleLine", properties);
}

Element fill_layer(const Colour& colour, const std::optional<Stroke>& outline) {
  const auto stroke = outline.value_or(Stroke{});
  return symbol_layer("SimpleFill", {{"color", rgba(colour)},
                                     {"style", colour.opacity > 0 ? "solid" : "no"},
                                     {"outline_style", outline ? "solid" : "no"},
                                     {"outline_color", rgba(stroke.colour)},
                                     {"outline_width", text_of(stroke.width_mm)},
                                     {"outline_width_unit", "MM"},
                                     {"joinstyle", "miter"}});
}

std::string shape_name(Shape shape) {
  switch (shape) {
    case Shape::triangle:
      return "triangle";
    case Shape::square:
      return "square";
    case Shape::diamond:
      return "diamond";
    case Shape::circle:
      break;
  }
  return "circle";
}

/// The symbols of a renderer; classes refer to them by their number.
Element numbered_symbols(const std::vector<LegendClass>& classes) {
  std::vector<Element> symbols;
  for (const auto& legend_class : classes) {
    symbols.push_back(legend_class.symbol);
    symbols.back().attributes.emplace_back("name", std::to_string(symbols.size() - 1));
  }
  return element("symbols", {}, std::move(symbols));
}

void add_scales(const Scales& scales, Attributes& attributes) {
  if (scales.closest) {
    attributes.emplace_back("scalemindenom", text_of_scale(*scales.closest));
  }
  if (scales.furthest) {
    attributes.emplace_back("scalemaxdenom", text_of_scale(*scales.furthest));
  }
}

Element renderer(const char* type, Attributes attributes, Element classes, Element symbols) {
  attributes.insert(attributes.begin(), {"type", type});
  return element("renderer-v2", std::move(attributes), {std::move(classes), std::move(symbols)});
}

Element halo() {
  return element("text-buffer", {{"bufferDraw", "1"},
                                 {"bufferSize", "0.9"},
                                 {"bufferSizeUnits", "MM"},
                                 {"bufferColor", rgba(palette::white)},
                                 {"bufferOpacity", "0.9"},
                                 {"bufferNoFill", "1"},
                                 {"bufferJoinStyle", "128"}});
}

/// A disc that leaves room for two digits. QGIS 3.22 takes its colours from a symbol only.
Element disc(const Colour& colour) {
  auto look = filled(colour, {palette::white, 0.4});
  look.attributes.emplace_back("name", "fillSymbol");
  return element("background",
                 {{"shapeDraw", "1"},
                  {"shapeType", "3"},
                  {"shapeSizeType", "1"},
                  {"shapeSizeX", "4.6"},
                  {"shapeSizeY", "4.6"},
                  {"shapeSizeUnit", "MM"},
                  {"shapeOpacity", "1"}},
                 {std::move(look)});
}

Element text_style(const Label& label) {
  return element("text-style",
                 {{"isExpression", "1"},
                  {"fieldName", label.text},
                  {"fontSize", text_of(label.points)},
                  {"fontSizeUnit", "Point"},
                  {"fontWeight", label.bold ? "75" : "50"},
                  {"fontItalic", flag(label.italic)},
                  {"textColor", rgba(label.colour)},
                  {"textOpacity", "1"}},
                 {label.badge ? disc(*label.badge) : halo()});
}

Element placement(const Label& label) {
  const auto outside = label.placement == LabelPlacement::outside;
  constexpr const char* over_point = "1";
  constexpr const char* outside_polygons = "8";
  const auto beside = label.placement == LabelPlacement::beside_the_point;
  constexpr const char* ordered_around_point = "6";
  return element("placement", {{"placement", outside  ? outside_polygons
                                             : beside ? ordered_around_point
                                                      : over_point},
                               {"polygonPlacementFlags", outside ? "1" : "2"},
                               {"quadOffset", "4"},
                               {"centroidWhole", "1"},
                               {"dist", outside || beside ? "1" : "0"},
                               {"distUnits", "MM"},
                               {"priority", std::to_string(label.priority)}});
}

/// A property of a label that an expression of the feature decides.
Element decided_by(const std::string& expression, const char* property) {
  constexpr const char* is_expression = "3";
  auto decision = map_of_options(
      {option("active", "true", "bool"), option("expression", expression), option("type", is_expression, "int")},
      {{"name", property}});
  return element("dd_properties", {},
                 {map_of_options({option("name", ""), map_of_options({std::move(decision)}, {{"name", "properties"}}),
                                  option("type", "collection")})});
}

/// A thin line from the text to the middle of its polygon.
Element leader() {
  const auto line = xml(symbol("line", {line_layer({palette::ink, 0.25})}));
  return element("callout", {{"type", "simple"}},
                 {map_of_options({option("enabled", "1"), option("anchorPoint", "pole_of_inaccessibility"),
                                  option("labelAnchorPoint", "point_on_exterior"), option("minLength", "0", "double"),
                                  option("lineSymbol", line)})});
}

Element label_settings(const Label& label) {
  constexpr const char* wrap_after = "24";
  std::vector<Element> parts{
      text_style(label),
      element("text-format",
              {{"autoWrapLength", wrap_after}, {"useMaxLineLengthForAutoWrap", "1"}, {"multilineAlign", "3"}}),
      placement(label),
      element("rendering", {{"drawLabels", "1"},
                            {"displayAll", flag(label.may_overlap)},
                            {"obstacle", flag(label.leader)},
                            {"obstacleType", "1"}})};
  if (!label.order.empty()) {
    parts.push_back(decided_by(label.order, "ZIndex"));
  }
  if (label.leader) {
    parts.push_back(leader());
  }
  return element("settings", {{"calloutType", "simple"}}, std::move(parts));
}

Element aliases_of(const LayerStyle& style) {
  std::vector<Element> aliases;
  for (const auto& alias : style.aliases) {
    aliases.push_back(element("alias", {{"field", alias.field}, {"name", alias.shown}}));
  }
  return element("aliases", {}, std::move(aliases));
}

std::string with_doctype(const Element& root) {
  pugi::xml_document document;
  document.append_child(pugi::node_doctype).set_value("qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'");
  document.append_child(pugi::node_comment).set_value(own_style_comment);
  append(root, document);
  return xml_text(document);
}

}  // namespace

std::string in_quotes(std::string_view text) {
  std::string out = "'";
  for (const auto c : text) {
    out += c;
    if (c == '\'') {
      out += c;
    }
  }
  return out + "'";
}

std::string xml(const Element& element) {
  pugi::xml_document document;
  append(element, document);
  return xml_text(document);
}

Element filled(const Colour& colour) { return symbol("fill", {fill_layer(colour, std::nullopt)}); }

Element filled(const Colour& colour, const Stroke& outline) { return symbol("fill", {fill_layer(colour, outline)}); }

Element outlined(const Stroke& outline) {
  constexpr double band_mm = 0.4;
  const Stroke band{palette::white.at(0.9), outline.width_mm + band_mm};
  return symbol("fill", {line_layer(band, true), line_layer(outline, true)});
}

Element marker(const Marker& marker) {
  // "3x": limits of the scale (none), then which of the limits of size hold, and these.
  const auto between = fmt::format("3x:0,0,1,{},1,{}", marker.smallest_mm, marker.largest_mm);
  return symbol("marker", {symbol_layer("SimpleMarker", {{"name", shape_name(marker.shape)},
                                                         {"color", rgba(marker.fill)},
                                                         {"outline_color", rgba(marker.outline.colour)},
                                                         {"outline_width", text_of(marker.outline.width_mm)},
                                                         {"outline_width_unit", "MM"},
                                                         {"size", text_of(marker.size_m)},
                                                         {"size_unit", "MapUnit"},
                                                         {"size_map_unit_scale", between}})});
}

Element categorised(const std::string& field, const std::vector<LegendClass>& classes) {
  std::vector<Element> categories;
  categories.reserve(classes.size());
  for (const auto& legend_class : classes) {
    categories.push_back(element("category", {{"value", legend_class.selects},
                                              {"label", legend_class.label},
                                              {"symbol", std::to_string(categories.size())},
                                              {"render", legend_class.shown ? "true" : "false"}}));
  }
  return renderer("categorizedSymbol", {{"attr", field}}, element("categories", {}, std::move(categories)),
                  numbered_symbols(classes));
}

std::string legend_expression(const std::vector<LegendClass>& classes, const std::string& field) {
  std::string cases;
  std::string otherwise = "''";
  for (const auto& each : classes) {
    if (each.selects == "ELSE") {
      otherwise = in_quotes(each.label);
    } else {
      const auto selects = field.empty() ? each.selects : fmt::format(R"("{}" = {})", field, in_quotes(each.selects));
      cases += fmt::format("WHEN {} THEN {} ", selects, in_quotes(each.label));
    }
  }
  return cases.empty() ? otherwise : fmt::format("CASE {}ELSE {} END", cases, otherwise);
}

Element by_rules(const std::vector<LegendClass>& classes) {
  std::vector<Element> rules;
  for (const auto& legend_class : classes) {
    const auto number = std::to_string(rules.size());
    // QGIS remembers by the key what a user unticked, and makes a new one at each opening when there is none.
    Attributes attributes{{"key", "rule-" + number},
                          {"filter", legend_class.selects},
                          {"label", legend_class.label},
                          {"symbol", number},
                          {"checkstate", flag(legend_class.shown)}};
    add_scales(legend_class.scales, attributes);
    rules.push_back(element("rule", std::move(attributes)));
  }
  return renderer("RuleRenderer", {}, element("rules", {{"key", "rules"}}, std::move(rules)),
                  numbered_symbols(classes));
}

Element labelled(const std::vector<Label>& labels) {
  std::vector<Element> rules;
  for (const auto& label : labels) {
    Attributes attributes{{"key", "label-" + std::to_string(rules.size())}, {"filter", label.selects}};
    add_scales(label.scales, attributes);
    rules.push_back(element("rule", std::move(attributes), {label_settings(label)}));
  }
  return element("labeling", {{"type", "rule-based"}}, {element("rules", {{"key", "labels"}}, std::move(rules))});
}

namespace {

/// Two fields of date and time; the numbers are those of QGIS for "start and end from fields" and for an end that is
/// excluded.
Element temporal(const TimeFields& time) {
  return element("temporal", {{"enabled", "1"},
                              {"mode", "2"},
                              {"limitMode", "0"},
                              {"startField", time.from},
                              {"endField", time.to},
                              {"durationField", ""},
                              {"durationUnit", "min"},
                              {"fixedDuration", "0"},
                              {"accumulate", "0"},
                              {"startExpression", ""},
                              {"endExpression", ""}});
}

/// A tip is HTML: what its expressions give is text of others, and shown as text. Those that write elements themselves stay.
std::string with_escaped_values(std::string_view tip) {
  constexpr std::string_view opening = "[%";
  constexpr std::string_view closing = "%]";
  std::string result;
  for (;;) {
    const auto begin = tip.find(opening);
    const auto end = begin == std::string_view::npos ? begin : tip.find(closing, begin);
    if (end == std::string_view::npos) {
      return result.append(tip);
    }
    const auto expression = tip.substr(begin + opening.size(), end - begin - opening.size());
    result.append(tip.substr(0, begin));
    if (expression.find('<') != std::string_view::npos) {
      result.append(tip.substr(begin, end + closing.size() - begin));
    } else {
      result += fmt::format("[% replace({}, map('&', '&amp;', '<', '&lt;')) %]", expression);
    }
    tip.remove_prefix(end + closing.size());
  }
}

}  // namespace

std::string document(const LayerStyle& style) {
  auto root = element("qgis", {{"version", written_for},
                               {"styleCategories", style.time ? "Symbology|Labeling|Fields|MapTips|Temporal"
                                                              : "Symbology|Labeling|Fields|MapTips"},
                               {"labelsEnabled", flag(style.labels.has_value())}});
  root.children.push_back(style.renderer);
  if (style.time) {
    root.children.push_back(temporal(*style.time));
  }
  if (style.labels) {
    root.children.push_back(*style.labels);
  }
  root.children.push_back(aliases_of(style));
  root.children.push_back(text_element("previewExpression", style.title_expression));
  root.children.push_back(text_element("mapTip", with_escaped_values(style.map_tip)));
  return with_doctype(root);
}

std::string raster_document(const std::vector<RasterClass>& classes, std::size_t band) {
  std::vector<Element> items;
  items.reserve(classes.size());
  for (const auto& raster_class : classes) {
    items.push_back(element("item", {{"value", std::isinf(raster_class.up_to) ? "inf" : text_of(raster_class.up_to)},
                                     {"label", raster_class.label},
                                     {"color", hexadecimal(raster_class.colour)},
                                     {"alpha", std::to_string(alpha_of(raster_class.colour))}}));
  }
  auto shader = element("colorrampshader", {{"colorRampType", "DISCRETE"}, {"classificationMode", "1"}, {"clip", "0"}},
                        std::move(items));
  auto colours = element(
      "rasterrenderer",
      {{"type", "singlebandpseudocolor"}, {"band", std::to_string(band)}, {"alphaBand", "-1"}, {"opacity", "1"}},
      {element("rastershader", {}, {std::move(shader)})});
  // Interpolating the values before they get their colours gives smooth limits between the classes.
  auto smooth = element("provider", {},
                        {element("resampling", {{"enabled", "true"},
                                                {"zoomedInResamplingMethod", "bilinear"},
                                                {"zoomedOutResamplingMethod", "bilinear"},
                                                {"maxOversampling", "2"}})});
  return with_doctype(element(
      "qgis", {{"version", written_for}, {"styleCategories", "Symbology"}},
      {element("pipe", {}, {std::move(smooth), std::move(colours), text_element("resamplingStage", "provider")})}));
}

}  // namespace lykta::qml
