#include "bench/plain_pass.hpp"

#include <stdexcept>

#include <benchmark/benchmark.h>

#include "geo/gdal/gdal_handle.hpp"

namespace lykta::bench {

void pass_over_features(const std::string& path) {
  const GDALDatasetUniquePtr dataset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
  if (!dataset) {
    throw std::runtime_error(path + " cannot be read");
  }
  auto& layer = *dataset->GetLayer(0);
  layer.ResetReading();
  while (const OGRFeatureUniquePtr feature{layer.GetNextFeature()}) {
    benchmark::DoNotOptimize(feature.get());
  }
}

}  // namespace lykta::bench
