// Which event or observation lies in which cell?
#pragma once

#include <cstdint>

namespace lykta {

/// An event or observation with the cell that holds it.
struct Located {
  std::uint32_t index = 0;  ///< into incidents or observations
  std::uint32_t slot = 0;
};

}  // namespace lykta
