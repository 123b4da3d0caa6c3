#include "geo/format/text_encoding.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>

#include <cpl_conv.h>
#include <cpl_string.h>
#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/gdal/gdal_handle.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// What the bytes 80 to 9F mean in Windows-1252 (WHATWG index, where the five without a meaning are U+FFFD here).
constexpr std::array<char16_t, 32> windows_1252_extras{0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                       0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                       0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                       0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

unsigned byte_at(std::string_view bytes, std::size_t index) { return static_cast<unsigned char>(bytes[index]); }

void append_utf8(char32_t character, std::string& text) {
  const auto add = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (character < 0x80) {
    add(character);
  } else if (character < 0x800) {
    add(0xC0 | (character >> 6));
    add(0x80 | (character & 0x3F));
  } else if (character < 0x10000) {
    add(0xE0 | (character >> 12));
    add(0x80 | ((character >> 6) & 0x3F));
    add(0x80 | (character & 0x3F));
  } else {
    add(0xF0 | (character >> 18));
    add(0x80 | ((character >> 12) & 0x3F));
    add(0x80 | ((character >> 6) & 0x3F));
    add(0x80 | (character & 0x3F));
  }
}

/// Length of the plain ASCII text at the front, looked at eight bytes at a time.
std::size_t ascii_length(std::string_view text) {
  constexpr std::uint64_t high_bits = 0x8080808080808080ULL;
  std::size_t length = 0;
  while (length + sizeof(std::uint64_t) <= text.size()) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + length, sizeof(eight));
    if ((eight & high_bits) != 0) {
      break;
    }
    length += sizeof(eight);
  }
  while (length < text.size() && byte_at(text, length) < 0x80) {
    ++length;
  }
  return length;
}

/// Length of the well-formed character at the front, 0 where there is none.
std::size_t character_length(std::string_view text) {
  const auto first = byte_at(text, 0);
  const auto continues = [&](std::size_t index, unsigned low = 0x80, unsigned high = 0xBF) {
    return index < text.size() && byte_at(text, index) >= low && byte_at(text, index) <= high;
  };
  if (first < 0x80) {
    return 1;
  }
  if (first >= 0xC2 && first <= 0xDF) {
    return continues(1) ? 2 : 0;
  }
  if (first >= 0xE0 && first <= 0xEF) {
    const auto second = first == 0xE0 ? continues(1, 0xA0) : (first == 0xED ? continues(1, 0x80, 0x9F) : continues(1));
    return second && continues(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const auto second = first == 0xF0 ? continues(1, 0x90) : (first == 0xF4 ? continues(1, 0x80, 0x8F) : continues(1));
    return second && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

std::string recoded(const std::string& bytes, const std::string& encoding) {
  const QuietGdal quiet;
  // Encodings that put marks behind their letters keep the last letter back until they know what follows (Windows-1258).
  const auto closed = bytes + '\n';
  const std::unique_ptr<char, decltype(&VSIFree)> result(CPLRecode(closed.c_str(), encoding.c_str(), CPL_ENC_UTF8),
                                                         &VSIFree);
  if (!result || CPLGetLastErrorType() >= CE_Warning) {
    throw InvalidOption(
        fmt::format("unknown text encoding '{}': UTF-8, UTF-16, Windows-1252 and ISO-8859-1 are usual", encoding));
  }
  std::string text = result.get();
  if (text.ends_with('\n')) {
    text.pop_back();
  }
  return text;
}

TextEncoding stated_encoding(std::string_view beginning, const std::string& stated) {
  const auto lower = lower_case(stated);
  TextEncoding encoding{.name = stated, .mark = 0, .stated = true, .why = said({"angivet", "stated"})};
  if (means_utf8(lower)) {
    encoding.mark = beginning.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  } else if (lower.starts_with("utf-16") || lower.starts_with("utf16")) {
    const auto big = lower.ends_with("be") || beginning.starts_with("\xFE\xFF");
    encoding.name = big ? "UTF-16BE" : "UTF-16LE";
    encoding.mark = beginning.starts_with("\xFE\xFF") || beginning.starts_with("\xFF\xFE") ? 2 : 0;
  } else if (!means_windows_1252(lower)) {
    static_cast<void>(recoded("a", stated));
  }
  return encoding;
}

/// UTF-16 without a mark shows in zeros: every second byte of plain text is one.
std::optional<TextEncoding> utf16_by_zeros(std::string_view beginning) {
  const auto sample = beginning.substr(0, 4096);
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < sample.size(); ++i) {
    zeros[i % 2] += sample[i] == '\0' ? 1U : 0U;
  }
  const auto half = sample.size() / 2;
  // Characters such as U+0100 bring a few zeros to the other side too.
  if (half < 2 || std::max(zeros[0], zeros[1]) * 2 < half ||
      std::min(zeros[0], zeros[1]) * 4 > std::max(zeros[0], zeros[1])) {
    return std::nullopt;
  }
  return TextEncoding{.name = zeros[1] > zeros[0] ? "UTF-16LE" : "UTF-16BE",
                      .mark = 0,
                      .stated = false,
                      .why = said({"vartannat tecken är noll", "every second byte is zero"})};
}

/// Whether this is the beginning of a character of UTF-8 and nothing more.
bool is_cut_character(std::string_view text) {
  const auto first = byte_at(text, 0);
  const std::size_t length = first >= 0xF0 ? 4 : (first >= 0xE0 ? 3 : 2);
  return first >= 0xC2 && first <= 0xF4 && text.size() < length &&
         std::ranges::all_of(text.substr(1), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; });
}

/// Signs of Windows-1252 between 80 and 9F that texts in the languages of its users hold: euro, dots, quotes, dashes.
bool is_usual_sign(unsigned byte) { return byte == 0x80 || byte == 0x85 || (byte >= 0x91 && byte <= 0x97); }

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The letters of the old code pages of DOS and Macintosh lie where Windows-1252 has quotes and other signs. Double
/// quotes do not stand between two letters: "St\x94ld" is the word "Stöld".
bool looks_like_old_code_page(std::string_view text) {
  std::size_t old_letters = 0;
  std::size_t letters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = byte_at(text, i);
    letters += byte >= 0xC0 ? 1U : 0U;
    if (byte < 0x80 || byte > 0x9F) {
      continue;
    }
    const auto is_double_quote = byte == 0x93 || byte == 0x94;
    const auto is_in_word = i > 0 && i + 1 < text.size() && is_letter(text[i - 1]) && is_letter(text[i + 1]);
    old_letters += !is_usual_sign(byte) || (is_double_quote && is_in_word) ? 1U : 0U;
  }
  return old_letters > letters;
}

}  // namespace

bool means_utf8(std::string_view name) {
  return is_one_of(lower_case(name), {"utf-8", "utf8", "utf-8-sig", "65001", "cp65001"});
}

bool means_windows_1252(std::string_view name) {
  return is_one_of(lower_case(name), {"windows-1252", "cp1252", "1252", "ansi 1252", "ansi", "iso-8859-1", "iso8859-1",
                                      "iso_8859-1", "88591", "latin-1", "latin1"});
}

std::string to_utf8(std::string_view bytes, const std::string& encoding) {
  if (ascii_length(bytes) == bytes.size()) {
    return std::string(bytes);
  }
  if (means_windows_1252(encoding)) {
    return from_windows_1252(bytes);
  }
  return means_utf8(encoding) ? as_text(bytes) : recoded(std::string(bytes), encoding);
}

bool is_known_encoding(const std::string& encoding) {
  try {
    return means_utf8(encoding) || means_windows_1252(encoding) || recoded("a", encoding) == "a";
  } catch (const InvalidOption&) {
    return false;
  }
}

bool is_utf8(std::string_view text) {
  while (true) {
    text.remove_prefix(ascii_length(text));
    if (text.empty()) {
      return true;
    }
    const auto length = character_length(text);
    if (length == 0) {
      return false;
    }
    text.remove_prefix(length);
  }
}

std::string as_text(std::string_view bytes) {
  std::string text;
  while (!bytes.empty()) {
    const auto length = character_length(bytes);
    if (length == 0) {
      append_utf8(U'\uFFFD', text);
    } else {
      text += bytes.substr(0, length);
    }
    bytes.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return text;
}

std::string from_windows_1252(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = byte_at(bytes, i);
    append_utf8(byte >= 0x80 && byte < 0xA0 ? windows_1252_extras[byte - 0x80] : static_cast<char32_t>(byte), text);
  }
  return text;
}

std::string mended_lines(std::string_view text) {
  std::string mended;
  mended.reserve(text.size());
  while (!text.empty()) {
    const auto length = std::min(text.find('\n'), text.size() - 1) + 1;
    const auto line = text.substr(0, length);
    if (is_utf8(line)) {
      mended += line;
    } else {
      mended += from_windows_1252(line);
    }
    text.remove_prefix(length);
  }
  return mended;
}

namespace {

/// By a byte order mark; nothing without one.
std::optional<TextEncoding> encoding_by_mark(std::string_view beginning, const std::string& path) {
  const auto marked = [](const char* name, std::size_t length) {
    return TextEncoding{.name = name,
                        .mark = length,
                        .stated = false,
                        .why = said({"enligt dess första tecken (byte order mark)", "its byte order mark"})};
  };
  if (beginning.starts_with("\xEF\xBB\xBF")) {
    return marked("UTF-8", 3);
  }
  if (beginning.starts_with(std::string_view("\xFF\xFE\0\0", 4)) ||
      beginning.starts_with(std::string_view("\0\0\xFE\xFF", 4))) {
    throw DataError(fmt::format("{}: is UTF-32 text, which is not read: save it as UTF-8", path));
  }
  if (beginning.starts_with("\xFF\xFE")) {
    return marked("UTF-16LE", 2);
  }
  if (beginning.starts_with("\xFE\xFF")) {
    return marked("UTF-16BE", 2);
  }
  return std::nullopt;
}

/// Nothing where it is not valid; the last character may be cut off by the end of the sample.
std::optional<TextEncoding> utf8_by_its_bytes(std::string_view beginning) {
  for (std::size_t cut = 0; cut < std::min<std::size_t>(4, beginning.size() + 1); ++cut) {
    const auto whole = beginning.size() - cut;
    if (is_utf8(beginning.substr(0, whole)) && (cut == 0 || is_cut_character(beginning.substr(whole)))) {
      return TextEncoding{.name = "UTF-8",
                          .mark = 0,
                          .stated = false,
                          .why = ascii_length(beginning) == beginning.size()
                                     ? said({"bara ASCII hittills", "plain ASCII so far"})
                                     : said({"giltig UTF-8", "valid UTF-8"})};
    }
  }
  return std::nullopt;
}

}  // namespace

TextEncoding find_encoding(std::string_view beginning, const std::string& stated, const std::string& path) {
  if (!stated.empty()) {
    return stated_encoding(beginning, stated);
  }
  if (auto marked = encoding_by_mark(beginning, path)) {
    return *marked;
  }
  if (const auto found = utf16_by_zeros(beginning)) {
    return *found;
  }
  if (beginning.find('\0') != std::string_view::npos) {
    throw DataError(fmt::format("{}: is no text: it holds zero bytes", path));
  }
  if (auto utf8 = utf8_by_its_bytes(beginning)) {
    return *utf8;
  }
  if (looks_like_old_code_page(beginning)) {
    throw DataError(fmt::format(
        "{}: the text is neither UTF-8 nor Windows-1252: state its encoding (CP850 or Macintosh, for example)", path));
  }
  return {.name = "Windows-1252",
          .mark = 0,
          .stated = false,
          .why = said({"inte giltig UTF-8 (ISO-8859-1 skulle läsas likadant)",
                       "not valid UTF-8 (ISO-8859-1 would read the same)"})};
}

TextDecoder::TextDecoder(const TextEncoding& encoding) : name_(encoding.name) {
  const auto lower = lower_case(encoding.name);
  if (lower == "utf-16le") {
    way_ = Way::utf16_little;
  } else if (lower == "utf-16be") {
    way_ = Way::utf16_big;
  } else if (means_windows_1252(lower)) {
    way_ = encoding.stated ? Way::windows_1252 : Way::as_it_is;
  } else {
    way_ = means_utf8(lower) ? Way::as_it_is : Way::other;
  }
}

void TextDecoder::decode(std::string_view bytes, bool last, std::string& text) {
  switch (way_) {
    case Way::as_it_is:
      text.append(bytes);
      break;
    case Way::windows_1252:
      text += from_windows_1252(bytes);
      break;
    case Way::utf16_little:
    case Way::utf16_big:
      decode_utf16(bytes, last, text);
      break;
    case Way::other: {
      // Characters of several bytes must not be cut: a line is whole.
      kept_back_.append(bytes);
      const auto end = last ? kept_back_.size() : kept_back_.rfind('\n') + 1;
      text += recoded(kept_back_.substr(0, end), name_);
      kept_back_.erase(0, end);
      break;
    }
  }
}

void TextDecoder::decode_utf16(std::string_view bytes, bool last, std::string& text) {
  kept_back_.append(bytes);
  const auto low = way_ == Way::utf16_little ? 0U : 1U;
  const auto unit = [&](std::size_t index) {
    return static_cast<char32_t>(byte_at(kept_back_, index + low) | (byte_at(kept_back_, index + 1 - low) << 8));
  };
  constexpr char32_t unknown = 0xFFFD;
  std::size_t index = 0;
  while (index + 2 <= kept_back_.size()) {
    const auto first = unit(index);
    const auto is_high = first >= 0xD800 && first <= 0xDBFF;
    if (is_high && index + 4 > kept_back_.size() && !last) {
      break;
    }
    index += 2;
    if (first < 0xD800 || first > 0xDFFF) {
      append_utf8(first, text);
      continue;
    }
    const auto second = is_high && index + 2 <= kept_back_.size() ? unit(index) : 0;
    if (second >= 0xDC00 && second <= 0xDFFF) {
      index += 2;
      append_utf8(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00), text);
    } else {
      append_utf8(unknown, text);
    }
  }
  kept_back_.erase(0, index);
  if (last && !kept_back_.empty()) {
    append_utf8(unknown, text);
    kept_back_.clear();
  }
}

}  // namespace lykta
