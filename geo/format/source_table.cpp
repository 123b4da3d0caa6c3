#include "geo/format/source_table.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/files/locations.hpp"
#include "geo/files/naming_file.hpp"
#include "geo/format/text_encoding.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

bool is_full(const SourceTable& table, const TableRequest& request) {
  return request.at_most > 0 && table.rows() >= request.at_most;
}

std::vector<std::size_t> all_of(const SourceFormat& format) {
  std::vector<std::size_t> positions(format.columns.size());
  std::iota(positions.begin(), positions.end(), 0U);
  return positions;
}

void read_texts(RowSource& source, const std::vector<std::size_t>& positions, const TableRequest& request,
                SourceTable& table, const Progress& progress) {
  source.read(
      positions,
      [&](const RowBatch& batch) {
        for (std::size_t row = 0; row < batch.size() && !is_full(table, request); ++row) {
          table.row.push_back(batch.row[row]);
          for (std::size_t i = 0; i < positions.size(); ++i) {
            table.columns[i].emplace_back(batch.columns[i][row]);
          }
        }
        return !is_full(table, request);
      },
      progress);
}

/// With geometry: feature by feature, since a batch keeps points only.
void read_features(const LayerFile& layer, const std::vector<std::size_t>& positions, const TableRequest& request,
                   SourceTable& table, const Progress& progress) {
  layer.read_features(
      positions,
      [&](OGRFeature& feature) {
        table.row.push_back(feature.GetFID());
        for (std::size_t i = 0; i < positions.size(); ++i) {
          table.columns[i].emplace_back(trimmed(layer.text_of(feature, positions[i])));
        }
        table.geometry.emplace_back(feature.StealGeometry());
        return !is_full(table, request);
      },
      progress);
}

}  // namespace

SourceTable read_table(const TableRequest& request, const Progress& progress) {
  RowSource source({.path = request.path,
                    .layer = request.layer,
                    .text = request.text,
                    .wanted = request.columns,
                    .allowed_hosts = request.allowed_hosts});
  const auto& format = source.format();
  SourceTable table;
  table.layer = format.layer;
  table.layers = format.layers.size();
  table.driver = format.driver;
  table.files = format.files;
  table.column_names = format.columns;
  table.has_geometry = format.has_geometry;
  table.crs = format.crs;
  const auto positions = request.all_columns ? all_of(format) : source.positions_of(request.columns);
  table.columns.resize(positions.size());
  if (format.has_geometry) {
    naming_file(without_secrets(request.path),
                [&] { read_features(*source.layer_file(), positions, request, table, progress); });
    source.check_unchanged();
  } else {
    read_texts(source, positions, request, table, progress);
  }
  table.encoding = format.encoding ? format.encoding->name : "";
  if (table.rows() == 0) {
    throw DataError(fmt::format("{} ({}): the file holds no rows", without_secrets(request.path), table.layer));
  }
  return table;
}

}  // namespace lykta
