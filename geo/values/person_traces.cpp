#include "geo/values/person_traces.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>

#include "geo/values/letters.hpp"
#include "geo/values/text_values.hpp"
#include "geo/values/word_lists.hpp"

namespace lykta {

namespace {

PersonFinding finding_if(bool is_found, PersonalData what, const PhraseFor<std::size_t, std::size_t>& words,
                         std::size_t found, std::size_t rows) {
  return is_found ? PersonFinding{what, said(words, found, rows)} : PersonFinding{};
}

bool is_address_character(char c) {
  return is_letter(c) || is_digit(c) || c == '.' || c == '-' || c == '_' || c == '+' || c == '%';
}

bool holds_email(std::string_view text) {
  const auto is_disguised = text.find(" (at) ") != std::string_view::npos ||
                            text.find("(at)") != std::string_view::npos || text.find("[at]") != std::string_view::npos;
  if (is_disguised && text.find('.') != std::string_view::npos) {
    return true;
  }
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

/// Letters, digits and signs in a row, beside which nothing of the kind stands.
bool is_part_of_word(char c) { return is_letter(c) || is_digit(c) || c == '_'; }

constexpr std::size_t plate_length = 6;

/// Three letters, two digits, and a digit or letter, with or without one space or hyphen in the middle: the letters in
/// capitals; empty where it is something else.
std::string code_like_plate(std::string_view text) {
  std::string code;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (code.size() == 3 && (text[i] == ' ' || text[i] == '-') && i == 3) {
      continue;
    }
    code += text[i] >= 'a' && text[i] <= 'z' ? static_cast<char>(text[i] - 'a' + 'A') : text[i];
  }
  const auto is_code = code.size() == plate_length && std::ranges::all_of(code.substr(0, 3), is_ascii_letter) &&
                       is_digit(code[3]) && is_digit(code[4]) && (is_digit(code[5]) || is_ascii_letter(code[5]));
  return is_code ? code : "";
}

/// Swedish plates have no I, Q and V, and no O in the last place.
bool may_be_plate(std::string_view code) {
  return code.substr(0, 3).find_first_of("IQV") == std::string_view::npos &&
         std::string_view("IOQV").find(code[5]) == std::string_view::npos;
}

/// The first code like a plate among the words of a text.
std::string plate_inside(std::string_view text) {
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    if (!is_ascii_letter(text[begin]) || (begin > 0 && (is_part_of_word(text[begin - 1]) || text[begin - 1] == '-'))) {
      continue;
    }
    for (const auto length : {plate_length, plate_length + 1}) {
      const auto end = begin + length;
      if (end <= text.size() && (end == text.size() || (!is_part_of_word(text[end]) && text[end] != '-'))) {
        if (auto code = code_like_plate(text.substr(begin, length)); !code.empty()) {
          return code;
        }
      }
    }
  }
  return "";
}

/// Whether a text holds an address of version 4, and of numbers larger than those of versions and sections.
struct NetworkAddress {
  bool is_one = false;
  bool is_telling = false;
};

NetworkAddress dotted_address_in(std::string_view text) {
  constexpr int largest = 255;
  constexpr int telling = 32;
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    if (!is_digit(text[begin]) || (begin > 0 && (is_part_of_word(text[begin - 1]) || text[begin - 1] == '.'))) {
      continue;
    }
    NetworkAddress address{.is_one = true};
    auto at = begin;
    for (int part = 0; part < 4 && address.is_one; ++part) {
      const auto length = digits_at(text, at);
      const auto is_number = length >= 1 && length <= 3 && (length == 1 || text[at] != '0');
      const auto value = is_number ? std::stoi(std::string(text.substr(at, length))) : largest + 1;
      address.is_telling = address.is_telling || value >= telling;
      at += length;
      address.is_one = value <= largest && (part == 3 || (at < text.size() && text[at] == '.'));
      at += part < 3 ? 1 : 0;
    }
    const auto ends =
        at >= text.size() || (!is_part_of_word(text[at]) && !(text[at] == '.' && digits_at(text, at + 1) > 0));
    if (address.is_one && ends) {
      return address;
    }
  }
  return {};
}

/// An address of version 6, or of a network card: groups of hexadecimal digits between colons.
bool holds_colon_address(std::string_view text) {
  constexpr std::size_t groups_of_version_6 = 8;
  constexpr std::size_t groups_of_card = 6;
  for (const auto word : split(text)) {
    const auto colons = static_cast<std::size_t>(std::ranges::count(word, ':'));
    const auto is_hexadecimal = std::ranges::all_of(
        word, [](char c) { return is_digit(c) || c == ':' || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); });
    const auto is_short = word.find("::") != std::string_view::npos && colons >= 3;
    if (is_hexadecimal && (colons == groups_of_version_6 - 1 || is_short ||
                           (colons == groups_of_card - 1 && word.size() == 3 * groups_of_card - 1))) {
      return true;
    }
  }
  return false;
}

bool holds_dwelling(std::string_view text) {
  static constexpr std::array<std::string_view, 6> words{"lgh", "lght", "lgh.", "lägenhet", "lgh.nr", "lghnr"};
  const auto parts = split(text);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    auto lower = lower_case(parts[i]);
    while (lower.starts_with('(') || lower.starts_with(',')) {
      lower.erase(0, 1);
    }
    const auto next = i + 1 < parts.size() ? parts[i + 1] : std::string_view{};
    const auto after_next = i + 2 < parts.size() ? parts[i + 2] : std::string_view{};
    const auto is_numbered = digits_at(next, 0) > 0 || (lower_case(next) == "nr" && digits_at(after_next, 0) > 0);
    const auto is_floor =
        parts.size() >= 3 &&
        ((i > 0 && (lower == "tr" || lower == "tr.") && digits_at(parts[i - 1], 0) == parts[i - 1].size()) ||
         (digits_at(lower, 0) == 1 && lower.substr(1) == "tr"));
    if (is_floor || (is_among(words, lower) && is_numbered) || (lower.starts_with("lgh") && digits_at(lower, 3) >= 3)) {
      return true;
    }
  }
  return false;
}

/// "@somebody"; empty where there is none.
std::string account_in(std::string_view text) {
  for (const auto word : split(text)) {
    const auto begin = word.find('@');
    if (begin == std::string_view::npos || begin > 1 || (begin == 1 && word[0] != '(')) {
      continue;
    }
    const auto name = word.substr(begin + 1);
    const auto length = static_cast<std::size_t>(
        std::ranges::find_if_not(name, [](char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '.'; }) -
        name.begin());
    if (length >= 3 && std::ranges::any_of(name.substr(0, length), is_letter)) {
      return lower_case(name.substr(0, length));
    }
  }
  return "";
}

/// Whether one of the phrases, in lower case, stands in the text.
template <std::size_t count>
bool holds_any(std::string_view text, const std::array<std::string_view, count>& phrases) {
  const auto lower = lower_case(text);
  return std::ranges::any_of(phrases, [&](auto phrase) { return lower.find(phrase) != std::string::npos; });
}

bool is_disease_code(std::string_view text) {
  return text.size() >= 5 && text.size() <= 6 && text[0] >= 'A' && text[0] <= 'Z' && digits_at(text, 1) == 2 &&
         text[3] == '.' && digits_at(text, 4) + 4 == text.size();
}

bool is_sentence_on_person(std::string_view text) {
  static constexpr std::array<std::string_view, 14> roles{
      "målsägande", "målsäganden",  "målsägaren",     "mä", "mäg",    "vittnet",         "misstänkte", "anmälaren",
      "anm.",       "brottsoffret", "gärningsmannen", "gm", "offret", "uppgiftslämnaren"};
  const auto words = split(text);
  if (words.size() < 2) {
    return false;
  }
  auto first = lower_case(words[0] == "Den" || words[0] == "den" ? words[1] : words[0]);
  const auto has_colon = first.ends_with(':');
  first.erase(first.find_last_not_of(":,") + 1);
  return is_among(roles, first) && (words.size() >= 3 || has_colon);
}

/// A word without the punctuation behind it, in lower case.
std::string bare_word(std::string_view word) {
  auto lower = lower_case(word);
  lower.erase(lower.find_last_not_of(",.;:)") + 1);
  return lower;
}

bool is_word_for_somebody(std::string_view lower) {
  static constexpr std::array<std::string_view, 20> somebody{
      "man",   "mannen", "kvinna", "kvinnan", "pojke",  "pojken",  "flicka",   "flickan", "kille", "tjej",
      "woman", "boy",    "girl",   "male",    "female", "yngling", "kvinnlig", "manlig",  "herre", "dam"};
  return is_among(somebody, lower);
}

/// "kvinna, 34 år", "man 45 år", "17-årig pojke"; empty where there is none.
std::string description_in(std::string_view text) {
  const auto words = split(text);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const auto first = bare_word(words[i]);
    const auto second = bare_word(words[i + 1]);
    const auto age = digits_at(second, 0);
    const auto has_years = i + 2 < words.size() && bare_word(words[i + 2]) == "år" && age == second.size();
    const auto is_span =
        i + 3 < words.size() && !words[i + 2].ends_with(',') &&
        is_among(std::array<std::string_view, 4>{"eller", "och", "till", "-"}, lower_case(words[i + 3]));
    if (is_word_for_somebody(first) && age >= 1 && age <= 2 && has_years && !is_span) {
      return first + " " + second;
    }
    const auto age_first = digits_at(first, 0);
    if (age_first >= 1 && age_first <= 2 && first.substr(age_first).starts_with("-årig") &&
        is_word_for_somebody(second)) {
      return second + " " + first;
    }
  }
  return "";
}

bool is_signature(std::string_view written) {
  std::string text(written);
  std::erase(text, '.');                // "E.H."
  text.erase(0, text.rfind('\\') + 1);  // the domain; nothing where there is none
  const auto letters = static_cast<std::size_t>(std::ranges::find_if_not(text, is_letter) - text.begin());
  const auto word = text.substr(0, letters);
  const auto lower = lower_case(word);
  const auto is_even = lower == word || std::ranges::none_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
  return characters(word) >= 2 && characters(word) <= 6 && is_even &&
         digits_at(text, letters) + letters == text.size() && text.size() - letters <= 4;
}

}  // namespace

PersonFinding find_emails(const ValueCounts& values) {
  const auto found = rows_where(values, holds_email);
  return finding_if(reaches(found, values.rows, 100), PersonalData::email,
                    {"{} av {} värden innehåller en e-postadress", "{} of {} values hold an e-mail address"}, found,
                    values.rows);
}

PersonFinding find_plates(const ValueCounts& values) {
  std::size_t whole = 0;
  std::size_t inside = 0;
  std::size_t others = 0;  // different codes that no plate has
  std::size_t different = 0;
  std::set<std::string> letters;
  for (const auto& [text, rows] : values.different) {
    const auto code = plate_inside(text);
    if (code.empty()) {
      continue;
    }
    ++different;
    if (!may_be_plate(code)) {
      ++others;
      continue;
    }
    inside += rows;
    whole += code_like_plate(text).empty() ? 0U : rows;
    letters.insert(code.substr(0, 3));
  }
  const auto are_plates = letters.size() >= 3 && letters.size() * 2 >= different && others * 20 <= different;
  return finding_if(are_plates && (reaches(whole, values.rows, 5) || reaches(inside - whole, values.rows, 50)),
                    PersonalData::vehicle,
                    {"{} av {} värden innehåller ett registreringsnummer",
                     "{} of {} values hold the registration plate of a vehicle"},
                    inside, values.rows);
}

PersonFinding find_network_addresses(const ValueCounts& values) {
  std::size_t found = 0;
  std::size_t telling = 0;
  for (const auto& [text, rows] : values.different) {
    const auto address = dotted_address_in(text);
    const auto other = holds_colon_address(text);
    found += address.is_one || other ? rows : 0U;
    telling += address.is_telling || other ? rows : 0U;
  }
  return finding_if(reaches(found, values.rows, 100) && reaches(telling, found, 2), PersonalData::network_address,
                    {"{} av {} värden innehåller en IP-adress", "{} of {} values hold an IP address"}, found,
                    values.rows);
}

PersonFinding find_dwellings(const ValueCounts& values) {
  const auto found = rows_where(values, holds_dwelling);
  return finding_if(reaches(found, values.rows, 100), PersonalData::dwelling,
                    {"{} av {} värden anger en lägenhet", "{} of {} values name a flat"}, found, values.rows);
}

PersonFinding find_accounts(const ValueCounts& values) {
  std::size_t found = 0;
  std::set<std::string> different;
  for (const auto& [text, rows] : values.different) {
    if (auto account = account_in(text); !account.empty()) {
      found += rows;
      different.insert(std::move(account));
    }
  }
  return finding_if(reaches(found, values.rows, 100) && different.size() >= 3, PersonalData::account,
                    {"{} av {} värden innehåller ett användarnamn", "{} of {} values hold the name of an account"},
                    found, values.rows);
}

PersonFinding find_diagnoses(const ValueCounts& values) {
  static constexpr std::array<std::string_view, 20> diseases{"adhd",
                                                             "autism",
                                                             "asperger",
                                                             "depression",
                                                             "bipolär",
                                                             "schizofreni",
                                                             "psykos",
                                                             "demens",
                                                             "alzheimer",
                                                             "epilepsi",
                                                             "ptsd",
                                                             "anorexi",
                                                             "diabetes",
                                                             "hepatit",
                                                             "ångestsyndrom",
                                                             "parkinson",
                                                             "cancer",
                                                             "tvångssyndrom",
                                                             "utmattningssyndrom",
                                                             "personlighetsstörning"};
  const auto named = rows_where(values, [](std::string_view text) { return holds_any(text, diseases); });
  const auto coded = rows_where(values, is_disease_code);
  const auto is_coded = reaches(coded, values.rows, 2) && values.different.size() >= 3;
  return finding_if(reaches(named, values.rows, 50) || is_coded, PersonalData::health,
                    {"{} av {} värden liknar diagnoser", "{} of {} values look like diagnoses"}, std::max(named, coded),
                    values.rows);
}

PersonFinding find_protected(const ValueCounts& values) {
  static constexpr std::array<std::string_view, 11> phrases{
      "fingerad identitet",  "spärrmarkering",        "spärrmarkerad",     "skyddad identitet",
      "skyddade personuppg", "skyddad folkbokföring", "skyddad adress",    "sekretessmarkera",
      "kvarskrivning",       "fingerade personuppg",  "protected identity"};
  const auto found = rows_where(values, [](std::string_view text) { return holds_any(text, phrases); });
  return finding_if(reaches(found, values.rows, 1000), PersonalData::protected_identity,
                    {"{} av {} värden talar om skyddad identitet", "{} of {} values speak of a protected identity"},
                    found, values.rows);
}

PersonFinding find_descriptions(const ValueCounts& values) {
  std::size_t found = 0;
  std::set<std::string> different;
  for (const auto& [text, rows] : values.different) {
    if (auto description = description_in(text); !description.empty()) {
      found += rows;
      different.insert(std::move(description));
    }
  }
  return finding_if(reaches(found, values.rows, 50) && different.size() >= 3, PersonalData::about_person,
                    {"{} av {} värden säger någons kön och ålder", "{} of {} values say the sex and age of somebody"},
                    found, values.rows);
}

PersonFinding find_sentences_on_persons(const ValueCounts& values) {
  const auto found = rows_where(values, is_sentence_on_person);
  return finding_if(reaches(found, values.rows, 100), PersonalData::about_person,
                    {"{} av {} värden handlar om någon i ett ärende", "{} of {} values are on somebody in a case"},
                    found, values.rows);
}

bool are_signatures(const ValueCounts& values, std::size_t fewest) {
  std::size_t different = 0;
  const auto found = rows_where(values, [&](std::string_view text) {
    const auto is_one = is_signature(text);
    different += is_one ? 1U : 0U;
    return is_one;
  });
  return reaches_percent(found, values.rows, 60) && different >= fewest;
}

}  // namespace lykta
