// A page to print, as QGIS keeps it: a sheet of paper with things on it. Millimetres from its upper left corner.
#pragma once

#include <string>
#include <vector>

#include "publish/project/project_parts.hpp"
#include "publish/styles/palette.hpp"

namespace lykta::project {

struct Frame {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

struct TextLook {
  double points = 9;
  bool bold = false;
  Colour colour = palette::ink;
  bool to_the_right = false;
  bool centred = false;
  bool boxed = false;  ///< a line of its colour around it
};

/// A map that is fitted into a frame.
struct PageMap {
  std::string theme;                   ///< that it follows; empty: it shows `layers`
  Box extent;                          ///< in the middle of what is shown; it is widened to the shape of the frame
  bool follows_atlas = false;          ///< the feature of the page in the middle, at the scale that the extent gives
  std::vector<const Layer*> layers{};  ///< from top to bottom
};

class Page {
 public:
  /// `letters`: how much larger than on A4 they are.
  Page(pugi::xml_node layouts, std::string name, double width, double height, double letters);

  /// Things that are added later lie on top. `id` names them in the list of things and must differ.
  void text(const char* id, const Frame& frame, const std::string& text, const TextLook& look);
  void map(const char* id, const Frame& frame, const PageMap& map);
  /// A small map that shows where a larger one lies.
  void overview(const char* id, const Frame& frame, const PageMap& map, const char* of);
  /// What is to be seen on a map, by the layers of the project; as large as it must be.
  void legend(const char* id, const Frame& frame, const Parts& parts, const char* of);
  void scale_bar(const char* id, const Frame& frame, const char* of);
  void north_arrow(const char* id, const Frame& frame, const char* of);
  /// A page for each feature of a layer.
  void atlas(const Layer& layer, const std::string& chosen, const std::string& sorted_by);

 private:
  pugi::xml_node item(const char* type, const char* id, const Frame& frame, const Attributes& attributes);
  [[nodiscard]] std::string uuid(const char* id) const;

  pugi::xml_node node_;
  std::string name_;
  std::string key_;
  double letters_;
  int items_ = 0;
};

}  // namespace lykta::project
