#include "publish/records/zones_record.hpp"

#include <algorithm>
#include <cmath>
#include <variant>

#include <nlohmann/json.hpp>

namespace lykta {

using nlohmann::ordered_json;

ordered_json zones_record(const Zones& zones) {
  ordered_json record{{"number", zones.size()}};
  if (const auto* cells = zones.cells()) {
    record["kind"] = cells->grid.shape() == CellShape::square ? "square" : "hexagon";
    record["cell_m"] = cells->grid.cell_m();
  } else {
    record["kind"] = "polygons";
  }
  return record;
}

ordered_json neighbour_rule_record(const NeighbourRule& rule) {
  if (const auto* band = std::get_if<DistanceBand>(&rule)) {
    return {{"rule", "distance"}, {"distance_m", band->distance_m}};
  }
  if (const auto* nearest = std::get_if<Nearest>(&rule)) {
    return {{"rule", "nearest"}, {"number", nearest->number}};
  }
  return {{"rule", std::holds_alternative<Rook>(rule) ? "rook" : "queen"}};
}

const char* correction_word(Correction correction) {
  return std::ranges::find(correction_names, correction, &CorrectionName::correction)->name.data();
}

ordered_json number_or_null(double number) {
  return std::isfinite(number) ? ordered_json(number) : ordered_json(nullptr);
}

}  // namespace lykta
