#include "cli/commands/init/partner_polygons.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "geo/format/source_table.hpp"
#include "geo/values/folded_text.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

std::set<std::string> different(const std::vector<std::string>& texts) {
  std::set<std::string> result;
  for (const auto& text : texts) {
    if (!text.empty()) {
      result.insert(folded(text));
    }
  }
  return result;
}

}  // namespace

std::optional<PartnerPolygons> find_partner(const std::string& table_path, const std::string& table_layer,
                                            const std::string& area_column, std::span<const PolygonFile> polygons) {
  TableRequest table_request;
  table_request.path = table_path;
  table_request.layer = table_layer;
  table_request.columns = {area_column};
  const auto wanted = different(read_table(table_request).columns.front());
  std::optional<PartnerPolygons> best;
  std::size_t most = 0;
  for (std::size_t i = 0; i < polygons.size(); ++i) {
    TableRequest request;
    request.path = polygons[i].path;
    request.layer = polygons[i].layer;
    request.all_columns = true;
    const auto table = read_table(request);
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      const auto there = different(table.columns[column]);
      const auto common = static_cast<std::size_t>(
          std::ranges::count_if(wanted, [&](const std::string& name) { return there.contains(name); }));
      if (common > most) {
        most = common;
        best = PartnerPolygons{i, table.column_names[column]};
      }
    }
  }
  return most * 10 >= wanted.size() * 3 ? best : std::nullopt;
}

}  // namespace lykta
