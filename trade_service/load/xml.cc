#include "trade_service/load/xml.h"

#include <expat.h>

#include <algorithm>
#include <memory>

#include "absl/strings/str_cat.h"

#include "common/status/error.h"

namespace entente::trade {
namespace {

constexpr size_t kChunk = size_t{64} << 10;

using Parser = std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)>;

absl::string_view WithoutPrefix(absl::string_view name) { return name.substr(name.rfind(':') + 1); }

// What the parser's callbacks share.
struct Reading {
  XML_Parser parser;
  XmlHandler& handler;
  int depth = 0;
  XmlAttributes attributes;
  absl::Status status;

  // Ends the reading if `new_status` is an error.
  void Check(absl::Status new_status) {
    if (new_status.ok() || !status.ok()) return;
    status = std::move(new_status);
    XML_StopParser(parser, XML_FALSE);
  }
};

absl::Status AtPlace(XML_Parser parser, absl::string_view reason, absl::string_view what) {
  const auto line = XML_GetCurrentLineNumber(parser);
  return Error(absl::StatusCode::kInvalidArgument, reason,
               absl::StrCat("line ", line, ", column ", XML_GetCurrentColumnNumber(parser) + 1,
                            ": ", what))
      .With("line", absl::StrCat(line));
}

void OnStart(void* user, const XML_Char* name, const XML_Char** pairs) {
  auto& reading = *static_cast<Reading*>(user);
  if (!reading.status.ok()) return;
  if (++reading.depth > kXmlMaxDepth) {
    reading.Check(AtPlace(reading.parser, "FILE_MALFORMED",
                          absl::StrCat("elements are more than ", kXmlMaxDepth, " deep")));
    return;
  }
  reading.attributes.clear();
  for (; *pairs != nullptr; pairs += 2) reading.attributes.emplace_back(pairs[0], pairs[1]);
  reading.Check(reading.handler.Start(WithoutPrefix(name), reading.attributes));
}

void OnEnd(void* user, const XML_Char* name) {
  auto& reading = *static_cast<Reading*>(user);
  if (!reading.status.ok()) return;
  --reading.depth;
  reading.Check(reading.handler.End(WithoutPrefix(name)));
}

void OnText(void* user, const XML_Char* text, int size) {
  auto& reading = *static_cast<Reading*>(user);
  if (!reading.status.ok()) return;
  reading.Check(reading.handler.Text({text, static_cast<size_t>(size)}));
}

void OnDocumentType(void* user, const XML_Char*, const XML_Char*, const XML_Char*, int) {
  auto& reading = *static_cast<Reading*>(user);
  reading.Check(AtPlace(reading.parser, "FILE_MALFORMED", "has a document type, as no data has"));
}

bool IsCutOff(XML_Error error) {
  return error == XML_ERROR_NO_ELEMENTS || error == XML_ERROR_UNCLOSED_TOKEN ||
         error == XML_ERROR_PARTIAL_CHAR || error == XML_ERROR_UNCLOSED_CDATA_SECTION;
}

}  // namespace

absl::Status ReadXml(absl::string_view content, XmlHandler& handler) {
  const Parser parser(XML_ParserCreate(nullptr), &XML_ParserFree);
  if (parser == nullptr) {
    return Error(absl::StatusCode::kResourceExhausted, "OUT_OF_MEMORY",
                 "there is no memory to read the XML document; try again later");
  }
  Reading reading = {.parser = parser.get(), .handler = handler, .attributes = {}, .status = {}};
  XML_SetUserData(parser.get(), &reading);
  XML_SetElementHandler(parser.get(), OnStart, OnEnd);
  XML_SetCharacterDataHandler(parser.get(), OnText);
  XML_SetStartDoctypeDeclHandler(parser.get(), OnDocumentType);
  size_t fed = 0;
  do {
    const absl::string_view chunk = content.substr(fed, kChunk);
    fed += chunk.size();
    const bool last = fed == content.size();
    const XML_Status parsed =
        XML_Parse(parser.get(), chunk.data(), static_cast<int>(chunk.size()), last);
    if (!reading.status.ok()) return reading.status;
    if (parsed == XML_STATUS_ERROR) {
      const XML_Error error = XML_GetErrorCode(parser.get());
      if (IsCutOff(error) && last) {
        return AtPlace(parser.get(), "FILE_TRUNCATED",
                       "the document ends too early; the download may have broken off, fetch the "
                       "file again");
      }
      return AtPlace(parser.get(), "FILE_MALFORMED", XML_ErrorString(error));
    }
    const XML_Index at = XML_GetCurrentByteIndex(parser.get());
    if (at >= 0 && fed - static_cast<size_t>(at) > kXmlMaxTag + kChunk) {
      return AtPlace(parser.get(), "FILE_MALFORMED", "a tag is longer than 1 MiB");
    }
  } while (fed < content.size());
  return absl::OkStatus();
}

}  // namespace entente::trade
