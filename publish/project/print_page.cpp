#include "publish/project/print_page.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include <cpl_string.h>
#include <fmt/format.h>

#include "publish/styles/qml.hpp"

namespace lykta::project {

namespace {

// The numbers of QGIS for kinds of things on a page.
constexpr const char* a_page = "65638";
constexpr const char* a_map = "65639";
constexpr const char* a_picture = "65640";
constexpr const char* a_label = "65641";
constexpr const char* a_legend = "65642";
constexpr const char* a_scale_bar = "65646";

std::string millimetres(double width, double height) { return fmt::format("{:g},{:g},mm", width, height); }

std::string rgba(const Colour& colour) {
  return fmt::format("{},{},{},{:.0f}", colour.red, colour.green, colour.blue, 255 * colour.opacity);
}

void add_colour(pugi::xml_node parent, const char* name, const Colour& colour) {
  add(parent, name,
      {{"red", std::to_string(colour.red)},
       {"green", std::to_string(colour.green)},
       {"blue", std::to_string(colour.blue)},
       {"alpha", fmt::format("{:.0f}", 255 * colour.opacity)}});
}

void add_markup(pugi::xml_node parent, const std::string& xml) { parent.append_buffer(xml.data(), xml.size()); }

/// The font of a text, as both 3.22 (old form, of its labels) and later releases want it. No family: the one of the machine.
void add_fonts(pugi::xml_node parent, const TextLook& look, const char* old_form = nullptr) {
  const auto* weight = look.bold ? "75" : "50";
  if (old_form != nullptr) {
    add(parent, old_form,
        {{"description", fmt::format("Sans Serif,{:g},-1,5,{},0,0,0,0,0", look.points, weight)},
         {"style", look.bold ? "Bold" : ""}});
    add_colour(parent, "FontColor", look.colour);
  }
  add(parent, "text-style",
      {{"fontFamily", "Sans Serif"},
       {"fontSize", fmt::format("{:g}", look.points)},
       {"fontSizeUnit", "Point"},
       {"fontWeight", weight},
       {"namedStyle", look.bold ? "Bold" : "Regular"},
       {"textColor", rgba(look.colour)},
       {"textOpacity", "1"},
       {"multilineHeight", "1"}});
}

TextLook enlarged(TextLook look, double letters) {
  look.points *= letters;
  return look;
}

/// The box in the shape of the frame.
Box widened(const Box& box, const Frame& frame) {
  const auto x = (box.min_x + box.max_x) / 2;
  const auto y = (box.min_y + box.max_y) / 2;
  const auto metres_per_mm = std::max((box.max_x - box.min_x) / frame.width, (box.max_y - box.min_y) / frame.height);
  const auto half_width = metres_per_mm * frame.width / 2;
  const auto half_height = metres_per_mm * frame.height / 2;
  return {x - half_width, y - half_height, x + half_width, y + half_height};
}

/// Letters of ASCII, for a name that programs compare.
std::string key_of(std::string_view name) {
  std::string key;
  for (const auto c : name) {
    const auto is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    key += is_plain ? c : '-';
  }
  return key;
}

/// A legend breaks lines where it is told to, and nowhere else.
constexpr std::string_view line_break = "¶";

std::string wrapped(std::string_view text, std::size_t longest) {
  std::string result;
  std::size_t in_line = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    const auto word = text.substr(0, end);
    if (in_line > 0 && in_line + word.size() > longest) {
      result += line_break;
      in_line = 0;
    } else if (in_line > 0) {
      result += ' ';
    }
    result += word;
    in_line += word.size() + 1;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

/// The lines of a legend that a style gives, in their order.
std::vector<std::string> labels_of(const std::string& style) {
  std::vector<std::string> labels;
  pugi::xml_document document;
  document.load_string(style.c_str());
  for (const auto& found : document.select_nodes("//renderer-v2//rule | //renderer-v2//category")) {
    if (const auto label = found.node().attribute("label")) {
      labels.emplace_back(label.value());
    }
  }
  return labels;
}

void add_option(pugi::xml_node map, const std::string& name, const std::string& value) {
  add(map, "Option", {{"type", "QString"}, {"name", name}, {"value", value}});
}

void add_legend_layer(pugi::xml_node tree, const Layer& layer, std::size_t longest) {
  auto node = add(tree, "layer-tree-layer",
                  {{"id", layer.id},
                   {"name", layer.name},
                   {"source", layer.source},
                   {"providerKey", "ogr"},
                   {"checked", "Qt::Checked"},
                   {"expanded", "1"}});
  auto options = add(add(node, "customproperties"), "Option", {{"type", "Map"}});
  const auto labels = labels_of(layer.style);
  // What has a single line is named by it alone.
  add_option(options, "legend/title-style", labels.size() == 1 ? "hidden" : "subgroup");
  for (std::size_t i = 0; i < labels.size(); ++i) {
    add_option(options, fmt::format("legend/label-{}", i), wrapped(labels[i], longest));
  }
}

void add_legend_styles(pugi::xml_node legend, double letters) {
  auto styles = add(legend, "styles");
  const auto style = [&](const char* name, const char* margin, const TextLook& usual) {
    const auto look = enlarged(usual, letters);
    auto node = add(styles, "style",
                    {{"name", name},
                     {"marginTop", margin},
                     {"marginLeft", std::string_view(name) == "symbolLabel" ? "2" : "0"},
                     {"marginBottom", "0"},
                     {"alignment", "1"}});
    add(node, "styleFont",
        {{"description", fmt::format("Sans Serif,{:g},-1,5,{},0,0,0,0,0", look.points, look.bold ? "75" : "50")},
         {"style", look.bold ? "Bold" : ""}});
    add_fonts(node, look);
  };
  style("title", "0", {.points = 10, .bold = true});
  style("group", "3", {.points = 9, .bold = true});
  style("subgroup", "3", {.points = 8.5, .bold = true});
  style("symbol", "1.6", {.points = 8});
  style("symbolLabel", "2", {.points = 8});
}

}  // namespace

Page::Page(pugi::xml_node layouts, std::string name, double width, double height, double letters)
    : node_(add(layouts, "Layout", {{"name", name}, {"units", "mm"}, {"printResolution", "300"}})),
      name_(std::move(name)),
      key_(key_of(name_)),
      letters_(letters) {
  auto collection = add(node_, "PageCollection");
  const auto paper = qml::xml(qml::filled(palette::white));
  add_markup(collection, paper);
  collection.child("symbol").append_attribute("name").set_value("");
  auto sheet = add(collection, "LayoutItem",
                   {{"type", a_page},
                    {"uuid", uuid("page")},
                    {"size", millimetres(width, height)},
                    {"position", "0,0,mm"},
                    {"positionOnPage", "0,0,mm"}});
  add_markup(sheet, paper);
  sheet.child("symbol").append_attribute("name").set_value("");
  add(collection, "GuideCollection", {{"visible", "1"}});
}

std::string Page::uuid(const char* id) const { return fmt::format("{{lykta-{}-{}}}", key_, id); }

pugi::xml_node Page::item(const char* type, const char* id, const Frame& frame, const Attributes& attributes) {
  const auto position = fmt::format("{:g},{:g},mm", frame.x, frame.y);
  auto made = add(node_, "LayoutItem",
                  {{"type", type},
                   {"uuid", uuid(id)},
                   {"templateUuid", uuid(id)},
                   {"id", id},
                   {"size", millimetres(frame.width, frame.height)},
                   {"position", position},
                   {"positionOnPage", position},
                   {"zValue", std::to_string(++items_)},
                   {"visibility", "1"},
                   {"opacity", "1"},
                   {"referencePoint", "0"}});
  for (const auto& [name, value] : attributes) {
    add_attribute(made, name, value);
  }
  return made;
}

void Page::text(const char* id, const Frame& frame, const std::string& text, const TextLook& look) {
  constexpr const char* left = "1";
  constexpr const char* right = "2";
  constexpr const char* middle = "4";
  constexpr const char* top = "32";
  constexpr const char* half_way = "128";
  auto made = item(a_label, id, frame,
                   {{"labelText", text},
                    {"htmlState", "0"},
                    {"halign", look.centred        ? middle
                               : look.to_the_right ? right
                                                   : left},
                    {"valign", look.boxed ? half_way : top},
                    {"marginX", look.boxed ? "1" : "0"},
                    {"marginY", "0"},
                    {"background", "false"},
                    {"frame", look.boxed ? "true" : "false"},
                    {"outlineWidthM", "0.5,mm"}});
  add_colour(made, "FrameColor", look.colour);
  add_fonts(made, enlarged(look, letters_), "LabelFont");
}

void Page::map(const char* id, const Frame& frame, const PageMap& map) {
  auto made = item(a_map, id, frame,
                   {{"frame", "true"},
                    {"outlineWidthM", "0.2,mm"},
                    {"background", "true"},
                    {"followPreset", map.theme.empty() ? "false" : "true"},
                    {"followPresetName", map.theme},
                    {"keepLayerSet", map.theme.empty() ? "true" : "false"},
                    {"drawCanvasItems", "true"},
                    {"mapRotation", "0"}});
  add_colour(made, "FrameColor", palette::grid_line);
  add_colour(made, "BackgroundColor", palette::white);
  const auto box = widened(map.extent, frame);
  add(made, "Extent",
      {{"xmin", fmt::format("{:.3f}", box.min_x)},
       {"ymin", fmt::format("{:.3f}", box.min_y)},
       {"xmax", fmt::format("{:.3f}", box.max_x)},
       {"ymax", fmt::format("{:.3f}", box.max_y)}});
  auto set = add(made, "LayerSet");
  for (const auto* layer : map.layers) {
    add(set, "Layer", {{"name", layer->name}, {"provider", "ogr"}, {"source", layer->source}}, layer->id);
  }
  constexpr const char* same_scale = "0";
  add(made, "AtlasMap",
      {{"atlasDriven", map.follows_atlas ? "1" : "0"}, {"scalingMode", same_scale}, {"margin", "0.1"}});
}

void Page::overview(const char* id, const Frame& frame, const PageMap& map, const char* of) {
  this->map(id, frame, map);
  auto made = node_.last_child();
  auto shown = add(made, "ComposerMapOverview",
                   {{"name", id},
                    {"uuid", uuid((std::string(id) + "-frame").c_str())},
                    {"show", "1"},
                    {"frameMap", uuid(of)},
                    {"blendMode", "0"},
                    {"inverted", "0"},
                    {"centered", "0"},
                    {"position", "3"}});
  auto symbol = qml::filled(palette::crime.at(0.15), {palette::crime, 0.6});
  symbol.attributes.emplace_back("name", "");
  add_markup(shown, qml::xml(symbol));
}

void Page::legend(const char* id, const Frame& frame, const Parts& parts, const char* of) {
  auto made = item(a_legend, id, frame,
                   {{"title", ""},
                    {"resizeToContents", "1"},
                    {"legendFilterByMap", "1"},
                    {"map_uuid", uuid(of)},
                    {"wrapChar", std::string(line_break)},
                    {"columnCount", "1"},
                    {"boxSpace", "0"},
                    {"columnSpace", "2"},
                    {"lineSpacing", "0.6"},
                    {"symbolWidth", fmt::format("{:g}", 6 * letters_)},
                    {"symbolHeight", fmt::format("{:g}", 3.4 * letters_)},
                    {"minSymbolSize", "1.6"},
                    {"symbolAlignment", "1"},
                    {"titleAlignment", "1"},
                    {"rasterBorder", "0"},
                    {"background", "false"},
                    {"frame", "false"}});
  add_legend_styles(made, letters_);
  auto tree = add(made, "layer-tree-group");
  add(tree, "customproperties");
  const auto mm_per_letter = 1.5 * letters_;
  const auto symbol_mm = 6 * letters_ + 3;
  const auto longest = static_cast<std::size_t>((frame.width - symbol_mm) / mm_per_letter);
  for (const auto& layer : parts.layers) {
    // A raster stands in every legend, on the map or not; names are what they are.
    if (!layer.is_raster && layer.id != "lykta_names_layer") {
      add_legend_layer(tree, layer, longest);
    }
  }
}

void Page::scale_bar(const char* id, const Frame& frame, const char* of) {
  constexpr const char* fits_a_width = "1";
  auto made = item(a_scale_bar, id, frame,
                   {{"mapUuid", uuid(of)},
                    {"style", "Line Ticks Up"},
                    {"segmentSizeMode", fits_a_width},
                    {"minBarWidth", "25"},
                    {"maxBarWidth", "45"},
                    {"numSegments", "2"},
                    {"numSegmentsLeft", "0"},
                    {"numUnitsPerSegment", "250"},
                    {"numMapUnitsPerScaleBarUnit", "1"},
                    {"unitType", "meters"},
                    {"unitLabel", "m"},
                    {"height", "2"},
                    {"outlineWidth", "0.3"},
                    {"labelBarSpace", "1"},
                    {"boxContentSpace", "1"},
                    {"alignment", "0"},
                    {"background", "true"},
                    {"frame", "false"}});
  add_colour(made, "BackgroundColor", palette::white.at(0.7));
  add_fonts(made, enlarged({.points = 8}, letters_));
  auto numbers = add(add(made, "numericFormat", {{"id", "basic"}}), "Option", {{"type", "Map"}});
  add(numbers, "Option", {{"name", "show_thousand_separator"}, {"type", "bool"}, {"value", "false"}});
}

void Page::north_arrow(const char* id, const Frame& frame, const char* of) {
  constexpr std::string_view drawing =
      R"(<svg xmlns="http://www.w3.org/2000/svg" width="60" height="100" viewBox="0 0 60 100">)"
      R"(<path d="M30 2 52 66 30 54 8 66z" fill="#252525"/>)"
      R"(<path d="M30 2 30 54 8 66z" fill="#fff" stroke="#252525" stroke-width="2"/>)"
      R"(<path d="M21 98V72h4l10 17V72h4v26h-4L25 81v17z" fill="#252525"/></svg>)";
  char* const encoded =
      CPLBase64Encode(static_cast<int>(drawing.size()), reinterpret_cast<const GByte*>(drawing.data()));
  const std::string file = std::string("base64:") + encoded;
  CPLFree(encoded);
  auto made = item(a_picture, id, frame,
                   {{"file", file},
                    {"mode", "0"},
                    {"resizeMode", "0"},
                    {"anchorPoint", "4"},
                    {"northMode", "0"},
                    {"mapUuid", uuid(of)},
                    {"background", "true"},
                    {"frame", "false"}});
  add_colour(made, "BackgroundColor", palette::white.at(0.7));
}

void Page::atlas(const Layer& layer, const std::string& chosen, const std::string& sorted_by) {
  add(node_, "Atlas",
      {{"enabled", "1"},
       {"coverageLayer", layer.id},
       {"coverageLayerName", layer.name},
       {"coverageLayerProvider", "ogr"},
       {"coverageLayerSource", layer.source},
       {"filterFeatures", chosen.empty() ? "0" : "1"},
       {"featureFilter", chosen},
       {"sortFeatures", "1"},
       {"sortKey", sorted_by},
       {"sortAscending", "1"},
       {"hideCoverage", "0"},
       {"pageNameExpression", R"("name")"},
       {"filenamePattern", R"('plats_' || @atlas_featurenumber)"}});
}

}  // namespace lykta::project
