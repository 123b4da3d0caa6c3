#include "geo/values/number_style.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "geo/values/letters.hpp"
#include "geo/values/missing_words.hpp"
#include "geo/values/plain_number.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

constexpr std::size_t longest_number = 64;
constexpr std::size_t group_length = 3;

/// A number with a decimal point and without a sign, which fills the text.
std::optional<double> parse_unsigned(std::string_view text) {
  // The standard library also reads "inf", "nan" and a second sign.
  if (text.empty() || !(is_digit(text.front()) || text.front() == '.')) {
    return std::nullopt;
  }
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

/// Length of the thousands sign at the front of the text, 0 for none.
std::size_t leading_thousands_sign(std::string_view text, char sign) {
  if (sign == '\0' || text.empty()) {
    return 0;
  }
  if (text.front() == sign) {
    return 1;
  }
  constexpr std::array<std::string_view, 3> spaces{"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"};  // the last is thin
  constexpr std::string_view curly_apostrophe = "\xE2\x80\x99";
  if (sign == ' ') {
    const auto* const space = std::ranges::find_if(spaces, [&](auto candidate) { return text.starts_with(candidate); });
    return space != spaces.end() ? space->size() : 0;
  }
  return sign == '\'' && text.starts_with(curly_apostrophe) ? curly_apostrophe.size() : 0;
}

/// The same number with decimal point and without thousands signs, or nothing when the groups are not in order.
class PlainNumber {
 public:
  PlainNumber(std::string_view text, NumberStyle style) {
    const auto thousands = style.thousands == style.decimal ? '\0' : style.thousands;
    if (!take_whole_part(text, thousands)) {
      return;
    }
    if (!text.empty() && text.front() == style.decimal) {
      append('.');
      text.remove_prefix(1);
      take_digits(text);
    }
    if (!grouped_ && !text.empty() && (text.front() == 'e' || text.front() == 'E')) {
      while (!text.empty() && text.front() != '.') {
        append(text.front());
        text.remove_prefix(1);
      }
    }
    understood_ = text.empty();
  }

  [[nodiscard]] std::optional<double> value() const {
    return understood_ ? parse_unsigned({characters_.data(), size_}) : std::nullopt;
  }

 private:
  void append(char c) { characters_[size_++] = c; }

  std::size_t take_digits(std::string_view& text) {
    std::size_t taken = 0;
    for (; !text.empty() && is_digit(text.front()); ++taken) {
      append(text.front());
      text.remove_prefix(1);
    }
    return taken;
  }

  bool take_whole_part(std::string_view& text, char thousands) {
    const auto first_group = take_digits(text);
    while (const auto sign = leading_thousands_sign(text, thousands)) {
      if (!grouped_ && (first_group < 1 || first_group > group_length || characters_[0] == '0')) {
        return false;
      }
      grouped_ = true;
      text.remove_prefix(sign);
      if (take_digits(text) != group_length) {
        return false;
      }
    }
    return true;
  }

  std::array<char, longest_number> characters_{};
  std::size_t size_ = 0;
  bool grouped_ = false;
  bool understood_ = false;
};

/// All styles, the ones with fewer signs first.
constexpr std::array<NumberStyle, 8> styles{
    {{'.', '\0'}, {',', '\0'}, {'.', ' '}, {',', ' '}, {'.', '\''}, {',', '\''}, {'.', ','}, {',', '.'}}};

enum class PlainForm : std::uint8_t { none, whole, with_point };

PlainForm plain_form(std::string_view text) {
  text = trimmed(text);
  if (!is_plain_number(text)) {
    return PlainForm::none;
  }
  return text.find('.') == std::string_view::npos ? PlainForm::whole : PlainForm::with_point;
}

/// Whether the style makes the same number of a plain one as the style without signs.
bool is_read_as_plain(PlainForm form, NumberStyle style) {
  return form == PlainForm::whole || (form == PlainForm::with_point && style.decimal == '.');
}

/// How many texts each of the styles reads.
std::array<std::size_t, styles.size()> count_readable(std::span<const std::string_view> texts) {
  std::array<std::size_t, styles.size()> readable{};
  for (const auto text : texts) {
    // Plain numbers are most of a column, and most styles read them alike.
    const auto plain = plain_form(text);
    const auto is_number = plain != PlainForm::none && parse_number(text, NumberStyle{});
    for (std::size_t i = 0; i < styles.size(); ++i) {
      readable[i] +=
          (is_read_as_plain(plain, styles[i]) ? is_number : parse_number(text, styles[i]).has_value()) ? 1U : 0U;
    }
  }
  return readable;
}

bool shows_decimals(std::string_view text, NumberStyle style) {
  return text.find(style.decimal) != std::string_view::npos;
}

bool shows_thousands(std::string_view text, NumberStyle style) {
  if (style.thousands == '\0') {
    return false;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (leading_thousands_sign(text.substr(i), style.thousands) > 0) {
      return true;
    }
  }
  return false;
}

Phrase name_of_decimal(char sign) {
  return sign == ',' ? Phrase{"decimalkomma", "decimal comma"} : Phrase{"decimalpunkt", "decimal point"};
}

Phrase name_of_thousands(char sign) {
  switch (sign) {
    case ' ':
      return {"mellanslag", "spaces"};
    case '\'':
      return {"apostrofer", "apostrophes"};
    default:
      return sign == ',' ? Phrase{"kommatecken", "commas"} : Phrase{"punkter", "points"};
  }
}

/// "decimal comma and spaces between thousands, as in '6 231 640,9'".
Said describe(NumberStyle style, std::span<const std::string_view> texts) {
  const auto first_that = [&](auto shows) {
    const auto found = std::ranges::find_if(
        texts, [&](auto text) { return shows(trimmed(text), style) && parse_number(text, style); });
    return found != texts.end() ? trimmed(*found) : std::string_view();
  };
  const auto decimals = first_that(shows_decimals);
  const auto thousands = first_that(shows_thousands);
  if (decimals.empty() && thousands.empty()) {
    return said({"heltal, som i '{}'", "whole numbers, as in '{}'"}, first_that([](auto, auto) { return true; }));
  }
  if (thousands.empty()) {
    return said({"{}, som i '{}'", "{}, as in '{}'"}, name_of_decimal(style.decimal), decimals);
  }
  if (decimals.empty()) {
    return said({"{} mellan tusental, som i '{}'", "{} between thousands, as in '{}'"},
                name_of_thousands(style.thousands), thousands);
  }
  const auto both =
      first_that([](auto text, auto in) { return shows_decimals(text, in) && shows_thousands(text, in); });
  const auto how = said({"{} och {} mellan tusental", "{} and {} between thousands"}, name_of_decimal(style.decimal),
                        name_of_thousands(style.thousands));
  return both.empty() ? said({"{}, som i '{}' och '{}'", "{}, as in '{}' and '{}'"}, how, decimals, thousands)
                      : said({"{}, som i '{}'", "{}, as in '{}'"}, how, both);
}

/// Whether most numbers of a thousand and more are written without the sign that the style has between thousands: then a
/// text with it ("516.680" among "6228900,5") is no group, but something else.
bool leaves_out_thousands(std::span<const std::string_view> texts, NumberStyle style) {
  std::size_t with = 0;
  std::size_t without = 0;
  for (const auto text : texts) {
    if (const auto number = parse_number(text, style); number && std::abs(*number) >= 1000) {
      ++(shows_thousands(text, style) ? with : without);
    }
  }
  return without > with;
}

/// The style that reads most, and its place among all.
NumberStyle style_of_most(std::span<const std::string_view> texts, std::span<const std::size_t> readable) {
  const auto most = std::ranges::max_element(readable);
  auto style = styles[static_cast<std::size_t>(most - readable.begin())];
  if ((style.thousands == '.' || style.thousands == ',') && leaves_out_thousands(texts, style)) {
    style.thousands = '\0';
  }
  return style;
}

/// A text that is one number in this style and another in a style that reads just as many texts.
std::optional<std::string_view> find_ambiguous(std::span<const std::string_view> texts, NumberStyle style,
                                               std::span<const NumberStyle> rivals) {
  for (const auto text : texts) {
    const auto plain = plain_form(text);
    if (plain == PlainForm::whole) {
      continue;
    }
    const auto number = parse_number(text, style);
    for (const auto& rival : rivals) {
      const auto are_alike = is_read_as_plain(plain, style) && is_read_as_plain(plain, rival);
      const auto other = number && !are_alike ? parse_number(text, rival) : std::nullopt;
      if (other && *other != *number) {
        return trimmed(text);
      }
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<double> parse_number(std::string_view text, NumberStyle style) {
  text = trimmed(text);
  constexpr std::string_view minus_sign = "\xE2\x88\x92";
  const auto negative = text.starts_with('-') || text.starts_with(minus_sign);
  if (negative || text.starts_with('+')) {
    text.remove_prefix(text.starts_with(minus_sign) ? minus_sign.size() : 1);
  }
  if (text.size() > longest_number) {
    return std::nullopt;
  }
  auto value = style.decimal == '.' ? parse_unsigned(text) : std::nullopt;
  if (!value) {
    value = PlainNumber(text, style).value();
  }
  return value && negative ? -*value : value;
}

std::optional<double> parse_unmistakable_number(std::string_view text, NumberStyle style) {
  if (const auto number = parse_number(text, style)) {
    return number;
  }
  std::optional<double> only;
  for (const auto& other : styles) {
    const auto number = parse_number(text, other);
    if (number && only && *only != *number) {
      return std::nullopt;
    }
    only = number ? number : only;
  }
  return only;
}

NumberFinding find_number_style(std::span<const std::string_view> texts) {
  NumberFinding finding;
  const auto is_empty = [](std::string_view text) { return trimmed(text).empty() || says_missing(text); };
  finding.empty = static_cast<std::size_t>(std::ranges::count_if(texts, is_empty));
  const auto filled = texts.size() - finding.empty;
  if (filled == 0) {
    finding.why = said({"ingen text alls", "no text at all"});
    return finding;
  }
  const auto readable = count_readable(texts);
  const auto style = style_of_most(texts, readable);
  const auto* const place = std::ranges::find(styles, style);
  const auto by_style = readable[static_cast<std::size_t>(place - styles.begin())];
  finding.numbers = by_style;
  if (by_style < filled) {
    const auto is_number = [&](auto text) { return parse_unmistakable_number(text, style).has_value(); };
    finding.numbers = static_cast<std::size_t>(std::ranges::count_if(texts, is_number));
  }
  finding.others = filled - finding.numbers;
  finding.best = finding.numbers > 0 ? std::optional(style) : std::nullopt;
  if (finding.numbers * 10 < filled * 9) {
    const auto other = std::ranges::find_if(
        texts, [&](auto text) { return !parse_unmistakable_number(text, style) && !is_empty(text); });
    finding.why = said({"bara {} av {} texter är tal av samma slag; inte '{}'",
                        "only {} of {} texts are numbers of one style; not '{}'"},
                       finding.numbers, filled, as_example(*other));
    return finding;
  }
  finding.style = style;
  std::vector<NumberStyle> rivals;
  for (std::size_t i = 0; i < styles.size(); ++i) {
    if (readable[i] == by_style && styles[i] != style) {
      rivals.push_back(styles[i]);
    }
  }
  const auto ambiguous = find_ambiguous(texts, style, rivals);
  finding.ambiguous = ambiguous.has_value();
  finding.why = ambiguous ? said({"'{}' kan ha decimaler eller vara tusental; läst med {}",
                                  "'{}' may have decimals or be thousands; taken for a {}"},
                                 *ambiguous, name_of_decimal(style.decimal))
                          : describe(style, texts);
  return finding;
}

}  // namespace lykta
