#include "geo/values/person_names.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include <fmt/format.h>

#include "geo/values/letters.hpp"
#include "geo/values/text_values.hpp"
#include "geo/values/word_lists.hpp"

namespace lykta {

namespace {

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

}  // namespace

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
    if (!of_letters || is_among(place_words, lower) ||
        std::ranges::any_of(place_endings, [&](auto ending) { return lower.ends_with(ending); })) {
      return {};
    }
    words.emplace_back(word);
  }
  return words.size() >= 2 && words.size() <= 4 ? words : std::vector<std::string>{};
}

bool is_first_name(std::string_view word) {
  const auto lower = lower_case(word.substr(0, word.find('-')));  // Anna-Karin
  return is_among(first_names, lower);
}

bool is_person_name(std::string_view value) {
  static constexpr std::array<std::string_view, 9> particles{"af", "al", "av", "de", "del", "der", "el", "van", "von"};
  const auto words = words_of_person(value);
  return !words.empty() && starts_with_capital(words.front()) && is_first_name(words.front()) &&
         std::ranges::all_of(
             words, [](const std::string& word) { return starts_with_capital(word) || is_among(particles, word); });
}

}  // namespace lykta
