#include "geo/values/person_columns.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "geo/values/folded_text.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

using Words = std::vector<std::string>;
using Values = std::vector<std::string_view>;

/// Common first names in Sweden, both sexes, all ages (after the lists of names of Statistics Sweden), in lower case.
constexpr std::array<std::string_view, 234> first_names{
    "adam",     "agnes",     "ahmed",     "albin",    "alexander",  "ali",       "alice",       "alva",      "amanda",
    "anders",   "andreas",   "anette",    "anita",    "ann",        "anna",      "anneli",      "annette",   "annika",
    "anton",    "arne",      "arvid",     "astrid",   "axel",       "barbro",    "bengt",       "berit",     "bertil",
    "birgitta", "björn",     "bo",        "britt",    "börje",      "camilla",   "carina",      "carl",      "carolina",
    "caroline", "cecilia",   "charlotte", "christer", "christian",  "christina", "christoffer", "claes",     "conny",
    "daniel",   "david",     "dennis",    "ebba",     "elias",      "elin",      "elisabet",    "elisabeth", "ella",
    "ellen",    "elsa",      "emelie",    "emil",     "emma",       "erik",      "erika",       "eva",       "fatima",
    "felicia",  "filip",     "folke",     "fredrik",  "frida",      "gun",       "gunilla",     "gunnar",    "gustaf",
    "gustav",   "göran",     "gösta",     "hanna",    "hannah",     "hans",      "hassan",      "helen",     "helena",
    "henrik",   "hugo",      "håkan",     "ibrahim",  "ida",        "inga",      "inger",       "ingrid",    "ingvar",
    "irene",    "isabelle",  "isak",      "jakob",    "jan",        "janne",     "jenny",       "jesper",    "jessica",
    "jimmy",    "joakim",    "johan",     "johanna",  "john",       "jonas",     "jonathan",    "josefin",   "josefine",
    "julia",    "jörgen",    "karin",     "karl",     "katarina",   "kenneth",   "kent",        "kerstin",   "kjell",
    "klara",    "knut",      "kristian",  "kristina", "kristoffer", "kurt",      "lars",        "leif",      "lena",
    "lennart",  "leo",       "liam",      "lina",     "linda",      "linnea",    "linnéa",      "linus",     "lisa",
    "louise",   "lovisa",    "lucas",     "ludvig",   "lukas",      "madeleine", "magnus",      "maj",       "maja",
    "malin",    "marcus",    "margareta", "maria",    "mariam",     "marianne",  "marie",       "markus",    "martin",
    "mathias",  "matilda",   "mats",      "mattias",  "max",        "michael",   "mikael",      "moa",       "mohamed",
    "mohammad", "mohammed",  "mona",      "monica",   "monika",     "niklas",    "nils",        "noah",      "ola",
    "olivia",   "olle",      "olof",      "omar",     "oscar",      "oskar",     "patrik",      "per",       "pernilla",
    "peter",    "petra",     "pia",       "rasmus",   "rebecca",    "rebecka",   "richard",     "rickard",   "rikard",
    "robert",   "robin",     "roger",     "roland",   "rolf",       "rune",      "saga",        "sandra",    "sara",
    "sarah",    "sebastian", "signe",     "simon",    "siv",        "sofia",     "sofie",       "solveig",   "stefan",
    "sten",     "stig",      "stina",     "susanne",  "sven",       "therese",   "thomas",      "tina",      "tobias",
    "tomas",    "tommy",     "tony",      "tove",     "ulf",        "ulla",      "ulrika",      "vera",      "victoria",
    "viktor",   "viktoria",  "vincent",   "wilhelm",  "william",    "wilma",     "yvonne",      "åke",       "åsa"};

/// What a word in lower case ends with when it names a place or a firm and not a person.
constexpr std::array<std::string_view, 35> place_endings{
    "gata",  "gatan",   "gatans",    "väg",     "vägen",   "torg",   "torget", "plats",   "platsen",
    "park",  "parken",  "skola",     "skolan",  "skolans", "kyrka",  "kyrkan", "center",  "centrum",
    "gränd", "gränden", "stigen",    "backen",  "gården",  "hamnen", "bron",   "hallen",  "allén",
    "kajen", "station", "stationen", "sjukhus", "huset",   "museum", "hotell", "förskola"};
constexpr std::array<std::string_view, 14> place_words{"allé", "hamn", "kaj", "hus", "stad", "led",  "street",
                                                       "road", "ab",   "hb",  "kb",  "krog", "café", "gård"};

template <typename List>
bool contains(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != std::end(list);
}

/// Whether at least one in so many is found, and one at all.
bool reaches(std::size_t count, std::size_t all, std::size_t one_in) { return count > 0 && count * one_in >= all; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_letter(char c) { return is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, begins_character));
}

bool starts_with_capital(std::string_view word) {
  const auto first = word.substr(0, !word.empty() && static_cast<unsigned char>(word.front()) >= 0x80 ? 2 : 1);
  return lower_case(first) != first;
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto end = static_cast<std::size_t>(std::ranges::find_if(text, is_space) - text.begin());
    if (end > 0) {
      words.push_back(text.substr(0, end));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

// ---- what the column is called

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
  return contains(roles, word) ||
         (std::ranges::any_of(stems, [&](auto stem) { return word.starts_with(stem); }) &&
          std::ranges::none_of(attributes, [&](auto attribute) { return word.ends_with(attribute); }));
}

bool is_attribute(const std::string& word) {
  static constexpr std::array<std::string_view, 24> attributes{
      "kon",      "sex",   "gender", "alder",   "age",     "typ",      "type", "kategori",
      "category", "brott", "crime",  "offence", "offense", "relation", "race", "ras",
      "status",   "roll",  "role",   "objekt",  "id",      "code",     "kod",  "grad"};
  return contains(attributes, word);
}

/// Words that say whose name, number or address it is.
bool is_person(const std::string& word) {
  static constexpr std::array<std::string_view, 22> persons{
      "person", "persons",   "personens", "contact",  "kontakt", "kontaktperson", "kund",   "kundens",
      "owner",  "agare",     "user",      "employee", "officer", "handlaggare",   "caller", "customer",
      "tenant", "hyresgast", "patient",   "elev",     "student", "child"};
  return is_role(word) || contains(persons, word);
}

// ---- names

/// The words of a name in the order first name, surname: "Svensson, Anna" is turned. Empty unless it has two to four
/// words of letters and is neither a place nor a firm.
std::vector<std::string> words_of_person(std::string_view value) {
  std::string ordered(value);
  if (const auto comma = value.find(','); comma != std::string_view::npos) {
    ordered = fmt::format("{} {}", value.substr(comma + 1), value.substr(0, comma));
  }
  std::vector<std::string> words;
  for (const auto word : split(ordered)) {
    const auto lower = lower_case(word);
    const auto of_letters =
        std::ranges::all_of(word, [](char c) { return is_letter(c) || c == '-' || c == '\'' || c == '.'; });
    if (!of_letters || contains(place_words, lower) ||
        std::ranges::any_of(place_endings, [&](auto ending) { return lower.ends_with(ending); })) {
      return {};
    }
    words.emplace_back(word);
  }
  return words.size() >= 2 && words.size() <= 4 ? words : std::vector<std::string>{};
}

bool is_first_name(std::string_view word) {
  const auto lower = lower_case(word.substr(0, word.find('-')));  // Anna-Karin
  return contains(first_names, lower);
}

bool is_person_name(std::string_view value) {
  static constexpr std::array<std::string_view, 9> particles{"af", "al", "av", "de", "del", "der", "el", "van", "von"};
  const auto words = words_of_person(value);
  return !words.empty() && starts_with_capital(words.front()) && is_first_name(words.front()) &&
         std::ranges::all_of(
             words, [](const std::string& word) { return starts_with_capital(word) || contains(particles, word); });
}

/// Whether the values speak against names of persons in a column that is only called "name": places have names too.
bool speak_of_persons(const Values& values) {
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
bool may_be_names(const Values& values) {
  const auto could_be = std::ranges::count_if(
      values, [](std::string_view value) { return is_first_name(value) || !words_of_person(value).empty(); });
  return values.empty() || reaches(static_cast<std::size_t>(could_be), values.size(), 10);
}

PersonFinding named_like(PersonalData what, std::string_view kind, std::string_view word) {
  return {what, fmt::format("its name has '{}', as for {}", word, kind)};
}

PersonFinding name_by_column_name(const Words& words, const Values& values) {
  constexpr std::string_view kind = "names of persons";
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

PersonFinding by_column_name(const Words& words, const Values& values) {
  if (phrase_in(words, {"antal", "count"})) {
    return {};
  }
  constexpr std::string_view number = "personal numbers";
  if (const auto word =
          ending_in(words, {"personnummer", "personnr", "samordningsnummer", "fodelsedatum", "birthdate"})) {
    return named_like(PersonalData::personal_number, number, *word);
  }
  if (const auto phrase = phrase_in(words, {"pnr", "persnr", "pers nr", "person nr", "person nummer", "personal number",
                                            "ssn", "social security", "date of birth", "birth date", "dob"})) {
    return named_like(PersonalData::personal_number, number, *phrase);
  }
  constexpr std::string_view telephone = "telephone numbers";
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
    return named_like(PersonalData::email, "e-mail addresses", *phrase);
  }
  if (const auto phrase = phrase_in(words, {"fritext", "kommentar", "kommentarer", "anteckning", "anteckningar",
                                            "handelseforlopp", "free text", "comment", "comments", "notes"})) {
    return named_like(PersonalData::free_text, "free text", *phrase);
  }
  return name_by_column_name(words, values);
}

// ---- personal numbers

enum class NumberForm : std::uint8_t { other, dated, valid };

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

std::size_t digits_at(std::string_view text, std::size_t at) {
  const auto rest = text.substr(std::min(at, text.size()));
  return static_cast<std::size_t>(std::ranges::find_if_not(rest, is_digit) - rest.begin());
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

/// The most telling of the numbers in a text.
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
          fmt::format("{} of {} values hold a valid Swedish personal number", valid, values.size())};
}

// ---- e-mail and telephone

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
  return {PersonalData::email, fmt::format("{} of {} values hold an e-mail address", found, values.size())};
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
  return {PersonalData::telephone, fmt::format("{} of {} values look like telephone numbers", found, values.size())};
}

// ---- names and free text among the values

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
  return {PersonalData::name, fmt::format("{} of {} values look like names of persons", found.size(), values.size())};
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
    return {PersonalData::free_text, "long text with line breaks stands in it"};
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
          fmt::format("it holds running text: {} of {} values differ, with a median of {} characters", different,
                      values.size(), *middle)};
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
  if (auto finding = by_column_name(words_of(composed(column_name)), sample); finding.what != PersonalData::none) {
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
