// Columns of values that nobody has: some that tell of persons, some that do not.
//
// Made by a generator of its own, so that they are the same on every machine.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace lykta {

/// Draws numbers and words (splitmix64).
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : state_(seed) {}

  /// From `least` to `most`, both included.
  int number(int least, int most) {
    return least + static_cast<int>(next() % (static_cast<std::uint64_t>(most - least) + 1));
  }
  bool chance(int percent) { return number(1, 100) <= percent; }
  char letter(std::string_view letters) { return letters[static_cast<std::size_t>(next() % letters.size())]; }
  template <std::size_t count>
  std::string one_of(const std::array<const char*, count>& words) {
    return words[static_cast<std::size_t>(next() % count)];
  }

 private:
  std::uint64_t next() {
    auto mixed = state_ += 0x9E3779B97F4A7C15ULL;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31U);
  }
  std::uint64_t state_;
};

/// A column with the value of one row; `row` counts from 0.
struct MadeUpColumn {
  std::string name;
  std::function<std::string(Draw& draw, int row)> value;
};

struct MadeUpColumns {
  std::vector<MadeUpColumn> personal;
  std::vector<MadeUpColumn> honest;
};

[[nodiscard]] MadeUpColumns first_columns();
/// Written before the rules had seen any of it.
[[nodiscard]] MadeUpColumns second_columns();
/// The same once more, of other kinds: 20 of persons and 30 honest ones.
[[nodiscard]] MadeUpColumns third_columns();

/// The last digit by Luhn's formula of nine digits.
inline char check_digit(std::string_view nine) {
  int sum = 0;
  for (std::size_t i = 0; i < nine.size(); ++i) {
    const auto product = (nine[i] - '0') * (i % 2 == 0 ? 2 : 1);
    sum += product / 10 + product % 10;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

/// The twelve digits of a personal number of somebody born from 1935 to 2012.
inline std::string personal_digits(Draw& draw) {
  const auto century_and_date =
      fmt::format("{:04}{:02}{:02}", draw.number(1935, 2012), draw.number(1, 12), draw.number(1, 28));
  const auto twelve_but_one = century_and_date + fmt::format("{:03}", draw.number(1, 980));
  return twelve_but_one + check_digit(std::string_view(twelve_but_one).substr(2));
}

}  // namespace lykta
