"""Six thousand events; names stand in every tenth row of the last third, none in the first four thousand."""

GIVEN = ["Anna", "Erik", "Karin", "Lars", "Fatima"]
FAMILY = ["Svensson", "Lindqvist", "Haddad", "Karlsson"]
REMARKS = ["lampa trasig", "bråk", "klotter"]

print("typ;datum;x;y;notering")
for row in range(6000):
    note = REMARKS[row % 3]
    if row > 4000 and row % 10 == 0:
        note = f"{GIVEN[row // 10 % 5]} {FAMILY[row // 10 % 4]}"
    print(f"a;2024-{1 + row % 12:02}-{1 + row % 28:02};{516000 + row % 400};{6229000 + row % 300};{note}")
