#include <chrono>
#include <string>

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
