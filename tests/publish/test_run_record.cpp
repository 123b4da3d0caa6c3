#include <regex>

#include <nlohmann/json.hpp>

#include "publish/records/run_record.hpp"
#include "publish/tables/rejects.hpp"
#include "publish/words/place_words.hpp"
#include "publish/words/warnings.hpp"
#include "tests/catch.hpp"
#include "tests/publish/village.hpp"

namespace lykta {
namespace {

using nlohmann::ordered_json;
using test::Village;

}  // namespace

TEST_CASE("The record says who made it, from what and with which parameters") {
  const Village village;
  const auto record = run_record(village.read(), village.picture(), Village::context());
  CHECK(record["program"] == "lykta");
  CHECK(record["version"] == program_version());
  CHECK(std::regex_match(program_version(), std::regex(R"(\d+\.\d+\.\d+)")));
  CHECK(record["title"] == "Byn");
  CHECK(record["stamp"] == "ENDAST INTERNT");
  CHECK(record["language"] == "sv");
  CHECK(record["crs"] == ordered_json{{"id", "EPSG:3006"}, {"name", "SWEREF 99 TM"}, {"reason", "stated"}});
  CHECK(record["time_zone"] == "Europe/Stockholm");
  CHECK(record["defaults"] == ordered_json{"grid.cell_m = 100"});
  CHECK(record["inputs"] == ordered_json::array({{{"path", "data/polisen.csv"}, {"sha256", std::string(64, 'a')}}}));
  const auto& parameters = record["parameters"];
  CHECK(parameters["period"] == ordered_json{{"from", "2024-01-01"}, {"to", "2024-12-31"}, {"days", 366.0}});
  CHECK(parameters["comparison"]["to"] == "2023-12-31");
  CHECK(parameters["grid"] == ordered_json{{"shape", "square"}, {"cell_m", 100.0}});
  CHECK(parameters["density"]["kernel"] == "quartic");
  CHECK(parameters["density"]["bandwidth_m"] == 200.0);
  CHECK(parameters["statistics"]["neighbours"] == "queen");
  CHECK(parameters["statistics"]["distance_m"].is_null());
  CHECK(parameters["statistics"]["nearest"].is_null());
  CHECK(parameters["statistics"]["alternative"] == "greater");
  CHECK(parameters["statistics"]["correction"] == "fdr");
  CHECK(parameters["places"]["method"] == "peaks");
  CHECK(parameters["places"]["rank_by"] == "count");
  CHECK(parameters["places"]["rank_draws"] == 1000);
}

TEST_CASE("Parameters that were chosen otherwise are recorded by their words") {
  const Village village;
  PictureOptions options;
  options.grid.shape = CellShape::hexagon;
  options.density.kernel = Kernel::gaussian;
  options.statistics.neighbours = DistanceBand{250};
  options.statistics.alternative = Alternative::two_sided;
  for (const auto& [rank_by, word] : {std::pair{RankBy::weighted_count, "weighted_count"},
                                      std::pair{RankBy::density, "density"}, std::pair{RankBy::z, "z"}}) {
    options.places.rank_by = rank_by;
    const auto parameters = run_record(village.read(), village.picture(options), Village::context())["parameters"];
    CHECK(parameters["places"]["rank_by"] == word);
    CHECK(parameters["period"].is_null());
    CHECK(parameters["comparison"].is_null());
    CHECK(parameters["grid"]["shape"] == "hexagon");
    CHECK(parameters["density"]["kernel"] == "gaussian");
    CHECK(parameters["statistics"]["neighbours"] == "distance");
    CHECK(parameters["statistics"]["distance_m"] == 250.0);
    CHECK(parameters["statistics"]["alternative"] == "two-sided");
  }
}

TEST_CASE("Every rule of neighbours and every correction is recorded by its word") {
  const Village village;
  const auto recorded = [&](const NeighbourRule& rule, Correction correction) {
    PictureOptions options;
    options.statistics.neighbours = rule;
    options.statistics.correction = correction;
    return run_record(village.read(), village.picture(options), Village::context())["parameters"]["statistics"];
  };
  CHECK(recorded(Rook{}, Correction::bonferroni)["neighbours"] == "rook");
  CHECK(recorded(Rook{}, Correction::bonferroni)["correction"] == "bonferroni");
  CHECK(recorded(Nearest{6}, Correction::none)["neighbours"] == "nearest");
  CHECK(recorded(Nearest{6}, Correction::none)["nearest"] == 6);
  CHECK(recorded(Nearest{6}, Correction::none)["correction"] == "none");
}

TEST_CASE("The record holds what the whole map and the week say") {
  const Village village;
  const auto picture = village.picture();
  const auto record = run_record(village.read(), picture, Village::context(Language::en));
  const auto& statistics = record["statistics"];
  CHECK(statistics["tested"] == true);
  CHECK(statistics["islands"] == 0);
  CHECK(statistics["partly_inside"] == 29);  // the area ends 10 m before the last column and row
  std::size_t cells = 0;
  for (const auto& [name, number] : statistics["classes"].items()) {
    cells += number.get<std::size_t>();
  }
  CHECK(cells == 200);
  CHECK(statistics["classes"]["hot_99"] >= 9);
  CHECK(statistics["classes"]["cold_99"] == 0);
  CHECK(statistics["whole_map"]["moran_i"]["value"] == picture.map->whole->moran.value);
  CHECK(statistics["whole_map"]["general_g"]["z"] == picture.map->whole->general_g.z);
  CHECK(statistics["whole_map"]["joins_of_zones_with_events"]["value"] == picture.map->whole->joins.black_black.value);
  CHECK(statistics["concentration"]["zones_needed"] == 1);
  CHECK(statistics["concentration"]["gini"]["p"] == Approx(1.0 / 200));
  const auto& week = record["hours"];
  CHECK(week["events"] == 50);
  CHECK(week["weight"].size() == 168);
  CHECK(week["even_week"]["weekdays"]["p"] < 0.05);
  REQUIRE(week["warnings"].size() == 1);
  CHECK(week["warnings"][0]["kind"] == "thin_week");
}

TEST_CASE("A density of its own is recorded with what came of it, and else nothing is said of it") {
  const Village village;
  const auto density_of = [&](const PictureOptions& options) {
    return run_record(village.read(), village.picture(options), Village::context())["parameters"]["density"];
  };
  const auto usual = density_of(Village::options());
  for (const auto* key : {"adaptive", "fast", "raster", "edges", "bandwidth"}) {
    CHECK_FALSE(usual.contains(key));
  }
  auto options = Village::options();
  options.adaptive = AdaptiveShape{.pilot_m = 150, .trim = 3};
  const auto adaptive = density_of(options)["adaptive"];
  CHECK(adaptive["pilot_m"] == 150.0);
  CHECK(adaptive["trim"] == 3.0);
  CHECK(adaptive["narrowest_m"] <= adaptive["widest_m"]);
  options.adaptive.reset();
  options.fast = FastOptions{.tolerance = 0.01};
  const auto fast = density_of(options)["fast"];
  CHECK(fast["tolerance"] == 0.01);
  CHECK(fast["computed"] == "exact");
  options.fast.reset();
  options.raster.unit = DensityUnit::share;
  CHECK(density_of(options)["raster"] == ordered_json{{"unit", "share"}, {"weight", 50.0}});
  options.raster.hours = HourWindow{};
  const auto raster = density_of(options)["raster"];
  CHECK(raster["hours"]["to"] == 24);
  CHECK(raster["weight"] > 0.0);
  CHECK(raster["without_time"] == 0);
}

TEST_CASE("A record says nothing of what was not looked at") {
  Village village;
  auto options = Village::options();
  options.depth = Depth::places;
  const auto places = run_record(village.read(), village.picture(options), Village::context());
  CHECK_FALSE(places.contains("statistics"));
  CHECK_FALSE(places.contains("hours"));
  // Days without a time of day say nothing of the week.
  for (auto& time : village.read().inputs.incidents.time) {
    const auto day = std::chrono::floor<std::chrono::days>(time->start);
    time = TimeSpan{day, day + std::chrono::days{1}};
  }
  const auto whole = run_record(village.read(), village.picture(), Village::context());
  CHECK(whole.contains("statistics"));
  CHECK_FALSE(whole.contains("hours"));
}

TEST_CASE("With too few events there are no figures of the whole map") {
  Village village;
  auto options = Village::options();
  options.statistics.minimum_events = 60;
  const auto record = run_record(village.read(), village.picture(options), Village::context());
  CHECK(record["statistics"]["tested"] == false);
  CHECK(record["statistics"]["whole_map"].is_null());
  CHECK(record["statistics"]["classes"]["too_few_events"] == 200);
  CHECK(record["statistics"]["concentration"]["zones_needed"] == 1);
}

TEST_CASE("Every event is accounted for") {
  const Village village;
  const auto record = run_record(village.read(), village.picture(), Village::context());
  const auto& counts = record["counts"];
  CHECK(counts["incidents"] == 74);
  CHECK(counts["period"] == 53);
  CHECK(counts["comparison"] == 20);
  CHECK(counts["outside_periods"] == 0);
  CHECK(counts["outside_area"] == 1);
  CHECK(counts["counted"] == 50);
  CHECK(counts["discovered"] == 3);
  CHECK(counts["observations"] == 6);
  CHECK(counts["cells"] == 200);
  CHECK(counts["places"] == 2);
  CHECK(record["rejected"] == ordered_json{{"outside_area", 1}, {"unreadable_date", 1}});
  const auto& source = record["sources"][0];
  CHECK(source["name"] == "polisen");
  CHECK(source["path"] == "data/polisen.csv");
  CHECK(source["rows"] == 75);
  CHECK(source["used"] == 74);
  CHECK(source["quality"]["unmapped_values"] == ordered_json{{"Övrigt", 2}});
}

TEST_CASE("Places and warnings are in the language of the output") {
  const Village village;
  const auto picture = village.picture();
  const auto swedish = run_record(village.read(), picture, Village::context(Language::sv));
  const auto english = run_record(village.read(), picture, Village::context(Language::en));
  REQUIRE(swedish["places"].size() == 2);
  CHECK(swedish["places"][0]["rank"] == 1);
  CHECK(swedish["places"][0]["test"]["events_outside"] == deciding_test(picture.places[0])->outside);
  CHECK(swedish["places"][0]["name"] == "Torget");
  CHECK(swedish["places"][0]["why"] == why(picture.places[0], picture, village.read().inputs, Language::sv));
  CHECK(swedish["places"][1]["rank"].is_null());
  CHECK(english["places"][0]["why"] == why(picture.places[0], picture, village.read().inputs, Language::en));
  CHECK(english["places"][0]["reliability"].is_null());  // no other place competes
  CHECK(english["stamp"] == "INTERNAL ONLY");
  REQUIRE(swedish["warnings"].size() == picture.warnings.size());
  REQUIRE_FALSE(picture.warnings.empty());
  CHECK(swedish["warnings"][0]["kind"] == name_of(picture.warnings[0].kind));
  CHECK(swedish["warnings"][0]["text"] == warning_text(picture.warnings[0], Language::sv));
}

TEST_CASE("The record is the same each time: no clock, and nothing of the machine") {
  const Village village;
  const auto text = run_record(village.read(), village.picture(), Village::context()).dump(2);
  CHECK(run_record(village.read(), village.picture(), Village::context()).dump(2) == text);
  CHECK_FALSE(std::regex_search(text, std::regex(R"(\d\d:\d\d)")));
  CHECK_FALSE(std::regex_search(text, std::regex(R"("/)")));  // no path from the root
  // The only dates are those of the periods.
  auto without_periods = text;
  for (const auto* date : {"2024-01-01", "2024-12-31", "2023-01-01", "2023-12-31"}) {
    for (auto at = without_periods.find(date); at != std::string::npos; at = without_periods.find(date)) {
      without_periods.erase(at, 10);
    }
  }
  CHECK_FALSE(std::regex_search(without_periods, std::regex(R"(\d{4}-\d\d-\d\d)")));
}

TEST_CASE("Rejects are listed by source and row, those outside the area among them") {
  const Village village;
  const auto picture = village.picture();
  const auto rejects = all_rejects(village.read(), picture.use);
  REQUIRE(rejects.size() == 2);
  CHECK(rejects[0].row == 7);
  CHECK(name_of(rejects[0].cause) == "unreadable_date");
  CHECK(rejects[1].row == 75);
  CHECK(name_of(rejects[1].cause) == "outside_area");
  CHECK(rejects[1].value == "519500.0, 6229500.0");
  CHECK(rejects_table(village.read(), picture.use, Language::sv).text() ==
        "\xEF\xBB\xBF"
        "file;layer;row;column;cause;value;class\r\n"
        "data/polisen.csv;polisen;7;\"datum; från\";unreadable_date;\"31 \"\"maj\"\"\";\r\n"
        "data/polisen.csv;polisen;75;;outside_area;519500.0, 6229500.0;Våld\r\n");
}

}  // namespace lykta
