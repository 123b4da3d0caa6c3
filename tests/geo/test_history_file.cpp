#include <chrono>
#include <string>

#include "engine/base/error.hpp"
#include "geo/read/history_file.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_history_file {
namespace {

using Catch::Contains;
using test::at;
using test::failure;
using test::Scratch;

History two_runs() {
  History history;
  history.crs = "EPSG:3006";
  history.area = {517000, 6229000, 518000.5, 6230000};
  history.next_id = 8;
  history.earlier = {{.id = 1, .first_seen = at(2019, 12, 30), .weeks_on_list = 70}};
  HistoryRun run{.period = {at(2024, 1, 1), at(2025, 1, 1)},
                 .events = 70,
                 .recent_events = 5,
                 .recent_days = 28,
                 .sources = {"anmälningar \"A\""},
                 .include_discovered = true,
                 .listed = {},
                 .watched = {{.id = 7, .recent = 0}}};
  run.listed.push_back({.id = 1,
                        .name = "Kring Åsgatan",
                        .rank = 1,
                        .count = 40,
                        .comparison_count = 12,
                        .recent = 5,
                        .is_of_events = true,
                        .outline = rectangle({517500, 6229100, 517600.25, 6229200})});
  run.listed.push_back({.id = 3,
                        .name = "Stigen",
                        .rank = {},
                        .count = 0,
                        .comparison_count = {},
                        .recent = 0,
                        .is_of_events = false,
                        .outline = rectangle({517700, 6229100, 517800, 6229200})});
  history.runs.push_back(run);
  run.period = {at(2024, 1, 8), at(2025, 1, 8)};
  history.runs.push_back(run);
  return history;
}

std::string with(const std::string& from, const std::string& to) {
  auto text = history_text(two_runs());
  const auto place = text.find(from);
  REQUIRE(place != std::string::npos);
  return text.replace(place, from.size(), to);
}

}  // namespace

TEST_CASE("A history is written with a place on a line, and reads back to the same text") {
  const auto text = history_text(two_runs());
  CHECK_THAT(text,
             Contains("\n    {\"id\": \"P1\", \"rank\": 1, \"count\": 40, \"recent\": 5, \"comparison\": 12, \"name\": "
                      "\"Kring Åsgatan\", \"outline\": [[517500, 6229100, 517600.25, 6229100, 517600.25, 6229200, "
                      "517500, 6229200]]},\n"));
  CHECK_THAT(text, Contains("\"not_listed\": {\"P7\": 0}"));
  CHECK_THAT(text, Contains("{\"id\": \"P1\", \"first_seen\": \"2019-12-29\", \"weeks\": 70}"));
  const auto read = parse_history(text);
  CHECK(history_text(read) == text);
  CHECK(read.runs[0].period == two_runs().runs[0].period);
  CHECK(read.runs[0].listed[1].rank == std::nullopt);
  CHECK_FALSE(read.runs[0].listed[1].is_of_events);
  CHECK(read.earlier[0].first_seen == at(2019, 12, 30));
  CHECK(read.area == two_runs().area);
}

TEST_CASE("Without a file a history is empty, and an empty one can be written") {
  const Scratch scratch;
  CHECK(read_history(scratch.path("none.json")).runs.empty());
  CHECK(history_text(
            parse_history(history_text({.crs = "EPSG:3006", .area = {0, 0, 1, 1}, .earlier = {}, .runs = {}}))) ==
        history_text({.crs = "EPSG:3006", .area = {0, 0, 1, 1}, .earlier = {}, .runs = {}}));
}

TEST_CASE("A file cut off anywhere is refused, and so is one of something else or of a later version") {
  const auto text = history_text(two_runs());
  for (std::size_t length = 0; length + 2 < text.size(); length += 37) {
    INFO(length);
    CHECK_THROWS_AS(parse_history(text.substr(0, length)), DataError);
  }
  const auto says = [](const std::string& content) {
    return failure<DataError>([&] { (void)parse_history(content); });
  };
  CHECK_THAT(says(text.substr(0, 500)), Contains("damaged or cut off"));
  CHECK_THAT(says("{}"), Contains("is not a history of places"));
  CHECK_THAT(says("[1, 2]"), Contains("is not a history of places"));
  CHECK_THAT(says(with("\"format\": 1", "\"format\": 2")), Contains("later version of Lykta (format 2"));
  CHECK_THAT(says(with("\"runs\"", "\"runz\"")), Contains("damaged"));
}

TEST_CASE("A history that contradicts itself is refused") {
  const auto says = [](const std::string& content) {
    return failure<DataError>([&] { (void)parse_history(content); });
  };
  CHECK_THAT(says(with("\"id\": \"P3\"", "\"id\": \"P1\"")), Contains("twice"));
  CHECK_THAT(says(with("\"id\": \"P3\"", "\"id\": \"P9\"")), Contains("no id that it has given"));
  CHECK_THAT(says(with("\"id\": \"P3\"", "\"id\": \"P03\"")), Contains("no id that it has given"));
  CHECK_THAT(says(with("\"id\": \"P3\"", "\"id\": \"3\"")), Contains("no id that it has given"));
  CHECK_THAT(says(with("\"P7\": 0", "\"P3\": 0")), Contains("twice"));
  CHECK_THAT(says(with("\"P7\": 0", "\"P7\": -1")), Contains("no count"));
  CHECK_THAT(says(with("\"to\": \"2025-01-07\"", "\"to\": \"2024-12-31\"")), Contains("order"));
  CHECK_THAT(says(with("\"to\": \"2025-01-07\"", "\"to\": \"2025-13-07\"")), Contains("no day"));
  CHECK_THAT(says(with("\"from\": \"2024-01-08\"", "\"from\": \"2025-01-08\"")), Contains("no sound period"));
  CHECK_THAT(says(with("\"count\": 40", "\"count\": 4.5")), Contains("no count"));
  CHECK_THAT(says(with("517500, 6229200]]", "517500]]")), Contains("corners"));
  CHECK_THAT(says(with("[517500, 6229100,", "[1e300, 6229100,")), Contains("no coordinate"));
  CHECK_THAT(says(with("\"next_id\": 8", "\"next_id\": -8")), Contains("no count"));
}

TEST_CASE("An error names the file") {
  const Scratch scratch;
  const auto path = scratch.write("historik.json", "{\"a\": 1}");
  CHECK_THAT(failure<DataError>([&] { (void)read_history(path); }), Contains(path));
}

}  // namespace lykta::tests_of_history_file
