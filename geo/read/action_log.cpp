#include "geo/read/action_log.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "geo/values/number_style.hpp"
#include "geo/values/position_text.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

// The first is that of a new log in Swedish, the second in English.
constexpr std::array id_words{"nr", "id", "nummer", "no", "number", "åtgärdsnummer", "löpnummer", "action id"};
constexpr std::array place_words{"plats", "place", "plats id", "place id", "platsens namn", "name of place"};
constexpr std::array x_words{"x", "x", "e", "ost", "öst", "easting", "longitud", "longitude", "lon", "lng"};
constexpr std::array y_words{"y", "y", "n", "nord", "norr", "northing", "latitud", "latitude", "lat"};
constexpr std::array problem_words{"problem", "problem", "iakttagelse", "beskrivning", "description"};
constexpr std::array measure_words{"åtgärd", "action", "åtgärder", "measure", "insats", "intervention"};
constexpr std::array responsible_words{"ansvarig roll", "responsible role",  "ansvarig", "responsible",
                                       "ansvar",        "ansvarig funktion", "role",     "roll"};
constexpr std::array noted_words{"upplagd", "noted", "registrerad", "registered", "inkommen", "received"};
constexpr std::array decided_words{"beslutad", "decided", "beslutsdatum", "beslut", "decision", "date of decision"};
constexpr std::array deadline_words{"klart senast", "deadline", "slutdatum",  "senast",
                                    "due",          "due date", "klar senast"};
constexpr std::array started_words{"påbörjad", "started", "startdatum", "start", "start date"};
constexpr std::array done_words{"avslutad", "done", "slutförd", "färdig", "klar", "finished", "completed", "done date"};
constexpr std::array status_words{"status", "status", "läge", "state"};
constexpr std::array reason_words{"skäl", "reason", "motivering", "orsak", "skäl till avslag", "reason for declining"};
constexpr std::array follow_up_words{"följs upp", "follow up", "uppföljning", "uppföljningsdatum", "follow up date"};

constexpr std::array<LogRole, 15> roles{{{"id", id_words},
                                         {"place", place_words},
                                         {"x", x_words},
                                         {"y", y_words},
                                         {"problem", problem_words},
                                         {"action", measure_words, true},
                                         {"responsible", responsible_words},
                                         {"noted", noted_words},
                                         {"decided", decided_words},
                                         {"deadline", deadline_words},
                                         {"started", started_words},
                                         {"done", done_words},
                                         {"status", status_words},
                                         {"reason", reason_words},
                                         {"follow_up", follow_up_words}}};

constexpr std::array<std::pair<std::string_view, ActionStatus>, 24> words_of_status{
    {{"ny", ActionStatus::fresh},
     {"nytt", ActionStatus::fresh},
     {"new", ActionStatus::fresh},
     {"beslutad", ActionStatus::decided},
     {"beslutat", ActionStatus::decided},
     {"decided", ActionStatus::decided},
     {"pågår", ActionStatus::ongoing},
     {"pågående", ActionStatus::ongoing},
     {"påbörjad", ActionStatus::ongoing},
     {"påbörjat", ActionStatus::ongoing},
     {"ongoing", ActionStatus::ongoing},
     {"started", ActionStatus::ongoing},
     {"in progress", ActionStatus::ongoing},
     {"klar", ActionStatus::done},
     {"klart", ActionStatus::done},
     {"avslutad", ActionStatus::done},
     {"genomförd", ActionStatus::done},
     {"done", ActionStatus::done},
     {"finished", ActionStatus::done},
     {"completed", ActionStatus::done},
     {"avslås", ActionStatus::declined},
     {"avslagen", ActionStatus::declined},
     {"declined", ActionStatus::declined},
     {"rejected", ActionStatus::declined}}};

/// The status of a row that names none.
ActionStatus status_by_dates(const Action& action) {
  return action.ended     ? ActionStatus::done
         : action.started ? ActionStatus::ongoing
         : action.decided ? ActionStatus::decided
                          : ActionStatus::fresh;
}

void read_status(LogTable& table, std::size_t row, Action& action) {
  const auto& written = table.text("status", row);
  const auto status = status_of_word(written);
  action.status = status.value_or(status_by_dates(action));
  if (!status && !written.empty()) {
    table.fault(row, "status", LogFaultKind::unknown_status, written);
  }
  if (action.status == ActionStatus::declined && action.reason.empty()) {
    table.fault(row, "reason", LogFaultKind::no_reason);
  }
  if (action.status == ActionStatus::done && !action.ended) {
    table.fault(row, "done", LogFaultKind::no_end);
  }
}

/// Each of the dates of an action lies no earlier than the one that comes before it.
void check_order(LogTable& table, std::size_t row, const Action& action) {
  const std::array<std::pair<const char*, std::optional<std::chrono::local_days>>, 4> steps{
      {{"noted", action.noted}, {"decided", action.decided}, {"started", action.started}, {"done", action.ended}}};
  std::optional<std::chrono::local_days> last;
  for (const auto& [role, day] : steps) {
    if (day && last && *day < *last) {
      table.fault(row, role, LogFaultKind::wrong_order, table.text(role, row));
    }
    last = day ? day : last;
  }
}

/// Positions as they are written, until all are put into the system of the picture.
class ActionPositions {
 public:
  ActionPositions(const LogDescription& description, const LogTable& table, const Crs& target) : target_(target) {
    if (!description.crs.empty()) {
      stated_ = Crs::parse(description.crs);
    } else if (table.crs()) {
      of_layer_ = table.crs();
    }
  }

  /// In the system of the picture. Nothing where there is none, or it cannot be read, which is listed.
  std::optional<Point> of_row(LogTable& table, std::size_t row) {
    const auto& x_text = table.text("x", row);
    const auto& y_text = table.text("y", row);
    if (!x_text.empty() || !y_text.empty()) {
      const auto x = parse_number(x_text);
      const auto y = parse_number(y_text);
      const auto point = x && y ? placed({*x, *y}, system_of_numbers({*x, *y})) : std::nullopt;
      if (!point) {
        table.fault(row, x ? "y" : "x", LogFaultKind::unreadable_position, x ? y_text : x_text);
      }
      return point;
    }
    if (const auto written = parse_position(table.text("place", row), PositionForm::lat_lon)) {
      const auto point = placed(*written, system_of_numbers(*written));
      if (!point) {
        table.fault(row, "place", LogFaultKind::unreadable_position, table.text("place", row));
      }
      return point;
    }
    return of_geometry(table, row);
  }

 private:
  std::optional<Point> of_geometry(LogTable& table, std::size_t row) {
    if (table.geometry(row) == RowGeometry::none) {
      return std::nullopt;
    }
    const auto point = table.geometry(row) == RowGeometry::point ? placed(table.point(row), stated_     ? *stated_
                                                                                            : of_layer_ ? *of_layer_
                                                                                                        : target_)
                                                                 : std::nullopt;
    if (!point) {
      table.fault(row, "", LogFaultKind::unreadable_position, std::string(name_of(table.geometry(row))));
    }
    return point;
  }

  [[nodiscard]] Crs system_of_numbers(const Point& point) const {
    const auto are_degrees = std::abs(point.x) <= 180 && std::abs(point.y) <= 90;
    return stated_ ? *stated_ : are_degrees ? wgs84() : target_;
  }
  [[nodiscard]] std::optional<Point> placed(const Point& point, const Crs& crs) const {
    return Projection(crs, target_).points(std::vector{point}).front();
  }

  const Crs& target_;
  std::optional<Crs> stated_;
  std::optional<Crs> of_layer_;
};

Action read_action(LogTable& table, std::size_t row, ActionPositions& positions) {
  Action action{.row = table.row_number(row)};
  action.id = table.text("id", row);
  action.position = positions.of_row(table, row);
  // Numbers of a position look like those of a telephone.
  action.place = parse_position(table.text("place", row), PositionForm::lat_lon)
                     ? table.text("place", row)
                     : table.text_without_persons("place", row, false);
  action.place_key = log_key(action.place);
  action.problem = table.text_without_persons("problem", row, false);
  action.measure = table.text_without_persons("action", row, false);
  action.responsible = table.text_without_persons("responsible", row, true);
  action.reason = table.text_without_persons("reason", row, false);
  action.noted = table.day("noted", row);
  action.decided = table.day("decided", row);
  action.deadline = table.day("deadline", row);
  action.started = table.day("started", row);
  action.ended = table.day("done", row);
  action.follow_up = table.day("follow_up", row);
  read_status(table, row, action);
  check_order(table, row, action);
  return action;
}

}  // namespace

std::span<const LogRole> action_roles() { return roles; }

std::optional<ActionStatus> status_of_word(std::string_view word) {
  const auto key = log_key(word);
  const auto* const found =
      std::ranges::find_if(words_of_status, [&](const auto& each) { return log_key(each.first) == key; });
  return found == words_of_status.end() ? std::nullopt : std::optional(found->second);
}

ReadActions read_actions(const LogDescription& description, const Crs& target,
                         const std::vector<std::string>& allowed_hosts) {
  LogTable table(description, action_roles(), allowed_hosts);
  ActionPositions positions(description, table, target);
  ReadActions read;
  std::set<std::string> ids;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.text("problem", row).empty() && table.text("action", row).empty()) {
      table.fault(row, "action", LogFaultKind::nothing_to_do);
      continue;
    }
    read.actions.push_back(read_action(table, row, positions));
    if (const auto& id = read.actions.back().id; !id.empty() && !ids.insert(log_key(id)).second) {
      table.fault(row, "id", LogFaultKind::repeated_id, id);
    }
  }
  read.files = table.files();
  read.report = table.take_report(read.actions.size());
  return read;
}

}  // namespace lykta
