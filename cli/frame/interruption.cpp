#include "cli/frame/interruption.hpp"

#include <array>
#include <atomic>
#include <csignal>
#include <string_view>

#include <unistd.h>

namespace lykta {

namespace {

volatile std::sig_atomic_t signal_that_came = 0;
std::atomic<bool> is_noticed = false;
std::atomic<bool> must_tidy_up = false;
bool pipe_errors_wanted = false;

constexpr unsigned patience_s = 2;

void remember(int signal) {
  signal_that_came = signal;
  ::alarm(patience_s);
}

/// What waits for a file or a library that asks nobody ends here.
void end_what_waits(int /*signal*/) {
  if (is_noticed || must_tidy_up) {
    return;
  }
  constexpr std::string_view message = "lykta: stopped; nothing was written\n";
  static_cast<void>(!::write(STDERR_FILENO, message.data(), message.size()));
  const int signal = signal_that_came;
  static_cast<void>(std::raise(signal));
}

}  // namespace

void catch_signals() {
  for (const auto signal : std::array{SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction before {};
    sigaction(signal, nullptr, &before);
    // Whoever started the program to ignore a signal (nohup) goes on doing so.
    if (before.sa_handler == SIG_IGN) {
      continue;
    }
    struct sigaction action {};
    action.sa_handler = &remember;
    sigemptyset(&action.sa_mask);
    // The next one does what it would have done. What waits (for a pipe) is woken up.
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigaction(signal, &action, nullptr);
  }
  std::signal(SIGALRM, &end_what_waits);
  pipe_errors_wanted = std::signal(SIGPIPE, SIG_IGN) == SIG_IGN;
  std::signal(SIGXFSZ, SIG_IGN);
}

bool interrupted() {
  const auto came = signal_that_came != 0;
  is_noticed = is_noticed || came;
  return came;
}

void wait_for_tidying(bool wanted) { must_tidy_up = wanted; }

int interruption() { return signal_that_came; }

void end_by_broken_pipe() {
  if (!pipe_errors_wanted) {
    std::signal(SIGPIPE, SIG_DFL);
    static_cast<void>(std::raise(SIGPIPE));
  }
}

}  // namespace lykta
