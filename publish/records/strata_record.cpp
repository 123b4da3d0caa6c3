#include "publish/records/strata_record.hpp"

#include <cstdint>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "publish/records/statistics_record.hpp"
#include "publish/words/strata_words.hpp"

namespace lykta {

using nlohmann::ordered_json;

namespace {

template <typename Number>
ordered_json or_null(const std::optional<Number>& number) {
  return number ? ordered_json(*number) : ordered_json(nullptr);
}

}  // namespace

ordered_json strata_record(const StrataPicture& strata, Language language) {
  auto rows = ordered_json::array();
  for (std::uint32_t i = 0; i < strata.strata.size(); ++i) {
    if (!is_there(strata, i)) {
      continue;
    }
    const auto& figures = strata.figures[i];
    rows.push_back({{"stratum", stratum_name(strata, i, language)},
                    {"kind", i == strata.strata.outside() ? "outside" : "polygon"},
                    {"area_km2", figures.area_km2},
                    {"residents", or_null(figures.residents)},
                    {"count", figures.events},
                    {"comparison_count", or_null(figures.before)},
                    {"compared_count", or_null(figures.compared)},
                    {"tested", figures.is_tested},
                    {"hot_cells", figures.hot_cells},
                    {"places", figures.places},
                    {"concentration",
                     figures.concentration ? concentration_record(*figures.concentration) : ordered_json(nullptr)}});
  }
  return {{"chance", "events_thrown_by_area_in_their_stratum"},
          {"minimum_events", strata.minimum_events},
          {"polygons_outside_area", strata.strata.left_out()},
          {"strata", std::move(rows)}};
}

}  // namespace lykta
