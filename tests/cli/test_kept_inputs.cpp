#include <filesystem>
#include <string>

#include <fmt/format.h>

#include "cli/frame/kept_inputs.hpp"
#include "engine/base/error.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta {
namespace {

namespace fs = std::filesystem;
using Catch::Contains;
using test::failure;
using test::Scratch;

/// What is said to writing these outputs when the inputs are read; empty where nothing is.
std::string refusal(const std::vector<std::string>& outputs, const std::vector<std::string>& inputs) {
  const auto said = failure<InvalidOption>([&] { refuse_to_write_over_inputs(outputs, inputs); });
  return said == "(nothing was thrown)" ? "" : said;
}

std::string refusal_of_run(const std::string& folder, const std::vector<std::string>& inputs) {
  const auto said = failure<InvalidOption>([&] { refuse_to_replace_inputs(folder, inputs, OwnNames({"places.csv"})); });
  return said == "(nothing was thrown)" ? "" : said;
}

}  // namespace

TEST_CASE("An input is found under any name") {
  const Scratch scratch;
  const auto input = scratch.write("e.csv", "x");
  fs::create_directory(scratch.path("a"));
  fs::create_symlink(input, scratch.path("link.csv"));
  fs::create_hard_link(input, scratch.path("hard.csv"));
  fs::create_directory_symlink(scratch.folder(), scratch.path("a/folder"));
  for (const auto* name : {"e.csv", "./e.csv", "a/../e.csv", "link.csv", "hard.csv", "a/folder/e.csv"}) {
    INFO(name);
    CHECK_THAT(refusal({"o.gpkg", scratch.path(name)}, {"", input}), Contains("is read"));
    CHECK_THAT(refusal({scratch.path("e.csv")}, {scratch.path(name)}), Contains("is read"));
  }
  CHECK(refusal({scratch.path("o.csv"), "", scratch.path("p.csv")}, {input, ""}).empty());
}

TEST_CASE("Parts of outputs meet parts of inputs") {
  const Scratch scratch;
  for (const auto* name : {"e.shp", "e.shx", "e.dbf", "t.dbf", "g.gpkg", "g.gpkg-wal", "d.gdb/a", "z.zip"}) {
    scratch.write(name, "x");
  }
  const auto at = [&](const std::string& name) { return scratch.path(name); };
  CHECK(refusal({at("t.shp")}, {at("t.dbf")}) ==
        fmt::format("{}: is read, and writing {} would replace it: choose another name", at("t.dbf"), at("t.shp")));
  CHECK_FALSE(refusal({at("e.dbf")}, {at("e.shp")}).empty());
  CHECK_FALSE(refusal({at("g.gpkg-wal")}, {at("g.gpkg")}).empty());
  CHECK_FALSE(refusal({at("z.zip")}, {"/vsizip/" + at("z.zip") + "/e.csv"}).empty());
  CHECK_FALSE(refusal({at("d.gdb/out.csv")}, {at("d.gdb")}).empty());
  CHECK(refusal({at("e.csv")}, {at("e.shp")}).empty());
}

TEST_CASE("Two outputs are two files") {
  const Scratch scratch;
  const auto at = [&](const std::string& name) { return scratch.path(name); };
  fs::create_directory(at("a"));
  CHECK_THAT(refusal({at("o.csv"), at("a/../o.csv")}, {}), Contains("cannot hold two of the results"));
  CHECK_THAT(refusal({at("o.shp"), at("o.dbf")}, {}), Contains("goes with"));
  CHECK_THAT(refusal({at("o.dbf"), at("o.shp")}, {}), Contains("goes with"));
  CHECK(refusal({at("o.shp"), at("o.csv")}, {}).empty());
  CHECK_THAT(refusal({"/dev/null"}, {}), Contains("is a device"));
}

TEST_CASE("A source in the folder of a run is refused where it has the name of an output") {
  const Scratch scratch;
  scratch.write("d/places.csv", "x");
  scratch.write("d/own.csv", "x");
  scratch.write("d/sub/places.csv", "x");
  fs::create_symlink(scratch.path("d/places.csv"), scratch.path("link.csv"));
  fs::create_directory_symlink(scratch.path("d"), scratch.path("other"));
  const auto d = scratch.path("d");
  for (const auto* name : {"d/places.csv", "d/../d/places.csv", "link.csv", "other/places.csv"}) {
    INFO(name);
    CHECK_THAT(refusal_of_run(d, {scratch.path(name)}), Contains("is read, and a run into"));
    CHECK_THAT(refusal_of_run(d + "/", {scratch.path(name)}), Contains("is read, and a run into"));
    CHECK_THAT(refusal_of_run(scratch.path("other"), {scratch.path(name)}), Contains("is read, and a run into"));
  }
  CHECK(refusal_of_run(d, {scratch.path("d/own.csv"), scratch.path("d/sub/places.csv")}).empty());
  CHECK(refusal_of_run(scratch.path("new"), {scratch.path("d/places.csv")}).empty());
}

}  // namespace lykta
