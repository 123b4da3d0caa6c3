#include <chrono>
#include <string>

#include "geo/read/area_losses.hpp"
#include "geo/read/losses.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_losses {
namespace {

/// An event of a class from a row of source 0.
void add(Inputs& inputs, std::uint16_t class_index, std::int64_t row) {
  auto& incidents = inputs.incidents;
  incidents.position.push_back({0, 0});
  incidents.time.emplace_back();
  incidents.class_index.push_back(class_index);
  incidents.origin.push_back(Origin::reported);
  incidents.position_class.push_back(PositionClass::unknown);
  incidents.row.push_back({0, row});
}

Inputs with_classes(std::initializer_list<std::string> names) {
  Inputs inputs;
  for (const auto& name : names) {
    inputs.classes.push_back({.name = name});
  }
  return inputs;
}

ReadReport of_one_source() {
  ReadReport report;
  report.sources.emplace_back();
  return report;
}

void reject(ReadReport& report, std::int64_t row, const std::string& class_name) {
  report.rejects.push_back({.source = 0,
                            .row = row,
                            .column = "E",
                            .cause = RejectCause::zero_position,
                            .value = "0, 0",
                            .class_name = class_name});
}

}  // namespace

TEST_CASE("Losses are counted by class, rows of several events once, whatever their capital letters") {
  auto inputs = with_classes({"Klotter", "Stöld"});
  add(inputs, 1, 2);
  add(inputs, 1, 2);
  add(inputs, 1, 2);
  add(inputs, 1, 3);
  add(inputs, 0, 4);
  auto report = of_one_source();
  reject(report, 5, "STÖLD");
  reject(report, 6, "Våld");
  reject(report, 7, "Våld");
  reject(report, 8, "");
  find_losses_by_class(inputs, report);
  const auto& losses = report.sources.front().lost_by_class;
  REQUIRE(losses.size() == 2);
  CHECK(losses[0].name == "Stöld");
  CHECK(losses[0].rows == 3);
  CHECK(losses[0].used == 2);
  CHECK(losses[1].name == "Våld");
  CHECK(losses[1].rows == 2);
  CHECK(losses[1].used == 0);
  CHECK(losses[1].causes.at(RejectCause::zero_position) == 2);
}

TEST_CASE("Losses are counted by street or area, where a column tells it") {
  auto inputs = with_classes({"Klotter"});
  inputs.addresses = {"Centrum", "Kallinge"};
  add(inputs, 0, 2);
  add(inputs, 0, 3);
  add(inputs, 0, 4);
  inputs.incidents.address_index = {1, 2, 0};
  auto report = of_one_source();
  reject(report, 5, "Klotter");
  report.rejects.back().street = "KALLINGE";
  reject(report, 6, "Klotter");
  find_losses_by_street(inputs, report);
  const auto& losses = report.sources.front().lost_by_street;
  REQUIRE(losses.size() == 1);
  CHECK(losses[0].name == "Kallinge");
  CHECK(losses[0].rows == 2);
  CHECK(losses[0].used == 1);
}

namespace {

/// A square of 100 m whose left lower corner is there.
Area square(double x, double y) { return rectangle({x, y, x + 100, y + 100}); }

void add_at(Inputs& inputs, const Point& at, std::int64_t row) {
  add(inputs, 0, row);
  inputs.incidents.position.back() = at;
}

void reject_at(ReadReport& report, const Point& at, std::int64_t row) {
  reject(report, row, "Klotter");
  report.rejects.back().cause = RejectCause::no_date;
  report.rejects.back().position = at;
}

}  // namespace

TEST_CASE(
    "Losses are counted by the polygon that a lost row lies in, and it is said which one lost far more than others") {
  auto inputs = with_classes({"Klotter"});
  inputs.zones.push_back({.id = "1", .name = "Norr", .area = square(0, 0)});
  inputs.zones.push_back({.id = "2", .name = "", .area = square(1000, 0)});
  auto report = of_one_source();
  for (std::int64_t i = 0; i < 12; ++i) {
    reject_at(report, {50, 50}, i);
    add_at(inputs, {50, 20}, 100 + i);
  }
  for (std::int64_t i = 0; i < 10; ++i) {
    reject_at(report, {1050, 50}, 200 + i);
  }
  for (std::int64_t i = 0; i < 190; ++i) {
    add_at(inputs, {1050, 50}, 300 + i);
  }
  reject(report, 600, "Klotter");  // without a position it is in none
  find_losses_by_area(inputs, report);
  const auto& losses = report.sources.front().lost_by_area;
  REQUIRE(losses.size() == 2);
  CHECK(losses[0].name == "2");
  CHECK(losses[0].rows == 200);
  CHECK(losses[0].used == 190);
  CHECK_FALSE(losses[0].stands_out);
  CHECK(losses[1].name == "Norr (1)");
  CHECK(losses[1].rows == 24);
  CHECK(losses[1].used == 12);
  CHECK(losses[1].causes.at(RejectCause::no_date) == 12);
  CHECK(losses[1].stands_out);
}

TEST_CASE("Localities stand in where there are no polygons, of two that hold a point the nearer one") {
  auto inputs = with_classes({"Klotter"});
  inputs.localities.push_back({.name = "Stad", .position = {0, 0}, .reach_m = 1000});
  inputs.localities.push_back({.name = "By", .position = {900, 0}, .reach_m = 300});
  auto report = of_one_source();
  for (std::int64_t i = 0; i < 10; ++i) {
    reject_at(report, {800, 0}, i);
    reject_at(report, {550, 0}, 100 + i);
    reject_at(report, {1250, 0}, 200 + i);
  }
  find_losses_by_area(inputs, report);
  const auto& losses = report.sources.front().lost_by_area;
  REQUIRE(losses.size() == 2);
  CHECK(losses[0].name == "By");
  CHECK(losses[0].rows == 10);
  CHECK(losses[1].name == "Stad");
  CHECK(losses[1].rows == 10);
}

TEST_CASE("Areas beyond the study area lose nothing; of one that its border cuts the rows outside are lost") {
  auto inputs = with_classes({"Klotter"});
  inputs.zones.push_back({.id = "cut", .name = "", .area = square(0, 0)});
  inputs.zones.push_back({.id = "beyond", .name = "", .area = square(1000, 0)});
  inputs.study_area = StudyArea(rectangle({-500, -500, 50, 500}));
  inputs.addresses = {"Vägen"};
  auto report = of_one_source();
  for (std::int64_t i = 0; i < 20; ++i) {
    add_at(inputs, {25, 50}, i);
    add_at(inputs, {75, 50}, 100 + i);
    add_at(inputs, {1050, 50}, 200 + i);
    inputs.incidents.address_index.insert(inputs.incidents.address_index.end(), {1, 1, 0});
  }
  reject_at(report, {1050, 50}, 300);  // also without a date it would be outside
  report.sources.front().rows = 61;
  report.sources.front().used = 60;
  find_losses_by_area(inputs, report);
  const auto& losses = report.sources.front().lost_by_area;
  REQUIRE(losses.size() == 1);
  CHECK(losses[0].name == "cut");
  CHECK(losses[0].rows == 40);
  CHECK(losses[0].used == 20);
  CHECK(losses[0].causes.at(RejectCause::outside_area) == 20);
  find_losses_by_street(inputs, report);
  const auto& streets = report.sources.front().lost_by_street;
  REQUIRE(streets.size() == 1);
  CHECK(streets[0].rows == 40);
  CHECK(streets[0].used == 20);
}

TEST_CASE("Spellings of a class become the one that is stated, else the one that most events have") {
  auto inputs = with_classes({"stöld", "Brand", "BRAND", "brand  "});
  add(inputs, 0, 2);
  add(inputs, 1, 3);
  add(inputs, 2, 4);
  add(inputs, 2, 5);
  add(inputs, 3, 6);
  auto report = of_one_source();
  join_spellings_of_classes(1, inputs, report);
  REQUIRE(inputs.classes.size() == 2);
  CHECK(inputs.classes[0].name == "stöld");
  CHECK(inputs.classes[1].name == "BRAND");
  CHECK(inputs.incidents.class_index == std::vector<std::uint16_t>{0, 1, 1, 1, 1});
  REQUIRE(report.sources.front().defaults.size() == 1);
  CHECK(report.sources.front().defaults.front().en() ==
        "class: 'Brand', 'brand  ' counted as 'BRAND', as only capital letters or blanks tell them apart");
}

TEST_CASE("Classes that a configuration states twice, and classes that differ in a letter, stay apart") {
  auto inputs = with_classes({"Stöld", "STÖLD", "Stold"});
  add(inputs, 0, 2);
  add(inputs, 1, 3);
  add(inputs, 2, 4);
  auto report = of_one_source();
  join_spellings_of_classes(2, inputs, report);
  CHECK(inputs.classes.size() == 3);
  CHECK(report.sources.front().defaults.empty());
}

}  // namespace lykta::tests_of_losses
