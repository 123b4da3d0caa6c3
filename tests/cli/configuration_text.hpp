// Configurations from a text, for tests.
#pragma once

#include <chrono>
#include <cstdlib>
#include <string>

#include "cli/configuration/configuration.hpp"
#include "engine/base/error.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::test::configuration_text {

/// The least that is a configuration.
inline const std::string source = "[[sources]]\npath = \"events.csv\"\n";

inline Configuration read(const std::string& text) {
  const Scratch scratch;
  return read_configuration(scratch.write("lykta.toml", text));
}

/// What is wrong with a configuration, without the folder in front: "lykta.toml:3: ...".
inline std::string refusal(const std::string& text) {
  const Scratch scratch;
  const auto path = scratch.write("lykta.toml", text);
  const auto message = failure<InvalidOption>([&] { static_cast<void>(read_configuration(path)); });
  const auto folder = scratch.folder().string() + "/";
  return message.starts_with(folder) ? message.substr(folder.size()) : message;
}

inline LocalTime at(int year, unsigned month, unsigned day) {
  return std::chrono::local_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

/// An environment variable for the length of a test.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) { setenv(name, value.c_str(), 1); }
  ~Variable() { unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  Variable(Variable&&) = delete;
  Variable& operator=(Variable&&) = delete;

 private:
  const char* name_;
};

}  // namespace lykta::test::configuration_text
