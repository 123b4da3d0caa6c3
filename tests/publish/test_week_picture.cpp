#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "publish/pictures/week_picture.hpp"
#include "publish/tables/week_table.hpp"
#include "publish/words/week_words.hpp"
#include "tests/catch.hpp"
#include "tests/publish/village.hpp"

namespace lykta {
namespace {

using Catch::Contains;
using test::Village;

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t number = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++number;
  }
  return number;
}

/// The events of the village in 2024: most of them on Fridays and Saturdays at 22.
Week week_of_village(std::size_t runs = 99) {
  const Village village;
  WeekOptions options{.choice = {.period = Village::options().period}};
  options.runs = runs;
  return week_of(village.read().inputs, options);
}

}  // namespace

TEST_CASE("The picture of a week has a cell for each hour, its sums and the busiest stretch") {
  const auto week = week_of_village();
  REQUIRE(week.table.events == 50);
  const auto picture = week_picture(week, {"", "byn.csv"}, Language::sv);
  CHECK(picture.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
  CHECK(picture.ends_with("</svg>\n"));
  CHECK(count(picture, "stroke-width=\"0.5\"") >= 168);
  CHECK(count(picture, "fill=\"none\"") == 1);  // Friday and Saturday nights are two rows: one of them is the busiest
  CHECK_THAT(picture, Contains("Händelser per veckodag och timme") && Contains("byn.csv") &&
                          Contains("ENDAST INTERNT") && Contains("lördag") && Contains("50 händelser.") &&
                          Contains("ojämnare fördelade än slumpen ger") && Contains("Det är inramat."));
  CHECK_THAT(week_picture(week, {"", ""}, Language::en),
             Contains("Events by weekday and hour") && Contains("INTERNAL ONLY") && Contains("Saturday"));
}

TEST_CASE("A headline may hold what XML keeps for itself") {
  const auto picture = week_picture(week_of_village(), {"a < b & \"c\"\n\x01>", ""}, Language::en);
  CHECK_THAT(picture, Contains("a &lt; b &amp; \"c\"\n&gt;"));
  CHECK(picture.find('\x01') == std::string::npos);
}

TEST_CASE("A week that was not tested says so and frames nothing") {
  const auto picture = week_picture(week_of_village(0), {}, Language::en);
  CHECK_THAT(picture, Contains("was not tested"));
  CHECK(count(picture, "fill=\"none\"") == 0);
  CHECK_THAT(picture, !Contains("nan"));
}

TEST_CASE("The lowest p that the runs can give is said to be at most that") {
  CHECK_THAT(week_findings(week_of_village(99), Language::sv)[0],
             Contains("ojämnare fördelade än slumpen ger") && !Contains("≤") && !Contains(" p "));
  auto week = week_of_village(99);
  week.table.cells.p = week.table.weekdays.p = week.table.hours.p = 0.02;
  CHECK_THAT(week_findings(week, Language::en)[0], Contains("more unevenly than chance gives") && !Contains(" p "));
}

TEST_CASE("What is said of the week never takes back what it has just said") {
  auto week = week_of_village(99);
  REQUIRE(week.busy);
  const auto findings = [&](double weekdays, double hours, double cells, Language language) {
    week.table.weekdays.p = weekdays;
    week.table.hours.p = hours;
    week.table.cells.p = cells;
    std::string text;
    for (const auto& sentence : week_findings(week, language)) {
      text += sentence + " ";
    }
    return text;
  };
  week.stretch.reset();
  CHECK(findings(0.3, 0.3, 0.01, Language::sv) ==
        "Händelserna är ojämnare fördelade över veckans 168 timmar än slumpen ger, men det går inte att säga att det "
        "beror på någon veckodag eller tid på dygnet. ");
  CHECK(
      findings(0.3, 0.3, 0.01, Language::en) ==
      "The events are spread more unevenly over the 168 hours of the week than chance gives, but no weekday or time of "
      "day can be named for it. ");
  CHECK(findings(0.3, 0.3, 0.3, Language::sv) ==
        "Ingen tydlig veckodag eller tid på dygnet: det är inte visat att händelserna är ojämnare fördelade än slumpen "
        "ger. ");
  // A weekday that is clear makes the week uneven, whatever the test of its 168 hours says.
  for (const auto cells : {0.01, 0.3}) {
    CHECK_THAT(findings(0.01, 0.3, cells, Language::en),
               Contains("more unevenly over the weekdays than chance gives; over the hours of the day that is not "
                        "shown") &&
                   Contains(" Most on ") && !Contains("between"));
    CHECK_THAT(findings(0.3, 0.01, cells, Language::en),
               Contains("over the hours of the day than chance gives; over the weekdays that is not shown") &&
                   Contains(" Most between ") && !Contains("Most on"));
    CHECK_THAT(findings(0.01, 0.01, cells, Language::sv),
               Contains("både över veckodagarna och över dygnet. Flest på ") && Contains(" och kl. "));
  }
  week.doubtful_hours.set(0);
  week.busy->from_hour = 22;
  week.busy->to_hour = 1;
  CHECK_THAT(findings(0.3, 0.01, 0.01, Language::en),
             Contains("Which hours these are is not said") && !Contains("No clear") && !Contains("Most "));
}

TEST_CASE("Classes have widths that people can read") {
  struct Example {
    double largest;
    bool whole;
    double expected;
  };
  constexpr std::array examples{Example{1, true, 1},       Example{5, true, 1},         Example{6, true, 2},
                                Example{7, true, 2},       Example{12, true, 3},        Example{66.4, false, 15},
                                Example{1.3, false, 0.3},  Example{0.02, false, 0.004}, Example{1000, true, 200},
                                Example{9999, true, 2000}, Example{123456, true, 25000}};
  for (const auto& [largest, whole, expected] : examples) {
    CAPTURE(largest);
    const auto step = class_step(largest, 5, whole);
    CHECK(step == Approx(expected).epsilon(1e-12).margin(0));
    CHECK(5 * step >= largest * (1 - 1e-9));
  }
}

TEST_CASE("A stretch is called by its weekdays and hours") {
  CHECK(stretch_text({.first = 20, .hours = 4}, Language::en) == "Monday 20–24");
  CHECK(stretch_text({.first = 20, .hours = 5}, Language::en) == "Monday 20 to Tuesday 01");
  CHECK(stretch_text({.first = 166, .hours = 3}, Language::sv) == "söndag 22 till måndag 01");
}

TEST_CASE("What is not in the table of the week is said with its reason") {
  auto week = week_of_village();
  CHECK(week_events_sentences(week, Language::en) == std::vector<std::string>{"50 events."});
  week.intervals = 3;
  week.whole_days = 2;
  week.without_date = 1;
  CHECK(
      week_events_sentences(week, Language::en) ==
      std::vector<std::string>{"50 events.", "Of these 3 are known only as an interval and spread evenly over it.",
                               "Not in the table: 2 known to the day only, without a time of day, 1 without a date."});
  CHECK(week_events_sentences(week, Language::sv)[1] ==
        "Av dem är 3 kända bara som tidsintervall och har fördelats jämnt över det.");
  week.intervals = 1;
  CHECK_THAT(week_events_sentences(week, Language::sv)[1], Contains("En av dem är känd"));
}

TEST_CASE("The table of the week has one row an hour and no geometry") {
  const auto week = week_of_village();
  const auto layer = week_layer(week, Crs::parse("EPSG:3006"), Language::sv);
  CHECK(layer.geometry == LayerGeometry::none);
  REQUIRE(layer.features == 168);
  const auto friday_22 = layer.values_of(4 * 24 + 22);
  CHECK(std::get<std::int64_t>(friday_22[0]) == 5);
  CHECK(std::get<std::string>(friday_22[1]) == "fredag");
  CHECK(std::get<std::int64_t>(friday_22[2]) == 22);
  CHECK(std::get<double>(friday_22[3]) == week.table.weight[4 * 24 + 22]);
  CHECK(std::get<double>(friday_22[5]) == Approx(week.table.weight[118] / week.table.expected[118]));
  const auto sunday_23 = layer.values_of(167);
  CHECK(std::get<std::int64_t>(sunday_23[0]) == 7);
  CHECK(std::get<std::string>(sunday_23[1]) == "söndag");
  CHECK(std::get<double>(sunday_23[3]) == 0);
}

TEST_CASE("An hour that the period does not hold has no ratio") {
  const Village village;
  const Period saturdays{test::at(2024, 1, 5), test::at(2024, 1, 7)};
  const auto week = week_of(village.read().inputs, {.choice = {.period = saturdays}});
  const auto layer = week_layer(week, Crs::parse("EPSG:3006"), Language::en);
  CHECK(std::holds_alternative<std::monostate>(layer.values_of(0)[5]));
  CHECK(std::holds_alternative<double>(layer.values_of(118)[5]));
}

}  // namespace lykta
