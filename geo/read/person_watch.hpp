// Do the columns that are being read tell of persons?
//
// Asked of the first rows before anything is read, and of rows from all of the file when they have been.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/phrase.hpp"
#include "geo/format/row_source.hpp"
#include "geo/read/source_description.hpp"
#include "geo/read/spread_sample.hpp"

namespace lykta {

/// Throws InvalidOption where the texts of a column look like data on persons. `source` and `cure` are for its message: which file
/// it is, and what to do ("Map another column").
void refuse_persons(const std::string& source, const std::string& column, std::span<const std::string_view> texts,
                    const std::string& cure);

/// What is to be said of a column that names properties; empty where it does not.
[[nodiscard]] Said note_on_properties(const std::string& column, std::span<const std::string_view> texts);

class PersonWatch {
 public:
  /// Looks at the first rows of the mapped columns whose texts are taken over as they are, but for those that the
  /// description allows. `wanted` are the columns of the batches to come. Throws InvalidOption for a column that looks
  /// like data on persons.
  PersonWatch(RowSource& source, const SourceDescription& description, const std::vector<std::string>& wanted);

  void look_at(const RowBatch& batch);
  /// Judges by what has been looked at. Throws as the constructor.
  void judge() const;

  /// What is to be said of columns that are read all the same: they name properties.
  [[nodiscard]] const std::vector<Said>& notes() const { return notes_; }

 private:
  struct WatchedColumn {
    std::string name;
    std::size_t index;  ///< in a batch
    SpreadSample sample;
  };
  [[nodiscard]] std::vector<WatchedColumn> first_rows_of(RowSource& source) const;
  static void add_texts(const RowBatch& batch, std::vector<WatchedColumn>& columns);
  void judge(const WatchedColumn& column) const;

  std::string source_;
  std::vector<WatchedColumn> columns_;
  std::vector<Said> notes_;
};

}  // namespace lykta
