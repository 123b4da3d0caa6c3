#include "geo/read/losses.hpp"

#include <algorithm>
#include <map>
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

/// Counts lost and used rows of each source by what the rejects say of themselves.
class LossCounter {
 public:
  LossCounter(const ReadReport& report, std::string Reject::*name) : losses_(report.sources.size()) {
    for (const auto& reject : report.rejects) {
      const auto& text = reject.*name;
      if (text.empty()) {
        continue;
      }
      auto& loss = losses_[reject.source][spelling_key(text)];
      loss.name = loss.name.empty() ? text : std::min(loss.name, text);
      ++loss.rows;
      ++loss.causes[reject.cause];
    }
  }

  [[nodiscard]] bool empty() const {
    return std::ranges::all_of(losses_, [](const auto& of_source) { return of_source.empty(); });
  }

  /// Rows of a name that are left; of what lost none nothing is counted.
  void add_used(std::size_t source, const std::string& key, const std::string& name, std::uint64_t rows) {
    const auto found = losses_[source].find(key);
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

/// Adds the rows that are left, counted by the numbers of their names first: names are few, rows are many.
template <typename Number, typename NameOf>
void count_used(const Incidents& incidents, const std::vector<Number>& numbers, std::size_t names, LossCounter& losses,
                const ReadReport& report, const NameOf& name_of) {
  if (losses.empty()) {
    return;
  }
  std::vector<std::vector<std::uint64_t>> rows(report.sources.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (!incidents.shares_row_with_last(i)) {
      auto& of_source = rows[incidents.row[i].source];
      of_source.resize(names, 0);
      ++of_source[numbers[i]];
    }
  }
  for (std::size_t number = 0; number < names; ++number) {
    const auto& name = name_of(number);
    const auto key = spelling_key(name);
    for (std::size_t source = 0; !name.empty() && source < rows.size(); ++source) {
      losses.add_used(source, key, name, rows[source].empty() ? 0 : rows[source][number]);
    }
  }
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

void find_losses_by_class(const Inputs& inputs, ReadReport& report) {
  LossCounter losses(report, &Reject::class_name);
  const auto& classes = inputs.classes;
  count_used(inputs.incidents, inputs.incidents.class_index, classes.size(), losses, report,
             [&](std::size_t index) -> const std::string& { return classes[index].name; });
  for (std::size_t source = 0; source < report.sources.size(); ++source) {
    report.sources[source].lost_by_class = losses.of(source);
  }
}

void find_losses_by_street(const Inputs& inputs, ReadReport& report) {
  LossCounter losses(report, &Reject::street);
  const std::string none;  // the number 0 is no address
  const auto& addresses = inputs.addresses;
  count_used(inputs.incidents, inputs.incidents.address_index, addresses.size() + 1, losses, report,
             [&](std::size_t index) -> const std::string& { return index == 0 ? none : addresses[index - 1]; });
  for (std::size_t source = 0; source < report.sources.size(); ++source) {
    report.sources[source].lost_by_street = losses.of(source);
  }
}

}  // namespace lykta
