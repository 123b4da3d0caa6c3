#include <cmath>
#include <limits>
#include <vector>

#include "engine/statistics/cell_classes.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_cell_classes {
namespace {

using test::within;

constexpr auto not_a_number = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("Bonferroni multiplies by the number of tests made, no correction leaves p as it is") {
  const std::vector<double> p{0.01, not_a_number, 0.2, 0.5, 0.004};
  const auto bonferroni = adjusted(p, Correction::bonferroni);
  CHECK(bonferroni[0] == within(1e-15, 0.04));
  CHECK(std::isnan(bonferroni[1]));
  CHECK(bonferroni[2] == within(1e-15, 0.8));
  CHECK(bonferroni[3] == 1);
  CHECK(bonferroni[4] == within(1e-15, 0.016));
  const auto none = adjusted(p, Correction::none);
  CHECK(none[0] == 0.01);
  CHECK(std::isnan(none[1]));
  // 0.004 * 4 / 1 = 0.016, 0.01 * 4 / 2 = 0.02.
  const auto fdr = adjusted(p, Correction::benjamini_hochberg);
  CHECK(fdr[4] == within(1e-15, 0.016));
  CHECK(fdr[0] == within(1e-15, 0.02));
  CHECK(adjusted({}, Correction::bonferroni).empty());
}

TEST_CASE("Bonferroni is never milder than Benjamini and Hochberg, and that never milder than none") {
  test::Random random(531);
  std::vector<double> p;
  for (int i = 0; i < 500; ++i) {
    p.push_back(i % 11 == 0 ? not_a_number : std::pow(random.between(0, 1), 3));
  }
  const auto bonferroni = adjusted(p, Correction::bonferroni);
  const auto fdr = adjusted(p, Correction::benjamini_hochberg);
  for (std::size_t i = 0; i < p.size(); ++i) {
    CHECK(std::isnan(fdr[i]) == std::isnan(p[i]));
    CHECK((std::isnan(p[i]) || (bonferroni[i] >= fdr[i] && fdr[i] >= p[i])));
  }
}

TEST_CASE("Classes change at 0.01, 0.05 and 0.10, which still belong to them") {
  const auto hot = [](double p) { return classify(hot_or_cold(2.5), p, 100, 5); };
  CHECK(hot(0.0) == zone_classes::hot_99);
  CHECK(hot(0.01) == zone_classes::hot_99);
  CHECK(hot(std::nextafter(0.01, 1)) == zone_classes::hot_95);
  CHECK(hot(0.05) == zone_classes::hot_95);
  CHECK(hot(std::nextafter(0.05, 1)) == zone_classes::hot_90);
  CHECK(hot(0.1) == zone_classes::hot_90);
  CHECK(hot(std::nextafter(0.1, 1)) == zone_classes::not_significant);
  CHECK(classify(hot_or_cold(-1), 0.01, 0, 5) == zone_classes::cold_99);
  CHECK(classify(hot_or_cold(-1), 0.05, 0, 5) == zone_classes::cold_95);
  CHECK(classify(hot_or_cold(-1), 0.1, 0, 5) == zone_classes::cold_90);
  CHECK(classify(hot_or_cold(-1), 0.2, 0, 5) == zone_classes::not_significant);
}

TEST_CASE("Too few events make no hot place, and no p no class") {
  CHECK(classify(hot_or_cold(3), 0.001, 4, 5) == zone_classes::too_few_events);
  CHECK(classify(hot_or_cold(3), 0.001, 5, 5) == zone_classes::hot_99);
  CHECK(classify(hot_or_cold(3), 0.5, 4, 5) == zone_classes::not_significant);
  CHECK(classify(hot_or_cold(0), 0.001, 50, 5) == zone_classes::not_significant);
  CHECK(classify(hot_or_cold(3), not_a_number, 50, 5) == zone_classes::no_value);
  CHECK(classify(hot_or_cold(not_a_number), 0.001, 50, 5) == zone_classes::no_value);
}

TEST_CASE("Classes and corrections have the names that results show") {
  CHECK(name_of(zone_classes::hot_99) == "hot_99");
  CHECK(name_of(zone_classes::hot_95) == "hot_95");
  CHECK(name_of(zone_classes::hot_90) == "hot_90");
  CHECK(name_of(zone_classes::cold_99) == "cold_99");
  CHECK(name_of(zone_classes::cold_95) == "cold_95");
  CHECK(name_of(zone_classes::cold_90) == "cold_90");
  CHECK(name_of(zone_classes::not_significant) == "not_significant");
  CHECK(name_of(zone_classes::too_few_events) == "too_few_events");
  CHECK(name_of(zone_classes::no_value) == "no_value");
  CHECK(correction_names[0].name == "fdr");
  CHECK(correction_names[1].correction == Correction::bonferroni);
  CHECK(correction_names[2].name == "none");
}

}  // namespace lykta::tests_of_cell_classes
