#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "engine/base/random_stream.hpp"
#include "engine/time/thrown_cube.hpp"
#include "tests/catch.hpp"
#include "tests/engine/local_statistics_samples.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_thrown_cube {
namespace {

using test::within;

/// By the sum over all outcomes, with factorials; 1 up to the expectation, as such a number is nowhere near hot.
double plain_at_least(double seen, double trials, double share) {
  if (seen <= trials * share) {
    return 1;
  }
  double sum = 0;
  for (auto k = seen; k <= trials; ++k) {
    sum += std::exp(std::lgamma(trials + 1) - std::lgamma(k + 1) - std::lgamma(trials - k + 1) + k * std::log(share) +
                    (trials - k) * std::log1p(-share));
  }
  return sum;
}

/// Zones in a row, each next to those beside it, of different size.
struct Row {
  static constexpr std::size_t zones = 6;
  static constexpr std::size_t steps = 5;
  std::vector<double> exposure{1, 2, 1, 0.5, 1, 1.5};
  std::vector<double> count = std::vector<double>(zones * steps);
  std::vector<float> around = std::vector<float>(zones * steps);
  std::vector<double> z = std::vector<double>(zones * steps, 0.0);
  std::vector<double> own;
  std::vector<double> with_neighbours;

  Row() {
    RandomStream random(8, 0);
    for (std::size_t bin = 0; bin < count.size(); ++bin) {
      count[bin] = random.below(bin % zones == 3 ? 9 : 4);
    }
    for (std::size_t zone = 0; zone < zones; ++zone) {
      own.push_back(exposure[zone] / 7);
      with_neighbours.push_back(sum_beside(zone, [this](std::size_t each) { return exposure[each]; }) / 7);
      for (std::size_t step = 0; step < steps; ++step) {
        around[step * zones + zone] =
            static_cast<float>(sum_beside(zone, [this, step](std::size_t each) { return count[step * zones + each]; }));
      }
    }
  }

  template <class Value>
  static double sum_beside(std::size_t zone, const Value& value) {
    double sum = 0;
    for (std::size_t each = 0; each < zones; ++each) {
      sum += each + 1 >= zone && each <= zone + 1 ? value(each) : 0.0;
    }
    return sum;
  }

  [[nodiscard]] double events(std::size_t first, std::size_t behind) const {
    double sum = 0;
    for (auto bin = first * zones; bin < behind * zones; ++bin) {
      sum += count[bin];
    }
    return sum;
  }

  /// p of the zone, or of it and its neighbours, in steps on end.
  [[nodiscard]] double p(std::size_t zone, bool beside, std::size_t first, std::size_t behind,
                         GlobalWindow window) const {
    double seen = 0;
    for (auto step = first; step < behind; ++step) {
      seen += beside ? static_cast<double>(around[step * zones + zone]) : count[step * zones + zone];
    }
    const auto share = beside ? with_neighbours[zone] : own[zone];
    return window == GlobalWindow::cube
               ? plain_at_least(seen, events(0, steps), share * static_cast<double>(behind - first) / steps)
               : plain_at_least(seen, events(first, behind), share);
  }

  [[nodiscard]] HotZones hot(GlobalWindow window, const HotZoneOptions& options) const {
    return hot_zones({.count = count,
                      .around = around,
                      .z = z,
                      .own = own,
                      .with_neighbours = with_neighbours,
                      .earlier_steps = 1,
                      .window = window},
                     options);
  }
};

}  // namespace

TEST_CASE("p of zones and bins are those of the plain formula") {
  const Row row;
  for (const auto window : {GlobalWindow::cube, GlobalWindow::each_step}) {
    const auto found = row.hot(window, {.correction = Correction::none, .fewest_events = 0, .threads = 1});
    for (std::size_t zone = 0; zone < Row::zones; ++zone) {
      const auto all = std::min(row.p(zone, false, 0, Row::steps, window), row.p(zone, true, 0, Row::steps, window));
      CAPTURE(zone);
      CHECK(found.all_steps_p[zone] == within(1e-10, std::min(1.0, 4 * all)));
      for (std::size_t step = 0; step < Row::steps; ++step) {
        auto least = 1.0;
        for (const auto beside : {false, true}) {
          const auto alone = row.p(zone, beside, step, step + 1, window);
          const auto longer = step > 0 ? row.p(zone, beside, step - 1, step + 1, window) : alone;
          least = std::min({least, (step > 0 ? 2 : 1) * std::min(alone, longer)});
        }
        CAPTURE(step);
        CHECK(found.bin_p[step * Row::zones + zone] == within(1e-10, std::min(1.0, 2 * least)));
      }
    }
  }
}

TEST_CASE("A bin without a test has none, and a zone without any is never hot") {
  Row row;
  for (std::size_t step = 0; step < Row::steps; ++step) {
    row.z[step * Row::zones + 3] = test::not_a_number;
  }
  row.z[2] = test::not_a_number;
  const auto found = row.hot(GlobalWindow::cube, {.threads = 1});
  CHECK(std::isnan(found.all_steps_p[3]));
  CHECK(found.called[3] == 0);
  CHECK(std::isnan(found.bin_p[2]));
  CHECK(found.hot[2] == 0);
  CHECK_FALSE(std::isnan(found.all_steps_p[2]));
}

TEST_CASE("Fewer events than asked for are never hot") {
  const Row row;
  CHECK(row.hot(GlobalWindow::cube, {.level = 0.9, .threads = 1}).called[3] != 0);
  const auto found = row.hot(GlobalWindow::cube, {.level = 0.9, .fewest_events = 1000, .threads = 1});
  CHECK(std::ranges::count(found.called, 0) == Row::zones);
}

}  // namespace lykta::tests_of_thrown_cube
