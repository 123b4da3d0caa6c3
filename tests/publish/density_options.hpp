// The options of a density of the village, but for what a test changes.
#pragma once

#include "engine/questions/density_map.hpp"
#include "tests/publish/village.hpp"

namespace lykta::test {

template <class Change>
DensityMapOptions density_options(Change change) {
  DensityMapOptions options;
  options.period = Village::options().period;
  change(options);
  return options;
}

}  // namespace lykta::test
