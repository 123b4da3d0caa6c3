#include "cli/frame/standard_streams.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include "cli/frame/interruption.hpp"
#include "engine/base/progress.hpp"

namespace lykta {

OutputLost::OutputLost(int number)
    : std::runtime_error(fmt::format("standard output cannot be written: {}", std::generic_category().message(number))),
      number_(number) {}

void open_closed_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(stream, F_GETFD) >= 0 || errno != EBADF) {
      continue;
    }
    // The wrong way around: reading from it and writing to it fail as they would on a closed one. The lowest number that
    // is free is this one.
    static_cast<void>(::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY));
  }
}

void write_to_standard_output(std::string_view text) {
  // No pipe blocks on so few bytes once it says that it takes some, so an interruption is always seen.
  constexpr std::size_t at_once = 4096;
  constexpr int between_looks_ms = 100;
  while (!text.empty()) {
    pollfd stream{.fd = STDOUT_FILENO, .events = POLLOUT, .revents = 0};
    if (poll(&stream, 1, between_looks_ms) <= 0) {
      if (interrupted()) {
        throw Cancelled();
      }
      continue;
    }
    const auto written = ::write(STDOUT_FILENO, text.data(), std::min(at_once, text.size()));
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR && errno != EAGAIN && errno != EWOULDBLOCK) {
      throw OutputLost(errno);
    }
  }
}

void close_standard_output() {
  // EBADF: it was closed from the start, and nothing was to be written.
  if (::close(STDOUT_FILENO) != 0 && errno != EBADF && errno != EINTR) {
    throw OutputLost(errno);
  }
}

}  // namespace lykta
