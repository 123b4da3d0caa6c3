#include "geo/values/missing_words.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "geo/values/folded_text.hpp"
#include "geo/values/name_words.hpp"
#include "geo/values/text_values.hpp"
#include "geo/values/word_lists.hpp"

namespace lykta {

namespace {

// clang-format off
/// Each says it by itself.
constexpr std::array<std::string_view, 41> words_of_nothing{
    "saknas", "saknar", "okänd", "okänt", "okända", "okand", "okant", "obekant", "ospecificerat", "ospecificerad", "ospec",
    "ingen", "inget", "inga", "tom", "tomt", "sekretess", "maskerat", "maskerad", "borttaget", "borttagen",
    "na", "null", "none", "nil", "nan", "nat", "unknown", "missing", "unspecified", "undefined", "undisclosed", "redacted",
    "withheld", "blank", "empty", "void", "unavailable", "unk", "tba", "tbd"};
/// "ej angivet", "not known", "no date".
constexpr std::array<std::string_view, 8> negations{"ej", "inte", "icke", "not", "no", "ingen", "inget", "inga"};
constexpr std::array<std::string_view, 27> what_is_not{
    "känt", "känd", "kända", "kant", "kand", "angivet", "angiven", "angett", "angivna", "tillgängligt", "tillgänglig",
    "registrerat", "registrerad", "ifyllt", "uppgivet", "tillämpligt", "vet", "known", "available", "applicable", "given",
    "provided", "reported", "recorded", "stated", "specified", "entered"};
/// Of what there is none.
constexpr std::array<std::string_view, 29> what_is_missing{
    "uppgift", "uppgifter", "värde", "data", "info", "information", "datum", "tid", "tidpunkt", "klockslag", "klockan", "plats",
    "adress", "position", "läge", "koordinat", "koordinater", "koordinaterna", "i", "is", "value", "date", "time", "location",
    "address", "coordinates", "coordinate", "geometry", "record"};
// clang-format on

/// Length of a sign at the front that says nothing by itself, 0 for none.
std::size_t leading_sign(std::string_view text) {
  constexpr std::string_view plain = "-._?*/:;,=~# ";
  // Dashes, the minus sign, and three points in one.
  constexpr std::array<std::string_view, 5> others{"\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x88\x92", "\xE2\x80\xA6",
                                                   "\xE2\x80\x90"};
  if (plain.find(text.front()) != std::string_view::npos) {
    return 1;
  }
  const auto* const found = std::ranges::find_if(others, [&](auto sign) { return text.starts_with(sign); });
  return found != others.end() ? found->size() : 0;
}

bool has_only_signs(std::string_view text) {
  while (!text.empty()) {
    const auto length = leading_sign(text);
    if (length == 0) {
      return false;
    }
    text.remove_prefix(length);
  }
  return true;
}

/// "#N/A", "#REF!", "#DIV/0!", "#NAMN?": no number of a list begins so and ends so.
bool is_error_of_sheet(std::string_view text) {
  return text.starts_with('#') && text.size() > 2 && (text.ends_with('!') || text.ends_with('?') || text == "#n/a");
}

}  // namespace

bool says_missing(std::string_view text) {
  constexpr std::size_t longest = 40;
  text = trimmed(text);
  if (text.empty() || text.size() > longest) {
    return false;
  }
  const auto has_digit = std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
  if (has_digit && text.front() != '#') {
    return false;
  }
  if (has_only_signs(text)) {
    return true;
  }
  const auto lower = folded(text);
  constexpr std::array<std::string_view, 7> marks{"n/a", "n.a.", "n.a", "n\\a", "\\n", "(n/a)", "<na>"};
  if (is_error_of_sheet(lower) || is_among(marks, lower)) {
    return true;
  }
  auto says_it = false;
  auto is_negated = false;
  for (const auto& word : has_digit ? NameWords() : words_of(lower)) {
    const auto of_nothing = is_among(words_of_nothing, word);
    const auto negates = is_among(negations, word);
    const auto is_not = is_among(what_is_not, word);
    const auto is_named = is_among(what_is_missing, word);
    if (!of_nothing && !negates && !is_not && !is_named) {
      return false;
    }
    // "vet ej" has its negation behind.
    says_it = says_it || of_nothing || (negates && is_negated) || (is_not && is_negated) || (is_named && is_negated);
    says_it = says_it || (negates && lower.starts_with("vet "));
    is_negated = is_negated || negates;
  }
  return says_it;
}

}  // namespace lykta
