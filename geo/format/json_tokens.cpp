#include "geo/format/json_tokens.hpp"

#include <array>
#include <istream>
#include <memory>
#include <streambuf>
#include <string_view>
#include <utility>
#include <vector>

#include <cpl_vsi.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/base/error.hpp"
#include "geo/files/file_state.hpp"
#include "geo/format/sheet_rows.hpp"
#include "geo/gdal/gdal_handle.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// A file of GDAL's virtual file systems as a stream.
class VirtualFile : public std::streambuf {
 public:
  explicit VirtualFile(const std::string& path) : file_(VSIFOpenL(path.c_str(), "rb"), &close) {
    if (!file_) {
      throw DataError(fmt::format("{}: {}", path, why_not_readable(path)));
    }
  }

 protected:
  int_type underflow() override {
    const auto length = VSIFReadL(block_.data(), 1, block_.size(), file_.get());
    setg(block_.data(), block_.data(), block_.data() + length);
    return length == 0 ? traits_type::eof() : traits_type::to_int_type(*gptr());
  }

 private:
  static void close(VSILFILE* file) { static_cast<void>(VSIFCloseL(file)); }

  std::unique_ptr<VSILFILE, void (*)(VSILFILE*)> file_;
  std::array<char, 65536> block_{};
};

/// JSON written again, token by token, for what has no columns of its own.
class JsonWriter {
 public:
  void begin(char bracket) {
    comma();
    add(std::string(1, bracket));
    is_first_.push_back(true);
  }
  /// Whether this was the last bracket.
  bool end(char bracket) {
    is_first_.pop_back();
    add(std::string(1, bracket));
    return is_first_.empty();
  }
  void key(const std::string& name) {
    comma();
    add(nlohmann::json(name).dump() + ":");
    after_key_ = true;
  }
  void value(const std::string& text) {
    comma();
    add(text);
  }
  [[nodiscard]] bool is_open() const { return !is_first_.empty(); }
  [[nodiscard]] std::string take() { return std::exchange(text_, {}); }

 private:
  void comma() {
    if (!after_key_ && !is_first_.empty()) {
      if (!is_first_.back()) {
        add(",");
      }
      is_first_.back() = false;
    }
    after_key_ = false;
  }
  void add(const std::string& text) {
    if (text_.size() + text.size() > longest_cell) {
      throw DataError(fmt::format("a value holds more than {} MB of text: is it a table?", longest_cell >> 20U));
    }
    text_ += text;
  }

  std::string text_;
  std::vector<bool> is_first_;
  bool after_key_ = false;
};

/// Follows the tokens and tells of rows.
class RowFinder : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit RowFinder(RowListener listener) : listener_(std::move(listener)) {}

  /// Objects that stand at the top are rows themselves, as in files of an object a line.
  void take_top_objects() { top_objects_ = true; }

  bool null() override { return writer_.is_open() ? write("null") : value(""); }
  bool boolean(bool is_true) override { return scalar(is_true ? "true" : "false", false); }
  bool number_integer(number_integer_t number) override { return scalar(fmt::to_string(number), false); }
  bool number_unsigned(number_unsigned_t number) override { return scalar(fmt::to_string(number), false); }
  bool number_float(number_float_t, const string_t& written) override { return scalar(written, false); }
  bool string(string_t& text) override { return scalar(text, true); }
  bool binary(binary_t&) override { return true; }

  bool key(string_t& name) override {
    if (writer_.is_open()) {
      writer_.key(name);
    } else if (!frames_.empty()) {
      frames_.back().key = name;
    }
    return true;
  }

  bool start_object(std::size_t) override {
    if (writer_.is_open() || frames_.size() >= deepest) {
      writer_.begin('{');
      return true;
    }
    Frame frame;
    if (!in_row_) {
      const auto in_array = !frames_.empty() && frames_.back().is_array;
      if (in_array || (frames_.empty() && top_objects_)) {
        in_row_ = true;
        frame.is_row = true;
        table_ = listener_.table(path_to_table());
      }
    } else {
      frame.name = frames_.back().is_row ? frames_.back().key : frames_.back().name + "." + frames_.back().key;
    }
    frames_.push_back(std::move(frame));
    return true;
  }

  bool end_object() override {
    if (writer_.is_open()) {
      return !writer_.end('}') || value(writer_.take());
    }
    const auto frame = std::move(frames_.back());
    frames_.pop_back();
    if (frame.is_row) {
      in_row_ = false;
      return listener_.row_ends(table_);
    }
    if (in_row_ && !frame.type.empty() && !frame.coordinates.empty()) {
      const auto geometry =
          fmt::format("{{\"type\":{},\"coordinates\":{}}}", nlohmann::json(frame.type).dump(), frame.coordinates);
      listener_.value(listener_.column(table_, frame.name), geometry);
    }
    return true;
  }

  bool start_array(std::size_t) override {
    if (writer_.is_open() || in_row_ || frames_.size() >= deepest || (!frames_.empty() && frames_.back().is_array)) {
      writer_.begin('[');
      return true;
    }
    frames_.push_back({.is_array = true});
    return true;
  }

  bool end_array() override {
    if (writer_.is_open()) {
      return !writer_.end(']') || value(writer_.take());
    }
    frames_.pop_back();
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    throw DataError(fmt::format("no valid JSON: byte {} is not what should stand there", position));
  }

 private:
  static constexpr std::size_t deepest = 64;

  /// An object or an array that is open.
  struct Frame {
    bool is_array = false;
    bool is_row = false;
    std::string name{};  ///< of an object inside of a row: the names that lead to it
    std::string key{};   ///< the latest
    std::string type{};  ///< of a GeoJSON geometry
    std::string coordinates{};
  };

  bool write(const std::string& text) {
    writer_.value(text);
    return true;
  }

  bool scalar(const std::string& text, bool is_string) {
    if (writer_.is_open()) {
      return write(is_string ? nlohmann::json(text).dump() : text);
    }
    if (in_row_ && frames_.back().key == "type" && is_string) {
      frames_.back().type = text;
    }
    return value(text);
  }

  /// A whole value of the innermost object.
  bool value(std::string text) {
    if (!in_row_) {
      return true;
    }
    auto& frame = frames_.back();
    if (frame.key == "coordinates" && text.starts_with('[')) {
      frame.coordinates = text;
    }
    if (text.size() > longest_cell) {
      throw DataError(fmt::format("a value holds more than {} MB of text: is it a table?", longest_cell >> 20U));
    }
    const auto name = frame.is_row ? frame.key : frame.name + "." + frame.key;
    listener_.value(listener_.column(table_, name), std::move(text));
    return true;
  }

  [[nodiscard]] std::string path_to_table() const {
    std::string path;
    for (const auto& frame : frames_) {
      path += frame.is_array ? "" : (path.empty() ? "" : ".") + frame.key;
    }
    return path;
  }

  RowListener listener_;
  std::vector<Frame> frames_;
  JsonWriter writer_;
  std::size_t table_ = 0;
  bool top_objects_ = false;
  bool in_row_ = false;
};

}  // namespace

char first_sign_of(const std::string& path) {
  const QuietGdal quiet;
  const std::unique_ptr<VSILFILE, decltype(&VSIFCloseL)> file(VSIFOpenL(path.c_str(), "rb"), &VSIFCloseL);
  std::array<char, 256> block{};
  const auto length = file ? VSIFReadL(block.data(), 1, block.size(), file.get()) : 0;
  std::string_view text(block.data(), length);
  text.remove_prefix(text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  const auto sign = text.find_first_not_of(" \t\r\n");
  return sign == std::string_view::npos ? '\0' : text[sign];
}

void read_json(const std::string& path, const RowListener& listener) {
  const QuietGdal quiet;
  VirtualFile file(path);
  std::istream stream(&file);
  RowFinder finder(listener);
  using nlohmann::json;
  if (first_sign_of(path) != '{') {
    json::sax_parse(stream, &finder);
    return;
  }
  std::string line;
  while (std::getline(stream, line) && trimmed(line).empty()) {
  }
  std::string second;
  while (std::getline(stream, second) && trimmed(second).empty()) {
  }
  if (!json::accept(line) || trimmed(second).empty()) {
    // One object that holds the array somewhere.
    VirtualFile again(path);
    std::istream from_start(&again);
    json::sax_parse(from_start, &finder);
    return;
  }
  finder.take_top_objects();
  auto goes_on = json::sax_parse(line, &finder) && json::sax_parse(second, &finder);
  while (goes_on && std::getline(stream, line)) {
    goes_on = trimmed(line).empty() || json::sax_parse(line, &finder);
  }
}

}  // namespace lykta
