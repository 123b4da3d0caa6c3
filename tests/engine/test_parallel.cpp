#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <numeric>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "engine/base/parallel.hpp"
#include "engine/base/progress.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_parallel {
namespace {

using Counts = std::vector<std::atomic<int>>;

void wait_for(const std::atomic<bool>& flag) {
  while (!flag) {
    std::this_thread::yield();
  }
}

}  // namespace

TEST_CASE("As many threads as asked for, or as there are") {
  CHECK(threads_to_use(1) == 1);
  CHECK(threads_to_use(7) == 7);
  CHECK(threads_to_use(0) >= 1);
}

TEST_CASE("Each part is worked on once") {
  for (const std::size_t parts : {0U, 1U, 2U, 7U, 1000U}) {
    for (const auto threads : {0U, 1U, 2U, 5U, 16U}) {
      Counts times(parts);
      for_each_part(parts, threads, [&](std::size_t part) { ++times.at(part); });
      CAPTURE(parts, threads);
      CHECK(std::ranges::all_of(times, [](int count) { return count == 1; }));
    }
  }
}

TEST_CASE("One thread works on the parts in their order, and that is the caller's") {
  std::vector<std::size_t> order;
  std::set<std::thread::id> ids;
  for_each_part(50, 1, [&](std::size_t part) {
    order.push_back(part);
    ids.insert(std::this_thread::get_id());
  });
  std::vector<std::size_t> expected(50);
  std::iota(expected.begin(), expected.end(), std::size_t{0});
  CHECK(order == expected);
  CHECK(ids == std::set{std::this_thread::get_id()});
}

TEST_CASE("There are never more threads than asked for or than parts") {
  for (const auto& [parts, threads, most] : {std::tuple{200U, 3U, 3}, {2U, 16U, 2}, {1U, 0U, 1}}) {
    std::atomic<int> now = 0;
    std::atomic<int> at_once = 0;
    for_each_part(parts, threads, [&](std::size_t) {
      const auto running = ++now;
      for (auto seen = at_once.load(); seen < running && !at_once.compare_exchange_weak(seen, running);) {
      }
      std::this_thread::sleep_for(std::chrono::microseconds(50));
      --now;
    });
    CAPTURE(parts, threads);
    CHECK(at_once >= 1);
    CHECK(at_once <= most);
  }
}

TEST_CASE("Threads work side by side") {
  // Each of two parts waits until the other has begun.
  Counts begun(2);
  for_each_part(2, 2, [&](std::size_t part) {
    begun[part] = 1;
    while (begun[1 - part] == 0) {
      std::this_thread::yield();
    }
  });
  CHECK(begun[0] + begun[1] == 2);
}

TEST_CASE("The share done is told on the calling thread, and grows to 1") {
  std::vector<double> shares;
  for_each_part(
      20, 1, [](std::size_t) {}, [&](double share) { shares.push_back(share); });
  REQUIRE(shares.size() == 20);
  CHECK(shares.front() == 0.05);
  CHECK(shares.back() == 1);
  CHECK(std::ranges::is_sorted(shares));

  shares.clear();
  const auto caller = std::this_thread::get_id();
  for_each_part(
      200, 5, [](std::size_t) {},
      [&](double share) {
        REQUIRE(std::this_thread::get_id() == caller);
        shares.push_back(share);
      });
  CHECK(std::ranges::is_sorted(shares));
  CHECK(std::ranges::all_of(shares, [](double share) { return share > 0 && share <= 1; }));
}

TEST_CASE("A part that throws stops the work, and its exception reaches the caller") {
  std::size_t begun = 0;
  const auto work = [&](std::size_t part) {
    ++begun;
    if (part == 3) {
      throw std::runtime_error("part 3");
    }
  };
  CHECK_THROWS_WITH(for_each_part(1000, 1, work), "part 3");
  CHECK(begun == 4);
}

TEST_CASE("An exception of another thread reaches the caller when all have stopped") {
  const auto caller = std::this_thread::get_id();
  std::atomic<bool> thrown = false;
  std::atomic<int> running = 0;
  std::atomic<std::size_t> begun = 0;
  const auto work = [&](std::size_t) {
    ++begun;
    if (std::this_thread::get_id() != caller) {
      thrown = true;
      throw std::out_of_range("elsewhere");
    }
    ++running;
    wait_for(thrown);
    std::this_thread::sleep_for(std::chrono::microseconds(100));
    --running;
  };
  CHECK_THROWS_AS(for_each_part(20'000, 2, work), std::out_of_range);
  CHECK(running == 0);
  CHECK(begun < 20'000);  // no part is begun once the exception is known
}

TEST_CASE("When every thread throws, one exception arrives") {
  Counts begun(500);
  const auto work = [&](std::size_t part) {
    ++begun[part];
    throw std::runtime_error(std::to_string(part));
  };
  std::string what;
  try {
    for_each_part(begun.size(), 5, work);
  } catch (const std::runtime_error& error) {
    what = error.what();
  }
  REQUIRE_FALSE(what.empty());
  CHECK(begun.at(std::stoul(what)) == 1);
  CHECK(std::accumulate(begun.begin(), begun.end(), 0) <= 5);  // each thread began one at most
}

TEST_CASE("Work can be cancelled between parts") {
  std::size_t begun = 0;
  const auto cancel = [](double) { throw Cancelled(); };
  CHECK_THROWS_AS(for_each_part(
                      100, 1, [&](std::size_t) { ++begun; }, cancel),
                  Cancelled);
  CHECK(begun == 1);
}

TEST_CASE("Work on several threads can be cancelled") {
  // The others hold their first parts until the caller has one of its own.
  const auto caller = std::this_thread::get_id();
  std::atomic<bool> caller_works = false;
  std::atomic<std::size_t> begun = 0;
  const auto work = [&](std::size_t) {
    ++begun;
    if (std::this_thread::get_id() == caller) {
      caller_works = true;
    }
    wait_for(caller_works);
    std::this_thread::sleep_for(std::chrono::microseconds(100));
  };
  CHECK_THROWS_AS(for_each_part(20'000, 5, work, [](double) { throw Cancelled(); }), Cancelled);
  CHECK(begun < 20'000);
}

TEST_CASE("A part may have parts of its own") {
  Counts times(12);
  for_each_part(
      3, 2, [&](std::size_t outer) { for_each_part(4, 2, [&](std::size_t inner) { ++times[4 * outer + inner]; }); });
  CHECK(std::ranges::all_of(times, [](int count) { return count == 1; }));
}

}  // namespace lykta::tests_of_parallel
