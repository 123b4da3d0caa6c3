// How is QGIS told what a layer looks like? Its style files (QML) from small values: symbols, classes, labels.
//
// QGIS fills in what is left out, so only what differs from its own defaults is written. Sizes are millimetres on
// paper or screen, scales are denominators (10000 for 1:10 000).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "publish/styles/palette.hpp"

namespace lykta::qml {

using Attributes = std::vector<std::pair<std::string, std::string>>;

/// One XML element. It is escaped when it is written, so values are plain text.
struct Element {
  std::string name;
  Attributes attributes;
  std::vector<Element> children;
  std::string text;
};

[[nodiscard]] std::string xml(const Element& element);

/// A text within an expression of QGIS.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// Scales at which something shows; nothing for "no limit".
struct Scales {
  std::optional<double> closest = std::nullopt;   ///< hidden when zoomed in further than this
  std::optional<double> furthest = std::nullopt;  ///< hidden when zoomed out further than this
};

using lykta::Stroke;

/// A polygon filled without an outline.
[[nodiscard]] Element filled(const Colour& colour);
/// A polygon filled and outlined.
[[nodiscard]] Element filled(const Colour& colour, const Stroke& outline);
/// A polygon of which only the outline shows. It is drawn within the polygon, so that neighbours keep theirs apart,
/// with a white band along it that lifts it off whatever lies below.
[[nodiscard]] Element outlined(const Stroke& outline);

enum class Shape : std::uint8_t { circle, triangle, square, diamond };

/// A point that grows with the map between two sizes, so that a whole municipality is no heap of points.
struct Marker {
  Shape shape = Shape::circle;
  Colour fill;
  Stroke outline;
  double size_m = 20;
  double smallest_mm = 0.8;
  double largest_mm = 2;
};
[[nodiscard]] Element marker(const Marker& marker);

/// One line of a legend: which features it is for, what it says and what they look like.
struct LegendClass {
  std::string selects;  ///< a value (of `categorised`) or an expression (of `by_rules`)
  std::string label;
  Element symbol;
  bool shown = true;  ///< else it waits in the legend, unticked
  Scales scales = {};
};

[[nodiscard]] Element categorised(const std::string& field, const std::vector<LegendClass>& classes);
[[nodiscard]] Element by_rules(const std::vector<LegendClass>& classes);
/// What the legend says of a feature, as an expression: people read words where a field holds a code. `field` is that of
/// `categorised`, and empty for `by_rules`.
[[nodiscard]] std::string legend_expression(const std::vector<LegendClass>& classes, const std::string& field = {});

enum class LabelPlacement : std::uint8_t { over_the_middle, outside, beside_the_point };

struct Label {
  std::string selects;  ///< an expression: features that get this label
  std::string text;     ///< an expression
  double points = 8;
  bool bold = false;
  bool italic = false;
  Colour colour = palette::ink;
  LabelPlacement placement = LabelPlacement::over_the_middle;
  bool may_overlap = false;
  int priority = 5;                            ///< 0 to 10: which label gives way
  std::string order = {};                      ///< an expression: of labels that overlap the one with more is on top
  std::optional<Colour> badge = std::nullopt;  ///< a disc behind the text in place of a halo
  bool leader = false;                         ///< whether a line joins the text to its polygon
  Scales scales = {};
};
[[nodiscard]] Element labelled(const std::vector<Label>& labels);

/// A field with the name that people read in place of its own.
struct Alias {
  std::string field;
  std::string shown;
};

/// When a feature shows while the temporal controller plays: from the one field up to the other, which is excluded.
struct TimeFields {
  std::string from;
  std::string to;
};

struct LayerStyle {
  Element renderer;
  std::optional<Element> labels;
  std::vector<Alias> aliases;
  std::string title_expression;  ///< what a feature is called in lists
  std::string map_tip;           ///< HTML with [% expressions %], shown under the pointer
  std::optional<TimeFields> time = std::nullopt;
};
[[nodiscard]] std::string document(const LayerStyle& style);

/// A class of a raster: values up to `up_to`, from where the class before it ends.
struct RasterClass {
  double up_to = 0;
  std::string label;
  Colour colour;
};
[[nodiscard]] std::string raster_document(const std::vector<RasterClass>& classes, std::size_t band = 1);

}  // namespace lykta::qml
