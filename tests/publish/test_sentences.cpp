// Does each sentence about a place rest on the one test that stands beside it, whatever the picture?
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <regex>
#include <string>
#include <vector>

#include "publish/layers/layers.hpp"
#include "publish/words/place_words.hpp"
#include "publish/words/warnings.hpp"
#include "publish/words/words.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta {
namespace {

using test::at;
using test::Random;

void add(Inputs& inputs, const Point& position, int year, std::uint16_t class_index = 0) {
  auto& incidents = inputs.incidents;
  const auto time =
      at(year, 3, 1 + static_cast<unsigned>(incidents.size() % 28), static_cast<int>(incidents.size() % 24));
  incidents.position.push_back(position);
  incidents.time.emplace_back(TimeSpan{time, time});
  incidents.class_index.push_back(class_index);
  incidents.origin.push_back(Origin::reported);
  incidents.position_class.push_back(PositionClass::b);
  incidents.row.push_back({0, static_cast<std::int64_t>(incidents.size() + 1)});
}

void observe(Inputs& inputs, const Point& position, Feeling feeling) {
  auto& observations = inputs.observations;
  observations.position.push_back(position);
  observations.time.emplace_back();
  observations.category_index.push_back(0);
  observations.severity.push_back(2);
  observations.feeling.push_back(feeling);
  observations.row.push_back({1, static_cast<std::int64_t>(observations.size() + 1)});
}

/// A town in a ragged area, most of whose events lie close to the border, where cells are cut to slivers.
Inputs ragged_town(std::uint64_t seed) {
  Random random(seed);
  Inputs inputs;
  inputs.classes = {{.name = "a"}, {.name = "b"}};
  inputs.observation_categories = {"dark"};
  const Ring border = test::star(random, {1000, 1000}, 400, 900, 30);
  inputs.study_area = Area{{border}};
  for (int i = 0; i < 60; ++i) {
    const auto& corner = border[random.below(border.size())];
    const Point inwards{1000 + 0.999 * (corner.x - 1000), 1000 + 0.999 * (corner.y - 1000)};
    for (std::size_t events = 1 + random.below(6); events > 0; --events) {
      add(inputs, inwards, random.below(3) == 0 ? 2023 : 2024, static_cast<std::uint16_t>(random.below(2)));
    }
    add(inputs, random.in({200, 200, 1800, 1800}), 2024);
  }
  for (int i = 0; i < 120; ++i) {
    const auto& corner = border[random.below(border.size())];
    const Point inwards{1000 + 0.98 * (corner.x - 1000), 1000 + 0.98 * (corner.y - 1000)};
    const std::array<Feeling, 4> feelings{Feeling::safe, Feeling::neutral, Feeling::unsafe, Feeling::unsafe};
    observe(inputs, inwards, feelings[random.below(4)]);
  }
  return inputs;
}

PictureOptions options_of(std::uint64_t seed) {
  PictureOptions options;
  options.period = Period{at(2024, 1, 1), at(2025, 1, 1)};
  if (seed % 2 == 0) {
    options.comparison = Period{at(2023, 1, 1), at(2024, 1, 1)};
  }
  options.grid = {.shape = seed % 3 == 0 ? CellShape::hexagon : CellShape::square,
                  .cell_m = seed % 5 == 0 ? 50.0 : 100.0};
  options.statistics.alternative = seed % 4 == 0 ? Alternative::two_sided : Alternative::greater;
  options.statistics.correction = seed % 7 == 0   ? Correction::none
                                  : seed % 7 == 1 ? Correction::bonferroni
                                                  : Correction::benjamini_hochberg;
  options.statistics.false_discovery_rate = seed % 6 == 0 ? 0.001 : 0.05;
  options.statistics.minimum_events = 10;
  options.places.limit = 50;
  return options;
}

bool says(const std::string& text, const char* words) { return text.find(words) != std::string::npos; }

/// Formulas stand in columns.
void check_no_formula(const std::string& text) {
  static const std::regex formula(R"((^|[ (])(z|q|p|Gi\*)([ ,.);:=<≤]|$))");
  CHECK_FALSE(std::regex_search(text, formula));
}

void check_place(const Place& place, const Picture& picture, const Inputs& inputs) {
  const auto swedish = why(place, picture, inputs, Language::sv);
  const auto english = why(place, picture, inputs, Language::en);
  INFO(english);
  check_no_formula(swedish);
  check_no_formula(english);
  const auto claims = says(english, "more than chance gives");
  CHECK(claims == says(swedish, "fler än slumpen ger"));
  if (place.test) {
    const auto& test = *place.test;
    const auto lies_on_it = [&](std::uint32_t slot) {
      const auto& study = picture.place_study;
      return picture.study.slot_at(study.grid.centre(study.cells[slot])) == test.slot;
    };
    CHECK(std::ranges::any_of(place.slots, lies_on_it));
    // All four are of one cell.
    CHECK(test.z == picture.clustering.z[test.slot]);
    CHECK(test.q == picture.clustering.q[test.slot]);
    CHECK(test.seen == picture.clustering.seen[test.slot]);
    CHECK(test.expected == picture.clustering.expected[test.slot]);
    CHECK((test.z > 0) == (test.seen > test.expected));
  }
  const auto& test = deciding_test(place);
  if (claims) {
    REQUIRE(test.has_value());
    CHECK(test->z > 0);
    CHECK(test->q <= picture.options.statistics.false_discovery_rate);
    CHECK((place.basis == Basis::both_periods) == place.test_of_both.has_value());
    CHECK((place.test_of_both || picture.clustering.is_hot[test->slot]));
  }
  CHECK(claims == (place.basis == Basis::significant || place.basis == Basis::both_periods));
  if (test) {
    // What the place has itself and what its neighbours have is what the test saw.
    CHECK(test->outside >= 0);
    CHECK(test->seen - test->outside <=
          static_cast<double>(place.count + (place.test_of_both ? place.comparison_count.value_or(0) : 0)));
    CHECK(says(english, "of them outside the place") == (claims && test->outside > 0));
  }
  CHECK((says(english, "felt unsafe.") || says(english, "Felt unsafe, though")) ==
        (2 * place.unsafe_observations > place.observations && place.observations >= 3 && place.unsafe_score >= 6));
  CHECK(says(english, "too few to say anything of how") ==
        (place.quadrant == Quadrant::too_few_observations && place.observations > 0));
  CHECK((place.quadrant == Quadrant::too_few_observations) == (place.observations < 3));
}

}  // namespace

TEST_CASE(
    "No sentence claims more than the test beside it, over many pictures with slivers, hexagons and corrections") {
  std::size_t claims = 0;
  std::size_t slivers = 0;
  std::size_t places = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    INFO("seed " << seed);
    const auto inputs = ragged_town(seed);
    const auto picture = make_picture(inputs, options_of(seed));
    std::uint64_t observations = 0;
    for (const auto& place : picture.places) {
      check_place(place, picture, inputs);
      observations += place.observations;
      ++places;
      claims += place.basis == Basis::significant ? 1U : 0U;
      slivers += place.test && picture.study.share[place.test->slot] < 0.1 ? 1U : 0U;
    }
    CHECK(observations <= inputs.observations.size());
    for (std::size_t slot = 0; slot < picture.study.size(); ++slot) {
      const std::string name(name_of(picture.clustering.cell_class[slot]));
      if (name.starts_with("hot")) {
        CHECK(picture.clustering.z[slot] > 0);
      } else if (name.starts_with("cold")) {
        CHECK(picture.clustering.z[slot] < 0);
      }
    }
    for (const auto& warning : picture.warnings) {
      check_no_formula(warning_text(warning, Language::sv));
      check_no_formula(warning_text(warning, Language::en));
    }
  }
  // The pictures are such that the test can fail.
  CHECK(claims > 100);
  CHECK(slivers > 5);
  CHECK(places > claims);
}

TEST_CASE("No warning holds a formula") {
  for (int kind = 0; kind <= static_cast<int>(WarningKind::period_cut_to_record); ++kind) {
    const Warning warning{.kind = static_cast<WarningKind>(kind), .value = 12, .limit = 34};
    check_no_formula(warning_text(warning, Language::sv));
    check_no_formula(warning_text(warning, Language::en));
  }
}

}  // namespace lykta
