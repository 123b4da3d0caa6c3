#include "geo/files/secrets.hpp"

#include <algorithm>
#include <string_view>

#include "geo/files/path_words.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// Whether the value behind this key is nobody's business.
bool is_secret(std::string_view key) {
  const auto parts =
      words_of_list("password passwd passphrase pwd secret token signature credential apikey api_key api-key");
  return std::ranges::any_of(parts, [&](auto part) { return contains(key, part); }) ||
         is_in_list(key, "pass key key_b64 sig auth subscription-key") || key.ends_with("authorization");
}

/// Where the value ends that begins at `begin`: at its closing quote, else at the separator that stands before its
/// key. Before a key that opens the text any separator may stand, so only a space ends it.
std::size_t end_of_value(std::string_view text, std::size_t begin, char before_key) {
  const auto opening = begin < text.size() ? text[begin] : ' ';
  if (opening == '\'' || opening == '"' || opening == '{') {
    const auto closing = opening == '{' ? '}' : opening;
    auto end = begin + 1;
    while (end < text.size() && text[end] != closing) {
      end += text[end] == '\\' ? 2U : 1U;
    }
    return std::min(end + 1, text.size());
  }
  const char* separators = " \t\r\n";
  if (before_key == '?' || before_key == '&') {
    separators = "&# \t\r\n";
  } else if (before_key == ';') {
    separators = ";";
  } else if (before_key == ',' || before_key == '/') {
    separators = ",";
  }
  auto end = begin;
  while (end < text.size() && !contains(separators, text.substr(end, 1))) {
    end += text[end] == '\\' ? 2U : 1U;
  }
  return std::min(end, text.size());
}

bool is_key_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

/// "password = value" -> "password=***". A folder called "key=3" stays, as nothing but /vsicrypt/ has a key there.
std::string without_secret_values(const std::string& text) {
  const auto lower = lower_case(text);
  constexpr std::string_view before_keys = " \t\r\n?&;,:/'\"(";
  std::string result;
  std::size_t copied = 0;
  for (auto equals = lower.find('='); equals != not_found; equals = lower.find('=', equals + 1)) {
    const auto key_end = lower.find_last_not_of(' ', equals == 0 ? 0 : equals - 1) + 1;
    auto key_begin = key_end;
    while (key_begin > 0 && is_key_letter(lower[key_begin - 1])) {
      --key_begin;
    }
    const auto before = key_begin == 0 ? ' ' : lower[key_begin - 1];
    const auto is_folder = before == '/' && !std::string_view(lower).substr(0, key_begin).ends_with("/vsicrypt/");
    if (key_begin < copied || !contains(before_keys, std::string_view(&before, 1)) || is_folder ||
        !is_secret(std::string_view(lower).substr(key_begin, key_end - key_begin))) {
      continue;
    }
    const auto begin = std::min(lower.find_first_not_of(' ', equals + 1), lower.size());
    const auto end = end_of_value(lower, begin, before);
    result += text.substr(copied, key_end - copied) + "=***";
    copied = end;
    equals = end == 0 ? 0 : end - 1;
  }
  return result + text.substr(copied);
}

/// "https://user:password@host" -> "https://***@host"; of a database the user stays.
std::string without_secret_users(const std::string& text) {
  const auto lower = lower_case(text);
  std::string result;
  std::size_t copied = 0;
  for (auto slashes = lower.find("://"); slashes != not_found; slashes = lower.find("://", slashes + 3)) {
    const auto begin = slashes + 3;
    const auto end = std::min(lower.find_first_of("?# \t\r\n", begin), lower.size());
    const auto colon = lower.find_first_of(":/", begin);
    // A password may hold a slash by mistake; then what stands behind the colon is no port.
    const auto has_no_port = colon < end && lower[colon] == ':' &&
                             lower.find_first_not_of("0123456789", colon + 1) != lower.find('/', colon + 1);
    const auto authority_end = has_no_port ? end : std::min(lower.find('/', begin), end);
    const auto at = lower.rfind('@', authority_end);
    if (begin < copied || at == not_found || at <= begin || at >= authority_end) {
      continue;
    }
    const auto is_database = std::string_view(lower).substr(0, slashes).ends_with("postgresql") ||
                             std::string_view(lower).substr(0, slashes).ends_with("postgres");
    const auto user_end = is_database ? std::min(lower.find(':', begin), at) : begin;
    const auto mark = is_database ? (user_end < at ? ":***" : "") : "***";
    result += text.substr(copied, user_end - copied) + mark;
    copied = at;
  }
  return result + text.substr(copied);
}

}  // namespace

std::string without_secrets(const std::string& path) {
  const auto options = lower_case(path).find("/vsicurl?");
  if (options != std::string::npos) {
    const auto readable = without_percent_codes(path.substr(options));
    const auto shown = without_secret_values(without_secret_users(readable));
    // The address stands there percent-encoded; it is shown plainly where it has something to hide.
    if (shown != readable) {
      return without_secrets(path.substr(0, options)) + shown;
    }
  }
  return without_secret_values(without_secret_users(path));
}

}  // namespace lykta
