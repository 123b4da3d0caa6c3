// Where is there room for a label, so that no two cover each other?
#pragma once

#include <optional>
#include <vector>

#include "engine/space/points.hpp"

namespace lykta {

struct LabelSize {
  double width = 0;
  double height = 0;
};

/// A part of a picture that labels are put into, one after the other: those that matter most first. Lengths are those of the picture, y
/// grows downwards. The same labels in the same order get the same places.
class LabelRoom {
 public:
  explicit LabelRoom(const Box& room) : room_(room) {}

  /// Nothing may lie here from now on.
  void take(const Box& box) { taken_.push_back(box); }
  /// Labels lie here only where there is no other room.
  void avoid(const Box& box) { avoided_.push_back(box); }
  [[nodiscard]] const std::vector<Box>& taken() const { return taken_; }

  /// Whether a box lies inside and on nothing that is taken.
  [[nodiscard]] bool is_free(const Box& box) const;

  /// A label in the middle of which the anchor lies; nothing where that is not free. Takes its box.
  bool take_at(const Point& anchor, const LabelSize& size);

  /// A label away from its anchor, as near as there is room and at most `furthest` from it; a line may join both, which
  /// crosses no label and is taken, too. Gives the label's middle.
  [[nodiscard]] std::optional<Point> take_near(const Point& anchor, const LabelSize& size, double furthest);

  /// A label outside of a box at its side, above, below or at a corner. Nothing where there is no room; takes its box.
  [[nodiscard]] std::optional<Box> take_beside(const Box& box, const LabelSize& size, double gap);

 private:
  [[nodiscard]] bool is_quiet(const Box& box) const;
  [[nodiscard]] bool leads_over_a_label(const Point& anchor, const Point& middle) const;

  Box room_;
  std::vector<Box> taken_;
  std::vector<Box> avoided_;
};

/// The box of a label around its middle.
[[nodiscard]] Box box_around(const Point& middle, const LabelSize& size);

/// Whether two boxes have more in common than an edge.
[[nodiscard]] bool overlap(const Box& one, const Box& other);

}  // namespace lykta
