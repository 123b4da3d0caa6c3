// Which class does a value of the file belong to? By the value itself, a pattern, or a range of codes.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lykta {

/// The mapping of a source. An exact value goes before a range of codes, and that before a pattern; of several
/// patterns the one with most plain characters decides, of equally plain ones the first in alphabetical order.
class ClassRules {
 public:
  ClassRules() = default;
  /// From value -> class as written in a configuration: "Skadegörelse" is the value itself; "0301..0399" all codes of four
  /// digits from 0301 to 0399; "Inbrott*" and "?011" patterns, where `*` stands for any text and `?` for one character,
  /// upper and lower case alike. Composed and decomposed characters are one. Throws InvalidOption for a range whose ends differ in length or order.
  explicit ClassRules(const std::map<std::string, std::string>& written);

  [[nodiscard]] bool empty() const { return exact_.empty() && ranges_.empty() && patterns_.empty(); }
  /// The class of a value (trimmed), or null.
  [[nodiscard]] const std::string* find(std::string_view value) const;
  /// All rules as written, for checks and records.
  [[nodiscard]] const std::map<std::string, std::string>& written() const { return written_; }

 private:
  struct CodeRange {
    std::string first;
    std::string last;
    std::string to;
  };
  struct Pattern {
    std::string text;  ///< folded
    std::size_t plain = 0;
    std::string to;
  };

  std::map<std::string, std::string> written_;
  std::map<std::string, std::string, std::less<>> exact_;
  std::vector<CodeRange> ranges_;
  std::vector<Pattern> patterns_;
};

}  // namespace lykta
