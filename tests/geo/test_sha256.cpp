#include "engine/base/error.hpp"
#include "geo/files/sha256.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_sha256 {

// FIPS 180-2, appendix B, and the well-known value of no bytes at all.
TEST_CASE("The digests of the standard's own examples come out") {
  const test::Scratch scratch;
  CHECK(sha256_of_file(scratch.write("abc", "abc")) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_of_file(scratch.write("nothing", "")) ==
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  // Longer than what is read at once.
  CHECK(sha256_of_file(scratch.write("million", std::string(1000000, 'a'))) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("A file that cannot be read has no digest") {
  const test::Scratch scratch;
  const auto message = test::failure<DataError>([&] { static_cast<void>(sha256_of_file(scratch.path("missing"))); });
  CHECK(message == scratch.path("missing") + ": no such file");
}

}  // namespace lykta::tests_of_sha256
