// What the terminal shows while the program works, and how long each stage took.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "engine/base/progress.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// Follows the progress of one command. Lines go to standard error, from the second second on, and none with `quiet`.
class Console {
 public:
  Console(bool quiet, Language language);

  /// To be handed to the work.
  [[nodiscard]] Progress progress();
  /// Ends the last stage.
  void finish();
  /// Seconds of each stage in the order in which they ran, and of all. Their names are English, for programs.
  [[nodiscard]] nlohmann::ordered_json timings() const;

 private:
  using Clock = std::chrono::steady_clock;
  struct Stage {
    std::string name;
    double seconds = 0;
  };

  void follow(std::string_view stage, double share_done);
  void close_stage(Clock::time_point now);

  bool quiet_;
  Language language_;
  bool line_open_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point stage_start_ = start_;
  Clock::time_point last_shown_ = start_;
  std::vector<Stage> stages_;
};

/// Writes a line to standard output. Throws as write_to_standard_output.
void print_line(const std::string& line);

}  // namespace lykta
