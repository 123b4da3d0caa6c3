#include "cli/interruption.hpp"

#include <array>
#include <csignal>

namespace lykta {

namespace {

volatile std::sig_atomic_t signal_came = 0;

void remember(int signal) {
  signal_came = 1;
  // The next one does what it would have done.
  std::signal(signal, SIG_DFL);
}

}  // namespace

void catch_interruptions() {
  for (const auto signal : std::array{SIGINT, SIGTERM, SIGHUP}) {
    // Whoever started the program to ignore a signal (nohup) goes on doing so.
    if (std::signal(signal, &remember) == SIG_IGN) {
      std::signal(signal, SIG_IGN);
    }
  }
}

bool interrupted() { return signal_came != 0; }

}  // namespace lykta
