#include <catch2/catch.hpp>

#include "engine/error.hpp"
#include "geo/write/whole_folder.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta {
namespace {

namespace fs = std::filesystem;
using Catch::Contains;
using test::bytes_of;
using test::failure;
using test::Scratch;

constexpr const char* our_run = "{\n  \"program\": \"lykta\",\n  \"version\": \"0\"\n}\n";

void write(const fs::path& path, const std::string& text) {
  std::ofstream file(path);
  file << text;
}

bool is_output(const fs::path& relative) {
  return relative == "places.csv" || relative == "grid.csv" || relative == run_file_name || relative == "parts/a.csv";
}

/// A finished run with one file beside its record.
void make_run(const fs::path& folder, const std::string& text) {
  WholeFolder out(folder, Existing::overwrite);
  write(out.file(run_file_name), our_run);
  write(out.file("places.csv"), text);
  out.finish(&is_output);
}

}  // namespace

TEST_CASE("A folder appears when it is finished, and not before") {
  const Scratch scratch;
  const auto target = scratch.folder() / "out";
  {
    WholeFolder out(target, Existing::keep);
    write(out.file("a.txt"), "a");
    CHECK_FALSE(fs::exists(target));
    out.finish(&is_output);
  }
  CHECK(bytes_of(target / "a.txt") == "a");
  CHECK(scratch.entries() == 2);  // the folder and the file, nothing beside them
}

TEST_CASE("A folder that is not finished leaves nothing") {
  const Scratch scratch;
  {
    const WholeFolder out(scratch.folder() / "out", Existing::keep);
    write(out.file("a.txt"), "a");
  }
  CHECK(scratch.entries() == 0);
}

TEST_CASE("A trailing slash, a folder above that is missing and an empty folder are all right") {
  const Scratch scratch;
  make_run(scratch.folder() / "deep" / "out/", "a");
  CHECK(bytes_of(scratch.folder() / "deep" / "out" / "places.csv") == "a");
  fs::create_directory(scratch.folder() / "empty");
  CHECK_NOTHROW(check_output_folder(scratch.folder() / "empty", Existing::keep));
  make_run(scratch.folder() / "empty", "b");
  CHECK(bytes_of(scratch.folder() / "empty" / "places.csv") == "b");
}

TEST_CASE("An existing run is kept unless it is to be overwritten") {
  const Scratch scratch;
  const auto target = scratch.folder() / "out";
  make_run(target, "first");
  const auto message = failure<InvalidOption>([&] { const WholeFolder out(target, Existing::keep); });
  CHECK_THAT(message, Contains(target.string()) && Contains("--overwrite"));
  CHECK(failure<InvalidOption>([&] { check_output_folder(target, Existing::keep); }) == message);
  CHECK(bytes_of(target / "places.csv") == "first");
  make_run(target, "second");
  CHECK(bytes_of(target / "places.csv") == "second");
  CHECK(scratch.entries() == 3);
}

TEST_CASE("Files that a user saved in an overwritten folder move along") {
  const Scratch scratch;
  const auto target = scratch.folder() / "out";
  make_run(target, "first");
  write(target / "my_map.qgs", "mine");
  fs::create_directory(target / "notes");
  write(target / "notes" / "a.txt", "note");
  make_run(target, "second");
  CHECK(bytes_of(target / "places.csv") == "second");
  CHECK(bytes_of(target / "my_map.qgs") == "mine");
  CHECK(bytes_of(target / "notes" / "a.txt") == "note");
  CHECK(scratch.entries() == 6);
}

TEST_CASE("Outputs that the new run leaves out do not stay beside it, but the user's files in their folder do") {
  const Scratch scratch;
  const auto target = scratch.folder() / "out";
  make_run(target, "first");
  write(target / "grid.csv", "of the first run");
  fs::create_directory(target / "parts");
  write(target / "parts" / "a.csv", "of the first run");
  write(target / "parts" / "mine.txt", "mine");
  make_run(target, "second");
  CHECK_FALSE(fs::exists(target / "grid.csv"));
  CHECK_FALSE(fs::exists(target / "parts" / "a.csv"));
  CHECK(bytes_of(target / "parts" / "mine.txt") == "mine");
  CHECK(bytes_of(target / "places.csv") == "second");
  CHECK(std::distance(fs::directory_iterator(scratch.folder()), {}) == 1);
}

TEST_CASE("A folder of somebody else's is never overwritten") {
  const Scratch scratch;
  const auto target = scratch.folder() / "photos";
  fs::create_directory(target);
  write(target / "summer.jpg", "jpg");
  for (const auto existing : {Existing::keep, Existing::overwrite}) {
    CHECK_THROWS_AS(check_output_folder(target, existing), InvalidOption);
    CHECK_THROWS_AS(WholeFolder(target, existing), InvalidOption);
  }
  CHECK_THAT(failure<InvalidOption>([&] { check_output_folder(target, Existing::overwrite); }),
             Contains("not from a run of Lykta"));
  write(target / "run.json", "{\"program\": \"jogger\"}");  // a run of another kind
  CHECK_THROWS_AS(check_output_folder(target, Existing::overwrite), InvalidOption);
  CHECK(bytes_of(target / "summer.jpg") == "jpg");
}

TEST_CASE("A file in the way of a folder is refused") {
  const Scratch scratch;
  const auto path = scratch.write("out", "a file");
  CHECK_THAT(failure<InvalidOption>([&] { check_output_folder(path, Existing::overwrite); }),
             Contains("is a file, not a folder"));
  CHECK(bytes_of(path) == "a file");
}

TEST_CASE("A folder that cannot be made is refused by name") {
  const Scratch scratch;
  const auto file = scratch.write("file", "");
  CHECK_THAT(failure<DataError>([&] { const WholeFolder out(fs::path(file) / "out", Existing::keep); }),
             Contains(file));
}

TEST_CASE("A whole file appears when it is written, with all its parts") {
  const Scratch scratch;
  write_whole_file(scratch.folder() / "a.shp", Existing::keep, [&](const fs::path& path) {
    CHECK(path.filename() == "a.shp");
    CHECK_FALSE(fs::exists(scratch.folder() / "a.shp"));
    write(path, "shapes");
    write(fs::path(path).replace_extension(".dbf"), "table");
  });
  CHECK(bytes_of(scratch.folder() / "a.shp") == "shapes");
  CHECK(bytes_of(scratch.folder() / "a.dbf") == "table");
  CHECK(scratch.entries() == 2);
}

TEST_CASE("A file whose writing fails leaves nothing, and what was there stays") {
  const Scratch scratch;
  scratch.write("a.txt", "old");
  const auto fail = [](const fs::path& path) {
    write(path, "half");
    throw DataError("the disk is full");
  };
  CHECK_THROWS_AS(write_whole_file(scratch.folder() / "a.txt", Existing::overwrite, fail), DataError);
  CHECK_THROWS_AS(write_whole_file(scratch.folder() / "b.txt", Existing::keep, fail), DataError);
  CHECK(bytes_of(scratch.folder() / "a.txt") == "old");
  CHECK(scratch.entries() == 1);
}

TEST_CASE("A file is kept unless it is to be overwritten, and so is each part of it") {
  const Scratch scratch;
  scratch.write("a.txt", "old");
  scratch.write("b.dbf", "somebody's table");
  const auto write_new = [](const fs::path& path) {
    write(path, "new");
    write(fs::path(path).replace_extension(".dbf"), "new table");
  };
  CHECK_THAT(failure<InvalidOption>([&] { write_whole_file(scratch.folder() / "a.txt", Existing::keep, write_new); }),
             Contains("a.txt") && Contains("--overwrite"));
  CHECK(bytes_of(scratch.folder() / "a.txt") == "old");
  CHECK_THAT(failure<InvalidOption>([&] { write_whole_file(scratch.folder() / "b.shp", Existing::keep, write_new); }),
             Contains("b.dbf") && Contains("--overwrite"));
  CHECK(bytes_of(scratch.folder() / "b.dbf") == "somebody's table");
  CHECK_FALSE(fs::exists(scratch.folder() / "b.shp"));
  write_whole_file(scratch.folder() / "b.shp", Existing::overwrite, write_new);
  CHECK(bytes_of(scratch.folder() / "b.dbf") == "new table");
  CHECK(scratch.entries() == 3);
}

TEST_CASE("A folder in the way of a file is refused") {
  const Scratch scratch;
  fs::create_directory(scratch.folder() / "a.csv");
  CHECK_THAT(failure<InvalidOption>([&] { check_output_file(scratch.folder() / "a.csv", Existing::overwrite); }),
             Contains("is a folder, not a file"));
}

}  // namespace lykta
