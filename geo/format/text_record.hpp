// Where do the fields of one record of a delimited text end?
//
// RFC 4180 with what real exports do besides: any separator, line ends of all three kinds, text behind a closing quote.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace lykta {

/// Whether a carriage return without a line feed ends a row, as on old Macintoshes, or is a part of its field, as in what an
/// instrument wrote with returns of its own.
enum class LoneReturns : std::uint8_t { end_rows, stay_in_fields };

/// Reads record after record from a piece of text. Doubled quotes are undone in place, so the text must be writable;
/// the fields are views into it.
class RecordScanner {
 public:
  /// `last` says that the text ends here; else a record that reaches the end may go on and is not returned.
  RecordScanner(char* begin, char* end, char separator, bool last, LoneReturns returns = LoneReturns::end_rows)
      : position_(begin),
        end_(end),
        separator_(separator),
        other_end_(returns == LoneReturns::end_rows ? '\r' : '\n'),
        last_(last) {}

  /// The next record's fields; false at the end of the text, and where the rest is not a whole record.
  [[nodiscard]] bool next(std::vector<std::string_view>& fields);

  /// Where the next record begins.
  [[nodiscard]] const char* position() const { return position_; }
  /// Whether the rest is not a whole record because a quote is not closed.
  [[nodiscard]] bool in_quotes() const { return in_quotes_; }

 private:
  /// A quoted field that holds more than the text between its quotes.
  struct Untidy {
    std::size_t field;
    char* closing;
    char* end;
  };

  [[nodiscard]] bool is_end_of_field(char c) const { return c == separator_ || c == '\n' || c == other_end_; }
  /// The first end of a field from here on; the end of the text where there is none.
  [[nodiscard]] char* end_of_field(char* at) const;
  /// Reads a field that begins with a quote and moves `at` behind it; false where the closing quote is missing.
  [[nodiscard]] bool read_quoted(char*& at, std::vector<std::string_view>& fields);
  static void tidy(const Untidy& untidy, std::vector<std::string_view>& fields);

  char* position_;
  char* end_;
  char separator_;
  char other_end_;  ///< ends a row beside the line feed; the line feed again where nothing else does
  bool last_;
  bool in_quotes_ = false;
  std::vector<Untidy> untidy_;
};

}  // namespace lykta
