#include "geo/format/text_file.hpp"

#include <algorithm>
#include <cstring>
#include <deque>
#include <filesystem>
#include <future>
#include <memory>
#include <optional>

#include <cpl_vsi.h>
#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/files/file_state.hpp"
#include "geo/files/locations.hpp"
#include "geo/format/text_record.hpp"
#include "geo/format/total_row.hpp"
#include "geo/gdal/gdal_handle.hpp"
#include "geo/values/guarded_text.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

constexpr std::size_t bytes_looked_at = 1U << 20U;
constexpr std::size_t bytes_per_piece = 1U << 20U;
constexpr std::size_t longest_record = 1U << 28U;

/// Bytes of a file in pieces, through GDAL's virtual files: packed ones are unpacked on the way.
class FileBytes {
 public:
  explicit FileBytes(const std::string& path)
      : path_(path), file_(VSIFOpenL(name_to_open(path).c_str(), "rb"), &close) {
    if (!file_) {
      throw DataError(fmt::format("{}: {}", path, why_not_readable(path)));
    }
    VSIStatBufL information;
    if (!is_packed(path) && VSIStatL(path.c_str(), &information) == 0) {
      size_ = static_cast<std::uint64_t>(information.st_size);
    }
  }

  /// Adds at most `most` bytes; fewer only at the end.
  std::string_view next(std::size_t most) {
    const QuietGdal quiet;
    buffer_.resize(most);
    buffer_.resize(VSIFReadL(buffer_.data(), 1, most, file_.get()));
    if (buffer_.size() < most && CPLGetLastErrorType() >= CE_Failure) {
      throw DataError(fmt::format("{}: breaks off, or cannot be read any further: {}", path_, last_gdal_error()));
    }
    read_ += buffer_.size();
    at_end_ = buffer_.size() < most;
    if (at_end_ && read_ < size_) {
      throw DataError(fmt::format("{}: only {} of {} bytes could be read: the file was cut off, or the disk is damaged",
                                  path_, read_, size_));
    }
    return buffer_;
  }

  void skip(std::size_t bytes) { static_cast<void>(next(bytes)); }
  [[nodiscard]] bool at_end() const { return at_end_; }
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] double share_read() const {
    return size_ > 0 ? std::min(1.0, static_cast<double>(read_) / static_cast<double>(size_)) : 0;
  }

 private:
  static void close(VSILFILE* file) { static_cast<void>(VSIFCloseL(file)); }
  static bool is_packed(const std::string& path) { return lower_case(path).ends_with(".gz"); }
  static std::string name_to_open(const std::string& path) {
    return is_packed(path) && !path.starts_with("/vsigzip/") ? "/vsigzip/" + path : path;
  }

  const std::string& path_;
  std::unique_ptr<VSILFILE, void (*)(VSILFILE*)> file_;
  std::string buffer_;
  std::uint64_t size_ = 0;
  std::uint64_t read_ = 0;
  bool at_end_ = false;
};

/// A piece of a file's text.
struct Piece {
  std::string text;
  bool is_valid = true;  ///< as UTF-8 by itself; a character that is cut in two makes it invalid
  bool is_last = false;
  double share_before = 0;  ///< of the file, in front of this piece
};

/// Reads and decodes a file piece by piece, one piece ahead of who takes them.
class PieceReader {
 public:
  PieceReader(const std::string& path, const TextEncoding& encoding)
      : source_(path),
        decoder_(encoding),
        // Permits for the network are a thread's own, so what comes from there is read by the thread that asks.
        way_(location_of(path).kind == LocationKind::local_file ? std::launch::async : std::launch::deferred) {
    source_.skip(encoding.mark);
    ahead_ = std::async(way_, [this] { return read(); });
  }

  /// Must not be called again after the last piece.
  Piece next() {
    auto piece = ahead_.get();
    if (!piece.is_last) {
      ahead_ = std::async(way_, [this] { return read(); });
    }
    return piece;
  }

 private:
  Piece read() {
    Piece piece;
    piece.share_before = source_.share_read();
    const auto bytes = source_.next(bytes_per_piece);
    piece.is_last = source_.at_end();
    decoder_.decode(bytes, piece.is_last, piece.text);
    piece.is_valid = is_utf8(piece.text);
    return piece;
  }

  FileBytes source_;
  TextDecoder decoder_;
  std::launch way_;
  std::future<Piece> ahead_;
};

/// Puts the fields of records into batches.
class Batcher {
 public:
  Batcher(const TextEncoding& encoding, const std::string& path, const std::vector<std::size_t>& positions,
          std::size_t names)
      : encoding_(encoding),
        path_(path),
        positions_(positions),
        names_(names),
        rows_at_once_(rows_in_batch(positions.size())) {
    batch_.columns.resize(positions.size());
  }

  void add(std::int64_t row, const std::vector<std::string_view>& fields) {
    if (is_total_row(fields, names_, [](std::string_view field) { return trimmed(field); })) {
      noticed_.totals.push_back(row);
      return;
    }
    const auto is_filled = [](std::string_view field) { return !trimmed(field).empty(); };
    if (fields.size() > names_ &&
        std::any_of(fields.begin() + static_cast<std::ptrdiff_t>(names_), fields.end(), is_filled)) {
      batch_.shifted.push_back(static_cast<std::uint32_t>(batch_.size()));
    }
    batch_.row.push_back(row);
    for (std::size_t i = 0; i < positions_.size(); ++i) {
      batch_.columns[i].push_back(positions_[i] < fields.size() ? field(fields[positions_[i]]) : std::string_view{});
    }
  }

  /// Whether the piece of text that the fields come from is valid as a whole.
  void valid(bool is_valid) { valid_ = is_valid; }
  [[nodiscard]] const RowsRead& noticed() const { return noticed_; }
  [[nodiscard]] bool full() const { return batch_.size() >= rows_at_once_; }

  /// Hands the batch over; false when no more is wanted.
  bool hand_over(const BatchTaker& take) {
    const auto goes_on = batch_.size() == 0 || take(batch_);
    batch_.clear();
    mended_.clear();
    return goes_on;
  }

 private:
  std::string_view field(std::string_view text) {
    if (!valid_ && !is_utf8(text)) {
      if (encoding_.stated) {
        throw DataError(fmt::format(
            "{}: is said to be {}, but is not: leave the encoding out, or state another such as Windows-1252", path_,
            encoding_.name));
      }
      noticed_.found_other_encoding = true;
      text = mended_.emplace_back(from_windows_1252(text));
    }
    return unguarded(trimmed(text));
  }

  const TextEncoding& encoding_;
  const std::string& path_;
  const std::vector<std::size_t>& positions_;
  std::size_t names_;
  std::size_t rows_at_once_;
  RowsRead noticed_;
  RowBatch batch_;
  std::deque<std::string> mended_;
  bool valid_ = true;
};

/// Nothing stands in it, not even between separators: spreadsheet programs leave such rows behind.
bool is_blank(const std::vector<std::string_view>& fields) {
  return std::ranges::all_of(fields, [](std::string_view field) { return trimmed(field).empty(); });
}

}  // namespace

TextFile::TextFile(std::string path, const TextStatements& stated, const std::vector<std::string>& wanted)
    : path_(std::move(path)) {
  FileBytes source(path_);
  const std::string beginning(source.next(bytes_looked_at));
  if (beginning.empty()) {
    throw DataError(fmt::format("{}: the file is empty", path_));
  }
  encoding_ = find_encoding(beginning, stated.encoding, path_);
  std::string text;
  TextDecoder(encoding_).decode(std::string_view(beginning).substr(encoding_.mark), source.at_end(), text);
  if (!encoding_.stated) {
    text = mended_lines(text);
  }
  dialect_ = find_dialect(text, source.at_end(), stated.separator);
  const auto rows_looked_at =
      std::max(rows_searched_for_header, static_cast<std::size_t>(std::max<std::int64_t>(0, stated.header_row)));
  auto rows = first_records(text, source.at_end(), dialect_, rows_looked_at);
  std::erase_if(rows, [&](const NumberedRow& row) { return row.number <= dialect_.separator_line; });
  header_ = find_header(rows, wanted, stated.header_row);
  if (source.size() > 0) {
    const auto lines = std::max<std::ptrdiff_t>(1, std::ranges::count(beginning, '\n'));
    expected_rows_ = source.size() * static_cast<std::uint64_t>(lines) / beginning.size() + 1;
  }
}

RowsRead TextFile::read(const std::vector<std::size_t>& positions, const BatchTaker& take,
                        const Progress& progress) const {
  PieceReader pieces(path_, encoding_);
  Batcher batcher(encoding_, path_, positions, header_.names.size());
  const auto stage = fmt::format("reading {}", std::filesystem::path(path_).filename().string());
  std::vector<std::string_view> fields;
  std::string text;
  auto rest_is_valid = true;
  std::int64_t row = 0;
  std::size_t rest = 0;
  std::size_t latest = 0;
  auto last = false;
  while (!last) {
    auto is_valid = rest_is_valid;
    // A record that is longer than a piece is looked at again only when as much again has come: each byte of it some
    // two times then, and not once for every piece.
    do {
      auto piece = pieces.next();
      report(progress, stage, piece.share_before);
      last = piece.is_last;
      text += piece.text;
      latest = piece.text.size();
      rest_is_valid = piece.is_valid;
      is_valid = is_valid && piece.is_valid;
    } while (!last && text.size() < std::min(2 * rest, longest_record));
    batcher.valid(is_valid);
    RecordScanner scanner(text.data(), text.data() + text.size(), dialect_.separator, last, dialect_.returns);
    while (scanner.next(fields)) {
      ++row;
      if (row <= std::max(header_.row, dialect_.separator_line) || is_blank(fields)) {
        continue;
      }
      batcher.add(row, fields);
      if (batcher.full() && !batcher.hand_over(take)) {
        return batcher.noticed();
      }
    }
    rest = static_cast<std::size_t>(text.data() + text.size() - scanner.position());
    rest_is_valid = rest > latest ? is_valid : rest_is_valid;
    if (!batcher.hand_over(take)) {
      return batcher.noticed();
    }
    if (rest > longest_record && !scanner.in_quotes()) {
      throw DataError(
          fmt::format("{}: row {} is longer than {} MB: is it a table?", path_, row + 1, longest_record >> 20U));
    }
    if (scanner.in_quotes() && (last || rest > longest_record)) {
      throw DataError(
          fmt::format("{}: row {} opens a quote (\") that is never closed: close it, or take it out", path_, row + 1));
    }
    text.erase(0, text.size() - rest);
  }
  report(progress, stage, 1);
  return batcher.noticed();
}

}  // namespace lykta
