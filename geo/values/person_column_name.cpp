#include "geo/values/person_column_name.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <iterator>
#include <optional>

#include <fmt/format.h>

#include "geo/values/letters.hpp"
#include "geo/values/person_names.hpp"
#include "geo/values/text_values.hpp"
#include "geo/values/word_lists.hpp"

namespace lykta {

namespace {

using Words = std::vector<std::string>;
using ColumnValues = std::vector<std::string_view>;

/// Swedish letters without their dots and rings, as they often are in the names of fields.
std::string without_dots(std::string_view lower) {
  std::string plain;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const auto letter = lower.substr(i, 2);
    const auto* const replacement = letter == "å" || letter == "ä" ? "a"
                                    : letter == "ö"                ? "o"
                                    : letter == "é"                ? "e"
                                                                   : "";
    if (*replacement != '\0') {
      plain += replacement;
      ++i;
    } else {
      plain += lower[i];
    }
  }
  return plain;
}

/// The words of a column's name in lower case, without dots and digits: "FirstName_2" is first, name.
Words words_of(std::string_view name) {
  std::string parted;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z' && starts_with_capital(name.substr(i))) {
      parted += ' ';
    }
    parted += is_letter(name[i]) ? name[i] : ' ';
  }
  Words words;
  for (const auto word : split(parted)) {
    words.push_back(without_dots(lower_case(word)));
  }
  return words;
}

/// The first of the phrases that stands in the name as whole words.
std::optional<std::string_view> phrase_in(const Words& words, std::initializer_list<std::string_view> phrases) {
  const auto name = fmt::format(" {} ", fmt::join(words, " "));
  for (const auto phrase : phrases) {
    if (name.find(fmt::format(" {} ", phrase)) != std::string::npos) {
      return phrase;
    }
  }
  return std::nullopt;
}

/// The first of the endings that a word of the name has.
std::optional<std::string_view> ending_in(const Words& words, std::initializer_list<std::string_view> endings) {
  for (const auto ending : endings) {
    if (std::ranges::any_of(words, [&](const std::string& word) { return word.ends_with(ending); })) {
      return ending;
    }
  }
  return std::nullopt;
}

/// Words for those who take part in a case. What is said about them ("misstänkt brott", "målsägande kön") names nobody.
bool is_role(const std::string& word) {
  static constexpr std::array<std::string_view, 9> roles{
      "victim", "suspect", "offender", "perpetrator", "witness", "complainant", "brottsoffer", "vittne", "informant"};
  static constexpr std::array<std::string_view, 6> stems{"malsagand", "malsagare", "anmalar",
                                                         "misstankt", "garningsm", "garningsp"};
  static constexpr std::array<std::string_view, 9> attributes{"typ",  "kategori", "kon",  "alder",   "antal",
                                                              "roll", "status",   "grad", "relation"};
  return is_among(roles, word) ||
         (std::ranges::any_of(stems, [&](auto stem) { return word.starts_with(stem); }) &&
          std::ranges::none_of(attributes, [&](auto attribute) { return word.ends_with(attribute); }));
}

bool is_attribute(const std::string& word) {
  static constexpr std::array<std::string_view, 24> attributes{
      "kon",      "sex",   "gender", "alder",   "age",     "typ",      "type", "kategori",
      "category", "brott", "crime",  "offence", "offense", "relation", "race", "ras",
      "status",   "roll",  "role",   "objekt",  "id",      "code",     "kod",  "grad"};
  return is_among(attributes, word);
}

/// Words that say whose name, number or address it is.
bool is_person(const std::string& word) {
  static constexpr std::array<std::string_view, 22> persons{
      "person", "persons",   "personens", "contact",  "kontakt", "kontaktperson", "kund",   "kundens",
      "owner",  "agare",     "user",      "employee", "officer", "handlaggare",   "caller", "customer",
      "tenant", "hyresgast", "patient",   "elev",     "student", "child"};
  return is_role(word) || is_among(persons, word);
}

/// Whether the values speak against names of persons in a column that is only called "name": places have names too.
bool speak_of_persons(const ColumnValues& values) {
  std::size_t full_names = 0;
  std::size_t first_names_only = 0;
  for (const auto value : values) {
    const auto words = words_of_person(value);
    full_names += !words.empty() && is_first_name(words.front()) ? 1U : 0U;
    first_names_only += is_first_name(value) ? 1U : 0U;
  }
  return values.empty() || reaches(full_names, values.size(), 10) ||
         reaches(full_names + first_names_only, values.size(), 2);
}

/// Whether a column that is called by a role may hold names, and not yes and no or kinds.
bool may_be_names(const ColumnValues& values) {
  const auto could_be = std::ranges::count_if(
      values, [](std::string_view value) { return is_first_name(value) || !words_of_person(value).empty(); });
  return values.empty() || reaches(static_cast<std::size_t>(could_be), values.size(), 10);
}

PersonFinding named_like(PersonalData what, const Phrase& kind, std::string_view word) {
  return {what, said({"namnet innehåller '{}', som för {}", "its name has '{}', as for {}"}, word, kind)};
}

PersonFinding name_by_column_name(const Words& words, const ColumnValues& values) {
  constexpr Phrase kind{"personnamn", "names of persons"};
  if (const auto word = ending_in(
          words, {"fornamn", "efternamn", "personnamn", "firstname", "lastname", "surname", "fullname", "forename"})) {
    return named_like(PersonalData::name, kind, *word);
  }
  if (const auto phrase = phrase_in(words, {"for namn", "efter namn", "first name", "last name", "full name",
                                            "given name", "family name", "middle name"})) {
    return named_like(PersonalData::name, kind, *phrase);
  }
  const auto role = std::ranges::find_if(words, is_role);
  const auto name = phrase_in(words, {"namn", "name", "names"});
  if (name && (words.size() == 1 ? speak_of_persons(values) : std::ranges::any_of(words, is_person))) {
    return named_like(PersonalData::name, kind, *name);
  }
  if (role != words.end() &&
      (role->ends_with("namn") || (std::ranges::none_of(words, is_attribute) && may_be_names(values)))) {
    return named_like(PersonalData::name, kind, *role);
  }
  return {};
}

PersonFinding by_column_name(const Words& words, const ColumnValues& values) {
  if (phrase_in(words, {"antal", "count"})) {
    return {};
  }
  constexpr Phrase number{"personnummer", "personal numbers"};
  if (const auto word =
          ending_in(words, {"personnummer", "personnr", "samordningsnummer", "fodelsedatum", "birthdate"})) {
    return named_like(PersonalData::personal_number, number, *word);
  }
  if (const auto phrase = phrase_in(words, {"pnr", "persnr", "pers nr", "person nr", "person nummer", "personal number",
                                            "ssn", "social security", "date of birth", "birth date", "dob"})) {
    return named_like(PersonalData::personal_number, number, *phrase);
  }
  constexpr Phrase telephone{"telefonnummer", "telephone numbers"};
  if (const auto word = ending_in(
          words, {"telefon", "telefonnummer", "telefonnr", "mobilnummer", "mobilnr", "telephone", "cellphone"})) {
    return named_like(PersonalData::telephone, telephone, *word);
  }
  if (const auto phrase =
          phrase_in(words, {"tel", "tfn", "tlf", "phone", "mobil nr", "mobil nummer", "mobile number"})) {
    return named_like(PersonalData::telephone, telephone, *phrase);
  }
  if (words.size() == 1 && (words.front() == "mobil" || words.front() == "mobile")) {
    return named_like(PersonalData::telephone, telephone, words.front());
  }
  if (const auto phrase = phrase_in(words, {"epost", "e post", "epostadress", "email", "e mail", "emailadress", "mail",
                                            "mailadress", "mejl", "mejladress"})) {
    return named_like(PersonalData::email, {"e-postadresser", "e-mail addresses"}, *phrase);
  }
  if (const auto phrase = phrase_in(words, {"fritext", "kommentar", "kommentarer", "anteckning", "anteckningar",
                                            "handelseforlopp", "free text", "comment", "comments", "notes"})) {
    return named_like(PersonalData::free_text, {"fritext", "free text"}, *phrase);
  }
  return name_by_column_name(words, values);
}

}  // namespace

PersonFinding person_data_by_name(const std::string& column_name, const std::vector<std::string_view>& values) {
  return by_column_name(words_of(column_name), values);
}

}  // namespace lykta
