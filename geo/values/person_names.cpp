#include "geo/values/person_names.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>

#include <fmt/format.h>

#include "geo/values/letters.hpp"
#include "geo/values/name_lists.hpp"
#include "geo/values/text_values.hpp"
#include "geo/values/word_lists.hpp"

namespace lykta {

namespace {

// clang-format off
/// What a word in lower case ends with when it names a place and not a person.
constexpr std::array<std::string_view, 54> place_endings{
    "gata", "gatan", "gatans", "väg", "vägen", "torg", "torget", "plats", "platsen", "park", "parken", "skola", "skolan", "skolans", "kyrka",
    "kyrkan", "center", "centrum", "gränd", "gränden", "stigen", "backen", "backe", "gården", "gård", "hamnen", "bron", "hallen", "allén", "kajen", "station",
    "stationen", "sjukhus", "huset", "museum", "hotell", "förskola", "gymnasiet", "gymnasium", "statyn", "monumentet", "plan", "planen", "bryggan", "udden",
    "näs", "ängen", "sjön", "stranden", "staden", "byn", "berget", "terminal", "terminalen"};
constexpr std::array<std::string_view, 32> place_words{
    "allé", "hamn", "kaj", "hus", "stad", "led", "stig", "street", "road", "av", "ave", "square", "trappor", "terrass", "minne", "hall", "arena", "bro", "udde",
    "kvarter", "kv", "kvarteret", "stugan", "backar", "norra", "södra", "västra", "östra", "norr", "gamla", "lilla", "stora"};
/// Words of firms, authorities and associations.
constexpr std::array<std::string_view, 47> firm_words{
    "ab", "hb", "kb", "brf", "krog", "café", "cafe", "bygg", "åkeri", "bil", "måleri", "vvs", "konditori", "restaurang", "pizzeria", "frisör", "salong", "konsult",
    "fastigheter", "förening", "föreningen", "stiftelse", "stiftelsen", "fond", "kommun", "kommunen", "region", "polisen", "myndigheten", "nämnden",
    "förvaltning", "bostäder", "bolag", "bolaget", "företag", "handel", "livs", "kiosk", "butik", "pub", "bar", "grill", "hamburgare", "bostadsrättsförening", "företaget", "skolor", "taxi"};
constexpr std::array<std::string_view, 11> firm_endings{
    "förvaltningen", "förvaltning", "nämnden", "myndigheten", "kontoret", "avdelningen", "enheten", "gruppen", "bostäder", "föreningen", "verket"};
constexpr std::array<std::string_view, 9> particles{"af", "al", "av", "de", "del", "der", "el", "van", "von"};
constexpr std::array<std::string_view, 24> titles{
    "herr", "fru", "fröken", "hr", "dr", "doktor", "mr", "mrs", "ms", "insp", "inspektör", "polisinspektör", "polisassistent", "pol.ass", "pa", "pi",
    "kommissarie", "advokat", "rektor", "kapten", "ass", "familjen", "pol", "polis"};
// clang-format on

bool is_place_word(std::string_view lower) {
  return is_among(place_words, lower) ||
         std::ranges::any_of(place_endings, [&](auto ending) { return lower.ends_with(ending); });
}

bool is_firm_word(std::string_view lower) {
  return is_among(firm_words, lower) ||
         std::ranges::any_of(firm_endings, [&](auto ending) { return lower.ends_with(ending); });
}

/// A word of a text as written and in lower case, without the punctuation around it.
struct Word {
  std::string text;
  std::string lower;
  bool ends_part = false;  ///< a comma, a bracket or the like stands behind it
};

bool is_opening(char c) { return c == '(' || c == '"' || c == '\'' || c == '['; }
bool is_closing(char c) {
  return c == ',' || c == ';' || c == ':' || c == ')' || c == '"' || c == '\'' || c == ']' || c == '!' || c == '?' ||
         c == '.' || c == '/';
}

/// The text with a space where a sign joins names: "Svensson/Persson", "anna.svensson", "anna_svensson".
std::string with_names_apart(std::string_view text) {
  std::string apart(text);
  const auto is_letter_at = [&](std::size_t at) { return at < text.size() && is_letter(text[at]); };
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    const auto joins = text[i] == '/' || text[i] == '_' || text[i] == '&' || text[i] == '+' ||
                       (text[i] == '.' && i >= 2 && is_letter_at(i - 2));
    if (joins && is_letter_at(i - 1) && is_letter_at(i + 1) && !text.substr(i - 1).starts_with("c/o") &&
        !text.substr(i - 1).starts_with("C/o") && !text.substr(i - 1).starts_with("C/O")) {
      apart[i] = ' ';
    }
  }
  return apart;
}

std::vector<Word> words_in(std::string_view text) {
  std::vector<Word> words;
  const auto apart = with_names_apart(text);
  for (auto word : split(apart)) {
    while (!word.empty() && is_opening(word.front())) {
      word.remove_prefix(1);
    }
    auto ends_part = false;
    while (!word.empty() && is_closing(word.back())) {
      ends_part = ends_part || word.back() != '.' || word.size() > 2;  // the point of an initial parts nothing
      word.remove_suffix(1);
    }
    if (!word.empty()) {
      words.push_back({std::string(word), lower_case(word), ends_part});
    }
  }
  return words;
}

bool is_of_letters(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return is_letter(c) || c == '-' || c == '\'' || c == '.'; });
}

bool is_initial(std::string_view word) {
  return is_of_letters(word) &&
         (characters(word) == 1 || (word.size() <= 4 && word.find('.') != std::string_view::npos));
}

/// "Wilma T" of "Wilma T, 6B".
std::string_view without_class_of_pupil(std::string_view value) {
  const auto comma = value.rfind(',');
  if (comma == std::string_view::npos) {
    return value;
  }
  const auto behind = trimmed(value.substr(comma + 1));
  const auto is_class = behind.size() == 2 && behind[0] >= '1' && behind[0] <= '9' && is_ascii_letter(behind[1]);
  return is_class ? value.substr(0, comma) : value;
}

/// The words of a name in the order given name, family name: "Svensson, Anna" is turned. None unless these are one to
/// four words of letters, and none of a place or a firm.
std::vector<Word> words_of_person(std::string_view value) {
  value = without_class_of_pupil(value);
  std::string ordered(value);
  if (const auto comma = value.find(','); comma != std::string_view::npos) {
    ordered = fmt::format("{} {}", trimmed(value.substr(comma + 1)), trimmed(value.substr(0, comma)));
  }
  auto words = words_in(ordered);
  while (words.size() > 1 && is_among(titles, words.front().lower)) {
    words.erase(words.begin());
  }
  constexpr std::size_t most = 4;
  const auto is_of_person = [](const Word& word) {
    return is_of_letters(word.text) && !is_place_word(word.lower) && !is_firm_word(word.lower);
  };
  return words.size() <= most && std::ranges::all_of(words, is_of_person) ? words : std::vector<Word>{};
}

/// In small letters "per" and "berg" are words like others.
bool is_written_as_name(const Word& given, const Word& family) {
  constexpr std::size_t telling_given = 4;
  constexpr std::size_t telling_family = 6;
  return (starts_with_capital(given.text) && starts_with_capital(family.text)) ||
         (given.lower.size() >= telling_given &&
          (ends_like_family_name(family.lower) || family.lower.size() >= telling_family));
}

/// Whether the words from `at` on are a given name and a family name, perhaps with one more or an initial between;
/// `end` is the word behind them.
bool is_pair(const std::vector<Word>& words, std::size_t at, std::size_t& end) {
  const auto pair = [&](std::size_t first, std::size_t second) {
    return ((is_given_name(words[first].lower) && is_family_name(words[second].lower) &&
             is_written_as_name(words[first], words[second])) ||
            (is_family_name(words[first].lower) && is_given_name(words[second].lower) &&
             is_written_as_name(words[second], words[first])));
  };
  if (at + 1 < words.size() && !words[at].ends_part && pair(at, at + 1)) {
    end = at + 2;
    return true;
  }
  if (at + 2 < words.size() && !words[at].ends_part && !words[at + 1].ends_part && is_given_name(words[at].lower) &&
      (is_given_name(words[at + 1].lower) || is_initial(words[at + 1].text) ||
       is_among(particles, words[at + 1].lower)) &&
      pair(at, at + 2)) {
    end = at + 3;
    return true;
  }
  return false;
}

/// Of two words: an initial and a known family name in either order, or a known given name and an initial.
bool is_name_with_initial(const std::vector<Word>& words) {
  if (words.size() < 2) {
    return false;
  }
  const auto initials = std::ranges::count_if(words, [](const Word& word) { return is_initial(word.text); });
  const auto names = std::ranges::count_if(
      words, [](const Word& word) { return is_family_name(word.lower) || is_given_name(word.lower); });
  return initials >= 1 && names >= 1 && static_cast<std::size_t>(initials + names) == words.size();
}

bool are_capitalised(const std::vector<Word>& words) {
  return std::ranges::all_of(
      words, [](const Word& word) { return starts_with_capital(word.text) || is_among(particles, word.lower); });
}

bool may_be_name(const std::vector<Word>& words) {
  return words.size() >= 2 && words.size() <= 3 && std::ranges::all_of(words, [](const Word& word) {
           return starts_with_capital(word.text) && (characters(word.text) >= 2 || is_initial(word.text));
         });
}

}  // namespace

NameEvidence name_evidence(std::string_view value) {
  const auto words = words_of_person(value);
  if (words.empty()) {
    return NameEvidence::none;
  }
  if (words.size() == 1) {
    const auto& word = words.front().lower;
    return is_given_name(word) || is_family_name(word) ? NameEvidence::single : NameEvidence::none;
  }
  const auto any = [&](auto is_one) {
    return std::ranges::any_of(words, [&](const Word& word) { return is_one(word.lower); });
  };
  if (any(is_given_name) && any(is_family_name) && std::ranges::any_of(words, [](const Word& word) {
        return is_family_name(word.lower) && (!is_given_name(word.lower) || ends_like_family_name(word.lower));
      })) {
    return NameEvidence::sure;
  }
  const auto is_genitive = [](const std::string& word) {
    return word.ends_with('s') && !is_family_name(word) &&
           is_family_name(std::string_view(word).substr(0, word.size() - 1));
  };
  const auto is_only_given = std::ranges::all_of(
      words, [](const Word& word) { return is_given_name(word.lower) && !is_family_name(word.lower); });
  if (any(is_genitive) || is_only_given) {
    return NameEvidence::shape;  // "Astrid Lindgrens Värld", "Gustav Adolf"
  }
  const auto are_known = std::ranges::all_of(
      words, [](const Word& word) { return is_family_name(word.lower) || is_given_name(word.lower); });
  if (is_name_with_initial(words) ||
      (are_capitalised(words) && (is_given_name(words.front().lower) || ends_like_family_name(words.back().lower))) ||
      (are_known && any(ends_like_family_name))) {
    return NameEvidence::likely;
  }
  return may_be_name(words) || any(is_given_name) || any(is_family_name) ? NameEvidence::shape : NameEvidence::none;
}

std::string name_inside(std::string_view text) {
  const auto words = words_in(text);
  if (std::ranges::any_of(words, [](const Word& word) { return is_firm_word(word.lower); })) {
    return "";
  }
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    std::size_t end = 0;
    if (is_pair(words, i, end) &&
        (end == words.size() || words[end - 1].ends_part || !is_place_word(words[end].lower))) {
      return words[i].lower + " " + words[end - 1].lower;
    }
  }
  return "";
}

std::string family_inside(std::string_view text) {
  const auto words = words_in(text);
  if (words.size() < 2 || std::ranges::any_of(words, [](const Word& word) { return is_firm_word(word.lower); })) {
    return "";
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto is_of_place = i + 1 < words.size() && !words[i].ends_part && is_place_word(words[i + 1].lower);
    if (starts_with_capital(words[i].text) && ends_like_family_name(words[i].lower) && is_of_letters(words[i].text) &&
        !is_of_place) {
      return words[i].lower;
    }
  }
  return "";
}

bool names_a_household(std::string_view text) {
  const auto words = words_in(text);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const auto& next = words[i + 1];
    const auto is_name = is_family_name(next.lower) || is_given_name(next.lower);
    if ((words[i].lower == "c/o" && starts_with_capital(next.text)) ||
        (is_name && starts_with_capital(next.text) &&
         is_among(std::array<std::string_view, 3>{"hos", "familjen", "fam"}, words[i].lower))) {
      return true;
    }
  }
  return false;
}

NameTally names_in(const ValueCounts& values) {
  NameTally tally;
  std::set<std::string> sure;
  std::set<std::string> families;
  for (const auto& [text, rows] : values.different) {
    const auto evidence = name_evidence(text);
    tally.household += names_a_household(text) ? rows : 0U;
    auto inside = evidence == NameEvidence::sure ? lower_case(text) : std::string();
    if (evidence != NameEvidence::sure) {
      inside = name_inside(text);
    }
    if (!inside.empty()) {
      tally.sure += rows;
      sure.insert(std::move(inside));
    }
    if (auto family = family_inside(text); !family.empty()) {
      tally.family_inside += rows;
      families.insert(std::move(family));
    }
    if (evidence >= NameEvidence::likely) {
      tally.likely += rows;
      ++tally.different_likely;
    }
    if (evidence == NameEvidence::single) {
      const auto last = words_in(text).back().lower;
      (is_family_name(last) ? tally.family : tally.given) += rows;
      ++(is_family_name(last) ? tally.different_family : tally.different_given);
    }
    if (evidence != NameEvidence::none && evidence != NameEvidence::single) {
      tally.shape += rows;
      ++tally.different_shapes;
    }
  }
  tally.different_sure = sure.size();
  tally.different_family_inside = families.size();
  return tally;
}

}  // namespace lykta
