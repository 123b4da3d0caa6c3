// Which boxes come near here? Stretches of outlines, areas and names in the plane, found by an R-tree.
//
// The tree is Boost.Geometry's, packed when it is made (Leutenegger et al. 1997, STR). It stays behind this header, which keeps its
// templates out of all others.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/space/points.hpp"

namespace lykta {

class BoxIndex {
 public:
  /// Boxes are called by their numbers 0 .. boxes.size() - 1; an empty box is never found.
  explicit BoxIndex(std::span<const Box> boxes);
  BoxIndex(BoxIndex&& other) noexcept;
  BoxIndex& operator=(BoxIndex&& other) noexcept;
  BoxIndex(const BoxIndex&) = delete;
  BoxIndex& operator=(const BoxIndex&) = delete;
  ~BoxIndex();

  /// The boxes that share at least a point with this one, borders included, in no particular order, into `found`.
  void find_touching(const Box& box, std::vector<std::uint32_t>& found) const;
  /// The box nearest to a point, whichever of several as near; nothing where there is no box.
  [[nodiscard]] std::optional<std::uint32_t> nearest(const Point& point) const;

 private:
  struct Tree;
  std::unique_ptr<Tree> tree_;
};

}  // namespace lykta
