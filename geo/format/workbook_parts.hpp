// What do the small parts of an XLSX workbook say: its list of sheets, where parts lie, its shared texts, its styles?
//
// A workbook is a zip of XML parts (ECMA-376 part 1, chapter 18). Each reader here takes the bytes of one part and
// `where`, the words for the part with which an error message begins, and throws DataError as `read_xml`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "geo/format/sheet_dates.hpp"
#include "geo/format/xml_stream.hpp"

namespace lykta {

/// One part refers to another by an id. `kind` is the last word of the type: "worksheet", "chartsheet", "styles".
struct PartReference {
  std::string id;
  std::string kind;
  std::string target;
};

struct SheetReference {
  std::string name;
  std::string id;  ///< of the PartReference
  bool is_hidden = false;
};

struct WorkbookPart {
  std::vector<SheetReference> sheets;  ///< of all kinds, in the order of the tabs
  bool from_1904 = false;
};

/// References to parts inside of the workbook.
[[nodiscard]] std::vector<PartReference> read_part_references(const ByteSource& bytes, const std::string& where);

[[nodiscard]] WorkbookPart read_workbook_part(const ByteSource& bytes, const std::string& where);

/// Rich text as plain text, without the reading aids of Japanese (rPh). White space stays, whether the file asks to
/// keep it or not: a writer that forgot to ask would lose the space between two runs. Throws DataError for a text longer
/// than a cell (`longest_cell`), and for more than a gigabyte of texts: a few megabytes unpack to that.
[[nodiscard]] std::vector<std::string> read_shared_strings(const ByteSource& bytes, const std::string& where);

/// What the style of a cell shows of a moment, by the number of the style.
[[nodiscard]] std::vector<ShownTime> read_styles(const ByteSource& bytes, const std::string& where);

/// The part that a target means, without a slash at its front: "/xl/styles.xml" stands for itself, "../a.xml" is seen
/// from the folder of the part that refers to it.
[[nodiscard]] std::string part_name(std::string_view target, std::string_view referring_part);

/// The part that holds the references of this part: "xl/_rels/workbook.xml.rels"; "_rels/.rels" for the empty name.
[[nodiscard]] std::string name_of_references(std::string_view part);

}  // namespace lykta
