// What does a written file answer to a question in SQL?
#pragma once

#include <filesystem>
#include <string>

#include "geo/gdal/gdal_handle.hpp"
#include "tests/catch.hpp"

namespace lykta::test {

inline GDALDatasetUniquePtr opened(const std::filesystem::path& path, unsigned flags = GDAL_OF_VECTOR) {
  start_gdal();
  GDALDatasetUniquePtr dataset(GDALDataset::Open(path.c_str(), flags));
  REQUIRE(dataset);
  return dataset;
}

/// The first number of the answer; `dialect` as of GDAL, none for that of the format.
inline double asked(GDALDataset& dataset, const std::string& question, const char* dialect = nullptr) {
  INFO(question);
  auto* result = dataset.ExecuteSQL(question.c_str(), nullptr, dialect);
  REQUIRE(result != nullptr);
  const OGRFeatureUniquePtr row(result->GetNextFeature());
  REQUIRE(row);
  const auto number = row->GetFieldAsDouble(0);
  dataset.ReleaseResultSet(result);
  return number;
}

}  // namespace lykta::test
