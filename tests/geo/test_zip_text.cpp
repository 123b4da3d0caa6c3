#include <array>
#include <fstream>
#include <string>

#include <cpl_string.h>
#include <cpl_vsi.h>

#include "geo/write/zip_text.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta {
namespace {

std::string unpacked(const std::string& path) {
  VSILFILE* file = VSIFOpenL(path.c_str(), "rb");
  REQUIRE(file != nullptr);
  std::string text;
  std::array<char, 4096> part{};
  while (const auto size = VSIFReadL(part.data(), 1, part.size(), file)) {
    text.append(part.data(), size);
  }
  VSIFCloseL(file);
  return text;
}

}  // namespace

TEST_CASE("What was packed is what another program unpacks") {
  const test::Scratch scratch;
  const std::string long_text(100'000, 'x');
  const std::array<PackedFile, 3> files{{{"a.txt", "hej"}, {"mapp/lång å.txt", long_text}, {"empty", ""}}};
  const auto path = scratch.folder() / "packed.zip";
  std::ofstream(path, std::ios::binary) << zip_text(files);
  for (const auto& [name, bytes] : files) {
    CAPTURE(name);
    CHECK(unpacked("/vsizip/" + path.string() + "/" + name) == bytes);
  }
  CHECK(zip_text(files).size() < 2000);
}

TEST_CASE("The same files make the same archive, with the first day of the format and no time of day") {
  const std::array<PackedFile, 1> files{{{"a.txt", "hej"}}};
  const auto bytes = zip_text(files);
  CHECK(zip_text(files) == bytes);
  CHECK(bytes.substr(0, 4) == "PK\x03\x04");
  CHECK(bytes.substr(10, 4) == std::string("\0\0\x21\0", 4));
}

}  // namespace lykta
