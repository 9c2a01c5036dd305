#include "agreements_service/load/file.h"

#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "agreements_service/load/desta.h"
#include "agreements_service/load/facts.h"
#include "agreements_service/load/ieadb_members.h"
#include "agreements_service/load/ieadb_treaties.h"
#include "agreements_service/load/mtdsg_index.h"
#include "agreements_service/load/mtdsg_participants.h"
#include "agreements_service/load/uk_treaties.h"
#include "agreements_service/load/unctad_iia.h"
#include "agreements_service/load/unts_statement.h"
#include "agreements_service/load/us_missions.h"
#include "agreements_service/load/wipo_members.h"
#include "agreements_service/load/wto_rta.h"
#include "agreements_service/load/wto_rta_changes.h"
#include "common/api/text_proto.h"
#include "common/file/unpack.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/text/first_line.h"
#include "common/text/utf8.h"
#include "entente/agreements/v1/facts.pb.h"

namespace entente::agreements {
namespace {

// Whether a line is one quoted text, as a citation above a header is.
bool IsRemark(absl::string_view line) {
  return line.size() > 1 && absl::StartsWith(line, "\"") && absl::EndsWith(line, "\"") &&
         !absl::StrContains(line.substr(1, line.size() - 2), '"');
}

bool BeginsFacts(absl::string_view line) { return BeginsField(line, *v1::Facts::descriptor()); }

// Whether a file is an object of JSON with a treaty's title, preamble and articles.
bool IsTreatyText(absl::string_view first_line, absl::string_view content) {
  return absl::StartsWith(first_line, "{") && absl::StrContains(content, "\"treaty\":") &&
         absl::StrContains(content, "\"articles\":");
}

// A format: the first line that its files have, and how they are read.
struct Reader {
  FileFormat format;
  bool (*begins)(absl::string_view line);
  absl::StatusOr<LoadedFile> (*load)(const File& file);
};

constexpr Reader kReaders[] = {
    {FileFormat::kFacts, BeginsFacts, LoadFacts},
    {FileFormat::kUkTreaties, IsUkTreatiesHeader, LoadUkTreaties},
    {FileFormat::kIeadbTreaties, IsIeadbTreatiesHeader, LoadIeadbTreaties},
    {FileFormat::kIeadbMembers, IsIeadbMembersHeader, LoadIeadbMembers},
    {FileFormat::kUnctadIia, IsUnctadIiaHeader, LoadUnctadIia},
    {FileFormat::kWtoRta, IsWtoRtaHeader, LoadWtoRta},
    {FileFormat::kWtoRtaChanges, IsWtoRtaChangesHeader, LoadWtoRtaChanges},
    {FileFormat::kDesta, IsDestaHeader, LoadDesta},
    {FileFormat::kMtdsgIndex, IsMtdsgIndexHeader, LoadMtdsgIndex},
    {FileFormat::kMtdsgParticipants, IsMtdsgParticipantsHeader, LoadMtdsgParticipants},
    {FileFormat::kUntsStatement, IsUntsStatementHeader, LoadUntsStatement},
    {FileFormat::kUsMissions, IsUsMissionsHeader, LoadUsMissions},
    {FileFormat::kWipoMembers, IsWipoMembersHeader, LoadWipoMembers},
};

constexpr absl::string_view kKnown =
    "UK Treaties Online, agreements and members of the International Environmental Agreements "
    "Database, UNCTAD's investment agreements, WTO's regional trade agreements and their changes, "
    "DESTA's list of treaties, list and participants of Multilateral Treaties Deposited with the "
    "Secretary-General, the United Nations' statements of treaties, missions of the United States, "
    "members of WIPO's treaties, text-proto of Facts; each also as gzip or zstd";

absl::StatusOr<LoadedFile> LoadUnpacked(const File& file) {
  ASSIGN_OR_RETURN(const FileFormat recognised, Recognise(file.content));
  if (file.format != FileFormat::kRecognise && file.format != recognised) {
    return InvalidField("FORMAT_UNKNOWN", "header.format", "the file is of another format");
  }
  for (const Reader& reader : kReaders) {
    if (reader.format == recognised) return reader.load(file);
  }
  return absl::InternalError("a format that is recognised has no reader");
}

}  // namespace

absl::StatusOr<FileFormat> Recognise(absl::string_view content) {
  absl::ConsumePrefix(&content, kByteOrderMark);
  const NumberedLine first = FirstLine(content, "#");
  if (first.number == 0) {
    return Error(absl::StatusCode::kInvalidArgument, "FILE_EMPTY",
                 "the file has no agreement, occasion or milestone; download it again");
  }
  if (absl::StartsWith(first.text, "<")) {
    return Error(absl::StatusCode::kInvalidArgument, "FILE_IS_HTML",
                 absl::StrCat("line ", first.number, ": the file is a web page or XML, not data: ",
                              Quoted(first.text), "; download it again"))
        .With("line", absl::StrCat(first.number));
  }
  for (absl::string_view rest = content;;) {
    const NumberedLine line = FirstLine(rest, "#");
    for (const Reader& reader : kReaders) {
      if (reader.begins(line.text)) return reader.format;
    }
    if (!IsRemark(line.text)) break;
    rest.remove_prefix(static_cast<size_t>(line.text.data() + line.text.size() - rest.data()));
  }
  if (IsTreatyText(first.text, content)) {
    return Error(absl::StatusCode::kInvalidArgument, "FILE_IS_TREATY_TEXT",
                 absl::StrCat("line ", first.number,
                              ": the file is the text of a treaty, of which no party, date or "
                              "action can be kept; load the record of it in a register"))
        .With("line", absl::StrCat(first.number));
  }
  return Error(absl::StatusCode::kInvalidArgument, "FORMAT_UNKNOWN",
               absl::StrCat("line ", first.number, ", column 1: ", Quoted(first.text),
                            " begins no format that is known (", kKnown,
                            "); is it an error message that was saved as a file?"))
      .With("line", absl::StrCat(first.number));
}

absl::StatusOr<LoadedFile> LoadFile(const File& file) {
  if (!IsPacked(file.content)) return LoadUnpacked(file);
  ASSIGN_OR_RETURN(const std::unique_ptr<Spool> spool,
                   Unpack(file.content, file.folder, file.max_bytes));
  File unpacked = file;
  ASSIGN_OR_RETURN(unpacked.content, spool->Content());
  return LoadUnpacked(unpacked);
}

}  // namespace entente::agreements
