#ifndef ENTENTE_COMMON_API_IMPORT_UPLOAD_H_
#define ENTENTE_COMMON_API_IMPORT_UPLOAD_H_

#include <malloc.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

#include "common/file/spool.h"
#include "common/rpc/stream.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente {

// How files are taken.
struct ImportOptions {
  std::string spool_folder;              // uploads wait here, without a name, until all is there
  int64_t max_bytes = int64_t{1} << 30;  // of one file
};

// The receiving end of both services' imports: a header, the file in pieces, an end. The file is
// handed on only when all of it is there, so that a slow or broken upload holds and changes
// nothing.
template <typename Request, typename Header, typename Response>
class ImportUpload final : public rpc::Upload<Request, Response> {
 public:
  struct File {
    absl::string_view content;
    std::string sha256;
  };
  using CheckHeader = std::function<absl::Status(const Header&)>;
  using Import = std::function<absl::StatusOr<Response>(const Header&, const File&)>;

  // `check` judges the header before any data is taken; `import` does the work.
  ImportUpload(std::unique_ptr<Spool> spool, CheckHeader check, Import import)
      : spool_(std::move(spool)), check_(std::move(check)), import_(std::move(import)) {}

  absl::Status Accept(const Request& request) override {
    if (ended_) return InvalidField("IMPORT_MALFORMED", "end", "must be the last message");
    switch (request.part_case()) {
      case Request::kHeader:
        if (header_seen_) return InvalidField("IMPORT_MALFORMED", "header", "sent twice");
        header_seen_ = true;
        header_ = request.header();
        if (header_.file_name().empty() || header_.file_name().size() > 255) {
          return InvalidField("FILE_NAME_INVALID", "header.file_name",
                              "name the file, in 1 to 255 characters");
        }
        return check_(header_);
      case Request::kData:
        if (!header_seen_) return NoHeader();
        return spool_->Append(request.data());
      case Request::kEnd:
        if (!header_seen_) return NoHeader();
        ended_ = true;
        if (request.end().size_bytes() == spool_->size()) return absl::OkStatus();
        return InvalidField("UPLOAD_INCOMPLETE", "end.size_bytes",
                            absl::StrCat("says ", request.end().size_bytes(), " bytes, but ",
                                         spool_->size(), " arrived; send the file again"));
      default:
        return InvalidField("IMPORT_MALFORMED", "part", "send header, data or end");
    }
  }

  absl::StatusOr<Response> Finish() override {
    if (!header_seen_) return NoHeader();
    if (!ended_) {
      return InvalidField("UPLOAD_INCOMPLETE", "end",
                          "the upload broke off before its end; nothing was stored, send it again");
    }
    ASSIGN_OR_RETURN(const absl::string_view content, spool_->Content());
    absl::StatusOr<Response> response = import_(header_, File{content, spool_->Sha256()});
    // What its threads had stays in their pools, where nobody needs it any more.
    malloc_trim(0);
    return response;
  }

 private:
  static absl::Status NoHeader() {
    return InvalidField("IMPORT_MALFORMED", "header", "must be the first message");
  }

  const std::unique_ptr<Spool> spool_;
  const CheckHeader check_;
  const Import import_;
  bool header_seen_ = false;
  bool ended_ = false;
  Header header_;
};

}  // namespace entente

#endif  // ENTENTE_COMMON_API_IMPORT_UPLOAD_H_
