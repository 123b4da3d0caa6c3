#include "geo/values/person_columns.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <vector>

#include "geo/values/folded_text.hpp"
#include "geo/values/letters.hpp"
#include "geo/values/person_column_name.hpp"
#include "geo/values/person_names.hpp"
#include "geo/values/person_traces.hpp"
#include "geo/values/personal_numbers.hpp"
#include "geo/values/telephone_numbers.hpp"
#include "geo/values/text_values.hpp"
#include "geo/values/value_counts.hpp"

namespace lykta {

namespace {

using Values = std::vector<std::string_view>;

/// Names of one word are names of blocks, boats and stops too, where the column says so.
bool speaks_of_places(const std::string& column_name) {
  static constexpr std::array<std::string_view, 18> words{
      "kvarter", "kv",  "gata",   "torg", "park",    "plats",     "ort",      "område", "block",
      "hus",     "båt", "fartyg", "väg",  "station", "hållplats", "stadsdel", "street", "place"};
  const auto name = lower_case(column_name);
  return std::ranges::any_of(words, [&](auto word) { return name.starts_with(word) || name.ends_with(word); });
}

PersonFinding names(const std::string& column_name, const ValueCounts& values) {
  constexpr std::size_t fewest = 3;
  constexpr std::size_t fewest_alone = 5;
  constexpr std::size_t most = 60;
  const auto tally = names_in(values);
  const auto alone = !speaks_of_places(column_name);
  auto found = std::size_t{0};
  if (reaches(tally.likely, values.rows, 2) && tally.different_likely >= fewest) {
    found = tally.likely;
  } else if (reaches(tally.sure, values.rows, 100) && tally.different_sure >= fewest) {
    found = tally.sure;
  } else if (reaches(tally.household, values.rows, 100)) {
    found = tally.household;
  } else if (reaches(tally.family_inside, values.rows, 50) && tally.different_family_inside >= fewest) {
    found = tally.family_inside;
  } else if (alone && reaches_percent(tally.family, values.rows, most) && tally.different_family >= fewest_alone) {
    found = tally.family;
  } else if (alone && reaches_percent(tally.given, values.rows, most) && tally.different_given >= fewest_alone) {
    found = tally.given;
  } else {
    return {};
  }
  return {PersonalData::name, said({"{} av {} värden liknar personnamn", "{} of {} values look like names of persons"},
                                   found, values.rows)};
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

PersonFinding free_text(const ValueCounts& values) {
  if (std::ranges::any_of(values.different, is_long_with_line_breaks, &ValueCount::text)) {
    return {PersonalData::free_text,
            said({"där står lång text med radbrytningar", "long text with line breaks stands in it"})};
  }
  std::vector<std::size_t> lengths;
  for (const auto& [text, rows] : values.different) {
    lengths.insert(lengths.end(), rows, is_running_text(text) ? characters(text) : 0);
  }
  if (lengths.empty()) {
    return {};
  }
  const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2);
  std::ranges::nth_element(lengths, middle);
  const auto different = values.different.size();
  if (*middle <= longest_label || 2 * different <= values.rows) {
    return {};
  }
  return {PersonalData::free_text,
          said({"den innehåller löpande text: {} av {} värden är olika, med {} tecken som median",
                "it holds running text: {} of {} values differ, with a median of {} characters"},
               different, values.rows, *middle)};
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

std::string_view name_of(PersonalData what) {
  constexpr std::array<std::string_view, 14> names{
      "none",      "name",    "personal_number",    "telephone",   "email",
      "free_text", "vehicle", "network_address",    "dwelling",    "account",
      "signature", "health",  "protected_identity", "about_person"};
  return names.at(static_cast<std::size_t>(what));
}

PersonFinding find_personal_data(const std::string& column_name, std::span<const std::string_view> values) {
  std::vector<std::string> texts;
  std::ranges::transform(sample_of(values), std::back_inserter(texts), composed);
  const auto counts = counted(Values(texts.begin(), texts.end()));
  if (auto finding = person_data_by_name(composed(column_name), counts); finding.what != PersonalData::none) {
    return finding;
  }
  for (const auto find :
       {find_protected, find_personal_numbers, find_emails, find_telephone_numbers, find_dwellings, find_plates,
        find_network_addresses, find_accounts, find_sentences_on_persons, find_descriptions, find_diagnoses}) {
    if (auto finding = find(counts); finding.what != PersonalData::none) {
      return finding;
    }
  }
  auto finding = names(composed(column_name), counts);
  return finding.what != PersonalData::none ? finding : free_text(counts);
}

}  // namespace lykta
