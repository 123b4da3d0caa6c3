// In which encoding is a text file, and what is its text in UTF-8?
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/phrase.hpp"

namespace lykta {

/// How the bytes of a text file are to be read.
struct TextEncoding {
  std::string name = "UTF-8";   ///< as shown: "UTF-8", "UTF-16LE", "UTF-16BE", "Windows-1252" or what was stated
  std::size_t mark = 0;         ///< length of the byte order mark in front of the text
  bool stated = false;          ///< by the user; a file must keep to it then
  Said why;                     ///< for `lykta inspect`
  bool is_as_declared = false;  ///< the file itself says so, and its bytes do not speak against it
  std::string declared{};       ///< what the file itself says; empty: nothing
};

/// Finds the encoding from the beginning of a file: a byte order mark, the zeros of UTF-16, valid UTF-8, else
/// Windows-1252 (which reads all printable text of ISO-8859-1 alike). `stated` goes before all but a mark is skipped.
/// Throws InvalidOption for an unknown stated encoding, DataError for bytes that are neither (a DOS or Macintosh code
/// page, binary data).
[[nodiscard]] TextEncoding find_encoding(std::string_view beginning, const std::string& stated,
                                         const std::string& path);

/// Whether all of the text is well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates).
[[nodiscard]] bool is_utf8(std::string_view text);

/// Text as it is, or with U+FFFD for bytes that are no UTF-8: names of files may be of any bytes, records are not.
[[nodiscard]] std::string as_text(std::string_view bytes);

/// Windows-1252 as UTF-8. The five bytes without a meaning become U+FFFD.
[[nodiscard]] std::string from_windows_1252(std::string_view bytes);

/// Lines of UTF-8 stay, all others are taken for Windows-1252: files are put together from several sources.
[[nodiscard]] std::string mended_lines(std::string_view text);

/// Bytes of any encoding as UTF-8. Throws InvalidOption for an encoding that is not known.
[[nodiscard]] std::string to_utf8(std::string_view bytes, const std::string& encoding);

/// Whether there is such an encoding.
[[nodiscard]] bool is_known_encoding(const std::string& encoding);

/// Whether the name of an encoding means UTF-8, or Windows-1252 and what it reads alike (ISO-8859-1).
[[nodiscard]] bool means_utf8(std::string_view name);
[[nodiscard]] bool means_windows_1252(std::string_view name);

/// Turns the bytes of a file, piece by piece, into UTF-8.
///
/// UTF-16 and stated encodings are turned as a whole. What was taken for UTF-8 or Windows-1252 is passed on as it is:
/// a field that is not valid UTF-8 is for the reader of fields to mend (`from_windows_1252`), since the first such byte
/// may come late, and both may stand in one file.
class TextDecoder {
 public:
  explicit TextDecoder(const TextEncoding& encoding);
  /// Adds the text of the next bytes to `text`; `last` says that no more will follow. Bytes that are part of a character
  /// whose rest is yet to come are kept back.
  void decode(std::string_view bytes, bool last, std::string& text);

 private:
  enum class Way { as_it_is, utf16_little, utf16_big, windows_1252, other };
  void decode_utf16(std::string_view bytes, bool last, std::string& text);

  std::string name_;
  Way way_;
  std::string kept_back_;
};

}  // namespace lykta
