// What is left when a process is killed at its n-th step?
#pragma once

#include <csignal>
#include <functional>
#include <string_view>

#include <sys/wait.h>
#include <unistd.h>

#include "geo/write/durable_move.hpp"
#include "tests/catch.hpp"

namespace lykta::test {

/// Runs the call in a process of its own, which kills itself before the step of this number (from 0). False when the
/// call ended before: it has no more steps.
inline bool ends_before_step(int step, const std::function<void(const BeforeStep&)>& call) {
  const auto child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    int left = step;
    try {
      call([&](std::string_view) {
        if (left-- == 0) {
          kill(getpid(), SIGKILL);
        }
      });
    } catch (...) {
      _exit(2);
    }
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  if (WIFEXITED(status)) {
    REQUIRE(WEXITSTATUS(status) == 0);
    return false;
  }
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

}  // namespace lykta::test
