#include "engine/models/late_reports.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/error.hpp"
#include "engine/base/numbers.hpp"

namespace lykta {

using std::chrono::days;
using std::chrono::local_days;

namespace {

/// Reports that can tell, as delay and age of the event in days.
struct DelayOfReport {
  std::size_t delay = 0;
  std::size_t age = 0;
};

std::vector<DelayOfReport> usable_reports(std::span<const EventReport> reports, local_days last_day,
                                          const ReportDelayOptions& options, ReportDelays& counts) {
  std::vector<DelayOfReport> usable;
  for (const auto& report : reports) {
    if (report.event > last_day || report.reported > last_day) {
      ++counts.after_last_day;
    } else if (report.reported < report.event) {
      ++counts.before_event;
    } else if (report.event > last_day - days(options.look_back_days)) {
      const auto delay = static_cast<std::size_t>((report.reported - report.event).count());
      if (delay > options.longest_days) {
        ++counts.too_late;
      } else {
        usable.push_back({delay, static_cast<std::size_t>((last_day - report.event).count())});
      }
    }
  }
  return usable;
}

/// Reports of each delay, and of at most each delay among events at least as old.
struct DelayTable {
  std::vector<double> of_delay;
  std::vector<double> at_most;
};

DelayTable table_of(const std::vector<DelayOfReport>& usable, std::size_t longest) {
  DelayTable table{std::vector<double>(longest + 1, 0.0), std::vector<double>(longest + 1, 0.0)};
  for (const auto& [delay, age] : usable) {
    table.of_delay[delay] += 1;
    for (auto k = delay; k <= std::min(age, longest); ++k) {
      table.at_most[k] += 1;
    }
  }
  return table;
}

double share_at_age(const ReportDelays& delays, std::ptrdiff_t age) {
  if (age < 0) {
    return 0;
  }
  return delays.share_within[std::min(static_cast<std::size_t>(age), delays.share_within.size() - 1)];
}

}  // namespace

void check(const ReportDelayOptions& options) {
  if (options.longest_days == 0 || options.look_back_days == 0 || options.fewest_reports == 0) {
    throw InvalidOption("delays of reports need at least one day and one report");
  }
}

std::optional<ReportDelays> report_delays(std::span<const EventReport> reports, local_days last_day,
                                          const ReportDelayOptions& options) {
  check(options);
  ReportDelays delays;
  const auto usable = usable_reports(reports, last_day, options, delays);
  delays.reports = usable.size();
  if (usable.size() < options.fewest_reports) {
    return std::nullopt;
  }
  const auto oldest = std::ranges::max(usable, {}, &DelayOfReport::age).age;
  const auto longest = std::min<std::size_t>(options.longest_days, oldest);
  const auto table = table_of(usable, longest);
  delays.share_within.assign(longest + 1, 1.0);
  delays.step_variance.assign(longest + 1, 0.0);
  for (auto k = longest; k > 0; --k) {
    const auto hazard = table.at_most[k] > 0 ? table.of_delay[k] / table.at_most[k] : 0;
    delays.share_within[k - 1] = delays.share_within[k] * (1 - hazard);
    delays.step_variance[k] = hazard == 0  ? 0
                              : hazard < 1 ? hazard / (table.at_most[k] * (1 - hazard))
                                           : std::numeric_limits<double>::infinity();
  }
  return delays;
}

Completeness completeness(const ReportDelays& delays, local_days first, local_days last, local_days last_day) {
  const auto number = static_cast<double>((last - first).count() + 1);
  Completeness result;
  // What each day has by delays below k: log(1 - h(k)) moves all of these together.
  std::vector<double> moved(delays.share_within.size() + 1, 0.0);
  for (auto day = first; day <= last; day += days(1)) {
    const auto age = (last_day - day).count();
    const auto share = share_at_age(delays, age);
    result.share += share;
    for (auto k = static_cast<std::size_t>(std::max<std::ptrdiff_t>(age, -1) + 1); k < delays.share_within.size();
         ++k) {
      moved[k] += share;
    }
  }
  result.share /= number;
  double variance = 0;
  for (std::size_t k = 1; k < delays.share_within.size(); ++k) {
    // Where h is 1 the shares below it are 0 and their error is not known.
    variance += delays.step_variance[k] == 0 ? 0 : moved[k] * moved[k] * delays.step_variance[k];
  }
  result.error = std::isfinite(variance) ? std::sqrt(variance) / number : no_number;
  return result;
}

std::optional<CompletedCount> completed_count(std::uint64_t reported, const Completeness& completeness) {
  const auto share = completeness.share;
  if (!(share > 0) || !std::isfinite(completeness.error)) {
    return std::nullopt;
  }
  const auto told = static_cast<double>(reported);
  if (share >= 1) {
    return CompletedCount{told, reported, reported};
  }
  const auto rate = 1 / (told + 0.5);
  // Of log(odds of not yet being reported).
  const auto odds = std::pow(completeness.error / (share * (1 - share)), 2);
  const CountForecast to_come({{1, (told + 0.5) * (1 - share) / share, rate + odds + rate * odds}});
  return CompletedCount{told + to_come.mean(), reported + to_come.quantile(0.025), reported + to_come.quantile(0.975)};
}

}  // namespace lykta
