// What else in a column leads to a person: a car, an account, a flat, a diagnosis?
#pragma once

#include "geo/values/person_columns.hpp"
#include "geo/values/value_counts.hpp"

namespace lykta {

/// E-mail addresses in one of a hundred rows.
[[nodiscard]] PersonFinding find_emails(const ValueCounts& values);

/// Registration plates ("ABC 123", "ABC12D", without the letters that plates do not have), alone in a fifth of the rows
/// or in a text in one of fifty, most of them with letters of their own: object numbers share theirs.
[[nodiscard]] PersonFinding find_plates(const ValueCounts& values);

/// Addresses of the internet protocol in one of a hundred rows. Four small numbers with points are versions and sections.
[[nodiscard]] PersonFinding find_network_addresses(const ValueCounts& values);

/// Numbers of flats ("lgh 1203") in one of a hundred rows.
[[nodiscard]] PersonFinding find_dwellings(const ValueCounts& values);

/// "@somebody" in one of a hundred rows, three different ones at least.
[[nodiscard]] PersonFinding find_accounts(const ValueCounts& values);

/// Names of diseases in one of fifty rows, or codes of ICD-10 ("F32.1") in half of them.
[[nodiscard]] PersonFinding find_diagnoses(const ValueCounts& values);

/// "Skyddad identitet" and the like, in one of a thousand rows.
[[nodiscard]] PersonFinding find_protected(const ValueCounts& values);

/// Sentences on somebody in a case, "Målsägande uppger att ...", in one of a hundred rows.
[[nodiscard]] PersonFinding find_sentences_on_persons(const ValueCounts& values);

/// Somebody's sex and age, "kvinna, 34 år", "17-årig pojke", in one of fifty rows, three different ones at least. Classes of offences
/// with spans of ages ("mot flicka 7-14 år", "kvinna 18 år eller äldre") are none.
[[nodiscard]] PersonFinding find_descriptions(const ValueCounts& values);

/// Whether six values of ten are short words as people sign with ("AKS", "pel", "ansv01"), so many different ones at least.
[[nodiscard]] bool are_signatures(const ValueCounts& values, std::size_t fewest);

}  // namespace lykta
