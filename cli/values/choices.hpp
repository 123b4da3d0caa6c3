// The words that choose: the same in the configuration and on the command line.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/questions/chosen_periods.hpp"
#include "engine/questions/picture.hpp"
#include "geo/read/kinds.hpp"
#include "publish/pictures/map_sheet.hpp"
#include "publish/words/statistic_words.hpp"
#include "publish/words/words.hpp"

namespace lykta {

template <typename Choice, std::size_t Count>
using Choices = std::array<std::pair<std::string_view, Choice>, Count>;

inline constexpr Choices<Language, 2> languages{{{"sv", Language::sv}, {"en", Language::en}}};
inline constexpr Choices<CellShape, 2> shapes{{{"square", CellShape::square}, {"hexagon", CellShape::hexagon}}};
inline constexpr Choices<Kernel, 6> kernels{{{"uniform", Kernel::uniform},
                                             {"triangular", Kernel::triangular},
                                             {"epanechnikov", Kernel::epanechnikov},
                                             {"quartic", Kernel::quartic},
                                             {"triweight", Kernel::triweight},
                                             {"gaussian", Kernel::gaussian}}};
inline constexpr Choices<ComparisonRule, 3> comparison_rules{
    {{"year-before", ComparisonRule::year_before}, {"before", ComparisonRule::before}, {"none", ComparisonRule::none}}};
/// Whether the holidays of Sweden are known to a weekly picture.
inline constexpr Choices<bool, 2> holiday_choices{{{"sweden", true}, {"none", false}}};
inline constexpr Choices<Paper, 2> papers{{{"A4", Paper::a4}, {"A3", Paper::a3}}};
inline constexpr Choices<Alternative, 2> alternatives{
    {{"greater", Alternative::greater}, {"two-sided", Alternative::two_sided}}};
inline constexpr Choices<PlaceMethod, 2> place_methods{{{"peaks", PlaceMethod::peaks}, {"cells", PlaceMethod::cells}}};
inline constexpr Choices<RankBy, 8> rank_bys{{{"count", RankBy::count},
                                              {"weighted_count", RankBy::weighted_count},
                                              {"density", RankBy::density},
                                              {"z", RankBy::z},
                                              {"recency", RankBy::recency},
                                              {"trend", RankBy::trend},
                                              {"unsafe_score", RankBy::unsafe_score},
                                              {"mean_rank", RankBy::mean_rank}}};
[[nodiscard]] inline std::vector<std::pair<std::string_view, SourceKind>> source_kinds() {
  std::vector<std::pair<std::string_view, SourceKind>> kinds;
  for (const auto* kind : kinds_of_source) {
    kinds.emplace_back(kind->name, kind->kind);
  }
  return kinds;
}
inline constexpr Choices<Origin, 2> origins{{{"reported", Origin::reported}, {"discovered", Origin::discovered}}};
inline constexpr Choices<Clock, 2> clocks{{{"as_written", Clock::as_written}, {"wall_clock", Clock::wall_clock}}};
inline constexpr Choices<DateOrder, 3> date_orders{{{"year_first", DateOrder::year_first},
                                                    {"day_first", DateOrder::day_first},
                                                    {"month_first", DateOrder::month_first}}};
inline constexpr Choices<PositionForm, 4> position_forms{{{"lat_lon", PositionForm::lat_lon},
                                                          {"lon_lat", PositionForm::lon_lat},
                                                          {"wkt", PositionForm::wkt},
                                                          {"geojson", PositionForm::geojson}}};
/// Whether only the months of dates are known.
inline constexpr Choices<bool, 2> date_precisions{{{"as_written", false}, {"month", true}}};
/// Whether events on a pile that is likely a centroid are kept.
inline constexpr Choices<bool, 2> stack_policies{{{"keep", true}, {"reject", false}}};
enum class NeighbourKind : std::uint8_t { queen, rook, distance, nearest };
inline constexpr Choices<NeighbourKind, 4> neighbour_kinds{{{"queen", NeighbourKind::queen},
                                                            {"rook", NeighbourKind::rook},
                                                            {"distance", NeighbourKind::distance},
                                                            {"nearest", NeighbourKind::nearest}}};
inline constexpr Choices<Correction, 3> correction_choices{
    {{"fdr", Correction::benjamini_hochberg}, {"bonferroni", Correction::bonferroni}, {"none", Correction::none}}};

/// Of tests of zones.
inline constexpr Choices<ZoneMeasure, 5> zone_measures{{{"count", ZoneMeasure::count},
                                                        {"weighted", ZoneMeasure::weighted_count},
                                                        {"rate", ZoneMeasure::rate},
                                                        {"bayes", ZoneMeasure::empirical_bayes},
                                                        {"local-bayes", ZoneMeasure::local_bayes}}};
inline constexpr auto local_statistics = [] {
  Choices<LocalStatistic, statistic_words.size()> choices;
  std::ranges::transform(statistic_words, choices.begin(), [](const StatisticWords& words) {
    return std::pair(std::string_view(words.option), words.statistic);
  });
  return choices;
}();
inline constexpr Choices<PSource, 5> p_sources{{{"auto", PSource::automatic},
                                                {"events", PSource::events},
                                                {"exact", PSource::exact},
                                                {"permutation", PSource::permutation},
                                                {"normal", PSource::normal}}};
inline constexpr Choices<Tail, 3> tails{
    {{"greater", Tail::greater}, {"less", Tail::less}, {"two-sided", Tail::two_sided}}};
inline constexpr Choices<EdgeTerm, 3> edge_terms{
    {{"none", EdgeTerm::none}, {"uniform", EdgeTerm::uniform}, {"diggle", EdgeTerm::diggle}}};
inline constexpr Choices<DensityUnit, 3> density_units{
    {{"km2", DensityUnit::per_km2}, {"cell", DensityUnit::per_cell}, {"share", DensityUnit::share}}};
inline constexpr auto bandwidth_rules = [] {
  Choices<BandwidthRule, bandwidth_rule_names.size()> choices;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    choices[i] = {bandwidth_rule_names[i].name, bandwidth_rule_names[i].rule};
  }
  return choices;
}();

}  // namespace lykta
