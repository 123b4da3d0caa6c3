#include "publish/tables/rejects.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "engine/inputs/comparable_events.hpp"

namespace lykta {

namespace {

std::string class_name_of(const Inputs& inputs, std::size_t incident) {
  const auto index = inputs.incidents.class_index[incident];
  return index < inputs.classes.size() ? inputs.classes[index].name : "";
}

/// Events that a period would hold if their dates were right.
void add_outlying(const ReadInputs& read, std::span<const IncidentUse> uses, std::vector<Reject>& rejects) {
  const auto& incidents = read.inputs.incidents;
  for (const auto& coverage : read.inputs.coverage) {
    for (const auto i : coverage.outlying) {
      if (uses[i] == IncidentUse::outside_periods && !incidents.shares_row_with_last(i)) {
        rejects.push_back({.source = incidents.row[i].source,
                           .row = incidents.row[i].row,
                           .column = read.report.sources[coverage.source].date_column,
                           .cause = RejectCause::outlying_date,
                           .value = days_text(*incidents.time[i]),
                           .class_name = class_name_of(read.inputs, i)});
      }
    }
  }
}

}  // namespace

std::vector<Reject> all_rejects(const ReadInputs& read, std::span<const IncidentUse> uses) {
  auto rejects = read.report.rejects;
  const auto& incidents = read.inputs.incidents;
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    if (!incidents.shares_row_with_last(i) &&
        (uses[i] == IncidentUse::outside_area || uses[i] == IncidentUse::outside_zones)) {
      rejects.push_back(
          {.source = incidents.row[i].source,
           .row = incidents.row[i].row,
           .column = "",
           .cause = uses[i] == IncidentUse::outside_area ? RejectCause::outside_area : RejectCause::outside_zones,
           .value = fmt::format("{:.1f}, {:.1f}", incidents.position[i].x, incidents.position[i].y),
           .class_name = class_name_of(read.inputs, i)});
    }
  }
  add_outlying(read, uses, rejects);
  std::ranges::stable_sort(rejects, [](const Reject& a, const Reject& b) {
    return a.source != b.source ? a.source < b.source : a.row < b.row;
  });
  return rejects;
}

CsvTable rejects_table(const ReadInputs& read, std::span<const IncidentUse> uses, Language language) {
  return rejects_table(read.report, all_rejects(read, uses), language);
}

CsvTable rejects_table(const ReadReport& report, const std::vector<Reject>& rejects, Language language) {
  CsvTable table({"file", "layer", "row", "column", "cause", "value", "class"}, language);
  for (const auto& reject : rejects) {
    const auto& source = report.sources[reject.source];
    table.add_row({source.path, source.layer, fmt::format("{}", reject.row), reject.column,
                   std::string(name_of(reject.cause)), reject.value, reject.class_name});
  }
  for (const auto* log : {&report.actions, &report.levels}) {
    if (*log) {
      for (const auto& fault : (*log)->faults) {
        table.add_row({(*log)->path, (*log)->layer, fmt::format("{}", fault.row), fault.column,
                       std::string(name_of(fault.kind)), fault.value, ""});
      }
    }
  }
  return table;
}

}  // namespace lykta
