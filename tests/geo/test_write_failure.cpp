#include <cerrno>

#include "geo/gdal/write_failure.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_write_failure {
namespace {

using Catch::Contains;

std::string words(const std::string& path, const std::string& said, int number) {
  return write_failure(path, said, number).what();
}

}  // namespace

TEST_CASE("A full disk is said as such, whatever a library calls it") {
  const test::Scratch scratch;
  const auto path = scratch.path("a.gpkg");
  for (const auto* said : {"sqlite3_exec(INSERT INTO x) failed: database or disk is full",
                           "TIFFAppendToStrip:Write error: No space left on device"}) {
    const auto message = words(path, said, 0);
    CHECK(message.starts_with(path + ": no space left on device ("));
    CHECK_THAT(message, Contains(" free, ") && Contains("make room") && !Contains("INSERT") && !Contains("TIFF"));
  }
  CHECK_THAT(words(path, "", ENOSPC), Contains("no space left on device"));
  CHECK_THAT(words(path, "", EDQUOT), Contains("disk quota exceeded"));
  CHECK_THAT(words(path, "", EFBIG), Contains("file too large"));
  CHECK_THAT(words(path, "", EIO), Contains("input/output error"));
  CHECK_THAT(words(path, "disk I/O error", 0), Contains("input/output error"));
  CHECK(words(path, "", EACCES) == path + ": cannot be written: Permission denied");
  CHECK(words(path, "no such column", 0) == path + ": cannot be written: no such column");
}

TEST_CASE("A limit on the size of files is found where nobody says it") {
  const test::Scratch scratch;
  const auto path = scratch.write("a.gpkg", std::string(100'000, 'x'));
  const test::FullDisk limit(100'000);
  CHECK(words(path, "it breaks off", 0) ==
        path + ": file too large: a file may have 100 kB here (ulimit -f): raise the limit, or write to another place");
}

}  // namespace lykta::tests_of_write_failure
