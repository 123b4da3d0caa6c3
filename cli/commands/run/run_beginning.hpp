// What does a run begin with: a configuration, or files of data, for which one is made as `lykta init` makes it?
#pragma once

#include <string>
#include <vector>

#include "cli/configuration/configuration.hpp"
#include "engine/base/error.hpp"
#include "engine/base/progress.hpp"

namespace lykta {

/// What somebody says of the picture beside the files of data; empty: nothing. A configuration says it itself.
struct DataChoices {
  std::string language{};
  std::string time_zone{};
  std::string title{};
};

struct RunBeginning {
  Configuration configuration;
  std::string named{};                  ///< what a message calls the configuration; empty where it has no file yet
  std::vector<std::string> data{};      ///< the files, where there was no configuration
  std::vector<std::string> doubtful{};  ///< what was guessed, the doubtful first; none where a configuration was given
};

/// Whether what a run begins with are files of data. One file is a configuration if it is called .toml or reads as one. Throws
/// InvalidOption for several files with a configuration among them, and for choices that a configuration makes itself.
[[nodiscard]] bool begins_with_data(const std::vector<std::string>& files, const DataChoices& choices);

[[nodiscard]] RunBeginning begin_with_configuration(const std::string& file);

/// The language of a run of data, before anything is read. Throws InvalidOption for an unknown one.
[[nodiscard]] Language language_of(const DataChoices& choices);

/// Reads the files as `lykta init` does and describes the picture of them; its text will be kept in the folder of outputs, `output`,
/// and names the files as seen from there. Throws DataError as reading does, InvalidOption where the files cannot be run as guessed (the
/// message says how to get the configuration to correct) and where `output` holds a configuration that differs.
[[nodiscard]] RunBeginning begin_with_data(const std::vector<std::string>& files, const DataChoices& choices,
                                           const std::string& output, const Progress& progress);

/// A fault with how to get the configuration of these files to state it in.
[[nodiscard]] std::string with_cure(const std::string& fault, const std::vector<std::string>& data);

/// Does work on what was guessed of files of data and gives its result. An InvalidOption, which names a key that no file holds yet, also
/// says how to get the configuration to state it in. Without such files it stays as it is.
template <typename Work>
auto saying_how_to_correct(const std::vector<std::string>& data, Work work) {
  try {
    return work();
  } catch (const InvalidOption& fault) {
    if (data.empty()) {
      throw;
    }
    throw InvalidOption(with_cure(fault.what(), data));
  }
}

}  // namespace lykta
