#include "geo/values/folded_text.hpp"

#include <algorithm>
#include <optional>

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "engine/base/error.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Nothing where it is not UTF-8: ICU would put the same mark in the place of all that it cannot read, and texts that
/// differ would be equal.
std::optional<icu::UnicodeString> unicode(std::string_view text) {
  auto result = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  std::string again;
  result.toUTF8String(again);
  return again == text ? std::optional(std::move(result)) : std::nullopt;
}

icu::UnicodeString normalized(const icu::UnicodeString& text, bool compose) {
  UErrorCode error = U_ZERO_ERROR;
  const auto* const form = compose ? icu::Normalizer2::getNFCInstance(error) : icu::Normalizer2::getNFDInstance(error);
  auto result = U_SUCCESS(error) != 0 ? form->normalize(text, error) : icu::UnicodeString();
  if (U_FAILURE(error) != 0) {
    throw DataError(std::string("a text could not be composed: ") + u_errorName(error));
  }
  return result;
}

std::string utf8(const icu::UnicodeString& text) {
  std::string result;
  text.toUTF8String(result);
  return result;
}

}  // namespace

std::string composed(std::string_view text) {
  if (is_ascii(text)) {
    return std::string(text);
  }
  const auto read = unicode(text);
  return read ? utf8(normalized(*read, true)) : std::string(text);
}

std::string folded(std::string_view text) {
  if (is_ascii(text)) {
    return lower_case(text);
  }
  const auto read = unicode(text);
  if (!read) {
    return lower_case(text);
  }
  auto parts = normalized(*read, false);
  parts.foldCase();
  return utf8(normalized(parts, true));
}

}  // namespace lykta
