// What does the row reader of a kind work with? The row, the inputs that it goes into, and the list of what is refused.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "geo/read/inputs.hpp"
#include "geo/read/known_addresses.hpp"
#include "geo/read/read_report.hpp"
#include "geo/read/understand.hpp"
#include "geo/values/clock_changes.hpp"
#include "geo/values/local_clock.hpp"

namespace lykta {

/// Residents at points, until they are projected.
struct ResidentPoints {
  std::vector<Point> position;
  std::vector<RowReference> row;
  std::vector<double> number;
};

/// Numbers of names that rows bring.
using NumberOfName = std::map<std::string, std::uint16_t, std::less<>>;

/// The same where each row asks and nobody needs an order.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
using NumberOfText = std::unordered_map<std::string, std::uint16_t, TextHash, std::equal_to<>>;

/// The numbers of the few texts that came last: most columns of classes have hardly more.
class LatestTexts {
 public:
  [[nodiscard]] std::optional<std::uint16_t> find(std::string_view text) const {
    for (const auto& [known, number] : texts_) {
      if (known == text && !text.empty()) {
        return number;
      }
    }
    return std::nullopt;
  }
  /// `text` must outlive this.
  void add(std::string_view text, std::uint16_t number) { texts_[next_++ % texts_.size()] = {text, number}; }

 private:
  std::array<std::pair<std::string_view, std::uint16_t>, 8> texts_{};
  std::size_t next_ = 0;
};

/// Classes of the incidents.
struct KnownClasses {
  NumberOfName number;
  std::vector<std::optional<Origin>> origin;  ///< of events whose source does not say
  NumberOfText number_of_value;               ///< what the values of the current source mean, filled as they appear
  LatestTexts latest;                         ///< of those
};

/// Everything that was read so far, positions as they are in their files.
struct ReadSoFar {
  Inputs inputs;
  ResidentPoints resident_points;
  KnownClasses classes;
  KnownAddresses addresses;
  std::map<SourceKind, NumberOfName> names;
};

struct Clocks {
  LocalClock local;
  ClockChanges changes;
};

/// A row of a batch.
struct RowAt {
  const RowBatch& batch;
  std::size_t row;
};

/// The next number of a class or a name; they are counted with sixteen bits, and a column with more values holds something
/// else: throws DataError.
[[nodiscard]] std::uint16_t next_number(std::size_t known, std::string_view column);

/// Whether a value is one of these words, upper and lower case alike.
[[nodiscard]] bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words);

/// One source on its way into the inputs. All references must outlive it.
class SourceReading {
 public:
  SourceReading(const InputsDescription& all, const Rows& rows, std::uint32_t index, ReadSoFar& read,
                ReadReport& report, Clocks& clocks)
      : all_(all), rows_(rows), index_(index), read_(read), report_(report), clocks_(clocks) {}

  /// Of all sources together.
  [[nodiscard]] const InputsDescription& all() const { return all_; }
  [[nodiscard]] const Rows& rows() const { return rows_; }
  [[nodiscard]] const SourceDescription& description() const { return rows_.description(); }
  [[nodiscard]] ReadSoFar& read() { return read_; }
  [[nodiscard]] Inputs& inputs() { return read_.inputs; }
  [[nodiscard]] SourceReport& source() { return report_.sources[index_]; }

  /// Trimmed; empty where the column is not mapped or the cell is empty.
  [[nodiscard]] std::string_view text(ColumnRole column, const RowAt& at) const {
    return rows_.text(column, at.batch, at.row);
  }
  [[nodiscard]] RowReference reference(const RowAt& at) const { return {index_, at.batch.row[at.row]}; }

  /// Nothing where the row does not tell it: then it is among the rejects.
  [[nodiscard]] std::optional<Point> position(const RowAt& at);
  [[nodiscard]] std::optional<RowTime> time(const RowAt& at);
  /// Nothing where the row does not say when it was reported; what cannot be read is counted.
  [[nodiscard]] std::optional<std::chrono::local_days> report_day(const RowAt& at);
  /// To be called with the time of each row that is taken: counts what is odd about it.
  void count_time(const RowTime& time);

  /// The number of a name in a list of the kind, where it is added if need be. `column` is for the message when there are
  /// too many.
  [[nodiscard]] std::uint16_t number_of(std::string_view name, std::vector<std::string>& names,
                                        std::string_view column);

  /// A value that no mapping knows.
  void count_unmapped(std::string_view value) { ++source().unmapped_values[std::string(value)]; }

  void reject(const RowAt& at, const Fault& fault);
  /// For what stands in a column.
  void reject(const RowAt& at, RejectCause cause, ColumnRole column);
  void reject(std::int64_t row, const Fault& fault);

 private:
  /// Of a row of incidents; empty where no column tells it.
  [[nodiscard]] std::string class_name_of(const RowAt& at) const;
  /// Where a row of incidents lies that is lost for another reason than its position.
  [[nodiscard]] std::optional<Point> position_of_lost(RejectCause cause, const RowAt& at) const;

  const InputsDescription& all_;
  const Rows& rows_;
  std::uint32_t index_;
  ReadSoFar& read_;
  ReadReport& report_;
  Clocks& clocks_;
};

}  // namespace lykta
