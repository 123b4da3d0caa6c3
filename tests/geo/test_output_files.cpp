#include "engine/base/error.hpp"
#include "geo/write/leftovers.hpp"
#include "geo/write/output_files.hpp"
#include "geo/write/sidecars.hpp"
#include "tests/catch.hpp"
#include "tests/geo/ended_process.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_output_files {
namespace {

namespace fs = std::filesystem;
using Catch::Contains;
using test::bytes_of;
using test::failure;
using test::Scratch;

void write(const fs::path& path, const std::string& text) {
  std::ofstream file(path);
  file << text;
}

OutputFile text_file(const fs::path& path, const std::string& text) {
  return {path, [text](const fs::path& hidden) { write(hidden, text); }};
}

void write_one(const fs::path& target, Existing existing, const std::function<void(const fs::path&)>& write) {
  const std::vector<OutputFile> files{{target, write}};
  write_output_files(files, existing);
}

void prepare(const fs::path& path, Existing existing) {
  const std::vector<fs::path> paths{path};
  static_cast<void>(prepare_output_files(paths, existing));
}

}  // namespace

TEST_CASE("A whole file appears when it is written, with all its parts") {
  const Scratch scratch;
  write_one(scratch.folder() / "a.shp", Existing::keep, [&](const fs::path& path) {
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
  CHECK_THROWS_AS(write_one(scratch.folder() / "a.txt", Existing::overwrite, fail), DataError);
  CHECK_THROWS_AS(write_one(scratch.folder() / "b.txt", Existing::keep, fail), DataError);
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
  CHECK_THAT(failure<InvalidOption>([&] { write_one(scratch.folder() / "a.txt", Existing::keep, write_new); }),
             Contains("a.txt") && Contains("--overwrite"));
  CHECK(bytes_of(scratch.folder() / "a.txt") == "old");
  CHECK_THAT(failure<InvalidOption>([&] { write_one(scratch.folder() / "b.shp", Existing::keep, write_new); }),
             Contains("b.dbf") && Contains("--overwrite"));
  CHECK(bytes_of(scratch.folder() / "b.dbf") == "somebody's table");
  CHECK_FALSE(fs::exists(scratch.folder() / "b.shp"));
  write_one(scratch.folder() / "b.shp", Existing::overwrite, write_new);
  CHECK(bytes_of(scratch.folder() / "b.dbf") == "new table");
  CHECK(scratch.entries() == 3);
}

TEST_CASE("A folder in the way of a file is refused") {
  const Scratch scratch;
  fs::create_directory(scratch.folder() / "a.csv");
  CHECK_THAT(failure<InvalidOption>([&] { prepare(scratch.folder() / "a.csv", Existing::overwrite); }),
             Contains("is a folder, not a file"));
}

TEST_CASE("Of several outputs all appear or none: a write that fails") {
  const Scratch scratch;
  scratch.write("a.csv", "old a");
  const std::vector<OutputFile> files{text_file(scratch.folder() / "a.csv", "new a"),
                                      text_file(scratch.folder() / "other" / "b.csv", "new b"),
                                      {scratch.folder() / "c.csv", [](const fs::path& path) {
                                         throw DataError(path.string() + ": the disk is full");
                                       }}};
  const auto message = failure<DataError>([&] { write_output_files(files, Existing::overwrite); });
  CHECK(message == scratch.path("c.csv") + ": the disk is full");  // the name that the user knows
  CHECK(bytes_of(scratch.folder() / "a.csv") == "old a");
  CHECK(scratch.entries() == 1);  // the folder that was made is gone too
}

TEST_CASE("Of several outputs all appear or none: a move that fails") {
  const Scratch scratch;
  scratch.write("a.csv", "old a");
  scratch.write("a.csvt", "old types of a");
  const std::vector<OutputFile> files{text_file(scratch.folder() / "a.csv", "new a"),
                                      text_file(scratch.folder() / "new.csv", "new"),
                                      text_file(scratch.folder() / "b.csv", "new b")};
  int puts = 0;
  const auto in_the_way = [&](std::string_view step) {
    if (step == "put" && ++puts == 3) {
      fs::create_directory(scratch.folder() / "b.csv");
    }
  };
  CHECK_THAT(failure<DataError>([&] { write_output_files(files, Existing::overwrite, in_the_way); }),
             Contains("b.csv: cannot be put in its place"));
  CHECK(bytes_of(scratch.folder() / "a.csv") == "old a");
  CHECK(bytes_of(scratch.folder() / "a.csvt") == "old types of a");
  CHECK_FALSE(fs::exists(scratch.folder() / "new.csv"));
  CHECK(scratch.entries() == 3);
}

TEST_CASE("A file that appears at the last moment is kept, and none of the others appears") {
  const Scratch scratch;
  const std::vector<OutputFile> files{text_file(scratch.folder() / "a.csv", "new a"),
                                      text_file(scratch.folder() / "b.csv", "new b")};
  int puts = 0;
  const auto is_faster = [&](std::string_view step) {
    if (step == "put" && ++puts == 2) {
      scratch.write("b.csv", "of another call");
    }
  };
  CHECK_THAT(failure<InvalidOption>([&] { write_output_files(files, Existing::keep, is_faster); }),
             Contains("b.csv: is already there and was kept"));
  CHECK(bytes_of(scratch.folder() / "b.csv") == "of another call");
  CHECK(scratch.entries() == 1);
}

TEST_CASE("What belonged to a replaced file goes with it") {
  const Scratch scratch;
  for (const auto* name : {"a.gpkg", "a.gpkg-wal", "a.gpkg-journal", "p.shp", "p.qix", "p.shp.xml", "d.tif",
                           "d.tif.aux.xml", "d.tif.ovr", "d.tfw"}) {
    scratch.write(name, "old");
  }
  scratch.write("p.txt", "mine");
  const std::vector<OutputFile> files{text_file(scratch.folder() / "a.gpkg", "new"),
                                      {scratch.folder() / "p.shp",
                                       [](const fs::path& path) {
                                         write(path, "new");
                                         write(fs::path(path).replace_extension(".dbf"), "new");
                                       }},
                                      text_file(scratch.folder() / "d.tif", "new")};
  write_output_files(files, Existing::overwrite);
  CHECK(scratch.entries() == 5);
  for (const auto* name : {"a.gpkg", "p.shp", "p.dbf", "d.tif"}) {
    CHECK(bytes_of(scratch.folder() / name) == "new");
  }
  CHECK(bytes_of(scratch.folder() / "p.txt") == "mine");
}

TEST_CASE("A journal that was left alone would be read with a new database: it is kept or goes with --overwrite") {
  const Scratch scratch;
  scratch.write("a.gpkg-wal", "old");
  CHECK_THAT(failure<InvalidOption>([&] { prepare(scratch.folder() / "a.gpkg", Existing::keep); }),
             Contains("a.gpkg-wal: is already there and was kept"));
  write_one(scratch.folder() / "a.gpkg", Existing::overwrite, [](const fs::path& path) { write(path, "new"); });
  CHECK(scratch.entries() == 1);
}

TEST_CASE("A link stands for the file that it leads to") {
  const Scratch scratch;
  scratch.write("far/a.csv", "old");
  fs::create_symlink("far/a.csv", scratch.folder() / "a.csv");
  CHECK_THROWS_AS(prepare(scratch.folder() / "a.csv", Existing::keep), InvalidOption);
  write_one(scratch.folder() / "a.csv", Existing::overwrite, [](const fs::path& path) { write(path, "new"); });
  CHECK(fs::is_symlink(scratch.folder() / "a.csv"));
  CHECK(bytes_of(scratch.folder() / "far" / "a.csv") == "new");
  fs::create_symlink("nowhere.csv", scratch.folder() / "b.csv");
  CHECK_THAT(failure<InvalidOption>([&] { prepare(scratch.folder() / "b.csv", Existing::overwrite); }),
             Contains("a link that leads nowhere"));
}

TEST_CASE("Two names of one file are one output") {
  const Scratch scratch;
  const std::vector<fs::path> paths{scratch.folder() / "a.csv", scratch.folder() / "." / "a.csv"};
  CHECK_THAT(failure<InvalidOption>([&] { static_cast<void>(prepare_output_files(paths, Existing::keep)); }),
             Contains("cannot hold two of the results"));
  const std::vector<fs::path> parts{scratch.folder() / "a.shp", scratch.folder() / "a.dbf"};
  CHECK_THAT(failure<InvalidOption>([&] { static_cast<void>(prepare_output_files(parts, Existing::keep)); }),
             Contains("is a part of"));
}

TEST_CASE("A device and the name of a folder are no files to write") {
  const Scratch scratch;
  CHECK_THAT(failure<InvalidOption>([&] { prepare("/dev/null", Existing::overwrite); }),
             Contains("is no file that can be replaced"));
  CHECK_THAT(failure<InvalidOption>([&] { prepare(scratch.folder() / "a.csv/", Existing::overwrite); }),
             Contains("the name of a folder"));
  scratch.write("file", "");
  CHECK_THAT(failure<DataError>([&] { prepare(scratch.folder() / "file" / "a.csv", Existing::overwrite); }),
             Contains("cannot write here"));
}

TEST_CASE("A replaced file keeps its mode") {
  const Scratch scratch;
  scratch.write("a.csv", "old");
  fs::permissions(scratch.folder() / "a.csv", fs::perms::owner_read | fs::perms::owner_write);
  write_one(scratch.folder() / "a.csv", Existing::overwrite, [](const fs::path& path) { write(path, "new"); });
  CHECK(fs::status(scratch.folder() / "a.csv").permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("A process that is killed at any step leaves all files old or all new after the next call") {
  for (const auto existing : {Existing::overwrite, Existing::keep}) {
    bool has_more = true;
    for (int step = 0; has_more; ++step) {
      const Scratch scratch;
      const auto folder = scratch.folder();
      const std::vector<OutputFile> files{text_file(folder / "a.gpkg", "new"), text_file(folder / "a.qml", "new"),
                                          text_file(folder / "far" / "b.csv", "new")};
      fs::create_directory(folder / "far");
      if (existing == Existing::overwrite) {
        scratch.write("a.gpkg", "old");
        scratch.write("a.gpkg-wal", "old");
        scratch.write("far/b.csv", "old");
      }
      has_more = test::ends_before_step(
          step, [&](const BeforeStep& before_step) { write_output_files(files, existing, before_step); });
      // Either folder finds it.
      const auto notes = clear_leftovers(step % 2 == 0 ? folder : folder / "far");
      CAPTURE(step, notes, existing == Existing::keep);
      CHECK(notes.empty() != has_more);
      static_cast<void>(clear_leftovers(folder));
      static_cast<void>(clear_leftovers(folder / "far"));
      if (fs::exists(folder / "a.gpkg-wal")) {
        CHECK(bytes_of(folder / "a.gpkg") == "old");
        CHECK(bytes_of(folder / "far" / "b.csv") == "old");
        CHECK_FALSE(fs::exists(folder / "a.qml"));
        CHECK(scratch.entries() == 4);
      } else if (fs::exists(folder / "a.gpkg")) {
        CHECK(bytes_of(folder / "a.gpkg") == "new");
        CHECK(bytes_of(folder / "a.qml") == "new");
        CHECK(bytes_of(folder / "far" / "b.csv") == "new");
        CHECK(scratch.entries() == 4);
      } else {
        CHECK(existing == Existing::keep);
        CHECK(scratch.entries() == 1);
      }
    }
  }
}

TEST_CASE("What somebody wrote after a kill stays, and what it stood for is named") {
  const Scratch scratch;
  const auto folder = scratch.folder();
  scratch.write("a.csv", "old");
  scratch.write("b.csv", "old");
  const std::vector<OutputFile> files{text_file(folder / "a.csv", "new"), text_file(folder / "b.csv", "new")};
  REQUIRE(test::ends_before_step(
      1, [&](const BeforeStep& before_step) { write_output_files(files, Existing::overwrite, before_step); }));
  fs::remove(folder / "a.csv");
  scratch.write("a.csv", "the user's");
  const auto notes = clear_leftovers(folder);
  REQUIRE(notes.size() == 1);
  CHECK_THAT(notes.front(), Contains("something else stands there now"));
  CHECK(bytes_of(folder / "a.csv") == "the user's");
  CHECK(bytes_of(folder / "b.csv") == "old");
}

}  // namespace lykta::tests_of_output_files
