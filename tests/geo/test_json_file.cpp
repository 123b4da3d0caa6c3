#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/format/json_file.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_json_file {
namespace {

using Catch::Contains;
using Texts = std::vector<std::string>;

/// The rows of a file, all columns.
std::vector<Texts> rows_of(const JsonFile& file) {
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < file.table().columns.size(); ++i) {
    all.push_back(i);
  }
  std::vector<Texts> rows;
  const auto take = [&](const RowBatch& batch) {
    for (std::size_t row = 0; row < batch.size(); ++row) {
      Texts texts;
      for (const auto& column : batch.columns) {
        texts.emplace_back(column[row]);
      }
      rows.push_back(texts);
    }
    return true;
  };
  static_cast<void>(file.read(all, take, {}));
  return rows;
}

struct Read {
  Texts columns;
  std::vector<Texts> rows;
};

Read read(const std::string& json, const std::string& layer = "") {
  const test::Scratch scratch;
  const JsonFile file(scratch.write("a.json", json), layer);
  return {file.table().columns, rows_of(file)};
}

std::string refusal(const std::string& json, const std::string& layer = "") {
  return test::failure<DataError>([&] { static_cast<void>(read(json, layer)); });
}

}  // namespace

TEST_CASE("An array of objects is a table, with nested names by dot and numbers as they are written") {
  const auto found = read(R"([{"id": 7, "at": {"name": "Ronneby", "gps": "56.2,15.3"}, "share": 1.50, "new": true},
                             {"id": 8, "at": {"name": "Kallinge"}, "share": null, "late": false}])");
  CHECK(found.columns == Texts{"id", "at.name", "at.gps", "share", "new", "late"});
  CHECK(found.rows ==
        std::vector<Texts>{{"7", "Ronneby", "56.2,15.3", "1.50", "true", ""}, {"8", "Kallinge", "", "", "", "false"}});
}

TEST_CASE("Arrays inside of a row stay JSON, and a geometry is a column of its own") {
  const auto found =
      read(R"([{"tags": ["a", {"b": 1}], "place": {"type": "Point", "coordinates": [15.3, 56.2]}, "x": 1}])");
  CHECK(found.columns == Texts{"tags", "place.type", "place.coordinates", "place", "x"});
  CHECK(found.rows.front()[0] == R"(["a",{"b":1}])");
  CHECK(found.rows.front()[3] == R"({"type":"Point","coordinates":[15.3,56.2]})");
}

TEST_CASE("Of several arrays the one with most rows is taken, or the one that is named") {
  const auto* json =
      R"({"help": "x", "result": {"fields": [{"id": "a"}], "records": [{"typ": "Brand"}, {"typ": "Klotter"}]}})";
  CHECK(read(json).rows == std::vector<Texts>{{"Brand"}, {"Klotter"}});
  CHECK(read(json, "result.fields").rows == std::vector<Texts>{{"a"}});
  CHECK_THAT(refusal(json, "records"), Contains("no layer 'records'; there is: result.fields, result.records"));
}

TEST_CASE("An object a line is a row, with or without a byte order mark and blank lines") {
  const auto found = read("\xEF\xBB\xBF{\"a\": 1}\n\n{\"a\": 2, \"b\": \"x\"}\n{\"a\": 3}\n");
  CHECK(found.columns == Texts{"a", "b"});
  CHECK(found.rows == std::vector<Texts>{{"1", ""}, {"2", "x"}, {"3", ""}});
}

TEST_CASE("JSON that is no table, or none at all, is refused by name") {
  CHECK_THAT(refusal("[1, 2]"), Contains("a.json") && Contains("no array of objects"));
  CHECK_THAT(refusal(R"({"a": {"b": 1}})"), Contains("no array of objects"));
  CHECK_THAT(refusal(R"([{"a": 1}, {"a": )"), Contains("a.json") && Contains("no valid JSON"));
  CHECK_THAT(refusal(R"([{"a": 1}] [{"a": 1}])"), Contains("no valid JSON"));
}

TEST_CASE("Deep nesting is text, not a stack that overflows") {
  const auto found = read("[{\"a\": " + std::string(100'000, '[') + std::string(100'000, ']') + "}]");
  CHECK(found.rows.front().front().size() == 200'000);
}

TEST_CASE("A JSON that is made to fill the memory is refused with the limit") {
  std::string many = "[{";
  for (int i = 0; i < 20'000; ++i) {
    many += fmt::format("{}\"c{}\":1", i == 0 ? "" : ",", i);
  }
  CHECK_THAT(refusal(many + "}]"), Contains("16384 columns"));
  std::string tables = "{";
  for (int i = 0; i < 2'000; ++i) {
    tables += fmt::format("{}\"t{}\":[{{\"a\":1}}]", i == 0 ? "" : ",", i);
  }
  CHECK_THAT(refusal(tables + "}"), Contains("more than 1000 arrays"));
  CHECK_THAT(refusal("[{\"a\": \"" + std::string(std::size_t{2} << 20U, 'x') + "\"}]"), Contains("1 MB"));
}

}  // namespace lykta::tests_of_json_file
