#include "publish/records/source_record.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/inputs/comparable_events.hpp"
#include "publish/records/run_record.hpp"

namespace lykta {

using nlohmann::ordered_json;

namespace {

/// As records keep what was said.
std::vector<std::string> english(const std::vector<Said>& said) {
  std::vector<std::string> texts;
  for (const auto& each : said) {
    texts.push_back(each.en());
  }
  return texts;
}

template <typename Value>
ordered_json value_or_null(const std::optional<Value>& value) {
  return value ? ordered_json(*value) : ordered_json(nullptr);
}

/// What PROJ did between the file's system and the picture's; null where nothing was to be done.
ordered_json crs_operation_record(const std::optional<CrsOperation>& operation) {
  if (!operation) {
    return nullptr;
  }
  return {{"name", operation->name},
          {"accuracy_m", value_or_null(operation->accuracy_m)},
          {"ballpark", operation->is_ballpark}};
}

/// What was wrong with outlines, and what mending them changed.
ordered_json repairs_record(const std::vector<OutlineRepair>& repairs) {
  auto record = ordered_json::array();
  for (const auto& repair : repairs) {
    record.push_back({{"of", repair.of},
                      {"fault", repair.fault},
                      {"parts_before", repair.parts_before},
                      {"parts_after", repair.parts_after},
                      {"area_change", value_or_null(repair.area_change)}});
  }
  return record;
}

ordered_json default_times_record(const SourceReport& source) {
  auto times = ordered_json::array();
  for (const auto& each : source.default_times) {
    times.push_back({{"time", clock_text(each.time_of_day)}, {"events", each.events}, {"of", each.moments}});
  }
  return times;
}

/// `key` says what they are losses of.
ordered_json losses_record(const std::vector<RowLoss>& all, const char* key) {
  auto losses = ordered_json::array();
  for (const auto& loss : all) {
    auto causes = ordered_json::object();
    for (const auto& [cause, rows] : loss.causes) {
      causes[std::string(name_of(cause))] = rows;
    }
    losses.push_back({{key, loss.name},
                      {"rows", loss.rows},
                      {"used", loss.used},
                      {"rejected", std::move(causes)},
                      {"stands_out", loss.stands_out}});
  }
  return losses;
}

/// Those that lost so many rows that they speak of no single address.
std::vector<RowLoss> streets_worth_recording(const SourceReport& source) {
  auto losses = source.lost_by_street;
  std::erase_if(losses, [](const RowLoss& loss) { return loss.lost() < fewest_lost_of_a_street; });
  return losses;
}

/// The column whose numbers say how many events a row stands for; null where there is none.
ordered_json count_record(const SourceReport& source) {
  if (source.count_column.empty()) {
    return nullptr;
  }
  return {{"column", source.count_column}, {"events", source.counted_events}, {"rows_of_zero", source.zero_counts}};
}

ordered_json quality_record(const SourceReport& source) {
  auto stacks = ordered_json::array();
  for (const auto& stack : source.suspicious_stacks) {
    stacks.push_back({{"longitude", stack.degrees.x},
                      {"latitude", stack.degrees.y},
                      {"events", stack.events},
                      {"share", stack.share}});
  }
  auto other_systems = ordered_json::array();
  for (const auto& other : source.other_systems) {
    other_systems.push_back({{"crs", other.crs},
                             {"swapped", other.swapped},
                             {"rows", other.rows},
                             {"share", other.share},
                             {"left_out", other.left_out}});
  }
  return {{"intervals", source.intervals},
          {"no_end", source.no_end},
          {"repeated_hours", source.repeated_hours},
          {"skipped_hours", source.skipped_hours},
          {"zones_heeded", source.zones_heeded},
          {"zones_ignored", source.zones_ignored},
          {"unread_times", {{"rows", source.unread_times.rows}, {"examples", source.unread_times.examples}}},
          {"unknown_position_classes", source.unknown_position_classes},
          {"hidden_rows", source.hidden_rows},
          {"total_rows", source.total_rows},
          {"linked", source.linked},
          {"default_times", default_times_record(source)},
          {"distinct_positions", source.distinct_positions},
          {"stacked", source.stacked},
          {"suspicious_stacks", std::move(stacks)},
          {"other_systems", std::move(other_systems)},
          {"far_off", source.far_off},
          {"position_step", value_or_null(source.position_step)},
          {"position_step_m", value_or_null(source.position_step_m)},
          {"unmapped_values", source.unmapped_values},
          {"repairs", repairs_record(source.repairs)},
          {"unmatched_rows", source.unmatched_rows},
          {"unmatched_polygons", source.unmatched_polygons}};
}

/// What the source covers, and which rows lie outside of that.
ordered_json coverage_record(const SourceReport& source) {
  if (!source.coverage) {
    return nullptr;
  }
  const auto& coverage = *source.coverage;
  auto outlying = ordered_json::array();
  for (const auto& row : source.outlying_rows) {
    outlying.push_back({{"row", row.row}, {"date", row.date}});
  }
  const auto day = [](const std::optional<LocalTime>& time) {
    return time ? ordered_json(day_text(*time)) : ordered_json(nullptr);
  };
  const auto& covers = coverage.covers;
  return {{"from", day(covers ? std::optional(covers->from) : std::nullopt)},
          {"to", day(covers ? std::optional(covers->to - std::chrono::seconds{1}) : std::nullopt)},
          {"pauses", periods_record(coverage.pauses)},
          {"from_is_stated", coverage.stated.from.has_value()},
          {"to_is_stated", coverage.stated.to.has_value()},
          {"dated", coverage.dated},
          {"outlying", coverage.outlying.size()},
          {"outlying_rows", std::move(outlying)}};
}

}  // namespace

ordered_json sources_record(const ReadReport& report) {
  std::vector<std::vector<Reject>> rejects(report.sources.size());
  for (const auto& reject : report.rejects) {
    rejects[reject.source].push_back(reject);
  }
  auto sources = ordered_json::array();
  for (std::size_t i = 0; i < report.sources.size(); ++i) {
    const auto& source = report.sources[i];
    sources.push_back({{"name", source.name},
                       {"path", source.path},
                       {"layer", source.layer},
                       {"driver", source.driver},
                       {"encoding", source.encoding},
                       {"crs", source.crs},
                       {"crs_operation", crs_operation_record(source.crs_operation)},
                       {"rows", source.rows},
                       {"used", source.used},
                       {"rejected", rejected_record(rejects[i])},
                       {"lost_by_class", losses_record(source.lost_by_class, "class")},
                       {"lost_by_street", losses_record(streets_worth_recording(source), "street")},
                       {"lost_by_area", losses_record(source.lost_by_area, "area")},
                       {"count", count_record(source)},
                       {"covers", coverage_record(source)},
                       {"quality", quality_record(source)},
                       {"defaults", english(source.defaults)}});
  }
  return sources;
}

ordered_json zones_record(const ZonesReport& zones) {
  return {{"path", zones.path},
          {"layer", zones.layer},
          {"driver", zones.driver},
          {"crs", zones.crs},
          {"crs_operation", crs_operation_record(zones.crs_operation)},
          {"features", zones.features},
          {"zones", zones.zones},
          {"joined", zones.joined},
          {"without_id", zones.without_id},
          {"without_polygon", zones.without_polygon},
          {"without_place", zones.without_place},
          {"without_exposure", zones.without_exposure},
          {"unreadable_exposure", zones.unreadable_exposure},
          {"repairs", repairs_record(zones.repairs)},
          {"defaults", english(zones.defaults)}};
}

ordered_json area_record(const AreaReport& area) {
  return {{"path", area.path},
          {"layer", area.layer},
          {"where", area.where},
          {"features", area.features},
          {"chosen", area.chosen},
          {"crs", area.crs},
          {"crs_operation", crs_operation_record(area.crs_operation)},
          {"mended", area.mended},
          {"repairs", repairs_record(area.repairs)},
          {"not_polygons", area.not_polygons}};
}

ordered_json names_record(const NamesReport& names) {
  return {{"path", names.path},
          {"crs", names.crs},
          {"crs_operation", crs_operation_record(names.crs_operation)},
          {"rows", names.rows},
          {"without_name", names.without_name},
          {"without_position", names.without_position},
          {"without_place", names.without_place}};
}

ordered_json rejected_record(const std::vector<Reject>& rejects) {
  std::map<std::string, std::uint64_t> by_cause;
  for (const auto& reject : rejects) {
    ++by_cause[std::string(name_of(reject.cause))];
  }
  return by_cause;
}

}  // namespace lykta
