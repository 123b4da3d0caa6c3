#include "geo/read/names_table.hpp"

#include <utility>
#include <variant>

#include "geo/crs/point_sample.hpp"
#include "geo/files/locations.hpp"
#include "geo/read/understand.hpp"

namespace lykta {

std::vector<NamedPosition> read_names(const NamesDescription& description, const Crs& crs, const Progress& progress,
                                      const std::vector<std::string>& allowed_hosts, FileHashes& hashes,
                                      NamesReport& report) {
  report.path = without_secrets(description.source.path_as_written);
  auto source = description.source;
  source.columns.category = description.name_column;
  Rows rows(source, allowed_hosts);
  hashes.add(rows.format().files, source.path, source.path_as_written);
  bool assumed = false;
  const auto own_crs = rows.crs(assumed);
  std::vector<std::string> names;
  std::vector<Point> points;
  std::vector<std::int64_t> rows_of_names;
  rows.read(
      [&](const RowBatch& batch) {
        report.rows += batch.size();
        for (std::size_t row = 0; row < batch.size(); ++row) {
          const auto name = rows.text(&ColumnMapping::category, batch, row);
          const auto position = rows.position(batch, row);
          const auto* point = std::get_if<Point>(&position);
          if (name.empty()) {
            report.without_name.push_back(batch.row[row]);
          } else if (point == nullptr) {
            report.without_position.push_back(batch.row[row]);
          } else {
            names.emplace_back(name);
            points.push_back(*point);
            rows_of_names.push_back(batch.row[row]);
          }
        }
        return true;
      },
      progress);
  std::vector<NamedPosition> result;
  const Projection projection(own_crs, crs);
  report.crs = own_crs.id();
  report.crs_operation = points.empty() ? std::nullopt : projection.operation_over(central_box(points));
  const auto projected = projection.points(points);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (projected[i]) {
      result.push_back({std::move(names[i]), *projected[i]});
    } else {
      report.without_place.push_back(rows_of_names[i]);
    }
  }
  return result;
}

}  // namespace lykta
