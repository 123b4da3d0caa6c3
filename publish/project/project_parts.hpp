// What is a project of QGIS made of? The parts that the files of this room share.
//
// Written for QGIS 3.22, which later releases translate from. Everything is named relative to the folder of the project.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/write/xml_text.hpp"
#include "publish/project/project.hpp"

namespace lykta::project {

using Attributes = std::vector<std::pair<const char*, std::string>>;

/// An element at the end of the children of another, with its attributes and, where it has some, its text.
pugi::xml_node add(pugi::xml_node parent, const char* name, const Attributes& attributes = {},
                   const std::string& text = {});

/// In the list of layers from top to bottom, which is also how they are drawn.
enum class Group : std::uint8_t { picture, seen, events, cells, area };

/// What a map shows at a time; the first of those that there are is shown when the project opens.
enum class Theme : std::uint8_t { week, priority, hours, walk, change };
inline constexpr std::array all_themes{Theme::week, Theme::priority, Theme::hours, Theme::walk, Theme::change};
[[nodiscard]] std::string name_of(Theme theme, Language language);

/// Several themes, a bit each.
using ThemeSet = unsigned;
template <typename... Themes>
[[nodiscard]] constexpr ThemeSet set_of(Themes... themes) {
  return (0U | ... | (1U << static_cast<unsigned>(themes)));
}

struct Layer {
  std::string id;
  std::string name;      ///< in people's words
  std::string abstract;  ///< a sentence
  std::string source;    ///< relative, as QGIS writes it
  std::string style;     ///< the text of a QML file
  LayerGeometry geometry = LayerGeometry::polygon;
  bool is_raster = false;
  Group group = Group::picture;
  ThemeSet themes = 0;

  [[nodiscard]] bool is_in(Theme theme) const { return (themes & set_of(theme)) != 0; }
};

/// The layers that there are, from the top of the map to the bottom.
[[nodiscard]] std::vector<Layer> layers_of(const ProjectContent& content);

/// Those themes whose layers are there.
[[nodiscard]] std::vector<Theme> themes_of(std::span<const Layer> layers);

/// Everything that the parts are written from.
struct Parts {
  const ProjectContent& content;
  std::vector<Layer> layers;
  std::vector<Theme> themes;  ///< never empty

  [[nodiscard]] Language language() const { return content.context.language; }
  [[nodiscard]] std::string in(const Phrase& phrase) const { return phrase.in(language()); }
};

/// The coordinate system of the picture. QGIS 3.22 takes the code alone for no system: the definition stands beside it.
void add_crs(pugi::xml_node parent, const Crs& crs);

/// The list of layers in its groups, with an empty one for the user's own background map.
void add_layer_tree(pugi::xml_node root, const Parts& parts);
void add_themes(pugi::xml_node root, const Parts& parts);
void add_map_layers(pugi::xml_node root, const Parts& parts);
/// One a place, by rank.
void add_bookmarks(pugi::xml_node root, const Parts& parts);
/// A page for A4, one for A3, and one for each place.
void add_layouts(pugi::xml_node root, const Parts& parts);

/// What is shown at first: the places, or all of the study area where there are none.
[[nodiscard]] Box home_of(const Picture& picture);
/// A twentieth wider on each side, in whole metres.
[[nodiscard]] Box with_margin(const Box& box);
void add_extent(pugi::xml_node parent, const char* name, const Box& box);

/// A text that QGIS shows as it stands, where it would take [% %] for an expression.
[[nodiscard]] std::string plain_text(std::string_view text);

}  // namespace lykta::project
