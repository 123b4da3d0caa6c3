#!/usr/bin/env python3
"""Do the words that people read keep to the glossary?

    check_words.py ROOT

Looks through the texts in publish/ and cli/ for Swedish words that a native reader has corrected, each with what to write
instead, and for formulas in sentences of the terminal.
"""

import re
import sys
from pathlib import Path

TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')

# What must not stand in a text, and what stands there instead.
WORDS = [
    (r"(?<!\bin )\bi (jämförelse)?perioden\b", "under perioden"),
    (r"\b[Vv]äntat\b|\bväntade\b", "förväntat antal"),
    (r"\b[Bb]oende(s|n|t)?\b", "invånare"),
    (r"\bstaplar\b", "ansamlingar på en punkt"),
    (r"\b[Kk]ärntäthet", "täthet (kerneltäthet)"),
    (r"\b(het|heta) plats(er)?\b", "hotspot"),
    (r"\butpekad\b", "få tecken på otrygghet"),
    (r"\binzoomat\b", "vid inzoomning"),
    (r"\bbland bortfallen\b", "finns i listan över bortfall"),
    (r"konfidensintervall", "95 % KI"),
    (r"\d ?% säkerhet", "vad steget lovar, som step_text()"),
    (r"[Cc]oldspot", "få händelser"),
    (r"\b([Hh]et|[Hh]eta|[Hh]ett|[Kk]all|[Kk]alla|[Kk]allt)\b", "hotspot, eller färre händelser än slumpen ger"),
    (r"\binom \{[^}]*\} m\b", "inom ett område som är ... m brett"),
    (r"\bvar och en med sin klass vikt\b", "viktade efter klass"),
]
# A formula, as a sentence would have it: "p = 0.03", "q <", "(z 4,1)".
FORMULA = re.compile(r"(^|[ (])(z|q|p|Gi\*) ?([=<≤]|\{)")


def faults_of(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.lstrip().startswith("//"):
            continue
        for text in TEXT.findall(line):
            for pattern, instead in WORDS:
                found = re.search(pattern, text)
                if found:
                    yield f"{path}:{number}: '{found.group()}': write {instead}"
            if FORMULA.search(text):
                yield f"{path}:{number}: a formula in a text: '{text}'"


def main():
    root = Path(sys.argv[1])
    faults = [fault for room in ("publish", "cli") for path in sorted((root / room).rglob("*.cpp"))
              for fault in faults_of(path)]
    print("\n".join(faults))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
