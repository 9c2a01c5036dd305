#!/usr/bin/env python3
"""Writes the C++ source that holds tables of text, each in a constant.

    embed_tables.py --namespace entente::agreements --output tables.cc kParties=parties.csv ...
"""

import argparse
import pathlib


def literal(text):
    """A C++ expression for `text`: short raw strings, which a compiler may not join as one line."""
    if ')~"' in text:
        raise ValueError('the mark that ends a raw string is in the text')
    return "\n".join(f'    R"~({line})~"' for line in text.splitlines(keepends=True))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--namespace", required=True)
    parser.add_argument("--output", type=pathlib.Path, required=True)
    parser.add_argument("tables", nargs="+", metavar="kName=FILE")
    arguments = parser.parse_args()
    lines = ['#include "absl/strings/string_view.h"', "",
             f"namespace {arguments.namespace} {{", ""]
    for table in arguments.tables:
        name, path = table.split("=", 1)
        text = pathlib.Path(path).read_text(encoding="utf-8")
        lines += [f"extern const absl::string_view {name};",
                  f"const absl::string_view {name} =", literal(text) + ";", ""]
    lines.append(f"}}  // namespace {arguments.namespace}")
    arguments.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
