"""Forty events on one spot, of which every fourth was indoors and every fifth says nothing, and sixty anywhere."""

print("E;N;inomhus")
for i in range(40):
    word = "" if i % 5 == 0 else "Inomhus" if i % 4 == 0 else "nej"
    print(f"{517500 + i % 3};{6229500 + i % 7};{word}")
for i in range(60):
    print(f"{517000 + 31 * i};{6229000 + 47 * i % 2000};ja")
