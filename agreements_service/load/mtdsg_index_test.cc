#include "agreements_service/load/vocabulary.h"
#include "gtest/gtest.h"
#include <fstream>
#include <iostream>
namespace entente::agreements {
TEST(Probe, Names) {
  std::ifstream in("/tmp/mtd_names.txt");
  std::string line;
  while (std::getline(in, line)) {
    ImportReport r;
    const Party p = PartyNamed(line, r);
    if (p.kind != PartyKind::kState) std::cout << line << " | " << int(p.kind) << " " << p.country << "\n";
    else if (p.name != line) std::cout << "    " << line << " => " << p.country << "\n";
  }
}
}
