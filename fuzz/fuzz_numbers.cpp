// Whatever a column of texts holds: numbers are finite, read the same each time, and the finding counts what it reads.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "geo/values/number_style.hpp"
#include "geo/values/text_values.hpp"

namespace {

using lykta::NumberStyle;

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    lines.push_back(line);
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
  return lines;
}

void check_text(std::string_view text) {
  constexpr std::array<char, 5> thousands{' ', '.', ',', '\'', '\0'};
  for (const auto decimal : {'.', ','}) {
    const auto plain = parse_number(text, NumberStyle{decimal, '\0'});
    for (const auto sign : thousands) {
      const auto number = parse_number(text, NumberStyle{decimal, sign});
      require(!number || std::isfinite(*number));
      require(number == parse_number(lykta::trimmed(text), NumberStyle{decimal, sign}));
      require(!plain || number == plain);  // a thousands sign only adds texts
    }
  }
  const auto number = lykta::parse_number(text);
  require(!number || std::isfinite(*number));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto lines = lines_of({reinterpret_cast<const char*>(data), size});
  for (const auto line : lines) {
    check_text(line);
  }
  const auto finding = lykta::find_number_style(lines);
  require(finding.numbers + finding.others + finding.empty == lines.size());
  require(!finding.why.empty());
  if (finding.style) {
    std::size_t numbers = 0;
    for (const auto line : lines) {
      numbers += parse_unmistakable_number(line, *finding.style) ? 1U : 0U;
    }
    require(numbers == finding.numbers && finding.numbers > finding.others);
  }
  return 0;
}
