"""What: the words under Brottstyp, the class that each belongs to, and how it comes to be known."""

CLASS_OF = {
    "Misshandel utomhus": "Våldsbrott",
    "Sexuellt ofredande": "Sexualbrott",
    "Rån": "Rån",
    "Brott mot knivlagen": "Vapen/kniv",
    "Brand, anlagd": "Brand/anlagd",
    "Olaga hot": "Hot/ofredande",
    "Ofredande": "Hot/ofredande",
    "Bråk på allmän plats": "Bråk/slagsmål",
    "Rattfylleri": "Rattfylleri",
    "Inbrott i bostad": "Bostadsinbrott",
    "Inbrott i skola/lokal": "Inbrott lokal/skola",
    "Ungdomssamling, otrygghet": "Otrygghetsskapande samling",
    "Stöld ur motorfordon": "Fordonsbrott",
    "Buskörning moped/EPA": "Buskörning",
    "Skadegörelse": "Skadegörelse",
    "Ordningsstörning i skola": "Skolincident",
    "Klotter": "Klotter",
    "Störande uppträdande": "Fylleri/ordningsstörning",
    "Cykelstöld": "Cykelstöld",
    "Narkotika, eget bruk": "Narkotika, eget bruk",
}

# The share that is known as an interval only.
INTERVAL_SHARE = {
    "Inbrott i bostad": 0.84,
    "Inbrott i skola/lokal": 0.84,
    "Stöld ur motorfordon": 0.75,
    "Cykelstöld": 0.70,
    "Klotter": 0.70,
    "Skadegörelse": 0.55,
    "Brand, anlagd": 0.30,
}
OTHER_INTERVAL_SHARE = 0.07
FOUND_LATER = set(INTERVAL_SHARE) - {"Brand, anlagd"}  # may go unseen overnight or over a weekend

# What happens anywhere, and what patrols find: relative frequencies.
BACKGROUND = {
    "Skadegörelse": 16, "Cykelstöld": 11, "Inbrott i bostad": 9, "Stöld ur motorfordon": 9, "Ofredande": 9,
    "Störande uppträdande": 8, "Buskörning moped/EPA": 8, "Olaga hot": 7, "Misshandel utomhus": 7, "Klotter": 5,
    "Bråk på allmän plats": 4, "Ungdomssamling, otrygghet": 4, "Inbrott i skola/lokal": 3, "Brand, anlagd": 1.5,
    "Sexuellt ofredande": 1.5, "Rån": 1, "Rattfylleri": 1,
}  # fmt: skip
PATROL = {"Narkotika, eget bruk": 5, "Rattfylleri": 3, "Brott mot knivlagen": 2}
