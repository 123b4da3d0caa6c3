// Which window of a dial is the busiest at one place, and which would be in a week of chance?
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/random_stream.hpp"
#include "engine/statistics/scattered_counts.hpp"
#include "engine/time/busy_dial.hpp"

namespace lykta::busy {

/// Events that are moved alike: of one source, with one profile.
struct Alike {
  const Beginnings* beginnings;
  Profile profile;
  std::uint32_t number;
};

struct Highest {
  std::size_t first = 0;
  double ratio = 0;  ///< 0 where no window has more than expected
};

/// One question about one place: see busy_windows.hpp for what is compared.
class BusiestWindow {
 public:
  /// `seen` is what all events add up to. The beginnings of `alike` must live as long as this.
  BusiestWindow(const Dial& dial, const std::vector<Alike>& alike, const Sums& seen);

  [[nodiscard]] const Highest& seen() const { return seen_; }
  /// Of the weight of all events.
  [[nodiscard]] double share_seen() const;
  /// The highest ratio of one run of chance.
  [[nodiscard]] double ratio_of_chance(RandomStream& random) const;

 private:
  /// Enough of them to be thrown together.
  struct Many {
    Profile profile;
    Scatter scatter;
  };

  /// From here on the weight of an event is higher or lower. The weights of an interval rise, stay and fall, so a few steps
  /// say all of it, however long it lasts.
  struct Step {
    std::size_t offset;
    Grains change;
  };

  /// One event, with its steps.
  struct Single {
    const WeightedDraw* draw;
    std::size_t first_step;
    std::size_t last_step;
  };

  void add_singles(const Alike& alike);
  void expect(const std::vector<Alike>& all_alike);
  [[nodiscard]] double ratio(Grains window, double expected) const;
  [[nodiscard]] Highest highest(const Sums& sums) const;

  Dial dial_;
  std::vector<Many> many_;
  std::vector<Single> singles_;
  std::vector<Step> steps_;
  double all_ = 0;
  std::array<double, most_cells> expected_{};
  double varies_ = 0;     ///< 0: every run is the same
  bool is_even_ = false;  ///< all windows are alike, so the fullest is the highest
  std::array<Grains, most_cells> windows_{};
  Highest seen_;
};

}  // namespace lykta::busy
