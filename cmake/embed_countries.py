#!/usr/bin/env python3
"""Writes the C++ source that holds the facts of Debian's iso-codes about countries.

Three tables of text, one record a line, fields separated by tabs (common/geo/iso_data.h says
which). The same input gives the same bytes.
"""

import argparse
import gettext
import json
import pathlib

NAME_KEYS = ("common_name", "name", "official_name")


def load(iso_codes, part):
    text = (iso_codes / f"iso_{part}.json").read_text(encoding="utf-8")
    return sorted(json.loads(text)[part], key=lambda entry: entry["alpha_3"])


def translators(locale, part):
    """Language -> function from an English name to its translation, or to None."""
    result = {}
    for path in sorted(locale.glob(f"*/LC_MESSAGES/iso_{part}.mo")):
        with path.open("rb") as file:
            catalog = gettext.GNUTranslations(file)
        catalog.add_fallback(Untranslated())
        result[path.parent.parent.name] = catalog.gettext
    return result


class Untranslated(gettext.NullTranslations):
    def gettext(self, message):
        return None


def names(entry, translate):
    """The names of `entry` in one language, the usual one first, without repetition."""
    translated = [translate(entry[key]) for key in NAME_KEYS if key in entry]
    return "|".join(dict.fromkeys(name.strip() for name in translated if name))


def record(fields):
    if any(c in field for field in fields for c in "\t\n"):
        raise ValueError(f"a separator inside a field of {fields}")
    return "\t".join(fields)


def country_records(countries):
    for c in countries:
        yield record([c["alpha_3"], c["alpha_2"], c["numeric"]])


def former_records(former):
    for c in former:
        yield record([c["alpha_3"], c["alpha_2"], c["alpha_4"], c.get("numeric", "0"),
                      c["withdrawal_date"]])


def name_records(countries, former, locale):
    of_countries = translators(locale, "3166-1")
    of_former = translators(locale, "3166-3")
    if not of_countries:
        raise FileNotFoundError(f"no */LC_MESSAGES/iso_3166-1.mo in {locale}")
    of_countries["en"] = of_former["en"] = lambda name: name
    for language in sorted(of_countries):
        former_translator = of_former.get(language, lambda name: None)
        yield record([language] + [names(c, of_countries[language]) for c in countries] +
                     [names(c, former_translator) for c in former])


def literal(variable, records):
    lines = "\n".join(records)
    if ')tsv"' in lines:
        raise ValueError(f"the end of a raw string inside {variable}")
    return f'const absl::string_view {variable} = R"tsv({lines})tsv";\n'


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--iso-codes", type=pathlib.Path, required=True,
                        help="folder of iso_3166-1.json and iso_3166-3.json")
    parser.add_argument("--locale", type=pathlib.Path, required=True,
                        help="folder of <language>/LC_MESSAGES/iso_3166-1.mo")
    parser.add_argument("--output", type=pathlib.Path, required=True)
    args = parser.parse_args()

    countries = load(args.iso_codes, "3166-1")
    former = load(args.iso_codes, "3166-3")
    args.output.write_text(
        "// Made by cmake/embed_countries.py from iso-codes.\n"
        '#include "common/geo/iso_data.h"\n\n'
        "namespace entente::geo {\n\n"
        + literal("kCountries", country_records(countries))
        + literal("kFormerCountries", former_records(former))
        + literal("kNames", name_records(countries, former, args.locale))
        + "\n}  // namespace entente::geo\n", encoding="utf-8")


if __name__ == "__main__":
    main()
