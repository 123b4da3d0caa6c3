#include <cmath>
#include <limits>

#include "geo/write/rounded_number.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_rounded_number {

TEST_CASE("Significant digits are kept, zeros behind them are not, and no digit before the point is lost") {
  CHECK(rounded_text(1234.56789, 6) == "1234.57");
  CHECK(rounded_text(1234567.8, 6) == "1234568");
  CHECK(rounded_text(0.0012345, 3) == "0.00123");
  CHECK(rounded_text(0.5, 6) == "0.5");
  CHECK(rounded_text(120, 2) == "120");
  CHECK(rounded_text(-0.25, 6) == "-0.25");
  CHECK(rounded_text(0, 4) == "0");
}

TEST_CASE("Digits after the point are fixed where they are asked for") {
  CHECK(rounded_text(1234.56, -1) == "1234.6");
  CHECK(rounded_text(3, -2) == "3.00");
  CHECK(rounded_text(2.6, 0) == "3");
  CHECK(rounded_text(-0.001, -1) == "0.0");
}

TEST_CASE("Only very small and very large numbers have an exponent, and a tiny p is not 0") {
  CHECK(rounded_text(0.00001234, 4) == "0.00001234");
  CHECK(rounded_text(1.861e-303, 4) == "1.861e-303");
  CHECK(rounded_text(123456789012, 3) == "123456789012");
  CHECK(rounded_text(2.5e20, 3) == "2.5e+20");
  CHECK(rounded(1.8613e-303, 4) == 1.861e-303);
}

TEST_CASE("The rounded number is the one that is written") {
  CHECK(rounded(1234.56789, 6) == 1234.57);
  CHECK(rounded(0.1 + 0.2, 6) == 0.3);
  CHECK(std::isnan(rounded(std::numeric_limits<double>::quiet_NaN(), 6)));
}

}  // namespace lykta::tests_of_rounded_number
