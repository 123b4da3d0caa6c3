// Many parts of work on the cores there are.
//
// What a part computes must not depend on which thread takes it or on how many there are: the same input gives the
// same bytes on one core and on sixty-four.
#pragma once

#include <cstddef>
#include <functional>

namespace lykta {

/// How many threads to use: as many as asked for, or as the machine has when 0 is asked.
[[nodiscard]] unsigned threads_to_use(unsigned asked);

/// Calls `work(part)` once for each of `parts` parts, on at most `threads` threads (0: all cores); the calling thread
/// works too. `done(share)` is called on the calling thread only, between its parts, and may throw to stop. The first
/// exception of any thread is thrown again here when all have stopped; no new part is begun after it.
void for_each_part(std::size_t parts, unsigned threads, const std::function<void(std::size_t part)>& work,
                   const std::function<void(double share_done)>& done = {});

}  // namespace lykta
