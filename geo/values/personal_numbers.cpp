#include "geo/values/personal_numbers.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <chrono>
#include <cstddef>
#include <span>
#include <string>

#include "geo/values/letters.hpp"
#include "geo/values/text_values.hpp"
#include "geo/values/word_lists.hpp"

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

int two_digits(std::string_view digits, std::size_t at) { return (digits[at] - '0') * 10 + (digits[at + 1] - '0'); }

/// Whether it is a day of the calendar; a samordningsnummer has 60 added to it.
bool is_day(int year, int month, int day) {
  constexpr int added = 60;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day > added ? day - added : day)}};
  return date.ok();
}

/// Judges ten digits (YYMMDDNNNC) or twelve (with the century).
NumberForm form_of_digits(std::string_view digits) {
  auto century = 20;
  if (digits.size() == 12) {
    century = two_digits(digits, 0);
    digits.remove_prefix(2);
  }
  if (century < 18 || century > 20 ||
      !is_day(century * 100 + two_digits(digits, 0), two_digits(digits, 2), two_digits(digits, 4))) {
    return NumberForm::other;
  }
  return passes_luhn(digits) ? NumberForm::valid : NumberForm::dated;
}

bool is_remainder_free(std::string_view digits, std::span<const int> weights) {
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    sum += (digits[i] - '0') * weights[i];
  }
  return sum % 11 == 0;
}

/// A Norwegian number, DDMMYYNNNCC; of the temporary ones (D-nummer) the day has 40 added.
/// The weights are those of Skatteetaten's rules for the check digits.
NumberForm form_of_norwegian(std::string_view digits) {
  constexpr std::array first{3, 7, 6, 1, 8, 9, 4, 5, 2, 1};
  constexpr std::array second{5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1};
  const auto day = two_digits(digits, 0);
  if (!is_day(2000 + two_digits(digits, 4), two_digits(digits, 2), day > 40 ? day - 40 : day)) {
    return NumberForm::other;
  }
  return is_remainder_free(digits, first) && is_remainder_free(digits, second) ? NumberForm::valid : NumberForm::dated;
}

/// A Finnish number, DDMMYY, a sign for the century, NNN and a check mark: "010185-123M".
bool is_finnish(std::string_view text) {
  constexpr std::size_t length = 11;
  constexpr std::string_view centuries = "+-YXWVUABCDEF";
  constexpr std::string_view marks = "0123456789ABCDEFHJKLMNPRSTUVWXY";
  if (text.size() != length || digits_at(text, 0) != 6 || centuries.find(text[6]) == std::string_view::npos ||
      digits_at(text, 7) < 3 || !is_day(2000 + two_digits(text, 4), two_digits(text, 2), two_digits(text, 0))) {
    return false;
  }
  const auto number = std::stol(std::string(text.substr(0, 6)) + std::string(text.substr(7, 3)));
  return marks[static_cast<std::size_t>(number % 31)] == text[10];
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

/// Without the ".0" that a table of decimal numbers puts behind whole ones.
std::string_view without_decimal_zeros(std::string_view text) {
  const auto end = text.find_last_not_of('0');
  const auto is_whole = end != std::string_view::npos && end + 1 < text.size() && end > 0 &&
                        (text[end] == '.' || text[end] == ',') && digits_at(text, 0) == end;
  return is_whole ? text.substr(0, end) : text;
}

/// The digits in front of a number in exponential form, filled up to six: "8,50101E+09" is 850101, "5.0101E+08" is 050101
/// (the zero in front is lost), "1.985E+11" is 198500.
std::optional<std::string> leading_digits(std::string_view text, int& exponent) {
  const auto mark = text.find_first_of("eE");
  if (mark == std::string_view::npos || mark < 1 || digits_at(text, 0) != 1 ||
      (mark > 1 && text[1] != '.' && text[1] != ',') || (mark > 2 && digits_at(text, 2) + 2 != mark)) {
    return std::nullopt;
  }
  auto power = text.substr(mark + 1);
  power.remove_prefix(power.starts_with('+') ? 1 : 0);
  if (power.empty() || power.size() > 2 || digits_at(power, 0) != power.size()) {
    return std::nullopt;
  }
  exponent = std::stoi(std::string(power));
  constexpr int lost_zero = 8;
  std::string digits = exponent == lost_zero ? "0" : "";
  digits += text[0];
  digits += mark > 2 ? text.substr(2, mark - 2) : "";
  digits.resize(std::max<std::size_t>(digits.size(), 6), '0');
  return digits;
}

std::optional<BirthNumber> exponential_birth_number(std::string_view text) {
  int exponent = 0;
  const auto digits = leading_digits(text, exponent);
  if (!digits) {
    return std::nullopt;
  }
  constexpr int of_ten_digits = 9;
  constexpr int of_twelve_digits = 11;
  BirthNumber number;
  number.is_exponential = true;
  if (exponent == of_ten_digits || exponent == of_ten_digits - 1) {
    if (is_day(2000 + two_digits(*digits, 0), two_digits(*digits, 2), two_digits(*digits, 4))) {
      number.decade = (*digits)[0] - '0';
    }
  } else if (exponent == of_twelve_digits) {
    const auto century = two_digits(*digits, 0);
    const auto month = two_digits(*digits, 4);
    if ((century == 19 || century == 20) && month >= 1 && month <= 12) {
      number.decade = (*digits)[2] - '0';
    }
  } else {
    return std::nullopt;
  }
  return number;
}

/// The two parts of a number, or one part alone.
struct Parts {
  std::string_view date;
  std::string_view last;
};

bool is_hidden(std::string_view text) {
  return text.size() >= 4 && text.size() <= 5 && std::ranges::all_of(text, [&](char c) {
           return c == text[0] && (c == 'x' || c == 'X' || c == '*' || c == '?');
         });
}

/// The digits of a number whose thousands stand apart, "8 501 011 234"; other texts as they are.
std::string with_thousands_joined(std::string_view text) {
  std::string digits(text.substr(0, digits_at(text, 0)));
  auto rest = text.substr(digits.size());
  constexpr std::size_t longest_first = 3;
  const auto separator = rest.starts_with("\xC2\xA0") ? rest.substr(0, 2) : rest.substr(0, 1);
  if (digits.empty() || digits.size() > longest_first ||
      (separator != " " && separator != "." && separator.size() != 2)) {
    return std::string(text);
  }
  while (rest.starts_with(separator) && digits_at(rest, separator.size()) == 3) {
    digits += rest.substr(separator.size(), 3);
    rest.remove_prefix(separator.size() + 3);
  }
  return rest.empty() ? digits : std::string(text);
}

/// Of "850101-1234", "850101 - 1234", "850101.1234": all but the separator. Nothing where another is used.
std::optional<Parts> parts_of(std::string_view text) {
  Parts parts;
  parts.date = text.substr(0, digits_at(text, 0));
  auto rest = text.substr(parts.date.size());
  if (rest.empty() || is_hidden(rest)) {
    parts.last = rest;
    return parts;
  }
  const auto begin = std::min(rest.find_first_not_of(" -+.,\xE2\x80\x93"), rest.size());
  const auto separator = rest.substr(0, begin);
  const auto signs = std::ranges::count_if(separator, [](char c) { return c != ' ' && c != '\x80' && c != '\x93'; });
  if (begin == 0 || begin == rest.size() || signs > 1) {
    return std::nullopt;
  }
  parts.last = rest.substr(begin);
  return parts;
}

/// The number as digits; those of the last part are zeros where they are hidden.
std::string digits_of(const Parts& parts, bool hidden) {
  std::string digits(parts.date);
  digits += hidden ? std::string(4, '0') : std::string(parts.last);
  constexpr std::size_t fewest = 7;
  constexpr std::size_t usual = 10;
  const auto lost_zero = parts.date.size() == 5 && digits.size() + 1 == usual;
  if (lost_zero || (parts.last.empty() && digits.size() >= fewest && digits.size() < usual)) {
    digits.insert(0, usual - digits.size(), '0');
  }
  return digits;
}

/// The number of somebody who runs a business in their own name, inside of its number for value added tax: "SE850101123401". That of
/// a company is no date.
NumberForm form_of_tax_number(std::string_view text, std::size_t begin, std::size_t length) {
  constexpr std::size_t prefix = 2;
  constexpr std::size_t of_number = 10;
  const auto digits = text.substr(begin, length);
  const auto is_one = length == of_number + 2 && digits.ends_with("01") && begin >= prefix &&
                      lower_case(text.substr(begin - prefix, prefix)) == "se" &&
                      (begin == prefix || is_apart(text[begin - prefix - 1])) &&
                      !continues_number(text, begin + length);
  return is_one ? form_of_digits(digits.substr(0, of_number)) : NumberForm::other;
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
    best = std::max(best, form_of_tax_number(text, begin, length));
    std::string digits(text.substr(begin, length));
    if (const auto separator = separator_at(text, end);
        (length == 6 || length == 8) && separator > 0 &&
        (digits_at(text, end + separator) == 4 || (length == 6 && digits_at(text, end + separator) == 5))) {
      const auto last = digits_at(text, end + separator);
      digits += text.substr(end + separator, last);
      end += separator + last;
    }
    const auto is_decimal =
        begin >= 2 && (text[begin - 1] == '.' || text[begin - 1] == ',') && is_digit(text[begin - 2]);
    const auto begins_apart = (begin == 0 || is_apart(text[begin - 1])) && !is_decimal;
    const auto stands_apart = begins_apart && !continues_number(text, end);
    if (stands_apart && (digits.size() == 10 || digits.size() == 12)) {
      best = std::max(best, form_of_digits(digits));
    } else if (stands_apart && digits.size() == 11) {
      best = std::max(best, form_of_norwegian(digits));
    }
    constexpr std::size_t finnish = 11;
    if (begins_apart && length == 6 && !continues_number(text, begin + finnish) &&
        is_finnish(text.substr(begin, finnish))) {
      best = NumberForm::valid;
    }
    begin = end;
  }
  return best;
}

std::optional<BirthNumber> birth_number(std::string_view whole) {
  const auto joined = with_thousands_joined(whole);
  const auto text = without_decimal_zeros(joined);
  if (const auto number = exponential_birth_number(text)) {
    return number;
  }
  const auto parts = parts_of(text);
  if (!parts) {
    return std::nullopt;
  }
  BirthNumber number;
  number.hidden = is_hidden(parts->last);
  if (!number.hidden && digits_at(parts->last, 0) != parts->last.size()) {
    return std::nullopt;
  }
  const auto is_parted = !parts->last.empty();
  if (is_parted && parts->date.size() != 5 && parts->date.size() != 6 && parts->date.size() != 8) {
    return std::nullopt;
  }
  const auto digits = digits_of(*parts, number.hidden);
  if (digits.size() == 10 || digits.size() == 12) {
    const auto form = form_of_digits(digits);
    number.valid = form == NumberForm::valid;
    if (form != NumberForm::other) {
      number.decade = digits[digits.size() - 10] - '0';
    }
  }
  const auto year = digits.size() == 12 ? std::size_t{6} : std::size_t{4};
  if ((digits.size() == 10 || digits.size() == 11) &&
      is_day(2000 + two_digits(digits, year), two_digits(digits, 2), two_digits(digits, 0) % 40)) {
    number.decade_after_days = digits[year] - '0';
    number.valid = number.valid || (digits.size() == 11 && form_of_norwegian(digits) == NumberForm::valid);
  }
  return digits.size() >= 10 && digits.size() <= 12 ? std::optional(number) : std::nullopt;
}

bool tells_birth(std::string_view text) {
  static constexpr std::array<std::string_view, 8> born{"f", "f.", "född", "fdd", "fodd", "född:", "f.d.", "born"};
  const auto words = split(text);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    auto word = words[i];
    word.remove_prefix(word.starts_with('(') ? 1 : 0);
    const auto digits = digits_at(words[i + 1], 0);
    const auto century = digits >= 4 ? words[i + 1].substr(0, 2) : "";
    if (is_among(born, lower_case(word)) &&
        (digits == 6 || ((digits == 4 || digits == 8) && (century == "19" || century == "20")))) {
      return true;
    }
  }
  return false;
}

namespace {

/// What the whole values of a column have in common.
struct BirthTally {
  std::size_t dated = 0;
  std::size_t dated_after_days = 0;
  std::size_t valid = 0;
  std::size_t hidden = 0;
  std::size_t exponential = 0;
  std::size_t exponential_dated = 0;
  std::bitset<10> decades;
  std::bitset<10> decades_after_days;
  std::bitset<10> exponential_decades;
};

BirthTally births_in(const ValueCounts& values) {
  BirthTally tally;
  for (const auto& [text, rows] : values.different) {
    const auto number = birth_number(text);
    if (!number) {
      continue;
    }
    if (number->is_exponential) {
      tally.exponential += rows;
      if (number->decade) {
        tally.exponential_dated += rows;
        tally.exponential_decades.set(static_cast<std::size_t>(*number->decade));
      }
      continue;
    }
    tally.valid += number->valid ? rows : 0U;
    tally.hidden += number->hidden && (number->decade || number->decade_after_days) ? rows : 0U;
    if (number->decade) {
      tally.dated += rows;
      tally.decades.set(static_cast<std::size_t>(*number->decade));
    }
    if (number->decade_after_days) {
      tally.dated_after_days += rows;
      tally.decades_after_days.set(static_cast<std::size_t>(*number->decade_after_days));
    }
  }
  return tally;
}

/// Whole dates without a century, "850101", whose years are spread as those of people are.
std::size_t birth_dates(const ValueCounts& values) {
  std::bitset<10> decades;
  const auto rows = rows_where(values, [&](std::string_view text) {
    const auto is_date = text.size() == 6 && digits_at(text, 0) == 6 &&
                         is_day(2000 + two_digits(text, 0), two_digits(text, 2), two_digits(text, 4));
    if (is_date) {
      decades.set(static_cast<std::size_t>(text[0] - '0'));
    }
    return is_date;
  });
  constexpr std::size_t of_people = 6;
  return decades.count() >= of_people ? rows : 0;
}

using OfRows = PhraseFor<std::size_t, std::size_t>;

PersonFinding finding_of(std::size_t found, std::size_t rows, const OfRows& words) {
  return {PersonalData::personal_number, said(words, found, rows)};
}

PersonFinding spread_births(const ValueCounts& values) {
  constexpr std::size_t decades_of_people = 5;  // days of a month read as years give four
  constexpr std::size_t most = 80;
  const auto births = births_in(values);
  constexpr OfRows looks{"{} av {} värden ser ut som personnummer", "{} of {} values look like personal numbers"};
  if (reaches(births.hidden, values.rows, 100)) {
    return finding_of(births.hidden, values.rows, looks);
  }
  if (reaches(births.valid, values.rows, 2)) {
    return finding_of(births.valid, values.rows, looks);
  }
  if (reaches_percent(births.dated, values.rows, most) && births.decades.count() >= decades_of_people) {
    return finding_of(births.dated, values.rows, looks);
  }
  if (reaches_percent(births.dated_after_days, values.rows, most) &&
      births.decades_after_days.count() >= decades_of_people) {
    return finding_of(births.dated_after_days, values.rows, looks);
  }
  if (reaches(births.exponential, values.rows, 3) &&
      reaches_percent(births.exponential_dated, births.exponential, most) &&
      births.exponential_decades.count() >= decades_of_people - 1) {
    return finding_of(births.exponential_dated, values.rows,
                      {"{} av {} värden ser ut som personnummer som ett kalkylark har rundat av",
                       "{} of {} values look like personal numbers that a spreadsheet has rounded"});
  }
  return {};
}

}  // namespace

PersonFinding find_personal_numbers(const ValueCounts& values) {
  std::size_t dated = 0;
  std::size_t valid = 0;
  std::size_t telling = 0;  // valid, and not of plain digits alone, as identifiers are
  for (const auto& [text, rows] : values.different) {
    const auto form = personal_number_in(text);
    dated += form == NumberForm::other ? 0U : rows;
    valid += form == NumberForm::valid ? rows : 0U;
    telling += form == NumberForm::valid && digits_at(text, 0) != text.size() ? rows : 0U;
  }
  if ((reaches(telling, values.rows, 100) || reaches(valid, values.rows, 5)) && reaches(valid, dated, 2)) {
    return finding_of(valid, values.rows,
                      {"{} av {} värden är giltiga personnummer", "{} of {} values hold a valid personal number"});
  }
  if (auto spread = spread_births(values); spread.what != PersonalData::none) {
    return spread;
  }
  constexpr OfRows dates{"{} av {} värden anger när någon är född", "{} of {} values tell when somebody was born"};
  if (const auto found = rows_where(values, tells_birth); reaches(found, values.rows, 100)) {
    return finding_of(found, values.rows, dates);
  }
  if (const auto found = birth_dates(values); reaches_percent(found, values.rows, 95)) {
    return finding_of(found, values.rows, dates);
  }
  return {};
}

}  // namespace lykta
