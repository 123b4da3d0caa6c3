#include "engine/base/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace lykta {

namespace {

/// What the threads share: the next part to take, and the first thing that went wrong.
struct Queue {
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> stopped = false;
  std::mutex mutex;
  std::exception_ptr error;

  void fail() {
    const std::scoped_lock lock(mutex);
    if (!error) {
      error = std::current_exception();
    }
    stopped = true;
  }
};

}  // namespace

unsigned threads_to_use(unsigned asked) {
  return asked > 0 ? asked : std::max(1U, std::thread::hardware_concurrency());
}

void for_each_part(std::size_t parts, unsigned threads, const std::function<void(std::size_t part)>& work,
                   const std::function<void(double share_done)>& done) {
  Queue queue;
  const auto take = [&](bool reports) {
    try {
      while (!queue.stopped) {
        const auto part = queue.next++;
        if (part >= parts) {
          return;
        }
        work(part);
        if (reports && done) {
          done(static_cast<double>(part + 1) / static_cast<double>(parts));
        }
      }
    } catch (...) {
      queue.fail();
    }
  };
  const auto helpers = std::min<std::size_t>(threads_to_use(threads), std::max<std::size_t>(parts, 1)) - 1;
  {
    std::vector<std::jthread> others;
    others.reserve(helpers);
    for (std::size_t i = 0; i < helpers; ++i) {
      others.emplace_back([&take] { take(false); });
    }
    take(true);
  }
  if (queue.error) {
    std::rethrow_exception(queue.error);
  }
}

}  // namespace lykta
