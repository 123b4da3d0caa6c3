#include "cli/frame/console.hpp"

#include <cmath>
#include <cstdio>
#include <iostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "cli/frame/interruption.hpp"
#include "cli/frame/standard_streams.hpp"
#include "publish/words/progress_words.hpp"

namespace lykta {

namespace {

double seconds_between(std::chrono::steady_clock::time_point from, std::chrono::steady_clock::time_point to) {
  return std::chrono::duration<double>(to - from).count();
}

}  // namespace

Console::Console(bool quiet, Language language) : quiet_(quiet), language_(language) {}

Progress Console::progress() {
  return [this](std::string_view stage, double share_done) {
    follow(stage, share_done);
    return !interrupted();
  };
}

void Console::follow(std::string_view stage, double share_done) {
  const auto now = Clock::now();
  wait_for_tidying(!stage.starts_with("reading"));
  if (stages_.empty() || stages_.back().name != stage) {
    close_stage(now);
    stages_.push_back({std::string(stage), 0});
    stage_start_ = now;
  }
  constexpr double quiet_start_s = 1.0;
  constexpr double between_lines_s = 1.0;
  if (quiet_ || seconds_between(start_, now) < quiet_start_s || seconds_between(last_shown_, now) < between_lines_s) {
    return;
  }
  last_shown_ = now;
  // On a terminal one line is rewritten; in a log each is its own.
  static const bool terminal = isatty(STDERR_FILENO) != 0;
  const auto percent = share_done > 0 ? fmt::format(" {:.0f} %", 100 * share_done) : "";
  std::cerr << (terminal ? "\r\033[K" : "") << stage_text(stage, language_) << percent << (terminal ? "" : "\n")
            << std::flush;
  line_open_ = terminal;
}

void Console::close_stage(Clock::time_point now) {
  if (!stages_.empty()) {
    stages_.back().seconds += seconds_between(stage_start_, now);
  }
}

void Console::finish() {
  close_stage(Clock::now());
  stage_start_ = Clock::now();
  if (line_open_) {
    std::cerr << "\r\033[K" << std::flush;
    line_open_ = false;
  }
}

nlohmann::ordered_json Console::timings() const {
  nlohmann::ordered_json stages = nlohmann::ordered_json::object();
  double all = 0;
  const auto rounded = [](double seconds) { return std::round(seconds * 1e4) / 1e4; };
  for (const auto& stage : stages_) {
    const auto before = stages.contains(stage.name) ? stages[stage.name].get<double>() : 0.0;
    stages[stage.name] = rounded(before + stage.seconds);
    all += stage.seconds;
  }
  return {{"stages_s", stages}, {"total_s", rounded(all)}};
}

void print_line(const std::string& line) { write_to_standard_output(line + '\n'); }

}  // namespace lykta
