#include "geo/format/xml_stream.hpp"

#include <cstdint>
#include <exception>
#include <memory>

#include <expat.h>
#include <fmt/format.h>

#include "engine/base/error.hpp"

namespace lykta {

namespace {

// Expat 2.9 counts in 64 bits everywhere and gives the older functions up.
#if XML_MAJOR_VERSION > 2 || XML_MINOR_VERSION >= 9
std::int64_t byte_in_xml(XML_Parser parser) { return XML_GetCurrentByteIndex64(parser); }
std::uint64_t line_in_xml(XML_Parser parser) { return XML_GetCurrentLineNumber64(parser); }
#else
std::int64_t byte_in_xml(XML_Parser parser) { return XML_GetCurrentByteIndex(parser); }
std::uint64_t line_in_xml(XML_Parser parser) { return XML_GetCurrentLineNumber(parser); }
#endif

std::string_view local_part(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// What Expat, a library of C, hands back to us: the listener, and what must not be thrown through it.
class Reading {
 public:
  Reading(XML_Parser parser, const std::string& where, const XmlListener& listener)
      : parser_(parser), where_(where), listener_(listener) {
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, start, end);
    XML_SetCharacterDataHandler(parser, text);
    XML_SetStartDoctypeDeclHandler(parser, document_type);
  }

  [[nodiscard]] bool is_stopped() const { return stopped_; }
  [[nodiscard]] const std::exception_ptr& failure() const { return failure_; }

 private:
  static Reading& of(void* data) { return *static_cast<Reading*>(data); }

  static void XMLCALL start(void* data, const XML_Char* name, const XML_Char** attributes) {
    of(data).tell([&](const XmlListener& listener) { listener.start(local_part(name), XmlAttributes(attributes)); });
  }

  static void XMLCALL end(void* data, const XML_Char* name) {
    auto goes_on = true;
    of(data).tell([&](const XmlListener& listener) { goes_on = listener.end(local_part(name)); });
    if (!goes_on) {
      of(data).stop();
    }
  }

  static void XMLCALL text(void* data, const XML_Char* characters, int length) {
    of(data).tell([&](const XmlListener& listener) {
      listener.text(std::string_view(characters, static_cast<std::size_t>(length)));
    });
  }

  static void XMLCALL document_type(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    auto& reading = of(data);
    reading.tell([&](const XmlListener&) {
      throw DataError(reading.where_ +
                      " declares a document type, which no workbook does: the file is not to be trusted");
    });
  }

  /// Expat may tell the end of an empty element even after it was stopped.
  template <typename Tell>
  void tell(Tell&& what) {
    if (stopped_) {
      return;
    }
    try {
      what(listener_);
    } catch (...) {
      failure_ = std::current_exception();
      stop();
    }
  }

  void stop() {
    stopped_ = true;
    XML_StopParser(parser_, XML_FALSE);
  }

  XML_Parser parser_;
  const std::string& where_;
  const XmlListener& listener_;
  bool stopped_ = false;
  std::exception_ptr failure_;
};

/// Expat keeps what it has of a tag until the tag ends.
void refuse_long_tag(XML_Parser parser, std::uint64_t given, const std::string& where) {
  constexpr std::uint64_t longest = std::uint64_t{16} << 20U;
  const auto understood = byte_in_xml(parser);
  if (understood >= 0 && given > static_cast<std::uint64_t>(understood) + longest) {
    throw DataError(
        fmt::format("{} holds a tag of more than {} MB, which no workbook does: the file is not to be trusted", where,
                    longest >> 20U));
  }
}

}  // namespace

std::optional<std::string_view> XmlAttributes::value(std::string_view name) const {
  for (const auto* pair = pairs_; *pair != nullptr; pair += 2) {
    if (name == *pair) {
      return pair[1];
    }
  }
  return std::nullopt;
}

std::optional<std::string_view> XmlAttributes::value_in_any_space(std::string_view local_name) const {
  for (const auto* pair = pairs_; *pair != nullptr; pair += 2) {
    const std::string_view name = *pair;
    if (name.ends_with(local_name) &&
        (name.size() == local_name.size() || name[name.size() - local_name.size() - 1] == ':')) {
      return pair[1];
    }
  }
  return std::nullopt;
}

void read_xml(const ByteSource& bytes, const std::string& where, const XmlListener& listener) {
  constexpr int block = 65536;
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate(nullptr), &XML_ParserFree);
  if (!parser) {
    throw std::bad_alloc();
  }
  Reading reading(parser.get(), where, listener);
  std::uint64_t given = 0;
  for (auto is_last = false; !is_last;) {
    auto* buffer = XML_GetBuffer(parser.get(), block);
    if (buffer == nullptr) {
      throw std::bad_alloc();
    }
    const auto length = bytes(std::span(static_cast<char*>(buffer), static_cast<std::size_t>(block)));
    is_last = length == 0;
    given += length;
    const auto status = XML_ParseBuffer(parser.get(), static_cast<int>(length), is_last ? XML_TRUE : XML_FALSE);
    if (reading.failure()) {
      std::rethrow_exception(reading.failure());
    }
    if (reading.is_stopped()) {
      return;
    }
    if (status != XML_STATUS_OK) {
      throw DataError(
          fmt::format("{} is damaged: {} in line {}; open the file in a spreadsheet program and save it anew", where,
                      XML_ErrorString(XML_GetErrorCode(parser.get())), line_in_xml(parser.get())));
    }
    refuse_long_tag(parser.get(), given, where);
  }
}

}  // namespace lykta
