# Sudden infant deaths of 1974 in the counties of North Carolina (shapefile sids2 of the shared reference data): global
# Moran of the rates, queen neighbours of the outlines, and empirical-Bayes rates, by spdep.
#
#   Rscript sids.R FOLDER_OF_SIDS2
#
# writes sids.csv into the working folder, and says Moran's I.
suppressPackageStartupMessages({library(sf); library(spdep)})
counties <- st_read(file.path(commandArgs(TRUE)[1], "sids2.shp"), quiet = TRUE)
queen <- poly2nb(counties, queen = TRUE)
rate <- counties$SID74 / counties$BIR74
test <- moran.test(rate, nb2listw(queen, style = "W"), randomisation = TRUE)
bayes <- EBest(counties$SID74, counties$BIR74)
cat(sprintf("Moran %.6f z %.6f, %d links\n", test$estimate[1], test$statistic, sum(card(queen))))
gi <- localG(rate, nb2listw(include.self(queen), style = "B"))
result <- data.frame(zone_id = counties$CNTY_ID, bayes_per_1000 = 1000 * bayes$estmm, gi_star = as.numeric(gi))
for (column in names(result)[-1]) result[[column]] <- sprintf("%.10g", result[[column]])
write.csv(result, "sids.csv", quote = FALSE, row.names = FALSE)
