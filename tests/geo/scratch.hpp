// What do tests of files need? A folder of their own, small files in it, and the words of an error.
#pragma once

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include <sys/resource.h>

#include "tests/catch.hpp"

namespace lykta::test {

/// A folder that goes when the test ends.
class Scratch {
 public:
  Scratch() {
    auto pattern = (std::filesystem::temp_directory_path() / "lykta-test-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
      throw std::runtime_error("no folder for the test: " + pattern);
    }
    folder_ = pattern;
  }
  ~Scratch() {
    std::error_code error;
    std::filesystem::remove_all(folder_, error);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  Scratch(Scratch&&) = delete;
  Scratch& operator=(Scratch&&) = delete;

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }

  /// Writes these bytes and gives the path.
  std::string write(const std::string& name, std::string_view bytes) const {
    std::filesystem::create_directories((folder_ / name).parent_path());
    std::ofstream file(folder_ / name, std::ios::binary);
    file << bytes;
    file.close();
    if (!file) {
      throw std::runtime_error("cannot write " + path(name));
    }
    return path(name);
  }

  /// How many files and folders there are, at any depth.
  [[nodiscard]] std::ptrdiff_t entries() const {
    std::ptrdiff_t number = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::recursive_directory_iterator(folder_)) {
      ++number;
    }
    return number;
  }

 private:
  std::filesystem::path folder_;
};

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw std::runtime_error("cannot read " + path.string());
  }
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

/// What the call says when it throws an `Error`, and only that; "(nothing was thrown)" when it does not.
template <typename Error, typename Call>
std::string failure(Call&& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return "(nothing was thrown)";
}

/// While it lives no file can grow beyond so many bytes: what a full disk does, without filling one.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    static_cast<void>(std::signal(SIGXFSZ, handler_));
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;
  FullDisk(FullDisk&&) = delete;
  FullDisk& operator=(FullDisk&&) = delete;

 private:
  void (*handler_)(int);
  rlimit before_{};
};

/// Equal up to an absolute tolerance. (Catch's own Approx would add a relative one of some 1e-5.)
inline Approx near(double tolerance, double expected) { return Approx(expected).epsilon(0).margin(tolerance); }

}  // namespace lykta::test
