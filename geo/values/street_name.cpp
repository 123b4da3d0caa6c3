#include "geo/values/street_name.hpp"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <vector>

#include "geo/values/folded_text.hpp"
#include "geo/values/letters.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

using Words = std::vector<std::string_view>;

bool is_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, folded(word)) != words.end();
}

/// "12", "12B", "12-14", "12XX" (the last digits hidden), "12:": a number of a house. "14:2" is one of a property.
bool is_house_number(std::string_view word) {
  constexpr std::size_t most_digits = 5;
  const auto digits = digits_at(word, 0);
  const auto rest = word.substr(digits);
  const auto is_span = [](char c) { return is_digit(c) || c == '-' || c == '/'; };
  const auto is_ending =
      rest.size() == 1 ? rest != ":" : std::ranges::all_of(rest, is_span) || is_of(rest, {"xx", "xxx"});
  return digits > 0 && digits <= most_digits && is_ending;
}

/// Whether a number behind the word belongs to it: "Riksväg 27", "Highway 61", "Kvarter 3".
bool keeps_its_number(std::string_view word) {
  return is_of(word, {"väg",  "riksväg",  "länsväg",  "rv",         "lv",     "europaväg", "route",   "highway",
                      "hwy",  "road",     "rte",      "interstate", "zon",    "zone",      "kvarter", "område",
                      "area", "distrikt", "district", "ward",       "sektor", "sector",    "etapp"});
}

/// "1200 block of W Main St": what stands before the name of the street.
Words without_lead(Words words) {
  const auto drop = [&](std::size_t number) {
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(number));
  };
  if (words.size() > 3 && is_of(words[0], {"on"}) && is_of(words[1], {"or"}) && is_of(words[2], {"near"})) {
    drop(3);
  }
  if (words.size() > 1 && is_house_number(words[0])) {
    drop(1);
  }
  if (words.size() > 1 && is_of(words[0], {"block", "blk"})) {
    drop(1);
    if (words.size() > 1 && is_of(words[0], {"of"})) {
      drop(1);
    }
  }
  return words;
}

/// "Storgatan 12 B lgh 1101": up to the number of the house.
Words without_house(Words words) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (is_of(words[i], {"lgh", "apt"}) || (is_house_number(words[i]) && !keeps_its_number(words[i - 1]))) {
      words.resize(i);
    }
  }
  return words;
}

}  // namespace

std::string street_of(std::string_view address) {
  const auto text = composed(trimmed(address.substr(0, address.find_first_of(",;\r\n"))));
  if (is_of(text,
            {"", "-", "--", "?", "okänd", "okänt", "saknas", "unknown", "n/a", "na", "null", "none", "no location"})) {
    return {};
  }
  const auto words = without_house(without_lead(split(text)));
  std::string result;
  for (const auto word : words) {
    result += result.empty() ? "" : " ";
    result += word;
  }
  return std::ranges::any_of(result, is_letter) ? result : std::string{};
}

}  // namespace lykta
