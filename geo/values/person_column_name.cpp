#include "geo/values/person_column_name.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "geo/values/letters.hpp"
#include "geo/values/person_names.hpp"
#include "geo/values/person_traces.hpp"
#include "geo/values/text_values.hpp"
#include "geo/values/word_lists.hpp"

namespace lykta {

namespace {

using Words = std::vector<std::string>;
using Texts = std::span<const std::string_view>;

/// Letters of the north without their dots and rings, as they often are in the names of fields.
std::string without_dots(std::string_view lower) {
  std::string plain;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const auto letter = lower.substr(i, 2);
    const auto* const replacement = letter == "å" || letter == "ä" || letter == "æ" ? "a"
                                    : letter == "ö" || letter == "ø"                ? "o"
                                    : letter == "é"                                 ? "e"
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
std::optional<std::string_view> phrase_in(const Words& words, Texts phrases) {
  const auto name = fmt::format(" {} ", fmt::join(words, " "));
  for (const auto phrase : phrases) {
    if (name.find(fmt::format(" {} ", phrase)) != std::string::npos) {
      return phrase;
    }
  }
  return std::nullopt;
}

/// The first of the endings that a word of the name has.
std::optional<std::string_view> ending_in(const Words& words, Texts endings) {
  for (const auto ending : endings) {
    if (std::ranges::any_of(words, [&](const std::string& word) { return word.ends_with(ending); })) {
      return ending;
    }
  }
  return std::nullopt;
}

using FewTexts = std::initializer_list<std::string_view>;

std::optional<std::string_view> phrase_in(const Words& words, const FewTexts& phrases) {
  return phrase_in(words, Texts(phrases.begin(), phrases.size()));
}

std::optional<std::string_view> ending_in(const Words& words, const FewTexts& endings) {
  return ending_in(words, Texts(endings.begin(), endings.size()));
}

/// Words that end as data on persons do, and are of things.
constexpr std::array<std::string_view, 8> words_of_things{"feldiagnos",   "nodtelefon",  "hisstelefon",
                                                          "larmtelefon",  "porttelefon", "hjalptelefon",
                                                          "telefonkiosk", "snabbtelefon"};

/// Names that say it whatever the values are.
struct NameRule {
  PersonalData what;
  Phrase kind;  ///< of data, for the message
  Texts endings;
  Texts phrases;
};

// clang-format off
constexpr std::string_view protected_endings[]{"sekretessmarkering", "kvarskrivning", "skyddadidentitet"};
constexpr std::string_view protected_phrases[]{"skyddad identitet", "skyddad id", "skyddad adress", "skyddade personuppgifter", "sekretess markering",
    "protected identity"};
constexpr std::string_view number_endings[]{"personnummer", "personnr", "samordningsnummer", "fodelsedatum", "fodelsear", "fodelsetid", "fodelsedag",
    "fodelsenummer", "birthdate", "birthday", "birthyear", "fodselsnummer", "fodselsnr", "henkilotunnus", "cprnr", "cprnummer"};
constexpr std::string_view number_phrases[]{"pnr", "persnr", "pers nr", "person nr", "person nummer", "personal number", "ssn", "social security",
    "date of birth", "birth date", "dob", "fodd", "fodt", "born", "birth year", "year of birth", "hetu", "cpr nr"};
constexpr std::string_view telephone_endings[]{"telefon", "telefonnummer", "telefonnr", "mobilnummer", "mobilnr", "telnr", "telnummer", "telephone", "cellphone"};
constexpr std::string_view telephone_phrases[]{"tel", "tfn", "tlf", "phone", "mobil nr", "mobil nummer", "mobile number"};
constexpr std::string_view email_phrases[]{"epost", "e post", "epostadress", "email", "e mail", "emailadress", "mail", "mailadress", "mejl", "mejladress"};
constexpr std::string_view text_phrases[]{"fritext", "kommentar", "kommentarer", "anteckning", "anteckningar", "handelseforlopp", "free text", "comment",
    "comments", "notes"};
constexpr std::string_view dwelling_endings[]{"lagenhetsnummer", "lagenhetsnr", "lghnr", "lghnummer", "hemadress", "bostadsadress", "folkbokforingsadress"};
constexpr std::string_view dwelling_phrases[]{"lgh", "lgh nr", "lgh nummer", "lagenhet nr", "apartment number", "home address"};
constexpr std::string_view account_endings[]{"anvandarnamn", "username", "smeknamn", "nickname", "userid", "imei", "imsi"};
constexpr std::string_view account_phrases[]{"user name", "user id", "instagram", "snapchat", "twitter", "facebook", "tiktok"};
constexpr std::string_view health_endings[]{"diagnos", "diagnosis", "diagnoser", "diagnoskod", "diagnostext", "sjukdom", "sjukdomar", "medicinering", "lakemedel",
    "anamnes", "sjukhistoria", "funktionsnedsattning", "funktionshinder", "halsotillstand"};
constexpr std::string_view health_phrases[]{"icd", "icd kod", "missbruk", "diagnosis code"};
constexpr std::string_view about_endings[]{"etnicitet", "ethnicity", "medborgarskap", "nationalitet", "nationality"};
constexpr std::string_view name_endings[]{"fornamn", "efternamn", "personnamn", "firstname", "lastname", "surname", "fullname", "forename"};
constexpr std::string_view name_phrases[]{"for namn", "efter namn", "first name", "last name", "full name", "given name", "family name", "middle name"};
constexpr std::array name_rules{
    NameRule{PersonalData::protected_identity, {"skyddad identitet", "protected identities"}, protected_endings, protected_phrases},
    NameRule{PersonalData::personal_number, {"personnummer", "personal numbers"}, number_endings, number_phrases},
    NameRule{PersonalData::telephone, {"telefonnummer", "telephone numbers"}, telephone_endings, telephone_phrases},
    NameRule{PersonalData::email, {"e-postadresser", "e-mail addresses"}, {}, email_phrases},
    NameRule{PersonalData::free_text, {"fritext", "free text"}, {}, text_phrases},
    NameRule{PersonalData::dwelling, {"bostäder", "homes"}, dwelling_endings, dwelling_phrases},
    NameRule{PersonalData::account, {"användarnamn", "names of accounts"}, account_endings, account_phrases},
    NameRule{PersonalData::health, {"hälsa", "health"}, health_endings, health_phrases},
    NameRule{PersonalData::about_person, {"uppgifter om personer", "facts about persons"}, about_endings, {}},
    NameRule{PersonalData::name, {"personnamn", "names of persons"}, name_endings, name_phrases}};

/// What is said of somebody in a case.
constexpr std::array<std::string_view, 11> personal_attributes{
    "adress", "hemadress", "bostad", "kon", "sex", "gender", "alder", "age", "relation", "race", "ras"};
/// What is said of the case: "misstänkt brott", "målsägandetyp".
constexpr std::array<std::string_view, 17> attributes{
    "typ", "type", "kategori", "category", "brott", "crime", "offence", "offense", "status", "roll", "role", "objekt", "id", "code", "kod", "grad",
    "fordon"};
constexpr std::array<std::string_view, 10> roles{
    "victim", "suspect", "offender", "perpetrator", "witness", "complainant", "brottsoffer", "vittne", "informant", "vic"};
constexpr std::array<std::string_view, 6> role_stems{"malsagand", "malsagare", "anmalar", "misstankt", "garningsm", "garningsp"};
constexpr std::array<std::string_view, 41> persons{
    "person", "persons", "personens", "contact", "kontakt", "kontaktperson", "kund", "kundens", "owner", "user", "employee", "officer",
    "caller", "customer", "tenant", "hyresgast", "patient", "elev", "student", "child", "barn", "klient", "vem", "polis", "ordningsvakt", "boende", "hdl",
    "ansvarig", "rapportor", "inspektor", "chef", "anhorig", "foralder", "personal", "handl", "author", "creator", "editor", "reporter", "driver", "resident"};
// clang-format on

PersonFinding named_like(PersonalData what, const Phrase& kind, std::string_view word) {
  return {what, said({"namnet innehåller '{}', som för {}", "its name has '{}', as for {}"}, word, kind)};
}

PersonFinding by_rules(Words words) {
  std::erase_if(words, [](const std::string& word) { return is_among(words_of_things, word); });
  for (const auto& rule : name_rules) {
    if (const auto ending = ending_in(words, rule.endings)) {
      return named_like(rule.what, rule.kind, *ending);
    }
    if (const auto phrase = phrase_in(words, rule.phrases)) {
      return named_like(rule.what, rule.kind, *phrase);
    }
  }
  if (words.size() == 1 && (words.front() == "mobil" || words.front() == "mobile")) {
    return named_like(PersonalData::telephone, {"telefonnummer", "telephone numbers"}, words.front());
  }
  return {};
}

bool ends_with_any(std::string_view word, std::span<const std::string_view> endings) {
  return std::ranges::any_of(endings, [&](auto ending) { return word.ends_with(ending); });
}

/// Words for those who take part in a case. What is said about the case with them ("misstänkt brott") names nobody.
bool is_role(const std::string& word) {
  static constexpr std::array<std::string_view, 2> counts{"antal", "typer"};
  return is_among(roles, word) ||
         (std::ranges::any_of(role_stems, [&](auto stem) { return word.starts_with(stem); }) &&
          !ends_with_any(word, counts) && !ends_with_any(word, std::span(attributes).first(4)) &&
          !ends_with_any(word, std::array<std::string_view, 3>{"roll", "status", "grad"}));
}

/// Words that say whose name, number or address it is; of those who do something nearly all end with "-are".
bool is_person(const std::string& word) {
  constexpr std::size_t shortest = 5;
  return is_role(word) || is_among(persons, word) || (word.size() >= shortest && word.ends_with("are"));
}

/// "Registrerad av", "created by": whoever follows is somebody.
bool asks_for_somebody(const Words& words) {
  return words.size() > 1 && (words.back() == "av" || words.back() == "by" || words.back() == "user");
}

/// Whether a column that is only called "name" holds those of persons: places have names too.
bool speak_of_persons(const ValueCounts& values) {
  constexpr std::size_t alone_percent = 40;
  constexpr std::size_t fewest = 3;  // of two wards one may be called Söder
  const auto tally = names_in(values);
  return values.rows == 0 || reaches(tally.likely, values.rows, 10) ||
         (tally.different_likely + tally.different_family + tally.different_given >= fewest &&
          reaches_percent(tally.likely + tally.family + tally.given, values.rows, alone_percent));
}

/// Whether a column that is called by a role may hold names, and not yes and no or kinds.
bool may_be_names(const ValueCounts& values) {
  const auto tally = names_in(values);
  return values.rows == 0 || reaches(tally.shape + tally.family + tally.given + tally.household, values.rows, 10);
}

/// Whether a column that is called by persons holds their names: firms and authorities own and answer for things too.
bool are_names(const ValueCounts& values) {
  constexpr std::size_t many = 20;
  const auto tally = names_in(values);
  return reaches(tally.likely + tally.family + tally.given + tally.household, values.rows, 10) ||
         (reaches(tally.shape, values.rows, 2) && tally.different_shapes >= many &&
          reaches(tally.different_shapes, values.rows, 10));
}

constexpr Phrase names_of_persons{"personnamn", "names of persons"};

PersonFinding name_by_column_name(const Words& words, const ValueCounts& values) {
  const auto role = std::ranges::find_if(words, is_role);
  if (role != words.end()) {
    const auto is_personal = [](const std::string& word) { return is_among(personal_attributes, word); };
    const auto tells = std::ranges::find_if(words, is_personal);
    if (tells != words.end() || ends_with_any(*role, personal_attributes)) {
      return named_like(PersonalData::about_person, {"uppgifter om personer", "facts about persons"}, *role);
    }
  }
  const auto name = phrase_in(words, {"namn", "name", "names"});
  if (name && (words.size() == 1 ? speak_of_persons(values) : std::ranges::any_of(words, is_person))) {
    return named_like(PersonalData::name, names_of_persons, *name);
  }
  const auto is_attribute = [](const std::string& word) { return is_among(attributes, word); };
  if (role != words.end() &&
      (role->ends_with("namn") || (std::ranges::none_of(words, is_attribute) && may_be_names(values)))) {
    return named_like(PersonalData::name, names_of_persons, *role);
  }
  const auto person = std::ranges::find_if(words, is_person);
  if ((person != words.end() || asks_for_somebody(words)) && are_names(values)) {
    return named_like(PersonalData::name, names_of_persons, person != words.end() ? *person : words.back());
  }
  return {};
}

/// Numbers of flats: four digits, the floor and the door.
PersonFinding dwelling_by_column_name(const Words& words, const ValueCounts& values) {
  const auto looks_like_number = [](std::string_view text) { return text.size() == 4 && digits_at(text, 0) == 4; };
  const auto fits = reaches(rows_where(values, looks_like_number), values.rows, 2);
  constexpr std::string_view flat = "lagenhet";
  return std::ranges::find(words, flat) != words.end() && fits
             ? named_like(PersonalData::dwelling, {"bostäder", "homes"}, flat)
             : PersonFinding{};
}

/// Number plates, where the values are none of another kind: "regnr" may be that of a case.
PersonFinding vehicle_by_column_name(const Words& words, const ValueCounts& values) {
  const auto looks_like_plate = [](std::string_view text) {
    constexpr std::size_t longest = 9;
    return text.size() <= longest && std::ranges::any_of(text, is_digit) && std::ranges::any_of(text, is_letter);
  };
  auto word = ending_in(words, {"registreringsnummer", "registreringsnr", "regnr", "regnummer", "nummerplat"});
  word = word ? word : phrase_in(words, {"reg nr", "reg nummer", "license plate", "licence plate", "number plate"});
  const auto fits = values.rows == 0 || reaches(rows_where(values, looks_like_plate), values.rows, 4);
  return word && fits ? named_like(PersonalData::vehicle, {"registreringsnummer", "registration plates"}, *word)
                      : PersonFinding{};
}

/// Signatures of those who wrote the row.
PersonFinding signature_by_column_name(const Words& words, const ValueCounts& values) {
  constexpr Phrase kind{"signaturer", "signatures"};
  auto word = phrase_in(words, {"sign", "signatur", "signature", "tjanstenummer", "tjanste nr", "badge"});
  const auto speaks_of_it = word && (words.back() == *word || words.front() == *word || words.size() == 1);
  if (speaks_of_it && (values.rows == 0 || are_signatures(values, 3) || are_names(values))) {
    return named_like(PersonalData::signature, kind, *word);
  }
  constexpr std::size_t many_for_departments = 9;  // those have short names too
  const auto person = std::ranges::find_if(words, is_person);
  if ((person != words.end() || asks_for_somebody(words)) && are_signatures(values, many_for_departments)) {
    return named_like(PersonalData::signature, kind, person != words.end() ? *person : words.back());
  }
  return {};
}

}  // namespace

PersonFinding person_data_by_name(const std::string& column_name, const ValueCounts& values) {
  const auto words = words_of(column_name);
  if (words.empty() || phrase_in(words, {"antal", "count", "number of"})) {
    return {};
  }
  if (auto finding = by_rules(words); finding.what != PersonalData::none) {
    return finding;
  }
  for (const auto find :
       {dwelling_by_column_name, vehicle_by_column_name, name_by_column_name, signature_by_column_name}) {
    if (auto finding = find(words, values); finding.what != PersonalData::none) {
      return finding;
    }
  }
  return {};
}

}  // namespace lykta
