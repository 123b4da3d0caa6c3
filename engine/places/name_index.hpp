// Which name is nearest to a place?
#pragma once

#include <optional>
#include <span>

#include "engine/places/place.hpp"
#include "engine/space/box_index.hpp"

namespace lykta {

class NameIndex {
 public:
  /// Keeps the span: the names must stay where they are.
  explicit NameIndex(std::span<const NamedPosition> names);

  /// The nearest of the names, or nothing when there are none. Distance and direction are taken on the plane. Of names
  /// equally near the first in the alphabet is taken, of equal names the one furthest west, then south.
  [[nodiscard]] std::optional<NearestName> nearest(const Point& position) const;

 private:
  std::span<const NamedPosition> names_;
  BoxIndex index_;
};

}  // namespace lykta
