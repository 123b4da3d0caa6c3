#include "engine/density/sorted_events.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/base/numbers.hpp"
#include "engine/base/parallel.hpp"

namespace lykta {

namespace {

constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();

/// One pass of work over so many events is worth a part of its own.
constexpr std::size_t events_per_part = 65536;

struct Source {
  std::span<const Point> points;
  std::span<const double> weights;
  std::span<const double> bandwidths_m;
  const Lattice& lattice;
  const DensityOptions& options;

  [[nodiscard]] double bandwidth_m(std::size_t i) const {
    return bandwidths_m.empty() ? options.bandwidth_m : bandwidths_m[i];
  }
};

/// Which events, by their number in the input: all of them, or a list.
class Members {
 public:
  explicit Members(std::size_t all) : count_(all) {}
  explicit Members(std::vector<std::uint32_t> some) : some_(std::move(some)), count_(some_.size()), listed_(true) {}

  [[nodiscard]] std::size_t size() const { return count_; }
  [[nodiscard]] std::size_t operator[](std::size_t i) const { return listed_ ? some_[i] : i; }

 private:
  std::vector<std::uint32_t> some_;
  std::size_t count_;
  bool listed_ = false;
};

/// Stable counting sort of one group's events by the row next to them.
class Sorting {
 public:
  Sorting(const Source& source, const Members& members, double widest_m)
      : source_(source),
        members_(members),
        reach_(support_in_bandwidths(source.options.kernel) * widest_m / source.lattice.unit_m()),
        parts_((members.size() + events_per_part - 1) / events_per_part) {
    group_.reach_rows = static_cast<std::int64_t>(std::floor(reach_ / source.lattice.row_spacing() + 0.5 + 1e-9));
    group_.first_bucket = -group_.reach_rows;
    group_.widest = widest_m / source.lattice.unit_m();
    buckets_ = source.lattice.rows() + 2 * static_cast<std::size_t>(group_.reach_rows);
  }

  EventGroup sorted() {
    bucket_of_.resize(members_.size());
    places_.assign(parts_, std::vector<std::size_t>(buckets_, 0));
    each_part([this](std::size_t part, std::size_t begin, std::size_t end) { count(part, begin, end); });
    make_places();
    each_part([this](std::size_t part, std::size_t begin, std::size_t end) { move(part, begin, end); });
    return std::move(group_);
  }

 private:
  template <typename Work>
  void each_part(Work work) {
    for_each_part(parts_, source_.options.threads, [&](std::size_t part) {
      work(part, part * events_per_part, std::min(members_.size(), (part + 1) * events_per_part));
    });
  }

  void count(std::size_t part, std::size_t begin, std::size_t end) {
    auto& counts = places_[part];
    // An event may lie in a cell whose centre its kernel does not reach.
    const auto left = -std::max(reach_, 0.5);
    const auto right = static_cast<double>(source_.lattice.columns()) + reach_;
    const auto bucket_count = static_cast<double>(buckets_);
    for (auto i = begin; i < end; ++i) {
      const auto at = source_.lattice.in_units(source_.points[members_[i]]);
      const auto bucket =
          std::floor(at.y / source_.lattice.row_spacing() + 0.5) - static_cast<double>(group_.first_bucket);
      const auto reaches = at.x >= left && at.x <= right && bucket >= 0 && bucket < bucket_count;
      bucket_of_[i] = reaches ? static_cast<std::uint32_t>(bucket) : nowhere;
      if (reaches) {
        ++counts[bucket_of_[i]];
      }
    }
  }

  /// From counts to the place where each part puts its first event of each row.
  void make_places() {
    group_.start.resize(buckets_ + 1);
    std::size_t next = 0;
    for (std::size_t bucket = 0; bucket < buckets_; ++bucket) {
      group_.start[bucket] = next;
      for (auto& places : places_) {
        next += std::exchange(places[bucket], next);
      }
    }
    group_.start[buckets_] = next;
    group_.x.resize(next);
    group_.y.resize(next);
    group_.bandwidth.resize(next);
    group_.scale.resize(next);
  }

  void move(std::size_t part, std::size_t begin, std::size_t end) {
    auto& places = places_[part];
    for (auto i = begin; i < end; ++i) {
      if (bucket_of_[i] == nowhere) {
        continue;
      }
      const auto from = members_[i];
      const auto to = places[bucket_of_[i]]++;
      const auto at = source_.lattice.in_units(source_.points[from]);
      const auto bandwidth_m = source_.bandwidth_m(from);
      group_.x[to] = at.x;
      group_.y[to] = at.y;
      group_.bandwidth[to] = bandwidth_m / source_.lattice.unit_m();
      group_.scale[to] =
          (source_.weights.empty() ? 1.0 : source_.weights[from]) * m2_per_km2 / (bandwidth_m * bandwidth_m);
    }
  }

  const Source& source_;
  const Members& members_;
  double reach_;
  std::size_t parts_;
  std::size_t buckets_ = 0;
  std::vector<std::uint32_t> bucket_of_;
  std::vector<std::vector<std::size_t>> places_;
  EventGroup group_;
};

/// Events of like bandwidths together, a factor of at most sqrt(2) apart, the narrowest first.
std::vector<std::vector<std::uint32_t>> by_bandwidth(std::span<const double> bandwidths_m) {
  const auto narrowest = *std::ranges::min_element(bandwidths_m);
  const auto step = [&](double bandwidth_m) {
    return static_cast<std::size_t>(std::floor(2 * std::log2(bandwidth_m / narrowest)));
  };
  std::vector<std::vector<std::uint32_t>> groups(step(*std::ranges::max_element(bandwidths_m)) + 1);
  for (std::size_t i = 0; i < bandwidths_m.size(); ++i) {
    groups[step(bandwidths_m[i])].push_back(static_cast<std::uint32_t>(i));
  }
  std::erase_if(groups, [](const auto& group) { return group.empty(); });
  return groups;
}

}  // namespace

void EventGroup::weigh() {
  const auto buckets = start.size() - 1;
  const auto window = 2 * static_cast<std::size_t>(reach_rows) + 1;
  std::vector<double> of_bucket(buckets, 0.0);
  largest_scale = 0;
  for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
    for (auto i = start[bucket]; i < start[bucket + 1]; ++i) {
      of_bucket[bucket] += scale[i];
      largest_scale = std::max(largest_scale, scale[i]);
    }
  }
  // Two neighbouring blocks of `window` buckets hold every window: an upper limit is all that is needed.
  most_scale_in_reach = 0;
  double before = 0;
  for (std::size_t first = 0; first < buckets; first += window) {
    double block = 0;
    for (auto bucket = first; bucket < std::min(buckets, first + window); ++bucket) {
      block += of_bucket[bucket];
    }
    most_scale_in_reach = std::max(most_scale_in_reach, before + block);
    before = block;
  }
}

void EventGroup::put_in_order(unsigned threads) {
  const auto buckets = start.size() - 1;
  constexpr std::size_t buckets_per_part = 64;
  for_each_part((buckets + buckets_per_part - 1) / buckets_per_part, threads, [&](std::size_t part) {
    std::vector<std::array<double, 4>> events;
    for (auto bucket = part * buckets_per_part; bucket < std::min(buckets, (part + 1) * buckets_per_part); ++bucket) {
      events.clear();
      for (auto i = start[bucket]; i < start[bucket + 1]; ++i) {
        events.push_back({x[i], y[i], bandwidth[i], scale[i]});
      }
      std::ranges::sort(events);
      for (std::size_t i = 0; i < events.size(); ++i) {
        const auto to = start[bucket] + i;
        x[to] = events[i][0];
        y[to] = events[i][1];
        bandwidth[to] = events[i][2];
        scale[to] = events[i][3];
      }
    }
  });
}

EventGroup::Range EventGroup::near_rows(std::int64_t first, std::int64_t last) const {
  const auto buckets = static_cast<std::int64_t>(start.size()) - 1;
  const auto low = std::clamp<std::int64_t>(first - reach_rows - first_bucket, 0, buckets);
  const auto high = std::clamp<std::int64_t>(last + reach_rows - first_bucket + 1, 0, buckets);
  return {start[static_cast<std::size_t>(low)], start[static_cast<std::size_t>(high)]};
}

SortedEvents sorted_by_row(std::span<const Point> points, std::span<const double> weights,
                           std::span<const double> bandwidths_m, const Lattice& lattice,
                           const DensityOptions& options) {
  const Source source{points, weights, bandwidths_m, lattice, options};
  SortedEvents sorted;
  sorted.columns = lattice.columns();
  if (bandwidths_m.empty()) {
    sorted.groups.push_back(Sorting(source, Members(points.size()), options.bandwidth_m).sorted());
    return sorted;
  }
  for (auto& group : by_bandwidth(bandwidths_m)) {
    double widest_m = 0;
    for (const auto i : group) {
      widest_m = std::max(widest_m, bandwidths_m[i]);
    }
    const Members members(std::move(group));
    sorted.groups.push_back(Sorting(source, members, widest_m).sorted());
  }
  return sorted;
}

}  // namespace lykta
