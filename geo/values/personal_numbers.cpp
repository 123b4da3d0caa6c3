#include "geo/values/personal_numbers.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>

#include "geo/values/letters.hpp"

namespace lykta {

namespace {

/// Luhn's formula over the ten digits YYMMDDNNNC.
bool passes_luhn(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const auto product = (digits[i] - '0') * (i % 2 == 0 ? 2 : 1);
    sum += product / 10 + product % 10;
  }
  return sum % 10 == 0;
}

/// Judges ten digits (YYMMDDNNNC) or twelve (with the century).
NumberForm form_of_digits(std::string_view digits) {
  const auto number = [&](std::size_t at) { return (digits[at] - '0') * 10 + (digits[at + 1] - '0'); };
  auto century = 20;
  if (digits.size() == 12) {
    century = number(0);
    digits.remove_prefix(2);
  }
  const auto day = number(4) > 60 ? number(4) - 60 : number(4);  // samordningsnummer
  const auto date = std::chrono::year{century * 100 + number(0)} / number(2) / day;
  if (century < 18 || century > 20 || !date.ok()) {
    return NumberForm::other;
  }
  return passes_luhn(digits) ? NumberForm::valid : NumberForm::dated;
}

/// Whether a number may begin or end beside this character: not inside a code, a date or a decimal number.
bool is_apart(char c) { return !is_ascii_letter(c) && !is_digit(c) && c != '-' && c != '_' && c != '/'; }

bool continues_number(std::string_view text, std::size_t end) {
  return end < text.size() &&
         (!is_apart(text[end]) || ((text[end] == '.' || text[end] == ',') && digits_at(text, end + 1) > 0));
}

/// Length of what may stand between the date and the last four digits: -, +, a space or an en dash.
std::size_t separator_at(std::string_view text, std::size_t at) {
  const auto rest = text.substr(std::min(at, text.size()));
  if (rest.starts_with('-') || rest.starts_with('+') || rest.starts_with(' ')) {
    return 1;
  }
  return rest.starts_with("\xE2\x80\x93") ? 3 : 0;
}

}  // namespace

NumberForm personal_number_in(std::string_view text) {
  auto best = NumberForm::other;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto length = digits_at(text, begin);
    if (length == 0) {
      ++begin;
      continue;
    }
    auto end = begin + length;
    std::string digits(text.substr(begin, length));
    if (const auto separator = separator_at(text, end);
        (length == 6 || length == 8) && separator > 0 && digits_at(text, end + separator) == 4) {
      digits += text.substr(end + separator, 4);
      end += separator + 4;
    }
    const auto is_decimal =
        begin >= 2 && (text[begin - 1] == '.' || text[begin - 1] == ',') && is_digit(text[begin - 2]);
    const auto stands_apart = (begin == 0 || is_apart(text[begin - 1])) && !is_decimal && !continues_number(text, end);
    if (stands_apart && (digits.size() == 10 || digits.size() == 12)) {
      best = std::max(best, form_of_digits(digits));
    }
    begin = end;
  }
  return best;
}

}  // namespace lykta
