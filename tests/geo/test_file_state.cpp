#include <filesystem>
#include <fstream>

#include <sys/stat.h>
#include <utime.h>

#include "engine/base/error.hpp"
#include "geo/files/file_state.hpp"
#include "geo/format/row_source.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_file_state {
namespace {

using test::failure;
using test::Scratch;

void change_a_byte(const std::string& path) {
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  file << 'y';
}

}  // namespace

TEST_CASE("Every write to a file shows, also one that keeps size and time") {
  const Scratch scratch;
  const auto path = scratch.write("a", "xxx");
  const ReadFile file{path, settled_state_of(path)};
  REQUIRE(file.state);
  CHECK(file.state->size == 3);
  CHECK_FALSE(has_changed(file));
  SECTION("in place, the time of writing put back") {
    const auto before = std::filesystem::last_write_time(path);
    change_a_byte(path);
    std::filesystem::last_write_time(path, before);
  }
  SECTION("another file of the same name and bytes") { std::filesystem::rename(scratch.write("b", "xxx"), path); }
  SECTION("gone") { std::filesystem::remove(path); }
  CHECK(has_changed(file));
  CHECK(failure<DataError>([&] {
          refuse_changed({{"other"}, file});
        }) == path + ": changed while it was read: run again when nothing writes to it any more");
}

TEST_CASE("A write right after the state was taken shows, a hundred times") {
  const Scratch scratch;
  for (int i = 0; i < 100; ++i) {
    const auto path = scratch.write("a", "xxx");
    const ReadFile file{path, settled_state_of(path)};
    change_a_byte(path);
    REQUIRE(has_changed(file));
  }
}

TEST_CASE("What is no file has no state, and pipes and devices are refused") {
  const Scratch scratch;
  CHECK_FALSE(state_of(scratch.path("missing")));
  CHECK_FALSE(state_of(scratch.folder().string()));
  REQUIRE(mkfifo(scratch.path("pipe").c_str(), 0600) == 0);
  CHECK(failure<DataError>([&] { refuse_what_is_no_file(scratch.path("pipe")); }) ==
        scratch.path("pipe") + ": is a pipe, and a source is read more than once: save it as a file first");
  CHECK(failure<DataError>([] { refuse_what_is_no_file("/dev/null"); }) == "/dev/null: is a device, not a file");
  CHECK(why_not_readable(scratch.path("missing")) == "no such file");
}

TEST_CASE("A source that was changed after it was opened is refused, damaged or not") {
  const Scratch scratch;
  const auto path = scratch.write("a.csv", "x,y\n1,2\n3,4\n");
  RowSource source({.path = path, .layer = {}, .text = {}, .wanted = {}, .allowed_hosts = {}});
  const auto read = [&] { source.read({0, 1}, [](const RowBatch&) { return true; }); };
  read();
  scratch.write("a.csv", GENERATE("x,y\n1,2\n3,5\n", "x,y\n1,2\n3,\"4\n"));
  CHECK(failure<DataError>(read).starts_with(path + ": changed while it was read"));
}

}  // namespace lykta::tests_of_file_state
