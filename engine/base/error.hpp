// How does Lykta say that it cannot go on?
//
// Two kinds of failure reach a user. A wrong option is the caller's to mend (exit code 2), wrong data is the
// file's (exit code 1). Both messages name what was wrong and what to do about it. Our own bugs are `assert`s.
#pragma once

#include <stdexcept>
#include <string>

namespace lykta {

/// An option, a configuration key or a command line that cannot be used. Exit code 2.
class InvalidOption : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A file, layer, column or value that cannot be used. Names the file, layer, row and column. Exit code 1.
class DataError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace lykta
