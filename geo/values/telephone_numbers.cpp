#include "geo/values/telephone_numbers.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "geo/values/letters.hpp"
#include "geo/values/word_lists.hpp"

namespace lykta {

namespace {

/// Digits that stand together, and what stands between them and the digits before.
struct Group {
  std::string_view digits;
  std::string_view before;
  std::size_t end = 0;  ///< in the text
};

std::vector<Group> groups_of(std::string_view text) {
  std::vector<Group> groups;
  std::size_t last = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto length = digits_at(text, at);
    if (length == 0) {
      ++at;
      continue;
    }
    groups.push_back({text.substr(at, length), text.substr(last, at - last), at + length});
    at += length;
    last = at;
  }
  return groups;
}

/// Whether what stands between two groups may stand inside a telephone number.
bool joins(std::string_view between) {
  static constexpr std::array<std::string_view, 14> joints{" ", "-",  ".",  "/",  " - ",          "- ",       ") ",
                                                           ")", " (", ")-", "  ", "\xE2\x80\x93", "\xC2\xA0", "("};
  return is_among(joints, between);
}

/// Whether a code or a decimal number would go on with this.
bool is_tight(std::string_view text, std::size_t end) {
  if (end >= text.size()) {
    return false;
  }
  const auto next = text[end];
  return is_letter(next) || next == '_' ||
         ((next == '-' || next == '.' || next == ',' || next == '/' || next == ':') && digits_at(text, end + 1) > 0);
}

bool begins_apart(std::string_view before) {
  return before.empty() || (!is_letter(before.back()) && before.back() != '-' && before.back() != '_' &&
                            before.back() != '/' && before.back() != '.' && before.back() != ',');
}

bool is_mobile(std::string_view digits) {
  return digits.size() == 10 && digits.starts_with("07") && std::string_view("02369").find(digits[2]) < 5;
}

/// Area codes of two and three digits; all others have four.
bool is_area_code(std::string_view code) {
  static constexpr std::array<std::string_view, 25> short_codes{
      "08",  "010", "011", "013", "016", "018", "019", "020", "021", "023", "026", "031", "033",
      "035", "036", "040", "042", "044", "046", "054", "060", "063", "077", "090", "099"};
  return is_among(short_codes, code) || (code.size() == 4 && code[0] == '0' && code[1] != '0' && code[1] != '7');
}

/// Whether what follows the area code is one group, or groups of two and three: not "0457-2024-12".
bool is_grouped_as_spoken(const std::vector<Group>& groups, std::size_t from, std::size_t count) {
  return count <= 2 ||
         std::ranges::all_of(groups.begin() + static_cast<std::ptrdiff_t>(from) + 1,
                             groups.begin() + static_cast<std::ptrdiff_t>(from + count),
                             [](const Group& group) { return group.digits.size() == 2 || group.digits.size() == 3; });
}

/// Of groups that follow each other: is that a telephone number?
bool is_sure(std::string_view digits, const std::vector<Group>& groups, std::size_t from, std::size_t count,
             bool international) {
  const auto first = groups[from].digits;
  if (international) {
    return digits.size() >= 9 && digits.size() <= 15;
  }
  if (!is_grouped_as_spoken(groups, from, count)) {
    return false;
  }
  const auto is_grouped = first.size() == 3 || (first.size() == 4 && count > 1) || first.size() == 10;
  if (is_mobile(digits)) {
    return is_grouped;
  }
  const auto local = digits.size() - std::min(first.size(), digits.size());
  if (count > 1 && first.size() == 2 && groups[from + 1].digits.size() < 3) {
    return false;  // the day or month of a date
  }
  return count > 1 && is_area_code(first) && digits.size() <= 10 && local >= 5 && digits[first.size()] != '0';
}

/// Whether a point stands where a decimal number has its own: "+56.206944", "0301.12345".
bool may_be_decimal(const std::vector<Group>& groups, std::size_t from, std::size_t to) {
  return to == from + 1 && groups[to].before == "." &&
         (groups[from].digits.size() != 3 || groups[from].digits[0] != '0');
}

std::string sure_number(std::string_view text, const std::vector<Group>& groups) {
  for (std::size_t from = 0; from < groups.size(); ++from) {
    const auto& first = groups[from];
    const auto has_plus = first.before.ends_with('+') &&
                          (first.before.size() == 1 || begins_apart(first.before.substr(0, first.before.size() - 1)));
    const auto international = has_plus || first.digits.starts_with("0046");
    if (!international && (!begins_apart(first.before) || first.digits[0] != '0' || first.before.ends_with('+'))) {
      continue;
    }
    std::string digits;
    for (auto to = from; to < groups.size() && digits.size() < 15; ++to) {
      if (to > from && !joins(groups[to].before)) {
        break;
      }
      digits += groups[to].digits;
      if (!is_tight(text, groups[to].end) && !may_be_decimal(groups, from, to) &&
          is_sure(digits, groups, from, to - from + 1, international)) {
        return digits;
      }
    }
  }
  return "";
}

/// The digits of a whole value whose zero or plus is lost: "701234567", "70-123 45 67", "46701234567", "457-61800",
/// "7.01234E+08".
std::string weak_number(std::string_view text, const std::vector<Group>& groups) {
  std::string digits;
  for (const auto& group : groups) {
    if (&group != groups.data() && !joins(group.before)) {
      return "";
    }
    digits += group.digits;
  }
  const auto is_whole = !groups.empty() && groups.front().before.empty() && groups.back().end == text.size();
  const auto is_mobile_without = [](std::string_view rest) {
    return rest.size() == 9 && rest[0] == '7' && std::string_view("02369").find(rest[1]) < 5;
  };
  if (is_whole && groups.size() == 2 && groups[1].before == "." && groups[1].digits == "0") {
    digits = groups[0].digits;  // a whole number in a table of decimal ones
  } else if (is_whole && groups.size() == 2 && groups[1].before == ".") {
    return "";
  }
  if (is_whole && (is_mobile_without(digits) ||
                   (digits.starts_with("46") && is_mobile_without(std::string_view(digits).substr(2))))) {
    return digits;
  }
  const auto is_landline = is_whole && groups.size() >= 2 && groups[1].before == "-" && digits.size() >= 7 &&
                           digits.size() <= 9 && groups[1].digits.size() != 4 && groups[1].digits.size() >= 2 &&
                           is_area_code("0" + std::string(groups[0].digits)) && groups[0].digits.size() == 3;
  return is_landline ? digits : "";
}

/// "7,01235E+08", "4.67012E+10": a mobile number that a spreadsheet has rounded.
bool is_rounded_mobile(std::string_view text) {
  const auto digits = std::string(text.substr(0, 1)) + std::string(text.substr(std::min<std::size_t>(text.size(), 2)));
  const auto mark = text.find_first_of("eE");
  return mark != std::string_view::npos && digits_at(text, 0) == 1 && (text[1] == '.' || text[1] == ',') &&
         ((digits.starts_with('7') && (text.substr(mark + 1) == "+08" || text.substr(mark + 1) == "+8") &&
           std::string_view("02369").find(digits[1]) < 5) ||
          (digits.starts_with("467") && text.substr(mark + 1) == "+10"));
}

/// Whether the numbers lie as close to each other as if they had been counted up.
bool are_counted(std::vector<std::string> numbers) {
  constexpr std::size_t enough = 20;
  constexpr long long widest_step = 50;
  constexpr std::size_t longest = 15;
  if (numbers.size() < enough) {
    return false;
  }
  if (std::ranges::any_of(numbers, [](const std::string& number) { return digits_at(number, 0) != number.size(); })) {
    return false;
  }
  const auto value = [&](const std::string& number) { return std::stoll(number.substr(0, longest)); };
  const auto [least, most] = std::ranges::minmax_element(numbers, {}, value);
  return value(*most) - value(*least) < widest_step * static_cast<long long>(numbers.size());
}

PersonFinding finding_of(std::size_t found, std::size_t rows) {
  return {PersonalData::telephone,
          said({"{} av {} värden liknar telefonnummer", "{} of {} values look like telephone numbers"}, found, rows)};
}

}  // namespace

TelephoneNumber telephone_number_in(std::string_view text) {
  constexpr std::size_t fewest = 5;
  if (static_cast<std::size_t>(std::ranges::count_if(text, is_digit)) < fewest) {
    return {};
  }
  if (is_rounded_mobile(text)) {
    return {TelephoneForm::weak, std::string(text)};
  }
  const auto groups = groups_of(text);
  if (auto digits = sure_number(text, groups); !digits.empty()) {
    return {TelephoneForm::sure, std::move(digits)};
  }
  if (auto digits = weak_number(text, groups); !digits.empty()) {
    return {TelephoneForm::weak, std::move(digits)};
  }
  return {};
}

PersonFinding find_telephone_numbers(const ValueCounts& values) {
  std::size_t sure = 0;
  std::size_t all = 0;
  std::vector<std::string> sure_numbers;
  std::vector<std::string> all_numbers;
  for (const auto& [text, rows] : values.different) {
    auto number = telephone_number_in(text);
    if (number.form == TelephoneForm::none) {
      continue;
    }
    if (number.form == TelephoneForm::sure) {
      sure += rows;
      sure_numbers.push_back(number.digits);
    }
    all += rows;
    all_numbers.push_back(std::move(number.digits));
  }
  if (reaches(sure, values.rows, 100) && !are_counted(std::move(sure_numbers))) {
    return finding_of(sure, values.rows);
  }
  if (reaches(all, values.rows, 2) && !are_counted(std::move(all_numbers))) {
    return finding_of(all, values.rows);
  }
  return {};
}

}  // namespace lykta
