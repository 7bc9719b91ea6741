"""The bulk text that both sides read: 413,505 rows x 32 columns in the layout of an OEWS all-areas file, about 92 MB."""
import random

ROWS = 413_505
ROWS_PER_AREA = 700
HEADINGS = (
    "AREA,AREA_TITLE,AREA_TYPE,PRIM_STATE,NAICS,NAICS_TITLE,I_GROUP,OWN_CODE,OCC_CODE,OCC_TITLE,O_GROUP,"
    "TOT_EMP,EMP_PRSE,JOBS_1000,LOC_QUOTIENT,PCT_TOTAL,PCT_RPT,H_MEAN,A_MEAN,MEAN_PRSE,"
    "H_PCT10,H_PCT25,H_MEDIAN,H_PCT75,H_PCT90,A_PCT10,A_PCT25,A_MEDIAN,A_PCT75,A_PCT90,ANNUAL,HOURLY")


def wages(dice):
    """Eleven cells: mean, its error and five percentiles, by the hour and by the year; some withheld, some top-coded."""
    if dice.random() < 0.06:
        return ["*", "*", "*"] + ["*"] * 10
    hour = 1200 + int(dice.expovariate(1 / 2500))
    steps = [hour * part // 100 for part in (60, 75, 95, 125, 160)]
    hourly = ["#" if cents > 11500 else f"{cents // 100}.{cents % 100:02d}" for cents in steps]
    annual = ["#" if cents > 11500 else str(cents * 208 // 1000 * 100) for cents in steps]
    mean = [f"{hour // 100}.{hour % 100:02d}", str(hour * 208 // 1000 * 100), f"{dice.randrange(200) / 10}"]
    return mean + hourly + annual


def row(number, dice):
    area, occupation = divmod(number, ROWS_PER_AREA)
    start = (f'{10000 + area * 20},"Somewhere-Elsewhere, NY",4,NY,000000,Cross-industry,cross-industry,1235,'
             f"11-{1011 + occupation},Occupation of a usual length,detailed")
    jobs = ["**", "**", "**", "**"] if dice.random() < 0.04 else [
        str(dice.randrange(1, 9000) * 10), f"{dice.randrange(500) / 10}",
        f"{dice.randrange(20000) / 1000:.3f}", f"{dice.randrange(500) / 100:.2f}"]
    return ",".join([start, *jobs, "", "", *wages(dice), "", ""])


def make(path):
    dice = random.Random(413505)
    with open(path, "w", encoding="ascii", newline="") as file:
        file.write(HEADINGS + "\n")
        for number in range(ROWS):
            file.write(row(number, dice) + "\n")
