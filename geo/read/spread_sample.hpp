// Which values stand in a column, from its first row to its last?
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lykta {

/// Keeps some thousand values of a column in even steps, however many there are: every one at first, and whenever it is
/// full every second of what it holds. Empty ones do not count. The same values give the same sample in whatever
/// portions they come.
class SpreadSample {
 public:
  void add(std::string_view text) {
    if (text.empty() || !is_at_step(seen_++)) {
      return;
    }
    constexpr std::size_t most = 4096;
    if (texts_.size() == most) {
      thin();
      if (!is_at_step(seen_ - 1)) {
        return;
      }
    }
    texts_.emplace_back(text);
  }

  [[nodiscard]] std::vector<std::string_view> views() const { return {texts_.begin(), texts_.end()}; }

 private:
  void thin() {
    for (std::size_t i = 0; 2 * i < texts_.size(); ++i) {
      texts_[i] = std::move(texts_[2 * i]);
    }
    texts_.resize(texts_.size() / 2);
    step_ *= 2;
  }

  [[nodiscard]] bool is_at_step(std::uint64_t number) const { return (number & (step_ - 1)) == 0; }

  std::uint64_t seen_ = 0;
  std::uint64_t step_ = 1;  ///< a power of two
  std::vector<std::string> texts_;
};

}  // namespace lykta
