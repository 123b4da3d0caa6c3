// From rows of text to incidents, observations and residents in metres.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "engine/picture.hpp"
#include "geo/crs.hpp"
#include "geo/read/inputs.hpp"
#include "geo/read/read_report.hpp"
#include "geo/read/understand.hpp"

namespace lykta {

/// Collects the sources one after the other into one set of inputs. What cannot be used goes into the report.
class EventReader {
 public:
  EventReader(const InputsDescription& description, const Crs& crs, ReadReport& report);

  void add(std::uint32_t index, const SourceDescription& description, const Rows& rows, const Crs& crs,
           bool crs_assumed);

  [[nodiscard]] Inputs take() { return std::move(inputs_); }

 private:
  struct Usable;  ///< a row whose position is known and projected

  [[nodiscard]] std::vector<Usable> usable_rows(std::uint32_t index, const Rows& rows, const Crs& crs);
  void add_incidents(std::uint32_t index, const SourceDescription& description, const Rows& rows, const Crs& crs);
  void add_observations(std::uint32_t index, const SourceDescription& description, const Rows& rows, const Crs& crs);
  void add_residents(std::uint32_t index, const SourceDescription& description, const Rows& rows, const Crs& crs);

  /// The class of a row; unknown values are counted in the report and go to the class `unmapped`.
  [[nodiscard]] std::uint16_t class_of(const SourceDescription& description, std::string_view value);
  [[nodiscard]] std::uint16_t class_named(const std::string& name);
  [[nodiscard]] std::uint16_t category_of(const SourceDescription& description, std::string_view value);
  [[nodiscard]] Origin origin_of(const SourceDescription& description, std::string_view discovered,
                                 std::uint16_t class_index) const;
  void reject(std::uint32_t index, const Rows& rows, std::size_t row, const Fault& fault);
  [[nodiscard]] SourceReport& current() { return report_.sources.back(); }

  const InputsDescription& description_;
  const Crs& crs_;
  ReadReport& report_;
  Inputs inputs_;
  std::map<std::string, std::uint16_t> class_index_;
  std::vector<std::optional<Origin>> class_origin_;
  std::map<std::string, std::uint16_t> category_index_;
};

}  // namespace lykta
