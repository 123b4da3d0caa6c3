#include <filesystem>
#include <fstream>
#include <string>

#include "engine/base/error.hpp"
#include "geo/write/file_beside.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_file_beside {
namespace {

namespace fs = std::filesystem;
using Catch::Contains;
using test::bytes_of;
using test::failure;
using test::Scratch;

void write_text(FileBeside& file, const std::string& text) {
  file.write([&](const fs::path& path) { std::ofstream(path) << text; });
}

}  // namespace

TEST_CASE("A file beside the outputs changes in one step, and only when it is put") {
  const Scratch scratch;
  const fs::path path = scratch.write("history.json", "old");
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  {
    FileBeside file(path, scratch.path("out"));
    write_text(file, "new");
    CHECK(bytes_of(path) == "old");
    file.check();
    file.put();
    CHECK(bytes_of(path) == "new");
  }
  CHECK(fs::status(path).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  CHECK(scratch.entries() == 1);
}

TEST_CASE("Where the outputs fail the file is as it was, and nothing is left beside it") {
  const Scratch scratch;
  const auto path = scratch.write("history.json", "old");
  {
    FileBeside file(path, scratch.path("out"));
    write_text(file, "new");
  }
  CHECK(bytes_of(path) == "old");
  CHECK(scratch.entries() == 1);
}

TEST_CASE("A file that is not there yet is made with its folders, which go again where it is not put") {
  const Scratch scratch;
  const fs::path path = scratch.path("a/b/history.json");
  {
    FileBeside file(path, scratch.path("out"));
    write_text(file, "new");
  }
  CHECK(scratch.entries() == 0);
  FileBeside file(path, scratch.path("out"));
  write_text(file, "new");
  file.put();
  CHECK(bytes_of(path) == "new");
  CHECK(file.made_folders().size() == 2);
}

TEST_CASE("A file that another run has changed meanwhile is not replaced") {
  const Scratch scratch;
  const auto path = scratch.write("history.json", "old");
  FileBeside file(path, scratch.path("out"));
  write_text(file, "new");
  scratch.write("history.json", "of another run");
  CHECK_THAT(failure<DataError>([&] { file.check(); }), Contains("changed by another run") && Contains("run again"));
  CHECK_THAT(failure<DataError>([&] { file.put(); }), Contains("--overwrite"));
  CHECK(bytes_of(path) == "of another run");
  // One that appeared meanwhile is such a file, too.
  const auto fresh = scratch.path("fresh.json");
  FileBeside other(fresh, scratch.path("out"));
  write_text(other, "new");
  scratch.write("fresh.json", "of another run");
  CHECK_THAT(failure<DataError>([&] { other.check(); }), Contains("changed by another run"));
}

TEST_CASE("A file inside of the folder that a run replaces is refused, and so are folders and dead links") {
  const Scratch scratch;
  fs::create_directories(scratch.path("out/below"));
  const auto refusal = [&](const std::string& name) {
    return failure<InvalidOption>([&] { const FileBeside file(scratch.path(name), scratch.path("out")); });
  };
  CHECK_THAT(refusal("out/history.json"), Contains("keep it beside that folder"));
  CHECK_THAT(refusal("out/below/history.json"), Contains("keep it beside that folder"));
  CHECK_THAT(refusal("out"), Contains("keep it beside"));
  CHECK_THAT(refusal("out/../output.json"), Contains("nothing was thrown"));
  fs::create_directories(scratch.path("folder"));
  CHECK_THAT(refusal("folder"), Contains("is a folder"));
  fs::create_symlink("nowhere", scratch.path("link"));
  CHECK_THAT(refusal("link"), Contains("leads nowhere"));
}

}  // namespace lykta::tests_of_file_beside
