// Which elements and texts does a piece of XML hold? Told one after the other, so that it need not fit into memory.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lykta {

/// Fills the span and says how many bytes it gave; 0 at the end. What it throws passes through the reader.
using ByteSource = std::function<std::size_t(std::span<char>)>;

/// The attributes of one element, valid while its start is told.
class XmlAttributes {
 public:
  /// Names and values in turn, ended by a null pointer, as Expat gives them.
  explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}

  /// The value of the attribute without prefix of this name.
  [[nodiscard]] std::optional<std::string_view> value(std::string_view name) const;
  /// The value of the first attribute of this name with any prefix or none.
  [[nodiscard]] std::optional<std::string_view> value_in_any_space(std::string_view local_name) const;

 private:
  const char* const* pairs_;
};

/// Who is told. Names of elements come without their prefix ("row" for "x:row"), text may come in pieces.
struct XmlListener {
  std::function<void(std::string_view name, const XmlAttributes&)> start;
  std::function<bool(std::string_view name)> end;  ///< false ends the reading
  std::function<void(std::string_view)> text;
};

/// Reads all of it, in blocks of 64 KB, or until the listener wants no more. Throws DataError, which begins with
/// `where`, when it is not well-formed XML, declares a document type (which may blow up to any size and which no
/// workbook needs) or holds a tag of more than 16 MB, and passes on what the listener throws.
void read_xml(const ByteSource& bytes, const std::string& where, const XmlListener& listener);

}  // namespace lykta
