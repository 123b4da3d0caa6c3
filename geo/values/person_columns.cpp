#include "geo/values/person_columns.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <vector>

#include "geo/values/folded_text.hpp"
#include "geo/values/letters.hpp"
#include "geo/values/person_column_name.hpp"
#include "geo/values/person_names.hpp"
#include "geo/values/personal_numbers.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

using Values = std::vector<std::string_view>;

PersonFinding personal_numbers(const Values& values) {
  std::size_t dated = 0;
  std::size_t valid = 0;
  for (const auto value : values) {
    const auto form = personal_number_in(value);
    dated += form == NumberForm::other ? 0U : 1U;
    valid += form == NumberForm::valid ? 1U : 0U;
  }
  if (!reaches(valid, values.size(), 10) || !reaches(valid, dated, 2)) {
    return {};
  }
  return {PersonalData::personal_number,
          said({"{} av {} värden är giltiga personnummer", "{} of {} values hold a valid Swedish personal number"},
               valid, values.size())};
}

bool is_address_character(char c) {
  return is_letter(c) || is_digit(c) || c == '.' || c == '-' || c == '_' || c == '+' || c == '%';
}

bool holds_email(std::string_view text) {
  for (auto at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    const auto behind = text.substr(at + 1);
    auto domain = behind.substr(
        0, static_cast<std::size_t>(std::ranges::find_if_not(behind, is_address_character) - behind.begin()));
    while (domain.ends_with('.')) {
      domain.remove_suffix(1);  // the end of a sentence
    }
    const auto dot = domain.rfind('.');
    if (at > 0 && is_address_character(text[at - 1]) && dot != std::string_view::npos && dot > 0 &&
        domain.size() - dot > 2 && std::ranges::all_of(domain.substr(dot + 1), is_letter)) {
      return true;
    }
  }
  return false;
}

PersonFinding emails(const Values& values) {
  const auto found = static_cast<std::size_t>(std::ranges::count_if(values, holds_email));
  if (!reaches(found, values.size(), 10)) {
    return {};
  }
  return {PersonalData::email,
          said({"{} av {} värden innehåller en e-postadress", "{} of {} values hold an e-mail address"}, found,
               values.size())};
}

bool is_telephone_number(std::string_view text) {
  std::string digits;
  std::size_t hyphen = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_digit(text[i])) {
      digits += text[i];
    } else if ((text[i] == '-' || text[i] == '/') && hyphen == 0 && i > 0) {
      hyphen = i;
    } else if (text[i] != ' ' && text[i] != '(' && text[i] != ')' && !(text[i] == '+' && i == 0)) {
      return false;
    }
  }
  if (text.starts_with('+') || text.starts_with("0046")) {
    return digits.size() >= 8 && digits.size() <= 15;
  }
  const std::string_view number = digits;
  if (number.size() == 10 && number.starts_with("07") && std::string_view("02369").find(number[2]) < 5) {
    return true;
  }
  // An area code of two to four digits and at least five more; "0800-1600" are hours and "01-02-2024" is a date.
  return number.starts_with('0') && hyphen >= 2 && hyphen <= 4 && digits_at(text, 0) == hyphen && number.size() <= 10 &&
         number.size() - hyphen >= 5;
}

PersonFinding telephone_numbers(const Values& values) {
  const auto found = static_cast<std::size_t>(std::ranges::count_if(values, is_telephone_number));
  if (!reaches(found, values.size(), 2)) {
    return {};
  }
  return {PersonalData::telephone,
          said({"{} av {} värden liknar telefonnummer", "{} of {} values look like telephone numbers"}, found,
               values.size())};
}

std::size_t count_different(Values values) {
  std::ranges::sort(values);
  return static_cast<std::size_t>(std::unique(values.begin(), values.end()) - values.begin());
}

PersonFinding names(const Values& values) {
  Values found;
  std::ranges::copy_if(values, std::back_inserter(found), is_person_name);
  if (!reaches(found.size(), values.size(), 2) || count_different(found) < 3) {
    return {};
  }
  return {PersonalData::name, said({"{} av {} värden liknar personnamn", "{} of {} values look like names of persons"},
                                   found.size(), values.size())};
}

/// Running text has several words, and most of them are neither numbers nor capitalised as in an address.
bool is_running_text(std::string_view text) {
  const auto words = split(text);
  const auto plain = std::ranges::count_if(words, [](std::string_view word) {
    const auto has_digit = std::ranges::any_of(word, is_digit);
    const auto all_capitals = word.size() > 1 && starts_with_capital(word) &&
                              std::ranges::none_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
    return !has_digit && is_letter(word.front()) && (all_capitals || !starts_with_capital(word));
  });
  return words.size() >= 4 && 2 * static_cast<std::size_t>(plain) >= words.size();
}

constexpr std::size_t longest_label = 40;

bool is_long_with_line_breaks(std::string_view text) {
  const auto line_break = text.find('\n');
  return line_break != std::string_view::npos && !split(text.substr(line_break)).empty() &&
         characters(text) > longest_label && is_running_text(text);
}

PersonFinding free_text(const Values& values) {
  if (std::ranges::any_of(values, is_long_with_line_breaks)) {
    return {PersonalData::free_text,
            said({"där står lång text med radbrytningar", "long text with line breaks stands in it"})};
  }
  std::vector<std::size_t> lengths;
  for (const auto value : values) {
    lengths.push_back(is_running_text(value) ? characters(value) : 0);
  }
  if (lengths.empty()) {
    return {};
  }
  const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2);
  std::ranges::nth_element(lengths, middle);
  const auto different = count_different(values);
  if (*middle <= longest_label || 2 * different <= values.size()) {
    return {};
  }
  return {PersonalData::free_text,
          said({"den innehåller löpande text: {} av {} värden är olika, med {} tecken som median",
                "it holds running text: {} of {} values differ, with a median of {} characters"},
               different, values.size(), *middle)};
}

/// Values that are not empty, thinned in even steps to some ten thousand.
Values sample_of(std::span<const std::string_view> values) {
  constexpr std::size_t enough = 10'000;
  Values filled;
  for (const auto value : values) {
    if (const auto text = trimmed(value); !text.empty()) {
      filled.push_back(text);
    }
  }
  const auto step = (filled.size() + enough - 1) / enough;
  if (step <= 1) {
    return filled;
  }
  Values sample;
  for (std::size_t i = 0; i < filled.size(); i += step) {
    sample.push_back(filled[i]);
  }
  return sample;
}

}  // namespace

PersonFinding find_personal_data(const std::string& column_name, std::span<const std::string_view> values) {
  std::vector<std::string> texts;
  std::ranges::transform(sample_of(values), std::back_inserter(texts), composed);
  const Values sample(texts.begin(), texts.end());
  if (auto finding = person_data_by_name(composed(column_name), sample); finding.what != PersonalData::none) {
    return finding;
  }
  for (const auto find : {personal_numbers, emails, telephone_numbers, names, free_text}) {
    if (auto finding = find(sample); finding.what != PersonalData::none) {
      return finding;
    }
  }
  return {};
}

}  // namespace lykta
