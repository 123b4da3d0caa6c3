// In which encoding are the texts of a Shapefile written, going by their bytes?
//
// A Shapefile states it twice, in a .cpg beside it and in a byte of its .dbf, and programs write both without looking.
#pragma once

#include <string>

#include "geo/format/text_encoding.hpp"

namespace lykta {

/// What the texts of a .dbf (all rows, and the names of the fields) hold beyond ASCII.
struct DbfTexts {
  std::string beyond_ascii;  ///< texts that hold more, a line each, of a megabyte at most
  bool any_utf8 = false;     ///< some of them are valid UTF-8
  bool any_other = false;    ///< some are not
};

/// Reads the file. A last letter that the width of its field cuts is no fault of the text. Nothing beyond ASCII where
/// there is no such file or it is damaged: who reads the rows will say so.
[[nodiscard]] DbfTexts texts_of_dbf(const std::string& path);

/// How the texts are to be read. `declared` is what the file says ("CP1252"; empty: nothing), `stated` what the user says;
/// `path` is for messages. All valid UTF-8 is UTF-8, whatever is declared; text that is not valid UTF-8 is read as declared,
/// or as Windows-1252 where UTF-8 or nothing is. Throws InvalidOption for an unknown stated encoding, DataError for bytes
/// that are neither and of which nobody says what they are.
[[nodiscard]] TextEncoding encoding_of_dbf(const DbfTexts& texts, const std::string& declared,
                                           const std::string& stated, const std::string& path);

}  // namespace lykta
