// How many of the drawn numbers are at least, and at most, this one?
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace lykta {

/// Drawn sums in order. Whole numbers that lie close together are counted by value, so that a look takes one step;
/// others are found through buckets of equal width.
template <class Number>
class RankTable {
 public:
  /// `error` widens both sides: numbers that differ by no more count as equal.
  RankTable(std::vector<Number> drawn, Number error) : size_(drawn.size()), error_(error) {
    const auto [least, largest] = std::ranges::minmax_element(drawn);
    least_ = *least;
    largest_ = *largest;
    if (error == 0 && static_cast<double>(largest_) - static_cast<double>(least_) < 0x1p16 && all_whole(drawn)) {
      count_by_value(drawn);
    } else {
      std::ranges::sort(drawn);
      sorted_ = std::move(drawn);
      lay_buckets();
    }
  }

  [[nodiscard]] std::uint32_t at_least(Number number) const {
    if (sorted_.empty()) {
      return static_cast<std::uint32_t>(size_) - below(number);
    }
    return static_cast<std::uint32_t>(size_ - ahead_of(number - error_, std::less<>{}));
  }

  [[nodiscard]] std::uint32_t at_most(Number number) const {
    if (sorted_.empty()) {
      return below(number + 1);
    }
    return static_cast<std::uint32_t>(ahead_of(number + error_, std::less_equal<>{}));
  }

 private:
  static bool all_whole(const std::vector<Number>& drawn) {
    return std::ranges::all_of(
        drawn, [](Number each) { return static_cast<Number>(static_cast<std::int64_t>(each)) == each; });
  }

  void count_by_value(const std::vector<Number>& drawn) {
    below_.assign(static_cast<std::size_t>(largest_ - least_) + 2, 0);
    for (const auto each : drawn) {
      ++below_[static_cast<std::size_t>(each - least_) + 1];
    }
    for (std::size_t i = 1; i < below_.size(); ++i) {
      below_[i] += below_[i - 1];
    }
  }

  /// A number never falls into a lower bucket than a smaller one: rounding keeps the order.
  [[nodiscard]] std::size_t bucket_of(Number number) const {
    const auto inside = std::clamp(number, least_, largest_);
    return static_cast<std::size_t>((static_cast<double>(inside) - static_cast<double>(least_)) * buckets_per_unit_);
  }

  void lay_buckets() {
    const auto width = static_cast<double>(largest_) - static_cast<double>(least_);
    buckets_per_unit_ = width > 0 ? 2 * static_cast<double>(size_) / width : 0.0;
    start_.assign(bucket_of(largest_) + 2, 0);
    for (const auto each : sorted_) {
      ++start_[bucket_of(each) + 1];
    }
    for (std::size_t i = 1; i < start_.size(); ++i) {
      start_[i] += start_[i - 1];
    }
  }

  /// How many drawn numbers come before this one: are less than it, or less or equal.
  template <class Before>
  [[nodiscard]] std::size_t ahead_of(Number number, const Before& before) const {
    const auto bucket = bucket_of(number);
    auto low = start_[bucket];
    const auto high = start_[bucket + 1];
    // As a rule a bucket holds one number or none; skewed sums can crowd into a few.
    constexpr std::uint32_t crowd = 16;
    if (high - low > crowd) {
      const auto first = sorted_.begin() + low;
      const auto end = sorted_.begin() + high;
      return static_cast<std::size_t>(
          std::partition_point(first, end, [&](Number each) { return before(each, number); }) - sorted_.begin());
    }
    while (low < high && before(sorted_[low], number)) {
      ++low;
    }
    return low;
  }

  [[nodiscard]] std::uint32_t below(Number number) const {
    return below_[static_cast<std::size_t>(std::clamp<Number>(number, least_, largest_ + 1) - least_)];
  }

  std::size_t size_;
  Number error_;
  Number least_;
  Number largest_;
  std::vector<std::uint32_t> below_;  ///< by value: how many drawn numbers are below it
  std::vector<Number> sorted_;
  std::vector<std::uint32_t> start_;  ///< by bucket: how many drawn numbers are in lower ones
  double buckets_per_unit_ = 0;
};

}  // namespace lykta
