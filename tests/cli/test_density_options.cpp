#include <array>
#include <string>
#include <vector>

#include "cli/commands/density/density_options.hpp"
#include "cli/options/class_choice.hpp"
#include "cli/values/hour_words.hpp"
#include "engine/base/error.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta {
namespace {

using Catch::Contains;
using test::failure;
using test::Scratch;

using Weekdays = std::array<bool, 7>;

/// The options as they come from a command line.
DensityCommand parsed(const std::vector<std::string>& words) {
  CLI::App app;
  auto* command = app.add_subcommand("density", "");
  DensityCommand options;
  add_density_options(*command, options);
  std::vector<std::string> reversed(words.rbegin(), words.rend());
  reversed.insert(reversed.end(), {"out.tif", "in.csv", "density"});
  app.parse(reversed);
  return options;
}

DensityMapOptions asked(const std::vector<std::string>& words) { return map_of(parsed(words)); }

std::string refusal(const std::vector<std::string>& words) {
  return failure<InvalidOption>([&] { static_cast<void>(asked(words)); });
}

std::string refused_hours(const std::string& hours, const std::string& weekdays = "") {
  return failure<InvalidOption>([&] { static_cast<void>(hour_window_of({hours, weekdays})); });
}

}  // namespace

TEST_CASE("Without options a density is what every step's is") {
  const auto options = asked({});
  CHECK(options.field.density.bandwidth_m == 200);
  CHECK(options.field.density.kernel == Kernel::quartic);
  CHECK(options.field.density.keep_mass);
  CHECK(options.field.edges == EdgeTerm::none);
  CHECK(options.grid.cell_m == 100);
  CHECK(options.grid.shape == CellShape::square);
  CHECK_FALSE(options.rule.has_value());
  CHECK_FALSE(options.field.adaptive.has_value());
  CHECK_FALSE(options.field.fast.has_value());
  CHECK_FALSE(options.period.has_value());
  CHECK_FALSE(options.hours.has_value());
  CHECK_FALSE(options.half_life_days.has_value());
  CHECK_FALSE(options.risk.has_value());
  CHECK_FALSE(options.weighted);
  CHECK(options.stack == TimeStack::none);
  CHECK(options.unit == DensityUnit::per_km2);
}

TEST_CASE("Hours of the day are whole hours, and may go past midnight") {
  const auto night = hour_window_of({"22-04", ""});
  CHECK(night.from_hour == 22);
  CHECK(night.to_hour == 4);
  CHECK(night.weekdays == Weekdays{true, true, true, true, true, true, true});
  CHECK(hour_window_of({"0-24", ""}).to_hour == 24);
  CHECK(hour_window_of({"8-16", ""}).from_hour == 8);
  for (const auto* hours : {"22", "22-", "-4", "22-4-6", "22:00-04:00", "22.5-4", "a-b", "-1-4", "22-25", "22-1e300",
                            "99999999999-4", "nan-4", "22–04"}) {
    CAPTURE(hours);
    CHECK_THAT(refused_hours(hours), Contains("give whole hours such as 22-04"));
  }
  CHECK_THAT(refused_hours("24-4"), Contains("hours"));  // 24 is an end, not a beginning
}

TEST_CASE("Weekdays are named in English or in Swedish, in any case") {
  const Weekdays weekend{false, false, false, false, true, true, false};
  CHECK(hour_window_of({"", "fri,sat"}).weekdays == weekend);
  CHECK(hour_window_of({"", "fre,lör"}).weekdays == weekend);
  CHECK(hour_window_of({"", "Sat,FRI,sat"}).weekdays == weekend);
  CHECK(hour_window_of({"", "FRE,LÖR"}).weekdays == weekend);
  CHECK(hour_window_of({"", "fri, sat"}).weekdays == weekend);
  CHECK(hour_window_of({"", "mån,tis,ons,tor,fre,lör,sön"}).weekdays ==
        Weekdays{true, true, true, true, true, true, true});
  CHECK(hour_window_of({"", "mon,tue,wed,thu,fri,sat,sun"}).weekdays ==
        Weekdays{true, true, true, true, true, true, true});
  CHECK(hour_window_of({"", "sön"}).weekdays == Weekdays{false, false, false, false, false, false, true});
  CHECK(hour_window_of({"", "fri"}).from_hour == 0);
  CHECK(hour_window_of({"", "fri"}).to_hour == 24);
  CHECK_THAT(refused_hours("", "friday"), Contains("--weekdays friday is unknown; known are mon, tue"));
  CHECK_THAT(refused_hours("", "fri,"), Contains("--weekdays"));
  CHECK_THAT(refused_hours("", "fri;sat"), Contains("known are mon, tue"));
}

TEST_CASE("A bandwidth is metres or the name of a rule") {
  CHECK(asked({"--bandwidth", "350,5"}).field.density.bandwidth_m == 350.5);
  for (const auto& [rule, name] : bandwidth_rule_names) {
    CHECK(asked({"--bandwidth", std::string(name)}).rule == rule);
  }
  CHECK(asked({"--bandwidth", "k-nearest", "--k", "4"}).k == 4);
  CHECK_THAT(refusal({"--bandwidth", "silvermann"}),
             Contains("--bandwidth silvermann is unknown (did you mean silverman?); known are a number of metres"));
  CHECK_THAT(refusal({"--bandwidth", "0"}), Contains("bandwidth"));
  CHECK_THAT(refusal({"--bandwidth", "-200"}), Contains("bandwidth"));
  CHECK_THAT(refusal({"--bandwidth", ""}), Contains("--bandwidth"));
}

TEST_CASE("Edges, units and kernels are chosen by their words") {
  CHECK(asked({"--edges", "uniform"}).field.edges == EdgeTerm::uniform);
  CHECK(asked({"--edges", "diggle"}).field.edges == EdgeTerm::diggle);
  CHECK(asked({"--unit", "cell"}).unit == DensityUnit::per_cell);
  CHECK(asked({"--unit", "share"}).unit == DensityUnit::share);
  CHECK(asked({"--kernel", "gaussian"}).field.density.kernel == Kernel::gaussian);
  CHECK_FALSE(asked({"--no-keep-mass"}).field.density.keep_mass);
  CHECK(asked({"--threads", "3"}).field.density.threads == 3);
  CHECK(asked({"--include-discovered"}).include_discovered);
  CHECK(asked({"--shape", "hexagon", "--cell", "250"}).grid.shape == CellShape::hexagon);
  CHECK_THAT(refusal({"--edges", "digle"}), Contains("--edges digle is unknown (did you mean diggle?)"));
  CHECK_THAT(refusal({"--unit", "m2"}), Contains("--unit m2 is unknown"));
}

TEST_CASE("Adaptive and fast densities bring their own options") {
  const auto adaptive = asked({"--adaptive", "--pilot", "400", "--trim", "3"}).field.adaptive;
  REQUIRE(adaptive.has_value());
  CHECK(adaptive->pilot_m == 400);
  CHECK(adaptive->trim == 3);
  const auto fast = asked({"--fast", "--tolerance", "0.001"}).field.fast;
  REQUIRE(fast.has_value());
  CHECK(fast->tolerance == 0.001);
  CHECK_THAT(refusal({"--pilot", "400"}), Contains("--pilot belongs to --adaptive"));
  CHECK_THAT(refusal({"--fast", "--adaptive"}), Contains("no fast way"));
}

TEST_CASE("A time asks for the column of the date") {
  const std::vector<std::string> date{"--date", "when"};
  const auto with_date = [&](std::vector<std::string> words) {
    words.insert(words.end(), date.begin(), date.end());
    return words;
  };
  const std::vector<std::string> year{"--from", "2024-01-01", "--to", "2024-12-31"};
  const auto with_year = [&](std::vector<std::string> words) {
    words.insert(words.end(), year.begin(), year.end());
    return with_date(words);
  };
  for (const auto& words : std::vector<std::vector<std::string>>{
           {"--hours", "22-04"}, {"--weekdays", "fri"}, {"--half-life", "30"}, {"--stack", "hours"}, year}) {
    CAPTURE(words);
    CHECK_THAT(refusal(words), Contains("need --date: which column holds the date?"));
  }
  CHECK(asked(with_date({"--hours", "22-04", "--weekdays", "fri"})).hours->to_hour == 4);
  CHECK(asked(with_date({"--stack", "hours"})).stack == TimeStack::hours);
  const auto halved = asked(with_year({"--half-life", "30"}));
  CHECK(halved.half_life_days == 30.0);
  CHECK(halved.period->days() == 366);
  CHECK(asked(with_year({"--stack", "weeks"})).stack == TimeStack::weeks);
  CHECK_THAT(refusal(with_date({"--half-life", "30"})), Contains("give --from and --to"));
  CHECK_THAT(refusal(with_date({"--stack", "weeks"})), Contains("give --from and --to"));
  CHECK_THROWS_WITH(parsed(with_year({"--half-life", "0"})), Contains("--half-life: give a number of days"));
  CHECK_THROWS_WITH(parsed(with_year({"--half-life", "-3"})), Contains("--half-life: give a number of days"));
  CHECK_THAT(refusal(with_date({"--stack", "days"})), Contains("--stack days is unknown"));
  CHECK_THAT(refusal(with_date({"--stack", "hours", "--hours", "22-04"})), Contains("stack of hours"));
}

TEST_CASE("A relative risk has one denominator") {
  const auto events = asked({"--compare-with", "other.csv", "--least-units", "25", "--p", "monte-carlo", "--replicates",
                             "99", "--seed", "7"})
                          .risk;
  REQUIRE(events.has_value());
  CHECK(events->other_source == 1U);
  CHECK(events->least_units == 25);
  CHECK(events->test == RiskTest::monte_carlo);
  CHECK(events->simulation.replicates == 99);
  CHECK(events->simulation.seed == 7);
  const auto residents = asked({"--population", "squares.gpkg", "--residents", "number"}).risk;
  REQUIRE(residents.has_value());
  CHECK_FALSE(residents->other_source.has_value());
  CHECK(residents->test == RiskTest::asymptotic);
  CHECK_THAT(refusal({"--population", "squares.gpkg"}), Contains("--population needs --residents"));
  CHECK_THAT(refusal({"--population", "squares.gpkg", "--residents", "number", "--compare-with", "other.csv"}),
             Contains("exclude each other"));
  CHECK_THAT(refusal({"--compare-with", "other.csv", "--p", "montecarlo"}),
             Contains("--p montecarlo is unknown (did you mean monte-carlo?)"));
  CHECK_THAT(refusal({"--compare-with", "other.csv", "--unit", "cell"}), Contains("no unit"));
  CHECK_THAT(refusal({"--compare-with", "other.csv", "--adaptive"}), Contains("monte-carlo"));
}

TEST_CASE("The denominator is read as a second source") {
  const Scratch scratch;
  scratch.write("events.csv", "E;N;datum\n516400;6228900;2024-03-01\n");
  scratch.write("squares.csv", "x;y;boende\n516400;6228900;12\n");
  std::vector<std::string> guesses;
  auto options = parsed({"--population", scratch.path("squares.csv"), "--residents", "boende"});
  options.step.input = scratch.path("events.csv");
  const auto inputs = inputs_of(options, guesses);
  REQUIRE(inputs.sources.size() == 2);
  CHECK(inputs.sources[0].kind == SourceKind::incidents);
  CHECK(inputs.sources[1].kind == SourceKind::areas);
  CHECK(inputs.sources[1].columns.residents == "boende");
  CHECK(inputs.sources[1].columns.x == "x");
  CHECK(inputs.sources[1].name == "squares.csv");
  CHECK(guesses.size() >= 2);  // the columns of both files

  auto events = parsed(
      {"--compare-with", scratch.path("events.csv"), "--date", "datum", "--from", "2024-01-01", "--to", "2024-12-31"});
  events.step.input = scratch.path("events.csv");
  CHECK_THAT(failure<InvalidOption>([&] { static_cast<void>(inputs_of(events, guesses)); }),
             Contains("need --denominator-date"));
  events.denominator.columns.date = "datum";
  const auto compared = inputs_of(events, guesses);
  REQUIRE(compared.sources.size() == 2);
  CHECK(compared.sources[1].kind == SourceKind::incidents);
  CHECK(compared.sources[1].columns.date == "datum");

  auto alone = parsed({});
  alone.step.input = scratch.path("events.csv");
  CHECK(inputs_of(alone, guesses).sources.size() == 1);
}

TEST_CASE("Classes get the weights that are stated") {
  std::vector<IncidentClass> classes{{"Rån", 1}, {"Stöld", 1}, {"A=B", 1}};
  set_class_weights(parsed({"--class", "typ", "--class-weight", "Rån=9", "--class-weight", "A=B=0,5"}).class_weights,
                    classes);
  CHECK(classes[0].weight == 9);
  CHECK(classes[1].weight == 1);
  CHECK(classes[2].weight == 0.5);
  CHECK(asked({"--class", "typ", "--class-weight", "Rån=9"}).weighted);
  const auto refused = [&](const std::string& stated) {
    return failure<InvalidOption>([&] { set_class_weights({stated}, classes); });
  };
  CHECK_THAT(refused("Stöl=9"), Contains("class Stöl is unknown (did you mean Stöld?); known are Rån, Stöld, A=B"));
  for (const auto* stated : {"Rån", "Rån=", "Rån=-1", "Rån=nan", "Rån=inf", "Rån=much"}) {
    CAPTURE(stated);
    CHECK_THAT(refused(stated), Contains("give CLASS=WEIGHT, such as Rån=9"));
  }
}

TEST_CASE("Only the classes asked for count") {
  const std::vector<IncidentClass> classes{{"Rån", 1}, {"Stöld", 1}, {"Klotter", 1}};
  const auto options = parsed({"--class", "typ", "--only", "Rån", "--only", "Klotter", "--only", "Rån"});
  CHECK(chosen_classes(options.only, classes) == std::vector<bool>{true, false, true});
  CHECK_FALSE(map_of(options).weighted);
  CHECK_THAT(failure<InvalidOption>([&] { static_cast<void>(chosen_classes({"Klottr"}, classes)); }),
             Contains("class Klottr is unknown (did you mean Klotter?)"));
  CHECK_THAT(refusal({"--only", "Rån"}), Contains("need --class"));
  CHECK_THAT(refusal({"--class-weight", "Rån=9"}), Contains("need --class"));
}

TEST_CASE("Levels are a list with commas") {
  CHECK(parsed({"--levels", "1,5,10.5"}).levels == std::vector<double>{1, 5, 10.5});
  CHECK(parsed({"--class-weight", "A=1", "B=2", "--levels", "1"}).class_weights.size() == 2);
  CHECK_THROWS_AS(parsed({"--levels", "1,two"}), CLI::ParseError);
  CHECK_THROWS_AS(parsed({"--level-count", "0"}), CLI::ParseError);
  CHECK_THROWS_AS(parsed({"--level-rule", "squares"}), CLI::ParseError);
  CHECK_THROWS_AS(parsed({"--replicates", "0"}), CLI::ParseError);
  CHECK_THROWS_AS(parsed({"--threads", "-1"}), CLI::ParseError);
}

}  // namespace lykta
