// How many of a week's events have been reported so far, and how many will there be?
//
// From the delays between event and report. Recent events show short delays only, so a plain share of short delays would be
// too high: each delay is compared with those that were as short, among the events that are old enough to have had it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/models/count_forecast.hpp"

namespace lykta {

struct EventReport {
  std::chrono::local_days event{};
  std::chrono::local_days reported{};
};

struct ReportDelayOptions {
  unsigned longest_days = 90;     ///< longer delays are left out: shares are of what is reported within so many days
  unsigned look_back_days = 730;  ///< events of so many days before the last one tell; how people report changes
  std::size_t fewest_reports = 30;
};
/// Throws InvalidOption for 0 days or reports.
void check(const ReportDelayOptions& options);

/// The distribution of delays.
struct ReportDelays {
  /// Share of events reported within so many days, from 0 days to the longest, which has 1: the product over longer delays k of
  /// 1 - h(k), h(k) being the reports of delay k among those of at most k, of events at least k days old (reverse-time hazards of right-truncated
  /// delays: Lawless 1994, doi 10.2307/3315826; Kalbfleisch & Lawless 1989, doi 10.1080/01621459.1989.10478780).
  std::vector<double> share_within;
  /// Variance of log(1 - h(k)): h / (n (1 - h)), n being the reports of at most k; infinite where h is 1.
  std::vector<double> step_variance;
  std::size_t reports = 0;         ///< that took part
  std::size_t before_event = 0;    ///< reported before they happened, left out
  std::size_t too_late = 0;        ///< of a longer delay, left out
  std::size_t after_last_day = 0;  ///< happened or reported after the last day, left out
};

/// `last_day`: the last day whose reports are all there. Where no event is as old as the longest delay, the longest is the age of the oldest
/// event. Nothing with too few reports. The order of reports does not matter. Throws InvalidOption as check() does.
[[nodiscard]] std::optional<ReportDelays> report_delays(std::span<const EventReport> reports,
                                                        std::chrono::local_days last_day,
                                                        const ReportDelayOptions& options = {});

/// What has been reported of some days by the end of the last day.
struct Completeness {
  double share = 0;  ///< expected, of all events that will be reported; days after the last day have none
  double error = 0;  ///< its standard deviation by the error of the distribution of delays
};

/// Of the days from `first` to `last` (included), each as important as the others.
[[nodiscard]] Completeness completeness(const ReportDelays& delays, std::chrono::local_days first,
                                        std::chrono::local_days last, std::chrono::local_days last_day);

/// How many events the days will have in the end.
struct CompletedCount {
  double expected = 0;
  std::uint64_t low = 0;  ///< 95 % limits
  std::uint64_t high = 0;
};

/// Those that are to come are Poisson given a rate that the reported ones tell by Gamma(reported + 1/2, share): a negative binomial
/// with mean (reported + 1/2) (1 - share) / share, wider by the error of the share. Nothing where nothing can have been reported yet (share 0), or
/// where its error is unknown.
[[nodiscard]] std::optional<CompletedCount> completed_count(std::uint64_t reported, const Completeness& completeness);

}  // namespace lykta
