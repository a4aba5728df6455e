#!/usr/bin/env python3
"""Write glossaries/calendar.csv and glossaries/locales.csv from Unicode CLDR.

Input: a folder with the unpacked npm packages below (each in a folder named
after the package). Get them with

    mkdir cldr && cd cldr
    for p in cldr-core cldr-dates-full cldr-numbers-full cldr-misc-full; do
        npm pack $p@48.2.0
        mkdir $p && tar xzf $p-48.2.0.tgz -C $p --strip-components=1
    done

then run, from the project root,

    python3 scripts/cldr_locales.py cldr

Checked with version 48.2.0; all packages must have one version. The output
depends on the input only: the order is fixed below, no dates are written.

calendar.csv: lang,kind,number,form
  How months and weekdays are written in running text, several rows where a
  language has several forms: the house form first, then regional ones (LOCALES:
  Austrian Jänner, the Levantine, Iraqi and Maghrebi months of Arabic, ...).
  A form stands once for each language, kind and number.
    month           wide stand-alone name, and the wide format name but for
    month-genitive  wide format name (the one beside a day) where it is another
                    word in GENITIVE: ru uk pl, and the ezafe form of Persian
    month-short     abbreviated names, format first, then stand-alone; the full
                    name again where CLDR does not shorten it (fr mars)
    weekday         wide names, stand-alone and format
    weekday-short   abbreviated names; the two-letter `short` width of calendar
                    grids (fr ma, de Mo) is not running text and is left out
  number is 1-12 for months and 1-7 for weekdays, Monday = 1. The case is that
  of the middle of a sentence. A full stop stands where CLDR writes one: compare
  abbreviations with and without it. Only the Gregorian calendar is read. Many
  short forms are other words as well (ja 月, nl ma, en May): they mean
  something beside a figure only.
  Sources: cldr-dates-full  main/<locale>/ca-gregorian.json

locales.csv: locale,decimal,group,quote_open,quote_close,inner_open,inner_close,
             percent_space,date_order,currency,clock,unregioned,source
  decimal, group   symbols of the Latin digits; a blank is written by its code
                   point, U+00A0 or U+202F, because nobody sees it in a table
  quote_*, inner_* outer and inner quotation marks, as CLDR has them
  percent_space    yes if the percent pattern has a blank before the sign
  date_order       of the all-figures (`short`) date: mdy, dmy or ymd; fr-CA is
                   ymd in figures only, its dates with a month name are dmy
  currency         where the symbol stands: before or after the number,
                   with a blank between them or none (before, before-space, ...)
  clock            12 or 24 hours in the day of the short time
  unregioned       yes if the locale's marks are accepted, though not preferred,
                   in articles of the language that name no region: MARKS_OF_ALL
  Sources: cldr-numbers-full  main/<locale>/numbers.json
           cldr-misc-full     main/<locale>/delimiters.json
           cldr-dates-full    main/<locale>/ca-gregorian.json
  What newspapers do differs here and there from CLDR (Le Monde prints “ ”
  inside « », Swiss papers print « » in German too): the file is a starting
  point for house settings, not a verdict.

CLDR data is (c) Unicode, Inc., licence Unicode-3.0: the licence of the package
is in glossaries/LICENSE-UNICODE.txt, written by scripts/cldr_places.py.
"""
import argparse
import csv
import json
import re
import sys
import unicodedata
from pathlib import Path

# CLDR locales read for each language, house form first.
LOCALES = {
    "en": ["en", "en-GB", "en-AU"],
    "fr": ["fr", "fr-CA", "fr-CH"],
    "de": ["de", "de-AT", "de-CH"],
    "es": ["es", "es-MX", "es-PE"],
    "it": ["it"],
    "pt": ["pt", "pt-PT"],
    "nl": ["nl"],
    "ru": ["ru"],
    "uk": ["uk"],
    "tr": ["tr"],
    "pl": ["pl"],
    "ar": ["ar", "ar-LB", "ar-IQ", "ar-DZ", "ar-MA", "ar-MR"],
    "fa": ["fa", "fa-AF"],
    "he": ["he"],
    "zh": ["zh", "zh-Hant", "zh-Hant-HK"],
    "ja": ["ja"],
    "ko": ["ko"],
}
TABLE_LOCALES = (
    "en en-AU en-CA en-GB en-IE en-NZ fr fr-BE fr-CA fr-CH fr-LU "
    "de de-AT de-CH de-LI de-LU "
    "es es-419 es-AR es-BO es-CL es-CO es-CR es-CU es-DO es-EC es-GT es-HN es-MX "
    "es-NI es-PA es-PE es-PR es-PY es-SV es-US es-UY es-VE "
    "it it-CH it-SM it-VA pt pt-AO pt-CV pt-MZ pt-PT nl nl-BE nl-SR").split()
# Their papers are read far beyond their borders, so their marks cannot be told from mistakes where no region is named.
MARKS_OF_ALL = ("en en-GB fr fr-CA fr-CH de de-CH de-AT es es-MX it pt pt-PT nl"
                ).split()
# Languages in which the month beside a day is inflected.
GENITIVE = {"ru", "uk", "pl", "fa"}
DAYS = "mon tue wed thu fri sat sun".split()

CALENDAR = "lang,kind,number,form".split(",")
TABLE = ("locale,decimal,group,quote_open,quote_close,inner_open,inner_close,"
         "percent_space,date_order,currency,clock,unregioned,source").split(",")
BLANKS = {" ", "\u00a0", "\u202f", "\u2009"}


def load(path):
    with open(path, encoding="utf-8") as handle:
        return json.load(handle)


def running_text(form):
    """A form without invisible marks, NFC, with the apostrophe of glossaries/.

    The zero-width non-joiner is spelling in Persian and stays.
    """
    form = re.sub("[\u00ad\u200e\u200f]", "", form)
    form = form.replace("\u00a0", " ").replace("\u202f", " ")
    form = form.replace("’", "'").replace("ʼ", "'")
    return unicodedata.normalize("NFC", form).strip()


def visible(symbol):
    """A symbol, or the code point of a blank."""
    return f"U+{ord(symbol):04X}" if symbol in BLANKS else symbol


def date_order(pattern):
    """`d/M/yy` gives `dmy`; quoted text in the pattern is skipped."""
    order = ""
    for letter in re.sub(r"'[^']*'", "", pattern).lower():
        if letter in "dmy" and letter not in order:
            order += letter
    if sorted(order) != ["d", "m", "y"]:
        sys.exit(f"date pattern {pattern!r}: no day, month and year")
    return order


def currency(pattern):
    """`¤#,##0.00` gives `before`, `#,##0.00 ¤` gives `after-space`."""
    positive = pattern.split(";")[0]
    side = "before" if positive.startswith("¤") else "after"
    return side + ("-space" if BLANKS & set(positive) else "")


class Cldr:
    def __init__(self, folder):
        self.folder = folder
        versions = {load(folder / name / "package.json")["version"]
                    for name in ("cldr-core", "cldr-dates-full",
                                 "cldr-numbers-full", "cldr-misc-full")}
        if len(versions) != 1:
            sys.exit(f"{folder}: packages of versions {', '.join(sorted(versions))}")
        self.version = versions.pop()
        # A locale that CLDR does not have must not silently drop out.
        known = load(folder / "cldr-core" / "availableLocales.json")
        self.known = set(known["availableLocales"]["full"])

    def read(self, package, locale, name):
        if locale not in self.known:
            sys.exit(f"{locale}: not a locale of CLDR {self.version}")
        path = self.folder / package / "main" / locale / f"{name}.json"
        return load(path)["main"][locale]

    def gregorian(self, locale):
        data = self.read("cldr-dates-full", locale, "ca-gregorian")
        return data["dates"]["calendars"]["gregorian"]


def calendar(cldr):
    for lang, locales in LOCALES.items():
        kinds = {kind: {} for kind in ("month", "month-genitive", "month-short",
                                       "weekday", "weekday-short")}

        def add(kind, number, form):
            forms = kinds[kind].setdefault(number, [])
            form = running_text(form)
            if form not in forms:
                forms.append(form)

        for locale in locales:
            names = cldr.gregorian(locale)
            months, days = names["months"], names["days"]
            for number in range(1, 13):
                key = str(number)
                alone = months["stand-alone"]["wide"][key]
                beside = months["format"]["wide"][key]
                add("month", number, alone)
                if lang not in GENITIVE:
                    add("month", number, beside)
                elif running_text(beside) != running_text(alone):
                    add("month-genitive", number, beside)
                for context in ("format", "stand-alone"):
                    add("month-short", number, months[context]["abbreviated"][key])
            for number, key in enumerate(DAYS, 1):
                for context in ("stand-alone", "format"):
                    add("weekday", number, days[context]["wide"][key])
                for context in ("format", "stand-alone"):
                    add("weekday-short", number, days[context]["abbreviated"][key])
        for kind, numbers in kinds.items():
            for number in sorted(numbers):
                for form in numbers[number]:
                    yield {"lang": lang, "kind": kind, "number": number, "form": form}


def table(cldr):
    for locale in TABLE_LOCALES:
        numbers = cldr.read("cldr-numbers-full", locale, "numbers")["numbers"]
        symbols = numbers["symbols-numberSystem-latn"]
        percent = numbers["percentFormats-numberSystem-latn"]["standard"]
        marks = cldr.read("cldr-misc-full", locale, "delimiters")["delimiters"]
        money = numbers["currencyFormats-numberSystem-latn"]["standard"]
        gregorian = cldr.gregorian(locale)
        dates, times = gregorian["dateFormats"], gregorian["timeFormats"]
        yield {"locale": locale,
               "decimal": visible(symbols["decimal"]),
               "group": visible(symbols["group"]),
               "quote_open": marks["quotationStart"],
               "quote_close": marks["quotationEnd"],
               "inner_open": marks["alternateQuotationStart"],
               "inner_close": marks["alternateQuotationEnd"],
               "percent_space": "yes" if BLANKS & set(percent) else "no",
               "date_order": date_order(dates["short"]),
               "currency": currency(money),
               "clock": "24" if "H" in times["short"] else "12",
               "unregioned": "yes" if locale in MARKS_OF_ALL else "no",
               "source": f"Unicode CLDR {cldr.version}"}


def write(path, header, rows):
    rows = list(rows)
    for row in rows:
        if not all(str(row[key]) for key in header):
            sys.exit(f"{path}: empty cell in {row}")
    with open(path, "w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{path}: {len(rows)} rows")


def main():
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("cldr", type=Path, help="folder with the unpacked packages")
    parser.add_argument("--out", type=Path, default=root / "glossaries")
    args = parser.parse_args()
    cldr = Cldr(args.cldr)
    write(args.out / "calendar.csv", CALENDAR, calendar(cldr))
    write(args.out / "locales.csv", TABLE, table(cldr))


if __name__ == "__main__":
    main()
