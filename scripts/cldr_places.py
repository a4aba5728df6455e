#!/usr/bin/env python3
"""Write glossaries/countries.csv and glossaries/capitals.csv from Unicode CLDR.

Input: a folder with the unpacked npm packages below (each in a folder named
after the package). Get them with

    mkdir cldr && cd cldr
    for p in cldr-core cldr-localenames-full cldr-dates-full; do
        npm pack $p@48.2.0
        mkdir $p && tar xzf $p-48.2.0.tgz -C $p --strip-components=1
    done

then run, from the project root,

    python3 scripts/cldr_places.py cldr

`cldr-dates-modern` may stand in for `cldr-dates-full` (same seven languages).
Checked with version 48.2.0. The output depends on the input only: rows are
sorted, no dates are written.

What comes from where
  territory names      cldr-localenames-full  main/<lang>/territories.json
                       (with the `-alt-short` and `-alt-variant` forms)
  which are states     cldr-core  territoryContainment.json, grouping `UN`,
                       plus NON_MEMBERS and TERRITORIES below
  native names         cldr-core  territoryInfo.json (largest official
                       language), then that language's territories.json
  city names           cldr-*-full|modern  main/<lang>/timeZoneNames.json
                       (exemplar cities of the time zones)
  which city is a      scripts/capitals.csv: OURS, kept by hand. CLDR does not
  capital              say it, and has a city only if it gives a time zone its
                       name. A filled language cell of that file is the whole
                       cell of the output; an empty one takes CLDR's form, or
                       failing that the English name.
News usage that differs from CLDR for countries is in the hand-kept overlay
glossaries/countries-usage.csv; this script never writes that file.

CLDR data is (c) Unicode, Inc., licence Unicode-3.0: the script copies the
licence of the package to glossaries/LICENSE-UNICODE.txt.
"""
import argparse
import csv
import json
import re
import sys
import unicodedata
from pathlib import Path

LANGS = ["en", "fr", "de", "es", "it", "pt", "nl"]
# CLDR locales read for each column, house form first. Portuguese: European
# forms (Lusa) first, Brazilian ones accepted.
LOCALES = {lang: [lang] for lang in LANGS} | {"pt": ["pt-PT", "pt"]}
HEADER = ("id,kind,native,en,fr,de,es,it,pt,nl,variants,avoid,context,note,source"
          ).split(",")

NON_MEMBERS = ["PS", "TW", "VA", "XK"]       # states outside CLDR's `UN` group
TERRITORIES = ("AW BM CW EH FK FO GF GG GI GL GP GU HK IM IO JE KY MO MQ NC PF "
               "PR RE VG VI YT").split()     # not states, but in the news

# CLDR forms no newsroom prints; removed wherever they come from.
DROP = {
    "BD": ["Bangladeche"], "BF": ["Burquina Faso"], "BN": ["Brunei Darussalam"],
    "BS": ["Baamas"], "CD": ["Congo", "Kongo"], "CG": ["Kongo"], "CW": ["Curaçau"], "GB": ["R.-U.", "RU", "GB"],
    "GU": ["Guame"], "LI": ["Listenstaine"], "LK": ["Sri Lanca"],
    "MU": ["Maurícia"], "MW": ["Maláui"], "SC": ["Seicheles"],
    "SM": ["São Marinho"], "SV": ["Salvador"],
    "SZ": ["Swaziland", "Regno di Eswatini"], "US": ["É.-U."],
    "YT": ["Maiote"],
}
# Territories whose plain CLDR name is official style: the short form is used.
USE_SHORT = {"HK", "MO"}
# Territories whose plain CLDR name is replaced by another CLDR form.
USE_ALT = {"IO": "chagos"}
# Locale for the native name where the largest official language is misleading.
NATIVE_LOCALE = {"TW": "zh-Hant", "HK": "zh-Hant", "MO": "zh-Hant", "IO": "en",
                 "VA": "it", "PS": "ar", "EH": "ar", "XK": "sq", "GB": "en",
                 "MQ": "fr", "GP": "fr", "RE": "fr", "YT": "fr", "GF": "fr",
                 "PF": "fr", "NC": "fr", "GL": "kl", "FO": "fo", "MA": "ar",
                 "DZ": "ar", "FJ": "en", "KE": "sw", "NZ": "en", "IE": "en",
                 "ZA": "en", "MT": "mt", "LU": "lb", "PR": "es", "PY": "es",
                 "BO": "es", "PE": "es", "SG": "en", "HT": "ht", "CY": "el",
                 "BA": "bs", "ME": "sr-Latn-ME", "PK": "ur", "IN": "hi"}

# Official-style forms, recognised by their punctuation or abbreviation.
ODD = re.compile(r" - |,|\bSAR\b|\bRAE\b|\bRAS\b|R\.A\.S\.|Sonderverwaltungs")


def fold(text):
    """The form under which the engine compares: no case, accents, marks."""
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    text = re.sub(r"[’'ʿʾ‘`.]", "", text)
    return re.sub(r"[\s\-‐‑–]+", " ", text).strip()


def clean(form, lang):
    """A CLDR form in running-text shape, or '' if it is an official-style one."""
    form = form.replace("\u00ad", "").replace("\u00a0", " ").replace("\u202f", " ")
    form = unicodedata.normalize("NFC", form)
    form = re.sub(r"\s*[(\[].*?[)\]]", "", form).strip()   # Myanmar (Burma)
    form = re.sub(r"^(Congo|Kongo) - ", r"\1-", form)      # Congo - Kinshasa
    if ODD.search(form):
        return ""
    if lang == "en":
        form = form.replace(" & ", " and ")
    return form.replace("’", "'")


def unique(forms):
    """Forms in order, without empty ones and ones the engine can't tell apart."""
    seen, out = set(), []
    for form in forms:
        if form and fold(form) not in seen:
            seen.add(fold(form))
            out.append(form)
    return out


def load(path):
    with open(path, encoding="utf-8") as handle:
        return json.load(handle)


class Cldr:
    def __init__(self, folder):
        self.names = folder / "cldr-localenames-full" / "main"
        self.core = folder / "cldr-core"
        self.dates = folder / "cldr-dates-full" / "main"
        if not self.dates.is_dir():
            self.dates = folder / "cldr-dates-modern" / "main"
        self.version = load(self.core / "package.json")["version"]
        self._territories, self._zones = {}, {}

    def territories(self, locale):
        if locale not in self._territories:
            path = self.names / locale / "territories.json"
            self._territories[locale] = (
                load(path)["main"][locale]["localeDisplayNames"]["territories"]
                if path.exists() else {})
        return self._territories[locale]

    def city(self, zone, locale):
        if locale not in self._zones:
            data = load(self.dates / locale / "timeZoneNames.json")
            self._zones[locale] = data["main"][locale]["dates"]["timeZoneNames"]["zone"]
        node = self._zones[locale]
        for part in zone.split("/"):
            node = node.get(part, {})
        return node.get("exemplarCity", "")

    def un_members(self):
        data = load(self.core / "supplemental" / "territoryContainment.json")
        return data["supplemental"]["territoryContainment"]["UN"]["_contains"]

    def official_languages(self):
        data = load(self.core / "supplemental" / "territoryInfo.json")
        out = {}
        for code, info in data["supplemental"]["territoryInfo"].items():
            rows = [(-float(v["_populationPercent"]), k.replace("_", "-"))
                    for k, v in info.get("languagePopulation", {}).items()
                    if v.get("_officialStatus") in ("official", "de_facto_official")]
            out[code] = [k for _, k in sorted(rows)]
        return out

    def country_forms(self, code, lang):
        forms = []
        for locale in LOCALES[lang]:
            names = self.territories(locale)
            keys = [code, f"{code}-alt-short", f"{code}-alt-variant"]
            if code in USE_SHORT:
                keys = keys[1:]
            if code in USE_ALT:
                keys = [f"{code}-alt-{USE_ALT[code]}"]
            forms += [clean(names.get(key, ""), lang) for key in keys]
        kept = unique(f for f in forms if f not in DROP.get(code, []))
        return kept or unique(forms)[:1]

    def native(self, code, languages):
        """Name in the largest official language that CLDR has names for."""
        for locale in [NATIVE_LOCALE.get(code), *languages.get(code, [])]:
            names = self.territories(locale) if locale else {}
            keys = [f"{code}-alt-short", code] if code in USE_SHORT else [code]
            if code in USE_ALT:
                keys = [f"{code}-alt-{USE_ALT[code]}"]
            for key in keys:
                form = clean(names.get(key, ""), locale)
                if form and form != code:
                    return form
        return ""


def countries(cldr):
    languages = cldr.official_languages()
    members = set(cldr.un_members())
    for code in sorted(members | set(NON_MEMBERS) | set(TERRITORIES)):
        row = dict.fromkeys(HEADER, "")
        row |= {"id": f"country-{code.lower()}", "kind": "country",
                "native": cldr.native(code, languages),
                "source": f"Unicode CLDR {cldr.version}"}
        for lang in LANGS:
            forms = cldr.country_forms(code, lang)
            if not forms:
                sys.exit(f"{code}: no {lang} form left")
            row[lang] = "|".join(forms)
        if code in TERRITORIES:
            row["note"] = "Territory, not a sovereign state"
        yield row


def slug(text):
    text = fold(text.replace("'", ""))
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def capitals(cldr, table):
    """Rows of our table, completed with CLDR's exemplar cities."""
    with open(table, encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    for ours in sorted(rows, key=lambda r: (r["territory"], slug(r["english"]))):
        row = dict.fromkeys(HEADER, "")
        row |= {"id": f"city-{slug(ours['english'])}", "kind": "place"}
        used = False
        for lang in LANGS:
            cell = ours[lang]
            if not cell:
                forms = [clean(cldr.city(ours["zone"], locale), lang)
                         for locale in LOCALES[lang]] if ours["zone"] else []
                used = used or any(forms)
                cell = "|".join(unique(forms)) or ours["english"]
            row[lang] = cell
        for key in ("native", "variants", "avoid", "context"):
            row[key] = ours[key]
        country = clean(cldr.territories("en")[ours["territory"]], "en")
        if ours["territory"] in ("CD", "CG"):
            country = {"CD": "DR Congo", "CG": "Republic of Congo"}[ours["territory"]]
        row["note"] = ours["note"] or f"Capital of {country}"
        row["source"] = (f"Unicode CLDR {cldr.version}; " if used else "") + "wirelint"
        yield row


def write(path, rows):
    rows = list(rows)
    ids = [row["id"] for row in rows]
    if len(ids) != len(set(ids)):
        sys.exit(f"{path}: an id occurs twice")
    with open(path, "w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, HEADER, lineterminator="\n")
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
    write(args.out / "countries.csv", countries(cldr))
    write(args.out / "capitals.csv", capitals(cldr, root / "scripts" / "capitals.csv"))
    licence = (args.cldr / "cldr-core" / "LICENSE").read_text(encoding="utf-8")
    (args.out / "LICENSE-UNICODE.txt").write_text(licence, encoding="utf-8")


if __name__ == "__main__":
    main()
