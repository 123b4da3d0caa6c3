#include "cli/frame/interruption.hpp"

#include <array>
#include <csignal>

namespace lykta {

namespace {

volatile std::sig_atomic_t signal_that_came = 0;
bool pipe_errors_wanted = false;

void remember(int signal) { signal_that_came = signal; }

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
  pipe_errors_wanted = std::signal(SIGPIPE, SIG_IGN) == SIG_IGN;
  std::signal(SIGXFSZ, SIG_IGN);
}

bool interrupted() { return signal_that_came != 0; }

int interruption() { return signal_that_came; }

void end_by_broken_pipe() {
  if (!pipe_errors_wanted) {
    std::signal(SIGPIPE, SIG_DFL);
    static_cast<void>(std::raise(SIGPIPE));
  }
}

}  // namespace lykta
