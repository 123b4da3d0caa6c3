#include "geo/read/losses.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "geo/values/folded_text.hpp"

namespace lykta {

namespace {

/// What names have in common that differ only in capital letters and blanks.
std::string spelling_key(std::string_view name) {
  std::string text;
  auto after_blank = true;
  for (const auto c : folded(name)) {
    const auto is_blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!is_blank) {
      text += c;
    } else if (!after_blank) {
      text += ' ';
    }
    after_blank = is_blank;
  }
  if (!text.empty() && text.back() == ' ') {
    text.pop_back();
  }
  return text;
}

/// For each class the one that it becomes.
std::vector<std::uint16_t> joined_spellings(std::size_t stated, const Inputs& inputs) {
  std::vector<std::uint64_t> events(inputs.classes.size(), 0);
  for (const auto index : inputs.incidents.class_index) {
    ++events[index];
  }
  std::map<std::string, std::vector<std::uint16_t>> groups;
  std::vector<std::uint16_t> becomes(inputs.classes.size());
  for (std::size_t i = 0; i < inputs.classes.size(); ++i) {
    becomes[i] = static_cast<std::uint16_t>(i);
    groups[spelling_key(inputs.classes[i].name)].push_back(becomes[i]);
  }
  const auto goes_before = [&](std::uint16_t a, std::uint16_t b) {
    const auto a_is_stated = a < stated;
    const auto b_is_stated = b < stated;
    if (a_is_stated != b_is_stated || events[a] != events[b]) {
      return a_is_stated != b_is_stated ? a_is_stated : events[a] > events[b];
    }
    return inputs.classes[a].name < inputs.classes[b].name;
  };
  for (const auto& [key, members] : groups) {
    const auto first = *std::ranges::min_element(members, goes_before);
    for (const auto member : members) {
      // What a configuration states twice it means twice.
      becomes[member] = member < stated ? member : first;
    }
  }
  return becomes;
}

void say_joined(const std::vector<std::uint16_t>& becomes, const Inputs& inputs, ReadReport& report) {
  std::vector<std::map<std::string, std::set<std::string>>> joined(report.sources.size());
  for (std::size_t i = 0; i < inputs.incidents.size(); ++i) {
    const auto index = inputs.incidents.class_index[i];
    if (becomes[index] != index) {
      joined[inputs.incidents.row[i].source][inputs.classes[becomes[index]].name].insert(inputs.classes[index].name);
    }
  }
  for (std::size_t source = 0; source < joined.size(); ++source) {
    for (const auto& [name, others] : joined[source]) {
      std::string listed;
      for (const auto& other : others) {
        listed += (listed.empty() ? "'" : ", '") + other + "'";
      }
      report.sources[source].defaults.push_back(
          said({"klass: {} räknas till '{}', eftersom bara stora och små bokstäver eller mellanslag skiljer dem åt",
                "class: {} counted as '{}', as only capital letters or blanks tell them apart"},
               listed, name));
    }
  }
}

using RowsOfNames = std::vector<std::vector<std::uint64_t>>;

/// Counts lost and used rows of each source by a name.
class LossCounter {
 public:
  explicit LossCounter(std::size_t sources) : losses_(sources) {}

  void add_lost(std::size_t source, const std::string& name, RejectCause cause, std::uint64_t rows = 1) {
    if (name.empty() || rows == 0) {
      return;
    }
    auto& loss = losses_[source][spelling_key(name)];
    loss.name = loss.name.empty() ? name : std::min(loss.name, name);
    loss.rows += rows;
    loss.causes[cause] += rows;
  }

  [[nodiscard]] bool empty() const {
    return std::ranges::all_of(losses_, [](const auto& of_source) { return of_source.empty(); });
  }

  /// Rows of a name that are left; of what lost none nothing is counted.
  void add_used(std::size_t source, const std::string& name, std::uint64_t rows) {
    const auto found = losses_[source].find(spelling_key(name));
    if (found != losses_[source].end() && rows > 0) {
      found->second.name = name;
      found->second.rows += rows;
      found->second.used += rows;
    }
  }

  [[nodiscard]] std::vector<RowLoss> of(std::size_t source) const {
    std::vector<RowLoss> losses;
    for (const auto& [key, loss] : losses_[source]) {
      losses.push_back(loss);
    }
    return losses;
  }

 private:
  std::vector<std::map<std::string, RowLoss>> losses_;
};

/// Rows of each source by the numbers of their names: names are few, rows are many. Of those that `is_meant` picks.
template <typename Number, typename IsMeant>
RowsOfNames rows_of_names(const Incidents& incidents, const std::vector<Number>& numbers, std::size_t names,
                          std::size_t sources, const IsMeant& is_meant) {
  RowsOfNames rows(sources, std::vector<std::uint64_t>(names, 0));
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (!incidents.shares_row_with_last(i) && is_meant(i)) {
      ++rows[incidents.row[i].source][numbers[i]];
    }
  }
  return rows;
}

/// What was lost before the study area was laid over the events.
LostOf lost_of(const SourceReport& source) {
  return {static_cast<double>(source.rows),
          static_cast<double>(source.rows) - static_cast<double>(source.used + source.zero_counts)};
}

void judge_losses(std::vector<RowLoss>& losses, const LostOf& all) {
  for (auto& loss : losses) {
    loss.stands_out = stands_out(loss, all);
  }
}

/// Losses by street of one source. `outside` are its rows outside of the study area.
std::vector<RowLoss> judged_streets(std::vector<RowLoss> losses, const SourceReport& source, std::uint64_t outside) {
  std::erase_if(losses, lies_elsewhere);
  std::uint64_t outside_of_streets = 0;
  for (const auto& loss : losses) {
    const auto found = loss.causes.find(RejectCause::outside_area);
    outside_of_streets += found != loss.causes.end() ? found->second : 0;
  }
  // What lies elsewhere with all of its street is no measure for those that do not.
  auto all = lost_of(source);
  all.rows -= static_cast<double>(outside - std::min(outside, outside_of_streets));
  all.lost += static_cast<double>(std::min(outside, outside_of_streets));
  judge_losses(losses, all);
  return losses;
}

}  // namespace

void join_spellings_of_classes(std::size_t stated, Inputs& inputs, ReadReport& report) {
  const auto becomes = joined_spellings(stated, inputs);
  auto any = false;
  for (std::size_t i = 0; i < becomes.size(); ++i) {
    any = any || becomes[i] != i;
  }
  if (!any) {
    return;
  }
  say_joined(becomes, inputs, report);
  std::vector<std::uint16_t> place(becomes.size());
  std::vector<IncidentClass> kept;
  for (std::size_t i = 0; i < becomes.size(); ++i) {
    if (becomes[i] == i) {
      place[i] = static_cast<std::uint16_t>(kept.size());
      kept.push_back(inputs.classes[i]);
    }
  }
  for (auto& index : inputs.incidents.class_index) {
    index = place[becomes[index]];
  }
  inputs.classes = std::move(kept);
}

bool stands_out(const RowLoss& loss, const LostOf& all) {
  constexpr double fewest = 10;
  constexpr double more = 0.1;
  const auto lost = static_cast<double>(loss.lost());
  const auto share = lost / static_cast<double>(loss.rows);
  const auto other_rows = all.rows - static_cast<double>(loss.rows);
  if (loss.used == 0 || other_rows <= 0) {
    return loss.used == 0;
  }
  const auto other_share = std::max(0.0, (all.lost - lost) / other_rows);
  return lost >= fewest && share >= 2 * other_share && share >= other_share + more;
}

bool lies_elsewhere(const RowLoss& loss) {
  return loss.used == 0 && loss.causes.size() == 1 && loss.causes.begin()->first == RejectCause::outside_area;
}

std::vector<std::uint8_t> marks_of_outside(const Inputs& inputs) {
  if (!inputs.study_area) {
    return {};
  }
  const auto& position = inputs.incidents.position;
  std::vector<std::uint8_t> is_outside(position.size(), 0);
  auto any = false;
  for (std::size_t i = 0; i < position.size(); ++i) {
    is_outside[i] = inputs.study_area->holds(position[i]) ? 0 : 1;
    any = any || is_outside[i] != 0;
  }
  return any ? is_outside : std::vector<std::uint8_t>();
}

void find_losses_by_class(const Inputs& inputs, ReadReport& report) {
  LossCounter losses(report.sources.size());
  for (const auto& reject : report.rejects) {
    losses.add_lost(reject.source, reject.class_name, reject.cause);
  }
  if (losses.empty()) {
    return;
  }
  const auto& classes = inputs.classes;
  const auto rows = rows_of_names(inputs.incidents, inputs.incidents.class_index, classes.size(), report.sources.size(),
                                  [](std::size_t /*i*/) { return true; });
  for (std::size_t source = 0; source < report.sources.size(); ++source) {
    for (std::size_t number = 0; number < classes.size(); ++number) {
      losses.add_used(source, classes[number].name, rows[source][number]);
    }
    auto& by_class = report.sources[source].lost_by_class;
    by_class = losses.of(source);
    judge_losses(by_class, lost_of(report.sources[source]));
  }
}

void find_losses_by_street(const Inputs& inputs, ReadReport& report) {
  const auto& incidents = inputs.incidents;
  const auto& addresses = inputs.addresses;
  LossCounter losses(report.sources.size());
  for (const auto& reject : report.rejects) {
    const auto is_elsewhere = inputs.study_area && reject.position && !inputs.study_area->holds(*reject.position);
    losses.add_lost(reject.source, reject.street, is_elsewhere ? RejectCause::outside_area : reject.cause);
  }
  const auto is_outside = incidents.address_index.empty() ? std::vector<std::uint8_t>() : marks_of_outside(inputs);
  if (losses.empty() && is_outside.empty()) {
    return;
  }
  const auto rows_where = [&](std::uint8_t mark) {
    return rows_of_names(incidents, incidents.address_index, addresses.size() + 1, report.sources.size(),
                         [&](std::size_t i) { return (is_outside.empty() ? 0 : is_outside[i]) == mark; });
  };
  const auto used = rows_where(0);
  const auto outside = rows_where(1);
  for (std::size_t source = 0; source < report.sources.size(); ++source) {
    // The number 0 is no address.
    for (std::size_t number = 1; number <= addresses.size(); ++number) {
      losses.add_lost(source, addresses[number - 1], RejectCause::outside_area, outside[source][number]);
    }
    for (std::size_t number = 1; number <= addresses.size(); ++number) {
      losses.add_used(source, addresses[number - 1], used[source][number]);
    }
    auto& by_street = report.sources[source].lost_by_street;
    by_street = judged_streets(losses.of(source), report.sources[source],
                               std::accumulate(outside[source].begin(), outside[source].end(), std::uint64_t{0}));
  }
}

}  // namespace lykta
