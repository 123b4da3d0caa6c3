// Did what was said arrive?
//
// Standard output may be a full disk, a pipe that nobody reads, or closed. What is lost there must not look like success.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace lykta {

/// Thrown when standard output takes no more.
class OutputLost : public std::runtime_error {
 public:
  explicit OutputLost(int number);
  /// The errno of the failure.
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

/// To be called before any file is opened: a stream that is closed becomes one that gives nothing and takes nothing, so
/// that no file gets its number and with it what is meant for the terminal.
void open_closed_streams();

/// Writes all of the text to standard output, at once. Throws OutputLost, and Cancelled where an interruption came while
/// nobody read it.
void write_to_standard_output(std::string_view text);

/// Closes standard output; what a file system says only now is thrown as OutputLost.
void close_standard_output();

}  // namespace lykta
