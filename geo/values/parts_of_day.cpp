#include "geo/values/parts_of_day.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "geo/values/folded_text.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

struct PartOfDay {
  std::string_view word;
  int begin;
  int end;
};

// clang-format off
constexpr std::array<PartOfDay, 57> parts_of_day{{
    {"natt", 0, 6}, {"natten", 0, 6}, {"nattetid", 0, 6}, {"nattid", 0, 6}, {"night", 0, 6}, {"at night", 0, 6},
    {"nighttime", 0, 6}, {"morgon", 6, 10}, {"morgonen", 6, 10}, {"morgontid", 6, 10}, {"morgnar", 6, 10}, {"morning", 6, 10},
    {"förmiddag", 6, 12}, {"förmiddagen", 6, 12}, {"formiddag", 6, 12}, {"formiddagen", 6, 12}, {"fm", 6, 12}, {"f.m.", 6, 12},
    {"f.m", 6, 12}, {"fm.", 6, 12}, {"am", 0, 12}, {"a.m.", 0, 12}, {"middag", 11, 14}, {"middagen", 11, 14},
    {"mitt på dagen", 11, 14}, {"lunch", 11, 14}, {"lunchtid", 11, 14}, {"noon", 11, 14}, {"midday", 11, 14},
    {"eftermiddag", 12, 18}, {"eftermiddagen", 12, 18}, {"em", 12, 18}, {"e.m.", 12, 18}, {"e.m", 12, 18}, {"em.", 12, 18},
    {"afternoon", 12, 18}, {"pm", 12, 24}, {"p.m.", 12, 24}, {"kväll", 18, 24}, {"kvällen", 18, 24}, {"kvällstid", 18, 24},
    {"kvall", 18, 24}, {"kvallen", 18, 24}, {"kvallstid", 18, 24}, {"evening", 18, 24}, {"dag", 6, 18}, {"dagen", 6, 18},
    {"dagtid", 6, 18}, {"day", 6, 18}, {"daytime", 6, 18}, {"dygn", 0, 24}, {"dygnet", 0, 24}, {"hela dagen", 0, 24},
    {"heldag", 0, 24}, {"hela dygnet", 0, 24}, {"all day", 0, 24}, {"whole day", 0, 24}}};
// clang-format on

std::string_view without_word(std::string_view text, std::initializer_list<std::string_view> words) {
  for (const auto word : words) {
    if (text.starts_with(word)) {
      return trimmed(text.substr(word.size()));
    }
  }
  return text;
}

/// "22" or what parse_clock_time reads.
std::optional<std::chrono::seconds> one_end(std::string_view text) {
  TextCursor cursor(text);
  const auto hour = cursor.digits_ahead() == 2 ? cursor.digits(2, 2) : std::nullopt;
  if (hour && cursor.at_end()) {
    return *hour <= 24 ? std::optional<std::chrono::seconds>(std::chrono::hours{*hour}) : std::nullopt;
  }
  return parse_clock_time(text);
}

}  // namespace

std::optional<TimeOfDay> parse_part_of_day(std::string_view text) {
  constexpr std::size_t longest = 24;
  text = trimmed(text);
  if (text.empty() || text.size() > longest || (text.front() >= '0' && text.front() <= '9')) {
    return std::nullopt;
  }
  const auto lower = folded(text);
  const auto word = without_word(lower, {"på ", "under ", "in the ", "i ", "the "});
  const auto* const found = std::ranges::find(parts_of_day, word, &PartOfDay::word);
  return found != parts_of_day.end()
             ? std::optional(TimeOfDay{std::chrono::hours{found->begin}, std::chrono::hours{found->end}})
             : std::nullopt;
}

std::optional<TimeOfDay> parse_clock_range(std::string_view text) {
  constexpr std::size_t longest = 40;
  text = trimmed(text);
  if (text.size() < 5 || text.size() > longest) {
    return std::nullopt;
  }
  const auto lower = folded(text);
  const auto both = without_word(lower, {"mellan ", "between ", "från ", "from ", "kl. ", "kl.", "kl ", "ca "});
  for (const std::string_view between : {"-", "\xE2\x80\x93", "\xE2\x80\x94", " till ", " to ", " och ", " and "}) {
    const auto at = both.find(between);
    if (at == std::string_view::npos || at == 0) {
      continue;
    }
    const auto begin = one_end(trimmed(both.substr(0, at)));
    const auto end = begin ? one_end(trimmed(both.substr(at + between.size()))) : std::nullopt;
    if (!end) {
      return std::nullopt;
    }
    return TimeOfDay{*begin, *end < *begin ? *end + std::chrono::days{1} : *end};
  }
  return std::nullopt;
}

}  // namespace lykta
